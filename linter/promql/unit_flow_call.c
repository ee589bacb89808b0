/* Functions as a table of what becomes of the unit (promql/functions.go, Prometheus 3.14). What is not in it loses it.
 */
#include "promql/unit_flow_call.h"

#include "promql/value_flow_call.h"

enum effect {
    EFFECT_LOSE,
    EFFECT_KEEP,
    EFFECT_RATE,
    EFFECT_COUNT,
    EFFECT_TIME,     /* a moment, in seconds since 1970 */
    EFFECT_SHARE,    /* */
    EFFECT_OBSERVED, /* of what the histogram observes */
};

static const unsigned char effects[PROMQL_FUNCTION_COUNT] = {
#define EFFECT(name) [PROMQL_FUNCTION_##name]
    EFFECT(abs) = EFFECT_KEEP,
    EFFECT(avg_over_time) = EFFECT_KEEP,
    EFFECT(ceil) = EFFECT_KEEP,
    EFFECT(changes) = EFFECT_COUNT,
    EFFECT(clamp) = EFFECT_KEEP,
    EFFECT(clamp_max) = EFFECT_KEEP,
    EFFECT(clamp_min) = EFFECT_KEEP,
    EFFECT(count_over_time) = EFFECT_COUNT,
    EFFECT(delta) = EFFECT_KEEP,
    EFFECT(deriv) = EFFECT_RATE,
    EFFECT(double_exponential_smoothing) = EFFECT_KEEP,
    EFFECT(end) = EFFECT_TIME,
    EFFECT(first_over_time) = EFFECT_KEEP,
    EFFECT(floor) = EFFECT_KEEP,
    EFFECT(histogram_avg) = EFFECT_OBSERVED,
    EFFECT(histogram_count) = EFFECT_COUNT,
    EFFECT(histogram_fraction) = EFFECT_SHARE,
    EFFECT(histogram_quantile) = EFFECT_OBSERVED,
    EFFECT(histogram_quantiles) = EFFECT_OBSERVED,
    EFFECT(histogram_stddev) = EFFECT_OBSERVED,
    EFFECT(idelta) = EFFECT_KEEP,
    EFFECT(increase) = EFFECT_KEEP,
    EFFECT(info) = EFFECT_KEEP,
    EFFECT(irate) = EFFECT_RATE,
    EFFECT(label_join) = EFFECT_KEEP,
    EFFECT(label_replace) = EFFECT_KEEP,
    EFFECT(last_over_time) = EFFECT_KEEP,
    EFFECT(mad_over_time) = EFFECT_KEEP,
    EFFECT(max_of) = EFFECT_KEEP,
    EFFECT(max_over_time) = EFFECT_KEEP,
    EFFECT(min_of) = EFFECT_KEEP,
    EFFECT(min_over_time) = EFFECT_KEEP,
    EFFECT(predict_linear) = EFFECT_KEEP,
    EFFECT(quantile_over_time) = EFFECT_KEEP,
    EFFECT(rate) = EFFECT_RATE,
    EFFECT(resets) = EFFECT_COUNT,
    EFFECT(round) = EFFECT_KEEP,
    EFFECT(scalar) = EFFECT_KEEP,
    EFFECT(sort) = EFFECT_KEEP,
    EFFECT(sort_by_label) = EFFECT_KEEP,
    EFFECT(sort_by_label_desc) = EFFECT_KEEP,
    EFFECT(sort_desc) = EFFECT_KEEP,
    EFFECT(start) = EFFECT_TIME,
    EFFECT(start_timestamp) = EFFECT_TIME,
    EFFECT(stddev_over_time) = EFFECT_KEEP,
    EFFECT(sum_over_time) = EFFECT_KEEP,
    EFFECT(time) = EFFECT_TIME,
    EFFECT(timestamp) = EFFECT_TIME,
    EFFECT(ts_of_first_over_time) = EFFECT_TIME,
    EFFECT(ts_of_last_over_time) = EFFECT_TIME,
    EFFECT(ts_of_max_over_time) = EFFECT_TIME,
    EFFECT(ts_of_min_over_time) = EFFECT_TIME,
    EFFECT(vector) = EFFECT_KEEP,
#undef EFFECT
};

/* rate() of the seconds that one resource was busy is its share; of other processor seconds, cores. */
static struct unit rate_of(const struct value_flow *values, const struct promql_node *argument, struct unit unit) {
    const struct metric_facts *metric = value_flow_at(values, argument)->metric;
    struct unit rate = unit_rate(unit, metric && metric->is_cpu);
    if (metric && metric->is_busy_time && unit_is_known(rate)) {
        rate.dimension = VOCAB_DIMENSION_SHARE;
        rate.per_second = false;
    }
    return rate;
}

static struct unit observed_by(const struct value_flow *values, const struct promql_node *buckets) {
    const struct metric_facts *metric = value_first_metric(values->nodes, buckets);
    struct unit unit = metric ? metric->observed : (struct unit){0};
    unit.computed = true;
    return unit;
}

struct unit unit_of_call(const struct value_flow *values, const struct unit *units, const struct promql_node *call) {
    const struct promql_node *carrier = value_carrier_of(call);
    struct unit unit = carrier ? units[carrier->index] : (struct unit){0};
    unit.computed = true;
    switch ((enum effect)effects[call->as.call.function->id]) {
    case EFFECT_LOSE:
        break;
    case EFFECT_KEEP:
        return unit;
    case EFFECT_RATE:
        return rate_of(values, carrier, unit);
    case EFFECT_COUNT:
        return unit_of_vocab(VOCAB_UNIT_COUNT, FLOW_EVIDENCE_TABLE, call->at);
    case EFFECT_TIME:
        return unit_of_vocab(VOCAB_UNIT_TIMESTAMP_SECONDS, FLOW_EVIDENCE_TABLE, call->at);
    case EFFECT_SHARE:
        return unit_of_vocab(VOCAB_UNIT_RATIO, FLOW_EVIDENCE_TABLE, call->at);
    case EFFECT_OBSERVED:
        return observed_by(values, carrier);
    }
    return (struct unit){0};
}

/* Shares of several resources add up to how many of them are busy; other sums of shares mean little. */
static struct unit sum_of(const struct value_flow *values, const struct promql_node *inside, struct unit unit) {
    if (unit.dimension != VOCAB_DIMENSION_SHARE)
        return unit;
    const struct metric_facts *metric = value_first_metric(values->nodes, inside);
    if (!metric || !metric->is_cpu || !metric->is_busy_time)
        return (struct unit){0};
    unit.dimension = VOCAB_DIMENSION_CORES;
    return unit;
}

struct unit unit_of_aggregate(const struct value_flow *values, const struct unit *units,
                              const struct promql_node *aggregate) {
    const struct promql_node *inside = promql_aggregated(aggregate);
    enum promql_aggregator_id id = aggregate->as.aggregate.op->id;
    if (id == PROMQL_AGGREGATOR_count || id == PROMQL_AGGREGATOR_count_values)
        return unit_of_vocab(VOCAB_UNIT_COUNT, FLOW_EVIDENCE_TABLE, aggregate->at);
    if (id == PROMQL_AGGREGATOR_group || id == PROMQL_AGGREGATOR_stdvar)
        return (struct unit){0};
    struct unit unit = units[inside->index];
    return id == PROMQL_AGGREGATOR_sum ? sum_of(values, inside, unit) : unit;
}
