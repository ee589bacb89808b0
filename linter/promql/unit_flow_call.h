/* The units that functions and aggregations give. Inside the unit flow only. */
#ifndef MONLINT_PROMQL_UNIT_FLOW_CALL_H
#define MONLINT_PROMQL_UNIT_FLOW_CALL_H

#include "promql/unit_flow_unit.h"
#include "promql/value_flow.h"

/* units holds the units of all nodes before this one. */
struct unit unit_of_call(const struct value_flow *values, const struct unit *units, const struct promql_node *call);
struct unit unit_of_aggregate(const struct value_flow *values, const struct unit *units,
                              const struct promql_node *aggregate);

#endif
