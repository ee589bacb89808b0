/* Which results are computed fractions, that hardly ever are exactly what somebody expects. */
#ifndef MONLINT_PROMQL_INEXACT_H
#define MONLINT_PROMQL_INEXACT_H

#include "base/arena.h"
#include "promql/value_flow.h"

/* For each node, by its index: the division, or the call that divides, extrapolates or interpolates, whose result it
 * carries; NULL where there is none, where a literal scales, or where the values are whole numbers or rounded. */
const struct promql_node *const *promql_find_inexact(struct arena *arena, const struct value_flow *values);

/* Whether a computed value often is exactly this one: 0 where nothing happens, 1 and 100 for the whole of a ratio, an
 * end of the range. */
bool promql_is_exact_value(const struct value_flow *values, const struct promql_node *node,
                           const struct promql_node *cause, double value);

#endif
