/* The usual slips behind an error: what to write instead. Inside the module only. Each gives "" when it knows nothing
 * better than the error itself. */
#ifndef MONLINT_PROMQL_SLIPS_H
#define MONLINT_PROMQL_SLIPS_H

#include "promql/ast.h"
#include "promql/lexer.h"

/* A token where none of its kind may stand. */
str slips_unexpected(struct arena *arena, str text, struct promql_token token);

/* A call of a function that does not exist. */
str slips_function(struct arena *arena, str name);

/* [5m] behind something that is no selector. */
str slips_range(struct arena *arena, str text, const struct promql_node *inner, span brackets);

/* An argument of another type than wanted. */
str slips_argument(struct arena *arena, str text, const struct promql_node *call, const struct promql_node *argument,
                   enum promql_type wanted);

/* An aggregated expression or parameter of the wrong type. */
str slips_aggregated(struct arena *arena, str text, const struct promql_node *aggregate,
                     const struct promql_node *child);

/* An operand that is neither scalar nor instant vector. */
str slips_operand(const struct promql_node *operand);

#endif
