/* The comparisons that decide whether a rule gives anything, each with one verdict: which rule speaks of it.
 *
 * A threshold in the wrong unit is also out of reach, so the kinds exclude each other: one mistake, one message. */
#ifndef MONLINT_PROJECT_THRESHOLD_H
#define MONLINT_PROJECT_THRESHOLD_H

#include "project/flow.h"

enum threshold_kind {
    THRESHOLD_FINE,
    THRESHOLD_SCALE,      /* a ratio compared with a percentage, or the reverse */
    THRESHOLD_DEAD,       /* can never be true by the form of the expression: count() == 0, x / x, > 7 < 3 */
    THRESHOLD_IMPOSSIBLE, /* beyond what the values can be */
    THRESHOLD_CERTAIN,    /* every value passes */
};

enum threshold_kind threshold_judge(const struct rule_flow *flow, const struct value_comparison *comparison);

#endif
