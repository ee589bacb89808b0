/* Which of the rules about thresholds a comparison belongs to. */
#include "project/threshold.h"

/* Without series count() gives nothing, so that it is never 0. */
static bool counts(const struct promql_node *node) {
    node = promql_unwrapped(node);
    return node->kind == PROMQL_AGGREGATE && (node->as.aggregate.op->id == PROMQL_AGGREGATOR_count ||
                                              node->as.aggregate.op->id == PROMQL_AGGREGATOR_group);
}

static bool is_dead(const struct value_comparison *comparison) {
    return comparison->verdict == VALUE_EMPTY || comparison->before.constant || counts(comparison->compared);
}

/* A name that ends in _ratio or _percent is not enough: exporters misname their metrics. */
static bool is_sure(const struct scale_doubt *doubt, bool never) {
    if (doubt->slip == SCALE_SLIP_NONE || doubt->slip == SCALE_SLIP_RATIO_OF_AMOUNT)
        return false;
    if (doubt->unit.evidence < FLOW_EVIDENCE_TABLE && !doubt->unit.computed)
        return false;
    return doubt->certainty >= SCALE_LIKELY || never;
}

enum threshold_kind threshold_judge(const struct rule_flow *flow, const struct value_comparison *comparison) {
    struct scale_doubt doubt = unit_scale_doubt(&flow->units, comparison);
    bool never = comparison->verdict == VALUE_NEVER || comparison->verdict == VALUE_EMPTY;
    if (is_sure(&doubt, never))
        return THRESHOLD_SCALE;
    if (never)
        return is_dead(comparison) ? THRESHOLD_DEAD : THRESHOLD_IMPOSSIBLE;
    if (comparison->verdict == VALUE_ALWAYS && !comparison->is_presence && !comparison->is_bool)
        return THRESHOLD_CERTAIN;
    return THRESHOLD_FINE;
}
