/* Rows of several products under one name must agree; on what they do not agree, nothing is known. */
#include "promql/value_flow_metric.h"

#include <math.h>

#include "promql/selectors.h"
#include "vocab/units.h"

bool metric_kind_is_cumulative(enum metric_kind kind) {
    return kind == METRIC_COUNTER || kind == METRIC_BUCKET || kind == METRIC_SUM || kind == METRIC_COUNT;
}

static enum metric_kind kind_of_part(enum vocab_part part, enum vocab_type type) {
    if (part == VOCAB_PART_BUCKET)
        return METRIC_BUCKET;
    if (part == VOCAB_PART_SUM)
        return METRIC_SUM;
    if (part == VOCAB_PART_COUNT)
        return METRIC_COUNT;
    if (part == VOCAB_PART_CREATED)
        return METRIC_GAUGE;
    if (type == VOCAB_TYPE_COUNTER)
        return METRIC_COUNTER;
    if (type == VOCAB_TYPE_HISTOGRAM)
        return METRIC_NATIVE_HISTOGRAM;
    if (type == VOCAB_TYPE_SUMMARY)
        return METRIC_QUANTILE;
    return vocab_type_is_gauge(type) ? METRIC_GAUGE : METRIC_UNKNOWN;
}

/* What a row says of the values of this part of it. */
static enum vocab_unit unit_of_part(enum vocab_part part, enum vocab_unit unit) {
    if (part == VOCAB_PART_BUCKET || part == VOCAB_PART_COUNT)
        return VOCAB_UNIT_COUNT;
    return part == VOCAB_PART_CREATED ? VOCAB_UNIT_TIMESTAMP_SECONDS : unit;
}

static struct value_range range_of_row(const struct vocab_metric *row, enum vocab_part part) {
    if (row->type == VOCAB_TYPE_INFO)
        return value_range_of(1);
    struct value_range range = value_range_any();
    if (row->type == VOCAB_TYPE_STATESET) {
        range = value_range_between(0, 1);
        range.integer = true;
    }
    if ((row->flags & VOCAB_METRIC_HAS_RANGE) && part == VOCAB_PART_WHOLE) {
        range = value_range_between(row->min, row->max);
        range.integer = row->min == 0 && row->max == 1 && row->unit != VOCAB_UNIT_RATIO;
    }
    return range;
}

/* Bounds that are not set are exposed as -1 by some (jvm_memory_max_bytes). */
static bool may_be_unset(str name) {
    return str_contains(name, STR("max")) || str_contains(name, STR("limit")) || str_contains(name, STR("quota")) ||
           str_contains(name, STR("threshold"));
}

/* Sizes, times since 1970 and what only grows are not negative; a sum of observations is not if they are sizes or
 * durations. Shares and percentages mostly keep to their bounds, but not surely. */
static struct value_range range_by_unit(const struct metric_facts *facts) {
    struct value_range range = facts->range;
    struct unit unit = facts->unit;
    enum metric_kind kind = facts->kind;
    bool positive = (metric_kind_is_cumulative(kind) && kind != METRIC_SUM) || unit.dimension == VOCAB_DIMENSION_DATA ||
                    unit.dimension == VOCAB_DIMENSION_TIMESTAMP ||
                    (kind == METRIC_SUM && unit.dimension == VOCAB_DIMENSION_TIME);
    if (range.known || !positive || (!metric_kind_is_cumulative(kind) && may_be_unset(facts->name)))
        return range;
    range = value_range_between(0, INFINITY);
    range.integer = kind == METRIC_BUCKET || kind == METRIC_COUNT;
    return range;
}

static void read_rows(struct metric_facts *facts, struct vocab_metrics found) {
    const struct vocab_metric *first = found.rows;
    enum vocab_unit unit = (enum vocab_unit)first->unit;
    facts->kind = kind_of_part(found.part, (enum vocab_type)first->type);
    facts->kind_evidence =
        found.pattern || (first->flags & VOCAB_METRIC_TYPE_INFERRED) ? FLOW_EVIDENCE_NAME : FLOW_EVIDENCE_TABLE;
    facts->range = range_of_row(first, found.part);
    for (size_t i = 1; i < found.count; i++) {
        const struct vocab_metric *row = found.rows + i;
        if (kind_of_part(found.part, (enum vocab_type)row->type) != facts->kind)
            facts->kind = METRIC_UNKNOWN;
        if (row->unit != unit)
            unit = VOCAB_UNIT_NONE;
        if (row->flags & VOCAB_METRIC_TYPE_INFERRED)
            facts->kind_evidence = FLOW_EVIDENCE_NAME;
        facts->range = value_range_union(facts->range, range_of_row(row, found.part));
    }
    enum flow_evidence evidence = found.pattern ? FLOW_EVIDENCE_NAME : FLOW_EVIDENCE_TABLE;
    facts->unit = unit_of_vocab(unit_of_part(found.part, unit), evidence, facts->at);
    facts->observed = unit_of_vocab(unit, evidence, facts->at);
}

static void read_name(struct metric_facts *facts) {
    bool has_kind = facts->kind != METRIC_UNKNOWN || facts->is_recorded;
    if (has_kind && unit_is_known(facts->unit))
        return;
    struct vocab_guess guess = vocab_unit_guess(facts->name);
    if (!unit_is_known(facts->unit)) {
        facts->unit = unit_of_vocab(guess.unit, FLOW_EVIDENCE_NAME, facts->at);
        facts->observed = unit_of_vocab(guess.base, FLOW_EVIDENCE_NAME, facts->at);
    }
    if (has_kind)
        return;
    if (guess.info) {
        facts->kind = METRIC_GAUGE;
        facts->range = value_range_of(1);
    } else if (guess.counter) {
        facts->kind = kind_of_part(guess.part, VOCAB_TYPE_COUNTER);
    }
    facts->kind_evidence = facts->kind == METRIC_UNKNOWN ? FLOW_EVIDENCE_NONE : FLOW_EVIDENCE_NAME;
}

/* container_spec_cpu_quota (cAdvisor) is microseconds of each period, by default of 100 ms: 100000 is one core.
 * node_network_speed_bytes (node_exporter) and its like are what a line carries in a second. */
static void read_exceptions(struct metric_facts *facts) {
    static const str busy[] = {{"ceph_nvmeof_reactor_seconds_total", 33},
                               {"node_cpu_seconds_total", 22},
                               {"node_disk_io_time_seconds_total", 31},
                               {"node_schedstat_running_seconds_total", 36}};
    if (str_equal(facts->name, STR("container_spec_cpu_quota"))) {
        facts->unit = unit_of_vocab(VOCAB_UNIT_CORES, FLOW_EVIDENCE_TABLE, facts->at);
        facts->unit.factor = 1e-5;
    }
    if (facts->unit.dimension == VOCAB_DIMENSION_DATA && str_contains(facts->name, STR("_speed")))
        facts->unit.per_second = true;
    for (size_t i = 0; i < sizeof busy / sizeof busy[0]; i++)
        facts->is_busy_time |= str_equal(facts->name, busy[i]);
    facts->is_cpu = str_contains(facts->name, STR("cpu")) && !str_contains(facts->name, STR("duration"));
}

/* Metrics of kube-state-metrics that count several resources, each in its unit, which the label resource names:
 * "memory", and "limits.memory" of a quota (kube-state-metrics 2.20, internal/store/utils.go). */
static void read_resource(struct metric_facts *facts, const struct promql_node *selector) {
    str resource = promql_selector_pins(selector, STR("resource"));
    str rest = resource;
    while (rest.ptr)
        resource = str_split(&rest, '.');
    enum vocab_unit unit = VOCAB_UNIT_NONE;
    if (str_equal(resource, STR("cpu")))
        unit = VOCAB_UNIT_CORES;
    else if (str_equal(resource, STR("memory")) || str_equal(resource, STR("ephemeral_storage")) ||
             str_equal(resource, STR("storage")))
        unit = VOCAB_UNIT_BYTES;
    facts->unit = facts->observed = unit_of_vocab(unit, FLOW_EVIDENCE_TABLE, facts->at);
}

static bool read_record(struct metric_facts *facts, const struct promql_node *selector,
                        const struct value_options *options) {
    struct value_source source;
    if (!options || !options->record || !options->record(options->context, selector, facts->name, &source))
        return false;
    facts->is_recorded = true;
    facts->kind = source.kind;
    facts->kind_evidence = source.kind == METRIC_UNKNOWN ? FLOW_EVIDENCE_NONE : FLOW_EVIDENCE_TABLE;
    facts->range = source.range;
    facts->unit = facts->observed = source.unit;
    facts->unit.at = facts->observed.at = facts->at;
    return true;
}

struct metric_facts metric_facts_of(const struct promql_node *selector, const struct value_options *options) {
    const struct promql_selector *parts = &selector->as.selector;
    struct metric_facts facts = {.name = promql_selector_metric(selector), .range = value_range_any()};
    facts.at = parts->name.len > 0 ? parts->name_at : selector->at;
    if (facts.name.len == 0 || read_record(&facts, selector, options))
        return facts;
    struct vocab_metrics found = facts.rows = vocab_metric_find(facts.name);
    if (found.count > 0)
        read_rows(&facts, found);
    if (found.count == 1 && found.rows->unit == VOCAB_UNIT_BY_LABEL &&
        found.rows->product == VOCAB_PRODUCT_KUBE_STATE_METRICS)
        read_resource(&facts, selector);
    if (str_find_byte(facts.name, ':') == facts.name.len)
        read_name(&facts);
    read_exceptions(&facts);
    facts.range = range_by_unit(&facts);
    return facts;
}
