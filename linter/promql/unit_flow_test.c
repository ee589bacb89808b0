/* Units, clashes, scales, and counters taken for gauges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "promql/unit_flow.h"

static struct unit_flow flow_of(struct arena *arena, const char *text) {
    struct promql_expr *expr = arena_new(arena, struct promql_expr);
    *expr = promql_parse(arena, str_of(text), NULL);
    if (expr->status != PROMQL_VALID)
        fail_msg("%s: does not parse", text);
    struct value_flow *values = arena_new(arena, struct value_flow);
    *values = value_flow(arena, expr, NULL);
    return unit_flow(arena, values);
}

static const struct {
    const char *text;
    const char *unit;
} with_units[] = {
    {"5", ""},
    {"5m", "seconds"},
    {"time()", "timestamp_seconds"},
    {"x", ""},
    {"x_seconds", "seconds"},
    {"x_milliseconds", "milliseconds"},
    {"x_bytes", "bytes"},
    {"x_ratio", "ratio"},
    {"x_percent", "percent"},
    {"x_celsius", "celsius"},
    {"x_requests_total", "count"},
    {"node_filesystem_avail_bytes", "bytes"},
    {"rate(x_bytes_total[5m])", "bytes per second"},
    {"rate(x_requests_total[5m])", "count per second"},
    {"rate(x_requests_total[5m]) * 60", "count per minute"},
    {"rate(x_requests_total[5m]) * 3600", "count per hour"},
    {"rate(x_requests_total[5m]) * 900", ""},
    {"rate(x_requests_total[5m]) * 1.5", "count per second"},
    {"increase(x_bytes_total[5m])", "bytes"},
    {"increase(x_requests_total[5m]) / 300", "count"},
    {"increase(x_requests_total[5m]) / 5m", "count per second"},
    {"sum(rate(x_bytes_total[5m]))", "bytes per second"},
    {"rate(container_cpu_usage_seconds_total[5m])", "cores"},
    {"sum(rate(node_cpu_seconds_total[5m]))", "cores"},
    {"avg(rate(node_cpu_seconds_total{mode=\"idle\"}[5m]))", "ratio"},
    {"100 - avg(rate(node_cpu_seconds_total{mode=\"idle\"}[5m])) * 100", "percent"},
    {"sum(rate(node_cpu_seconds_total[5m])) / count(node_cpu_seconds_total)", "ratio"},
    {"rate(x_duration_seconds_sum[5m])", "seconds per second"},
    {"rate(x_duration_seconds_sum[5m]) / rate(x_duration_seconds_count[5m])", "seconds"},
    {"histogram_quantile(0.9, sum by (le) (rate(x_seconds_bucket[5m])))", "seconds"},
    {"histogram_quantile(0.9, rate(x_seconds_bucket[5m])) * 1000", "milliseconds"},
    {"rate(x_seconds_bucket[5m])", "count per second"},
    {"x_bytes / y_bytes", "ratio"},
    {"node_network_speed_bytes", "bytes per second"},
    {"rate(node_network_receive_bytes_total[5m]) / node_network_speed_bytes", "ratio"},
    {"x_bytes / y_bytes * 100", "percent"},
    {"100 * x_bytes / y_bytes", "percent"},
    {"100 - 100 * x_bytes / y_bytes", "percent"},
    {"1 - x_bytes / y_bytes", "ratio"},
    {"x_bytes / 1024 / 1024", "mebibytes"},
    {"x_bytes / 1024 ^ 3", "gibibytes"},
    {"x_bytes / 1e6", "megabytes"},
    {"x_bytes * 8", "bits"},
    {"x_bytes * 0.9", "bytes"},
    {"x_bytes * 100", ""},
    {"x_seconds / 60", "minutes"},
    {"kube_pod_container_resource_limits{resource=\"memory\"}", "bytes"},
    {"kube_pod_container_resource_limits{resource=\"cpu\"}", "cores"},
    {"kube_resourcequota{resource=\"limits.cpu\"}", "cores"},
    {"kube_pod_container_resource_limits", ""},
    {"kube_pod_container_resource_limits{resource=\"nvidia_com_gpu\"}", ""},
    {"x_seconds / 86400", "days"},
    {"x_milliseconds / 1000", "seconds"},
    {"time() - x_timestamp_seconds", "seconds"},
    {"time() - process_start_time_seconds", "seconds"},
    {"(x_timestamp_seconds - time()) / 86400", "days"},
    {"x_timestamp_seconds + 3600", "timestamp_seconds"},
    {"x_timestamp_seconds + y_seconds", "timestamp_seconds"},
    {"x_timestamp_milliseconds / 1000", "timestamp_seconds"},
    {"time() - x_timestamp_milliseconds / 1000", "seconds"},
    {"timestamp(x)", "timestamp_seconds"},
    {"count(x_bytes)", "count"},
    {"count_over_time(x_bytes[5m])", "count"},
    {"group(x_bytes)", ""},
    {"stddev(x_bytes)", "bytes"},
    {"stdvar(x_bytes)", ""},
    {"avg(x_bytes)", "bytes"},
    {"max_over_time(x_bytes[5m])", "bytes"},
    {"deriv(x_bytes[5m])", "bytes per second"},
    {"delta(x_bytes[5m])", "bytes"},
    {"predict_linear(x_bytes[5m], 60)", "bytes"},
    {"x_bytes > 5", "bytes"},
    {"5 < x_bytes", "bytes"},
    {"x_bytes > bool 5", ""},
    {"x_bytes and y_seconds", "bytes"},
    {"x_bytes or vector(0)", "bytes"},
    {"vector(0) or x_bytes", "bytes"},
    {"x_bytes or y_bytes", "bytes"},
    {"x_bytes or y_seconds", ""},
    {"x_bytes * on(a) group_left(b) y_info", "bytes"},
    {"x_bytes * (y > bool 3)", "bytes"},
    {"x_bytes * x_bytes", ""},
    {"x_bytes / x_seconds", "bytes per second"},
    {"sum(x_bytes) / count(x_bytes)", "bytes"},
    {"absent(x_bytes)", ""},
    {"ln(x_bytes)", ""},
    {"sum(x{a=\"1\"}) / sum(x)", ""},
    {"count(x{a=\"1\"}) / count(x)", "ratio"},
    {"sum(rate(x[5m])) / sum(rate(y[5m]))", ""},
    {"sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m]))", "ratio"},
    {"100 * sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m]))", "percent"},
    {"container_spec_cpu_quota / 100000", "cores"},
    {"container_spec_cpu_quota / container_spec_cpu_period", "cores"},
    {"rate(container_cpu_usage_seconds_total[5m]) / (container_spec_cpu_quota / 100000)", "ratio"},
    {"-x_bytes", "bytes"},
    {"x_bytes % 10", "bytes"},
    {"time() % 86400", "seconds"},
    {"time() % 1d", "seconds"},
    {"x_timestamp_milliseconds % 1000", "milliseconds"},
    {"x_bytes ^ 2", ""},
    {"scalar(x_bytes)", "bytes"},
    {"clamp_min(x_bytes, 0)", "bytes"},
    {"sum(x_ratio)", ""},
};

static void follows_units(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof with_units / sizeof with_units[0]; i++) {
        struct unit_flow flow = flow_of(&arena, with_units[i].text);
        str found = unit_describe(&arena, unit_flow_at(&flow, flow.values->expr->root));
        if (!str_equal(found, str_of(with_units[i].unit)))
            fail_msg("%s: expected \"%s\", got \"%.*s\"", with_units[i].text, with_units[i].unit, STR_ARG(found));
    }
    arena_free(&arena);
}

static void finds_clashes(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum unit_clash clash;
    } cases[] = {
        {"x_seconds + y_milliseconds", UNIT_CLASH_SCALE},
        {"x_seconds > y_milliseconds", UNIT_CLASH_SCALE},
        {"x_seconds > y_milliseconds / 1000", UNIT_CLASH_NONE},
        {"x_bytes - y_seconds", UNIT_CLASH_DIMENSION},
        {"x_bytes > y_bytes", UNIT_CLASH_NONE},
        {"x_bytes > 0.9 * y_bytes", UNIT_CLASH_NONE},
        {"x_bytes / 1024 > y_bytes", UNIT_CLASH_SCALE},
        {"x_bytes * 100 > y_bytes * 80", UNIT_CLASH_NONE},
        {"rate(x_bytes_total[5m]) > y_bytes", UNIT_CLASH_RATE},
        {"time() - x_timestamp_milliseconds", UNIT_CLASH_SCALE},
        {"time() - x_timestamp_seconds", UNIT_CLASH_NONE},
        {"time() - x_seconds", UNIT_CLASH_NONE},
        {"time() - x_milliseconds", UNIT_CLASH_SCALE},
        {"time() > x_seconds", UNIT_CLASH_DIMENSION},
        {"time() - kube_deployment_status_observed_generation", UNIT_CLASH_DIMENSION},
        {"time() - x_jobs_total", UNIT_CLASH_NONE},
        {"x_timestamp_seconds > 5m", UNIT_CLASH_DIMENSION},
        {"x_milliseconds > 5m", UNIT_CLASH_SCALE},
        {"x_seconds > 5m", UNIT_CLASH_NONE},
        {"x_seconds - time()", UNIT_CLASH_DIMENSION},
        {"vector(time()) % 86400 > 8h", UNIT_CLASH_NONE},
        {"x_ratio > y_percent", UNIT_CLASH_SCALE},
        {"x_ratio > y_percent / 100", UNIT_CLASH_NONE},
        {"x_requests_total > y_bytes", UNIT_CLASH_NONE},
        {"x_celsius > y_seconds", UNIT_CLASH_DIMENSION},
        {"x_bytes and y_seconds", UNIT_CLASH_NONE},
        {"x_bytes * y_seconds", UNIT_CLASH_NONE},
        {"rate(container_cpu_usage_seconds_total[5m]) > container_spec_cpu_quota / 100000", UNIT_CLASH_NONE},
        {"rate(x_seconds_total[5m]) > y_ratio", UNIT_CLASH_NONE},
        {"rate(x_cpu_seconds_total[5m]) > y_percent", UNIT_CLASH_DIMENSION},
        {"x + y_bytes", UNIT_CLASH_NONE},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct unit_flow flow = flow_of(&arena, cases[i].text);
        enum unit_clash found = flow.fault_count ? flow.faults[0].clash : UNIT_CLASH_NONE;
        if (found != cases[i].clash)
            fail_msg("%s: expected %d, got %d", cases[i].text, (int)cases[i].clash, (int)found);
    }
    arena_free(&arena);
}

static void shows_where_units_were_read(void **state) {
    (void)state;
    struct arena arena = {0};
    struct unit_flow flow = flow_of(&arena, "sum(rate(x_seconds_total[5m])) > max(y_bytes{a=\"b\"})");
    assert_int_equal(flow.fault_count, 1);
    assert_int_equal(flow.faults[0].left.at.start, 9);
    assert_int_equal(flow.faults[0].left.at.end, 24);
    assert_int_equal(flow.faults[0].right.at.start, 37);
    assert_int_equal(flow.faults[0].right.at.end, 44);
    assert_int_equal(flow.faults[0].left.evidence, FLOW_EVIDENCE_NAME);
    arena_free(&arena);
}

static void doubts_scales(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum scale_slip slip;
        enum scale_certainty certainty;
    } cases[] = {
        {"sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) > 25", SCALE_SLIP_PERCENT_OF_RATIO, SCALE_PROVEN},
        {"sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) > 0.25", SCALE_SLIP_NONE, SCALE_POSSIBLE},
        {"100 * sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) > 25", SCALE_SLIP_NONE, SCALE_POSSIBLE},
        {"100 * sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) > 0.9", SCALE_SLIP_RATIO_OF_PERCENT, SCALE_LIKELY},
        {"100 * sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) > 0.1", SCALE_SLIP_RATIO_OF_PERCENT, SCALE_POSSIBLE},
        {"x_bytes / y_bytes > 80", SCALE_SLIP_PERCENT_OF_RATIO, SCALE_POSSIBLE},
        {"x_used_bytes / x_total_bytes > 80", SCALE_SLIP_PERCENT_OF_RATIO, SCALE_LIKELY},
        {"sum(jvm_memory_used_bytes) / sum(jvm_memory_max_bytes) > 80", SCALE_SLIP_PERCENT_OF_RATIO, SCALE_LIKELY},
        {"x_used_bytes / x_free_bytes > 19", SCALE_SLIP_PERCENT_OF_RATIO, SCALE_POSSIBLE},
        {"rate(a_bytes_total[5m]) / rate(b_bytes_total[5m]) > 10", SCALE_SLIP_PERCENT_OF_RATIO, SCALE_POSSIBLE},
        {"histogram_quantile(0.99, rate(a_seconds_bucket[5m])) / histogram_quantile(0.5, rate(a_seconds_bucket[5m])) > "
         "9",
         SCALE_SLIP_PERCENT_OF_RATIO, SCALE_POSSIBLE},
        {"x_bytes / y_bytes > 2", SCALE_SLIP_NONE, SCALE_POSSIBLE},
        {"x_ratio > 2", SCALE_SLIP_PERCENT_OF_RATIO, SCALE_LIKELY},
        {"x_percent > 0.9", SCALE_SLIP_RATIO_OF_PERCENT, SCALE_LIKELY},
        {"x_percent > 90", SCALE_SLIP_NONE, SCALE_POSSIBLE},
        {"rate(x_bytes_total[5m]) > 0.8", SCALE_SLIP_RATIO_OF_AMOUNT, SCALE_LIKELY},
        {"x_bytes / 1024 / 1024 > 0.8", SCALE_SLIP_NONE, SCALE_POSSIBLE},
        {"x_seconds > 0.8", SCALE_SLIP_NONE, SCALE_POSSIBLE},
        {"up > 1.5", SCALE_SLIP_NONE, SCALE_POSSIBLE},
        {"sum(increase(a_total[5m])) / sum(increase(b_total[5m])) > 5", SCALE_SLIP_PERCENT_OF_RATIO, SCALE_POSSIBLE},
        {"rate(container_cpu_usage_seconds_total[5m]) / (container_spec_cpu_quota / 100000) > 85",
         SCALE_SLIP_PERCENT_OF_RATIO, SCALE_LIKELY},
        {"1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes > 90", SCALE_SLIP_PERCENT_OF_RATIO,
         SCALE_PROVEN},
        {"x > y", SCALE_SLIP_NONE, SCALE_POSSIBLE},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct unit_flow flow = flow_of(&arena, cases[i].text);
        struct value_thresholds found = value_thresholds(&arena, flow.values);
        assert_int_equal(found.len, 1);
        struct scale_doubt doubt = unit_scale_doubt(&flow, &found.items[0]);
        if (doubt.slip != cases[i].slip || (doubt.slip && doubt.certainty != cases[i].certainty))
            fail_msg("%s: got %d, %d", cases[i].text, (int)doubt.slip, (int)doubt.certainty);
    }
    arena_free(&arena);
}

enum { NO_FAULT = -1 };

static const struct {
    const char *text;
    int kind;
    enum counter_use use;
    enum flow_evidence evidence;
} with_kinds[] = {
    {"x_errors_total > 5", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"sum(x_errors_total) > 5", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"5 < x_errors_total", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"node_cpu_seconds_total > 5", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_TABLE},
    {"x_duration_seconds_count > 5", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"x_errors_total", NO_FAULT, 0, 0},
    {"rate(x_errors_total[5m]) > 5", NO_FAULT, 0, 0},
    {"rate(x_errors_total[5m:1m]) > 5", NO_FAULT, 0, 0},
    {"max_over_time(x_errors_total[5m]) > 5", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"increase(x_errors_total[5m]) > 5", NO_FAULT, 0, 0},
    {"changes(x_errors_total[5m]) > 5", NO_FAULT, 0, 0},
    {"absent(x_errors_total) > 0", NO_FAULT, 0, 0},
    {"count(x_errors_total) > 5", NO_FAULT, 0, 0},
    {"time() - timestamp(x_errors_total) > 5", NO_FAULT, 0, 0},
    {"x_errors_total - x_errors_total offset 5m > 5", NO_FAULT, 0, 0},
    {"x_errors_total > x_errors_total offset 5m", NO_FAULT, 0, 0},
    {"x_sent_total - x_received_total > 5", KIND_RAW_COUNTER, COUNTER_DIFFERENCE, FLOW_EVIDENCE_NAME},
    {"x_sent_total > x_received_total", KIND_RAW_COUNTER, COUNTER_DIFFERENCE, FLOW_EVIDENCE_NAME},
    {"x_errors_total / x_requests_total > 0.5", KIND_RAW_COUNTER, COUNTER_RATIO, FLOW_EVIDENCE_NAME},
    {"sum(x_seconds_sum) / sum(x_seconds_count) * 1000 > 5", KIND_RAW_COUNTER, COUNTER_RATIO, FLOW_EVIDENCE_NAME},
    {"x_incidents_total > 0", NO_FAULT, 0, 0},
    {"x_api_errors_total > 0", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"up == 0 and x_api_errors_total > 0", NO_FAULT, 0, 0},
    {"x_devices_offline_total / x_devices_total > 0.2", NO_FAULT, 0, 0},
    {"sum(x_devices_offline_total) / sum(x_devices_total) > 0.2", NO_FAULT, 0, 0},
    {"node_cpu_seconds_total / (node_cpu_seconds_total + node_cpu_guest_seconds_total) < 0.9", KIND_RAW_COUNTER,
     COUNTER_RATIO, FLOW_EVIDENCE_TABLE},
    {"node_edac_uncorrectable_errors_total > 0", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_TABLE},
    {"100 * x_used / x_total > 80", NO_FAULT, 0, 0},
    {"x_total - x_used > 80", NO_FAULT, 0, 0},
    {"x_total / 60 > 80", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"node_cpu_seconds_total / x_used > 80", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_TABLE},
    {"up == 0 and x_requests_total > 0", NO_FAULT, 0, 0},
    {"up == 0 and x_requests_total > 3", KIND_RAW_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"up == 0 unless x_requests_total", NO_FAULT, 0, 0},
    {"up == 0 and x_requests_total", NO_FAULT, 0, 0},
    {"rate(x_queue_depth[5m]) > 5", KIND_RATE_OF_GAUGE, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"increase(node_load1[5m]) > 5", KIND_RATE_OF_GAUGE, COUNTER_DIRECT, FLOW_EVIDENCE_TABLE},
    {"rate(node_memory_MemFree_bytes[5m])", KIND_RATE_OF_GAUGE, COUNTER_DIRECT, FLOW_EVIDENCE_TABLE},
    {"rate(x_requests[5m]) > 5", NO_FAULT, 0, 0},
    {"rate(x_request_count[5m]) > 5", NO_FAULT, 0, 0},
    {"rate(x_bytes[5m]) > 5", NO_FAULT, 0, 0},
    {"deriv(x_errors_total[5m]) > 0", NO_FAULT, 0, 0},
    {"deriv(x_errors_total[5m]) > 5", KIND_DELTA_OF_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_NAME},
    {"delta(node_cpu_seconds_total[5m])", KIND_DELTA_OF_COUNTER, COUNTER_DIRECT, FLOW_EVIDENCE_TABLE},
    {"delta(node_load1[5m])", NO_FAULT, 0, 0},
    {"predict_linear(node_filesystem_avail_bytes[1h], 3600) < 0", NO_FAULT, 0, 0},
    {"histogram_quantile(0.9, x_seconds_bucket) > 5", NO_FAULT, 0, 0},
};

static void finds_kinds(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof with_kinds / sizeof with_kinds[0]; i++) {
        struct unit_flow flow = flow_of(&arena, with_kinds[i].text);
        struct kind_faults found = unit_kind_faults(&arena, flow.values);
        int kind = found.len ? (int)found.items[0].kind : NO_FAULT;
        if (kind != with_kinds[i].kind)
            fail_msg("%s: expected %d, got %d", with_kinds[i].text, with_kinds[i].kind, kind);
        if (kind == NO_FAULT)
            continue;
        if (found.items[0].use != with_kinds[i].use || found.items[0].metric->kind_evidence != with_kinds[i].evidence)
            fail_msg("%s: got use %d, evidence %d", with_kinds[i].text, (int)found.items[0].use,
                     (int)found.items[0].metric->kind_evidence);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_units), cmocka_unit_test(finds_clashes), cmocka_unit_test(shows_where_units_were_read),
        cmocka_unit_test(doubts_scales), cmocka_unit_test(finds_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
