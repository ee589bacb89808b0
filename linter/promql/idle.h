/* What an expression is when nothing happens: every rate and every increase is 0. */
#ifndef MONLINT_PROMQL_IDLE_H
#define MONLINT_PROMQL_IDLE_H

#include "base/arena.h"
#include "promql/promql.h"

struct promql_idle {
    bool is_known;
    bool is_rate; /* a rate or an increase is in it */
    double value; /* with is_known; NaN where 0 is divided by 0, which meets no comparison */
};

/* For each node of the expression, by its index. Known are literals, arithmetic, the functions clamp, clamp_min,
 * clamp_max, vector, scalar and abs, and the aggregations sum, avg, min, max, without regard to labels. */
const struct promql_idle *promql_when_idle(struct arena *arena, const struct promql_expr *expr);

#endif
