/* The values that each part of an expression can have.
 *
 * One pass from the leaves to the root. What a rule asks of it: ranges for "can this threshold be reached", metrics for
 * "is this a counter", and value_thresholds() (value_flow_threshold.h) for the comparisons that decide. Units come from
 * unit_flow.h, which builds on this. Everything is indexed by node->index and lives in the arena. */
#ifndef MONLINT_PROMQL_VALUE_FLOW_H
#define MONLINT_PROMQL_VALUE_FLOW_H

#include "promql/promql.h"
#include "promql/value_flow_metric.h"
#include "promql/value_flow_range.h"

struct value_node {
    struct value_range range;
    bool is_literal;                   /* made of literals alone: 5 * 1024, vector(0), pi() */
    const struct metric_facts *metric; /* of a selector, and of what stands around it: (x), x[5m]; else NULL */
    const struct promql_node *filter;  /* the comparison that last narrowed the range, or NULL */
};

struct value_flow {
    const struct promql_expr *expr;
    const struct value_node *nodes; /* expr->node_count of them; NULL when the expression is not valid */
};

/* The expression must outlive the flow. An expression that is not PROMQL_VALID gives an empty flow. */
struct value_flow value_flow(struct arena *arena, const struct promql_expr *expr, const struct value_options *options);

const struct value_node *value_flow_at(const struct value_flow *flow, const struct promql_node *node);

/* "0 to 1", "above 5", "whole numbers from 0", "exactly 3", "no sample"; empty when nothing is known. */
str value_describe(struct arena *arena, struct value_range range);

#endif
