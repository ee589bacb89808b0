/* What an alert's expression demands: its alternatives, and the comparisons with constants that must hold. */
#ifndef MONLINT_PROMQL_CONDITION_H
#define MONLINT_PROMQL_CONDITION_H

#include "base/arena.h"
#include "promql/promql.h"

/* The number that an expression of literals, signs, parentheses and arithmetic is; false for any other. Functions are
 * not followed. */
bool promql_constant(struct arena *scratch, const struct promql_expr *expr, const struct promql_node *node,
                     double *number);

/* A comparison with a constant that filters the result, as `value op number` whichever side the number stands on. */
struct promql_threshold {
    const struct promql_node *comparison, *value, *limit; /* limit: the side of the number */
    enum promql_operator op;
    double number;
};

struct promql_thresholds {
    const struct promql_threshold *at;
    size_t len;
    bool whole; /* every comparison of the expression is in the list, and there is no unless */
};

/* The comparisons that stand on the way from the root through parentheses, both sides of and and or, and the left of
 * unless. In the order of the text. */
struct promql_thresholds promql_find_thresholds(struct arena *arena, const struct promql_expr *expr);

/* The sides of the or's at the root, in the order of the text. */
struct promql_alternatives {
    const struct promql_node *const *at;
    size_t len;
} promql_find_alternatives(struct arena *arena, const struct promql_expr *expr);

#endif
