/* Which of the rules about thresholds a comparison belongs to. */
#include "project/threshold.h"

static bool passes_values_on(enum promql_aggregator_id id) {
    return id == PROMQL_AGGREGATOR_sum || id == PROMQL_AGGREGATOR_min || id == PROMQL_AGGREGATOR_max ||
           id == PROMQL_AGGREGATOR_avg;
}

static bool is_counting(const struct promql_node *node) {
    if (node->kind == PROMQL_AGGREGATE)
        return node->as.aggregate.op->id == PROMQL_AGGREGATOR_count ||
               node->as.aggregate.op->id == PROMQL_AGGREGATOR_group ||
               node->as.aggregate.op->id == PROMQL_AGGREGATOR_count_values;
    if (node->kind != PROMQL_CALL)
        return false;
    enum promql_function_id id = node->as.call.function->id;
    return id == PROMQL_FUNCTION_count_over_time || id == PROMQL_FUNCTION_present_over_time ||
           id == PROMQL_FUNCTION_absent || id == PROMQL_FUNCTION_absent_over_time;
}

const struct promql_node *threshold_counting(const struct promql_node *node) {
    node = promql_unwrapped(node);
    while (node->kind == PROMQL_AGGREGATE && passes_values_on(node->as.aggregate.op->id))
        node = promql_unwrapped(promql_aggregated(node));
    return is_counting(node) ? node : NULL;
}

static bool is_dead(const struct value_comparison *comparison) {
    return comparison->verdict == VALUE_EMPTY || comparison->before.constant ||
           threshold_counting(comparison->compared);
}

enum threshold_death threshold_death_of(const struct value_comparison *comparison) {
    if (comparison->verdict == VALUE_EMPTY)
        return DEATH_EMPTY_RANGE;
    return threshold_counting(comparison->compared) ? DEATH_OF_COUNT : DEATH_OF_CONSTANT;
}

/* A name that ends in _ratio or _percent is not enough: exporters misname their metrics. */
static bool is_sure(const struct scale_doubt *doubt, bool never) {
    if (doubt->slip == SCALE_SLIP_NONE || doubt->slip == SCALE_SLIP_RATIO_OF_AMOUNT)
        return false;
    if (doubt->unit.evidence < FLOW_EVIDENCE_TABLE && !doubt->unit.computed)
        return false;
    return doubt->certainty >= SCALE_LIKELY || never;
}

/* The division of a series by itself is a fault of its own. */
static bool divides_by_itself(const struct rule_flow *flow, const struct promql_node *node) {
    for (size_t i = 0; i < flow->labels.fault_count; i++) {
        const struct label_fault *fault = &flow->labels.faults[i];
        if (fault->kind == LABEL_FAULT_SELF_MATCH && fault->node->index >= node->first &&
            fault->node->index <= node->index && fault->node->as.binary.op == PROMQL_DIV)
            return true;
    }
    return false;
}

/* Some exporters' _info metrics are 0 at times. */
static bool is_constant_by_name(const struct rule_flow *flow, const struct promql_node *node) {
    for (uint32_t i = node->first; i <= node->index; i++) {
        const struct metric_facts *metric = flow->values.nodes[i].metric;
        if (metric && metric->range.constant && metric->kind_evidence < FLOW_EVIDENCE_TABLE)
            return true;
    }
    return false;
}

static bool asks_for_absence(const struct promql_expr *expr) {
    for (size_t i = 0; i < expr->node_count; i++) {
        const struct promql_node *node = expr->nodes[i];
        if (node->kind == PROMQL_CALL && (node->as.call.function->id == PROMQL_FUNCTION_absent ||
                                          node->as.call.function->id == PROMQL_FUNCTION_absent_over_time))
            return true;
    }
    return false;
}

/* "count(x) == 0 or absent(x)" is dead, but its other branch says what was meant. */
static bool is_excused(const struct rule_flow *flow, const struct value_comparison *comparison) {
    enum threshold_death death = threshold_death_of(comparison);
    if (death == DEATH_OF_COUNT)
        return comparison->is_alternative && asks_for_absence(flow->values.expr);
    return death == DEATH_OF_CONSTANT && is_constant_by_name(flow, comparison->compared);
}

enum threshold_kind threshold_judge(const struct rule_flow *flow, const struct value_comparison *comparison) {
    struct scale_doubt doubt = unit_scale_doubt(&flow->units, comparison);
    bool never = comparison->verdict == VALUE_NEVER || comparison->verdict == VALUE_EMPTY;
    bool always = comparison->verdict == VALUE_ALWAYS;
    if (is_sure(&doubt, never))
        return THRESHOLD_SCALE;
    if ((never || always) && divides_by_itself(flow, comparison->compared))
        return THRESHOLD_FINE;
    if (never && is_dead(comparison))
        return is_excused(flow, comparison) ? THRESHOLD_FINE : THRESHOLD_DEAD;
    if (never)
        return THRESHOLD_IMPOSSIBLE;
    if (always && !comparison->is_presence && !comparison->is_bool)
        return THRESHOLD_CERTAIN;
    return THRESHOLD_FINE;
}
