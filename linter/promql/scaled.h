/* What a threshold is set against, below scale and aggregations. */
#ifndef MONLINT_PROMQL_SCALED_H
#define MONLINT_PROMQL_SCALED_H

#include "base/arena.h"
#include "promql/promql.h"

struct promql_scaled {
    const struct promql_node *node; /* the first that is neither of them, parentheses or a constant factor */
    double number;                  /* the threshold as it stands against that node */
    bool is_sum;                    /* there is a sum on the way; else the value is that of one series */
};

/* Takes the value and the number it is compared with apart: "100 * max(x) > 80" is x against 0.8. Through
 * multiplications and divisions by positive constants, max, min, avg, topk and bottomk, and sums, which may be many
 * times as much. At most 16 steps. */
struct promql_scaled promql_unscaled(struct arena *scratch, const struct promql_expr *expr,
                                     const struct promql_node *value, double number);

/* Whether every sum on the way from that node up to the value keeps the label, so that nothing is added up over it. */
bool promql_sums_keep(const struct promql_scaled *scaled, const struct promql_node *value, str label);

#endif
