/* The values that functions and aggregations give. Inside the value and unit flows only. */
#ifndef MONLINT_PROMQL_VALUE_FLOW_CALL_H
#define MONLINT_PROMQL_VALUE_FLOW_CALL_H

#include "promql/value_flow.h"

/* nodes holds the results of all nodes before this call or aggregation. */
struct value_range value_of_call(const struct value_node *nodes, const struct promql_node *call);
struct value_range value_of_aggregate(const struct value_node *nodes, const struct promql_node *aggregate);

/* The argument that carries the values: the first vector or range vector, else the first; NULL without arguments. */
const struct promql_node *value_carrier_of(const struct promql_node *call);

/* The metric whose buckets flow into the node: that of the first selector below it, or NULL. */
const struct metric_facts *value_first_metric(const struct value_node *nodes, const struct promql_node *node);

#endif
