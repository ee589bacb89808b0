/* The comparisons of an expression, and which of them decide whether an alert fires. */
#ifndef MONLINT_PROMQL_VALUE_FLOW_THRESHOLD_H
#define MONLINT_PROMQL_VALUE_FLOW_THRESHOLD_H

#include "promql/value_flow.h"

enum value_verdict {
    VALUE_POSSIBLE, /* or not known */
    VALUE_NEVER,    /* no value of the compared side passes */
    VALUE_ALWAYS,   /* every value does */
    VALUE_EMPTY,    /* none that an earlier filter lets through: x > 7 < 3 */
};

struct value_comparison {
    const struct promql_node *node;      /* the binary node */
    const struct promql_node *compared;  /* the side whose samples are kept, without parentheses */
    const struct promql_node *threshold; /* the other one, without parentheses */
    enum promql_operator op;             /* as if the threshold stood on the right */
    bool has_value;                      /* the threshold is made of literals; value holds it */
    double value;
    bool is_bool;
    bool is_alternative; /* below an "or": another branch may decide */
    bool is_inside;      /* below an aggregation, function or arithmetic: what passes is not yet the result's value */
    bool is_presence;    /* always true, and written to ask whether there is a sample: x_info == 1, count(y) > 0 */
    struct value_range before;
    enum value_verdict verdict;
    const struct promql_node *earlier; /* the filter below that alone makes it empty or always true, or NULL */
};

/* Reads a node; false when it is no comparison, or one of literals alone. */
bool value_comparison_of(const struct value_flow *flow, const struct promql_node *node,
                         struct value_comparison *comparison);

struct value_thresholds {
    const struct value_comparison *items;
    size_t len;
};

/* The comparisons that samples must pass for a result to be there, in the order of the text: through parentheses, "and"
 * (both sides), "unless" (left side), "or" (both, as alternatives), chains of comparisons, and as "inside" through
 * functions, aggregations and arithmetic, whose result is empty when their operand is. Comparisons with bool do not
 * decide, nor what stands in absent(), scalar() and subqueries. */
struct value_thresholds value_thresholds(struct arena *arena, const struct value_flow *flow);

#endif
