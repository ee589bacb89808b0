/* The comparisons that decide whether a rule gives anything, each with one verdict: which rule speaks of it.
 *
 * A threshold in the wrong unit is also out of reach, so the kinds exclude each other: one mistake, one message. */
#ifndef MONLINT_PROJECT_THRESHOLD_H
#define MONLINT_PROJECT_THRESHOLD_H

#include "project/flow.h"

enum threshold_kind {
    THRESHOLD_FINE,       /* or another rule speaks of the cause */
    THRESHOLD_SCALE,      /* a ratio compared with a percentage, or the reverse */
    THRESHOLD_DEAD,       /* can never be true by the form of the expression: count() == 0, x / x, > 7 < 3 */
    THRESHOLD_IMPOSSIBLE, /* beyond what the values can be */
    THRESHOLD_CERTAIN,    /* every value passes */
};

enum threshold_kind threshold_judge(const struct rule_flow *flow, const struct value_comparison *comparison);

/* The form of a THRESHOLD_DEAD. */
enum threshold_death {
    DEATH_EMPTY_RANGE, /* an earlier filter lets nothing through that passes: > 7 < 3 */
    DEATH_OF_COUNT,    /* count() and the like give nothing where there is nothing to count, and never 0 */
    DEATH_OF_CONSTANT, /* the value is always the same, or the time of evaluation: 100 / x * x, timestamp(x + 1) */
};

enum threshold_death threshold_death_of(const struct value_comparison *comparison);

/* The call that counts, or asks for presence, and whose result the node passes on; NULL: none. */
const struct promql_node *threshold_counting(const struct promql_node *node);

#endif
