/* Between the parts of shown.h. */
#ifndef MONLINT_PROJECT_SHOWN_INTERNAL_H
#define MONLINT_PROJECT_SHOWN_INTERNAL_H

#include "project/shown.h"

/* What is asked of an expression once. */
struct shown_value {
    const struct promql_expr *expr;
    const struct rule_flow *flow;
    const struct promql_node *root; /* without parentheses and comparisons */
    struct unit unit;
    struct value_range range;
    double threshold; /* the greatest number the value is compared with; NaN: none */
    bool odd_scale;   /* times or divided by a number that is no conversion: what it makes is not known */
};

/* Fills fault, at and why by the unit behind the figure. */
void shown_judge_unit(const struct shown_value *value, struct shown *shown);

/* The same by the words around it. */
void shown_judge_meaning(const struct shown_value *value, struct shown *shown);

/* Whether a metric's name below the node holds one of these, separated by blanks, in any case. */
bool shown_names_have(const struct promql_expr *expr, const struct promql_node *node, const char *parts);

/* Whether a metric's name may mean time, or bytes, whatever its unit seems to be. */
bool shown_may_be_time(const struct shown_value *value);
bool shown_may_be_data(const struct shown_value *value);

/* The window of the only range below the node, in seconds; 0 when there are several, or none. */
double shown_window(const struct promql_expr *expr, const struct promql_node *node);

/* Whether the node is a number of events in a window: increase(), changes(), resets(), count_over_time(), through
 * aggregations and rounding. */
bool shown_is_count_in_window(const struct promql_node *node);

#endif
