/* The usual slips behind an error: what to write instead. Inside the module only. Each gives "" when it knows nothing
 * better than the error itself. */
#ifndef MONLINT_PROMQL_SLIPS_H
#define MONLINT_PROMQL_SLIPS_H

#include "promql/ast.h"
#include "promql/lexer.h"

/* A token where none of its kind may stand. */
str slips_unexpected(str text, struct promql_token token, bool in_braces);

enum slips_where { SLIPS_OUTSIDE, SLIPS_IN_BRACES, SLIPS_IN_RANGE };

/* A character that begins no token. */
str slips_stray(str text, size_t at, enum slips_where where);

/* A number or duration that went wrong; in_range: inside [ ]. */
str slips_number(str text, span at, bool in_range);

/* A duration that the lexer has let through. */
str slips_duration(str text);

/* A call of a function that does not exist. */
str slips_function(struct arena *arena, str name);

/* [5m] behind something that is no selector. */
str slips_range(struct arena *arena, str text, const struct promql_node *inner, span brackets);

/* A call with too few or too many arguments. */
str slips_count(struct arena *arena, str text, const struct promql_node *call);

/* An aggregation with too few or too many of them. */
str slips_aggregate_count(const struct promql_aggregator *op, unsigned count);

/* An argument of another type than wanted. */
str slips_argument(struct arena *arena, str text, const struct promql_node *call, const struct promql_node *argument,
                   enum promql_type wanted);

/* An aggregated expression or parameter of the wrong type. */
str slips_aggregated(struct arena *arena, str text, const struct promql_node *aggregate,
                     const struct promql_node *child);

/* An operand that is neither scalar nor instant vector. */
str slips_operand(const struct promql_node *operand);

#endif
