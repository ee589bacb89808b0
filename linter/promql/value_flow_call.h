/* The values that functions and aggregations give. Inside the value flow only. */
#ifndef MONLINT_PROMQL_VALUE_FLOW_CALL_H
#define MONLINT_PROMQL_VALUE_FLOW_CALL_H

#include "promql/value_flow.h"

/* nodes holds the results of all nodes before this call or aggregation. */
struct value_range value_of_call(const struct value_node *nodes, const struct promql_node *call);
struct value_range value_of_aggregate(const struct value_node *nodes, const struct promql_node *aggregate);

#endif
