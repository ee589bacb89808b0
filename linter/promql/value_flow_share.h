/* Which results are parts of others, so that their quotient is a share. Inside the value flow only. */
#ifndef MONLINT_PROMQL_VALUE_FLOW_SHARE_H
#define MONLINT_PROMQL_VALUE_FLOW_SHARE_H

#include "promql/value_flow.h"

enum share {
    SHARE_NONE,
    SHARE_PART,  /* between 0 and the whole */
    SHARE_WHOLE, /* the very same value */
};

/* What the value of part is of the value of whole, for samples that match each other; nodes holds the results of both.
 * whole may also be a sum with part in it, and either side may be guarded (> 0, clamp_min, or 0). *factor gets the
 * literal that part is multiplied with: 100 for (100 * x) / y. Time: linear in what both have in common. */
enum share share_of_quotient(const struct promql_expr *expr, const struct value_node *nodes,
                             const struct promql_node *part, const struct promql_node *whole, double *factor);

/* Whether the samples of both that match each other are the same. */
bool share_is_whole(const struct promql_expr *expr, const struct value_node *nodes, const struct promql_node *a,
                    const struct promql_node *b);

#endif
