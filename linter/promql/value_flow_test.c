/* Ranges: what is known of the values of an expression, in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "promql/value_flow_threshold.h"

struct described {
    const char *text;
    const char *range;
};

static void check_ranges(const struct described *cases, size_t count) {
    struct arena arena = {0};
    for (size_t i = 0; i < count; i++) {
        struct promql_options options = {.experimental_functions = true, .binop_fill = true};
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].text), &options);
        if (expr.status != PROMQL_VALID)
            fail_msg("%s: does not parse", cases[i].text);
        struct value_flow flow = value_flow(&arena, &expr, NULL);
        str found = value_describe(&arena, value_flow_at(&flow, expr.root)->range);
        if (!str_equal(found, str_of(cases[i].range)))
            fail_msg("%s: expected \"%s\", got \"%.*s\"", cases[i].text, cases[i].range, STR_ARG(found));
    }
    arena_free(&arena);
}

#define CHECK(cases) check_ranges(cases, sizeof(cases) / sizeof(cases)[0])

static void folds_constants(void **state) {
    (void)state;
    static const struct described cases[] = {
        {"5", "exactly 5"},
        {"-5", "exactly -5"},
        {"5 * 1024 * 1024", "exactly 5242880"},
        {"2 ^ 10", "exactly 1024"},
        {"-2 ^ 2", "exactly -4"},
        {"7 % 4", "exactly 3"},
        {"-7 % 4", "exactly -3"},
        {"1 / 0", "exactly Inf"},
        {"0 / 0", ""},
        {"1h", "exactly 3600"},
        {"7 * 24 * 1h", "exactly 604800"},
        {"1 == bool 1", "exactly 1"},
        {"1 > bool 2", "exactly 0"},
        {"vector(3) * 2", "exactly 6"},
        {"scalar(vector(3))", "exactly 3"},
        {"vector(scalar(vector(3))) > bool 2", "exactly 1"},
        {"scalar(x_info) > bool 0", "whole numbers 0 to 1"},
        {"abs(7 % vector(0)) > bool 0", "whole numbers 0 to 1"},
        {"(1 + 2) * 3", "exactly 9"},
        {"max_of(2, 3)", "exactly 3"},
        {"min_of(2, 3)", "exactly 2"},
        {"1 - (2 - 3)", "exactly 2"},
    };
    CHECK(cases);
}

static void knows_metrics(void **state) {
    (void)state;
    static const struct described cases[] = {
        {"up", "whole numbers 0 to 1"},
        {"{__name__=\"up\"}", "whole numbers 0 to 1"},
        {"{job=\"a\"}", ""},
        {"up{job=\"a\"} offset 5m", "whole numbers 0 to 1"},
        {"some_gauge", ""},
        {"app_requests_total", "from 0"},
        {"app_queue_bytes", "from 0"},
        {"jvm_memory_max_bytes", ""},
        {"jvm_memory_max_bytes != -1", ""},
        {"app_limit_bytes", ""},
        {"app_request_duration_seconds_bucket", "whole numbers from 0"},
        {"app_request_duration_seconds_count", "whole numbers from 0"},
        {"app_build_info", "exactly 1"},
        {"kube_pod_status_phase", "whole numbers 0 to 1"},
        {"probe_success", "whole numbers 0 to 1"},
        {"job:requests:rate5m", ""},
    };
    CHECK(cases);
}

static const struct described of_functions[] = {
    {"rate(x[5m])", "from 0"},
    {"irate(x[5m])", "from 0"},
    {"increase(x[5m])", "from 0"},
    {"delta(x[5m])", ""},
    {"deriv(x[5m])", ""},
    {"idelta(x[5m])", ""},
    {"predict_linear(node_filesystem_avail_bytes[1h], 3600)", ""},
    {"changes(x[5m])", "whole numbers from 0"},
    {"resets(x[5m])", "whole numbers from 0"},
    {"count_over_time(x[5m])", "whole numbers from 1"},
    {"present_over_time(x[5m])", "exactly 1"},
    {"absent(x)", "exactly 1"},
    {"absent_over_time(x[5m])", "exactly 1"},
    {"avg_over_time(up[1d])", "0 to 1"},
    {"max_over_time(up[1d])", "whole numbers 0 to 1"},
    {"sum_over_time(up[1d])", "whole numbers from 0"},
    {"quantile_over_time(0.5, up[1d])", "0 to 1"},
    {"quantile_over_time(95, up[1d])", ""},
    {"stddev_over_time(x[5m])", "from 0"},
    {"abs(x)", "from 0"},
    {"abs(up - 1)", "whole numbers 0 to 1"},
    {"abs(up + 1)", "whole numbers 1 to 2"},
    {"sgn(x)", "whole numbers -1 to 1"},
    {"sgn(up)", "whole numbers 0 to 1"},
    {"ceil(up / 2)", "whole numbers 0 to 1"},
    {"floor(x)", "whole numbers"},
    {"round(rate(x[5m]))", "whole numbers from 0"},
    {"round(up, 0.1)", "0 to 1"},
    {"sqrt(rate(x[5m]))", "from 0"},
    {"exp(up - 1)", "0.36787944117144233 to 1"},
    {"ln(up + 1)", "0 to 0.6931471805599453"},
    {"log2(x)", ""},
    {"sin(x)", "-1 to 1"},
    {"cosh(x)", "from 1"},
    {"clamp_min(x, 0)", "from 0"},
    {"clamp_max(x, 100)", "up to 100"},
    {"clamp(x, 0, 1)", "0 to 1"},
    {"clamp(x, 1, 0)", ""},
    {"clamp_min(up, 5)", "exactly 5"},
    {"hour()", "whole numbers 0 to 23"},
    {"day_of_week(x)", "whole numbers 0 to 6"},
    {"days_in_month()", "whole numbers 28 to 31"},
    {"minute()", "whole numbers 0 to 59"},
    {"month()", "whole numbers 1 to 12"},
    {"histogram_fraction(0, 1, rate(x[5m]))", "0 to 1"},
    {"histogram_quantile(0.9, rate(x_seconds_bucket[5m]))", "from 0"},
    {"histogram_quantile(0.9, rate(x_bucket[5m]))", ""},
    {"histogram_quantile(99, rate(x_seconds_bucket[5m]))", ""},
    {"label_replace(up, \"a\", \"b\", \"c\", \"d\")", "whole numbers 0 to 1"},
    {"sort_desc(up)", "whole numbers 0 to 1"},
    {"timestamp(up + 0)", "the time of evaluation"},
    {"time()", "the time of evaluation"},
    {"time() - timestamp(up)", "from 0"},
    {"time() - 60", "exactly -60 seconds from the time of evaluation"},
    {"time() - time()", "exactly 0"},
    {"time() / 2", ""},
    {"max_over_time(vector(time())[5m:])", ""},
    {"time() - avg_over_time(vector(time())[5m:])", ""},
    {"-time()", ""},
    {"max_of(time(), 5)", ""},
    {"min_of(time(), 5)", ""},
    {"max_of(time() - 5, time())", "the time of evaluation"},
    {"clamp_max(x, time() - 3600)", ""},
    {"clamp_min(x, time() + 5)", ""},
    {"clamp(x, 0, time())", ""},
    {"round(x, time() + 5)", ""},
    {"quantile(time(), up)", ""},
    {"histogram_quantile(time(), rate(x_seconds_bucket[5m]))", ""},
    {"rate(node_cpu_seconds_total{mode=\"idle\"}[5m])", "0 to 1"},
    {"rate(node_disk_io_time_seconds_total[5m])", "0 to 1"},
    {"pi()", "exactly 3.141592653589793"},
};

static void follows_functions(void **state) {
    (void)state;
    CHECK(of_functions);
}

static void follows_aggregations(void **state) {
    (void)state;
    static const struct described cases[] = {
        {"sum(up)", "whole numbers from 0"},
        {"sum(up > 0)", "whole numbers from 1"},
        {"sum(x)", ""},
        {"avg(up)", "0 to 1"},
        {"min(up)", "whole numbers 0 to 1"},
        {"topk(3, up)", "whole numbers 0 to 1"},
        {"quantile(0.9, up)", "0 to 1"},
        {"quantile(90, up)", ""},
        {"count(x)", "whole numbers from 1"},
        {"count(up == 0)", "whole numbers from 1"},
        {"count by (job) (x > 5)", "whole numbers from 1"},
        {"count_values(\"v\", x)", "whole numbers from 1"},
        {"group(x)", "exactly 1"},
        {"stddev(x)", "from 0"},
        {"stddev(ln(rate(x[5m]))) >= bool 0", "whole numbers 0 to 1"},
        {"stddev_over_time((1 / up)[5m:]) >= bool 0", "whole numbers 0 to 1"},
        {"sum(rate(x[5m]))", "from 0"},
        {"sum(-rate(x[5m]))", "up to 0"},
        {"count(x) or vector(0)", "whole numbers from 0"},
        {"sum(rate(x[5m])) or vector(0)", "from 0"},
        {"absent(up > 2)", "exactly 1"},
        {"sum(up > 2)", "no sample"},
        {"up or up > 2", "whole numbers 0 to 1"},
    };
    CHECK(cases);
}

static void follows_arithmetic(void **state) {
    (void)state;
    static const struct described cases[] = {
        {"1 - up", "whole numbers 0 to 1"},
        {"100 * up", "whole numbers 0 to 100"},
        {"up * -1", "whole numbers -1 to 0"},
        {"-up", "whole numbers -1 to 0"},
        {"up + up", "whole numbers 0 to 2"},
        {"up - up", "exactly 0"},
        {"up - up offset 5m", "whole numbers -1 to 1"},
        {"x - x{a=\"b\"}", "exactly 0"},
        {"x - on(a) group_left x{a=\"b\"}", ""},
        {"sum(x) - sum(x{a=\"b\"})", ""},
        {"x - clamp_min(x, 1)", ""},
        {"up / 2", "0 to 0.5"},
        {"1 / (up + 1)", "0.5 to 1"},
        {"1 / up", "from 1"},
        {"1 / (up - 1)", ""},
        {"1 / -(up + 1)", "-1 to -0.5"},
        {"x / 0", ""},
        {"0 * x", "exactly 0"},
        {"up % 0", ""},
        {"up % 2", "whole numbers from 0, below 2"},
        {"1 / x", ""},
        {"rate(x[5m]) / rate(y[5m])", "from 0"},
        {"rate(x[5m]) * -rate(y[5m])", "up to 0"},
        {"x % 10", "above -10, below 10"},
        {"rate(x[5m]) % 10", "from 0, below 10"},
        {"x ^ 2", "from 0"},
        {"x ^ 3", ""},
        {"rate(x[5m]) ^ 0.5", "from 0"},
        {"x atan2 y", "-3.141592653589793 to 3.141592653589793"},
        {"x > bool 5", "whole numbers 0 to 1"},
        {"up > bool 5", "exactly 0"},
        {"count(x) >= bool 1", "exactly 1"},
        {"x > 5", "above 5"},
        {"x >= 5 < 9", "from 5, below 9"},
        {"5 < x", "above 5"},
        {"x == 5", "exactly 5"},
        {"x != 5", ""},
        {"count(x) > 5", "whole numbers from 6"},
        {"count(x) < 5.5", "whole numbers 1 to 5"},
        {"up > 0", "exactly 1"},
        {"up > 1", "no sample"},
        {"up == 0.5", "no sample"},
        {"x > 7 < 3", "no sample"},
        {"(x > 7 < 3) + 1", "no sample"},
        {"up and x > 5", "whole numbers 0 to 1"},
        {"up and up > 2", "no sample"},
        {"up unless up > 2", "whole numbers 0 to 1"},
        {"x > on(a) up", "above 0"},
        {"up > on(a) sum(up > 0)", "no sample"},
        {"up + fill_left(5) y * 0", "0 to 5"},
        {"up * on(a) fill_right(3) count(y)", "whole numbers from 0"},
        {"up > on(a) fill_left(5) count(y)", "whole numbers 2 to 5"},
    };
    CHECK(cases);
}

static void finds_shares(void **state) {
    (void)state;
    static const struct described cases[] = {
        {"sum(rate(x{code=~\"5..\"}[5m])) / sum(rate(x[5m]))", "0 to 1"},
        {"sum(rate(x{a=\"1\"}[5m])) / sum(rate(x{b=\"1\"}[5m]))", "from 0"},
        {"sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[10m]))", "from 0"},
        {"sum(rate(x{a=\"1\"}[5m] offset 1h)) / sum(rate(x[5m]))", "from 0"},
        {"sum(rate(x[5m])) / sum(rate(x{a=\"1\"}[5m]))", "from 0"},
        {"sum by (job, reason) (rate(x[5m])) / on(job) group_left sum by (job) (rate(x[5m]))", "0 to 1"},
        {"sum by (job) (rate(x[5m])) / on(job) group_right sum by (job, reason) (rate(x[5m]))", "from 0"},
        {"sum without (a) (rate(x[5m])) / ignoring(b) group_left sum without (a, b) (rate(x[5m]))", "0 to 1"},
        {"avg(rate(x{a=\"1\"}[5m])) / avg(rate(x[5m]))", "from 0"},
        {"sum(x{a=\"1\"}) / sum(x)", ""},
        {"count(x{a=\"1\"}) / count(x)", "0 to 1"},
        {"rate(x{code=\"500\"}[5m]) / rate(x[5m])", "exactly 1"},
        {"x / x", "exactly 1"},
        {"(x) / x", "exactly 1"},
        {"x / x offset 5m", ""},
        {"(x - x) / x", ""},
        {"x / x > bool 0.5", "whole numbers 0 to 1"},
        {"x / x > bool 1.5", "exactly 0"},
        {"x{a=\"b\"} / on(c) group_right x", ""},
        {"x / fill(0) x", ""},
        {"100 / x * x", "exactly 100"},
        {"x / y * y", ""},
        {"100 * sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m]))", "0 to 100"},
        {"sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) * 100", "0 to 100"},
        {"1 - sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m]))", "0 to 1"},
        {"node_filesystem_avail_bytes / node_filesystem_size_bytes", "0 to 1"},
        {"node_filesystem_avail_bytes{mountpoint=\"/\"} / node_filesystem_size_bytes{mountpoint=\"/\"}", "0 to 1"},
        {"node_filesystem_size_bytes / node_filesystem_avail_bytes", "from 0"},
        {"1 - node_memory_MemAvailable_bytes / node_memory_MemTotal_bytes", "0 to 1"},
        {"(node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes) / node_memory_MemTotal_bytes * 100",
         "0 to 100"},
        {"kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes", "0 to 1"},
        {"container_memory_usage_bytes / container_spec_memory_limit_bytes", ""},
        {"min(process_open_fds) / min(process_max_fds)", "0 to 1"},
        {"rate(e_total[5m]) / (rate(e_total[5m]) + rate(ok_total[5m]))", "0 to 1"},
        {"rate(e_total[5m]) / (rate(ok_total[5m]) + rate(e_total[5m]))", "0 to 1"},
        {"rate(e_total[5m]) / (rate(ok_total[5m]) - rate(e_total[5m]))", ""},
        {"sum(rate(x{a=\"1\"}[5m])) / (sum(rate(x[5m])) > 0)", "0 to 1"},
        {"sum(rate(x{a=\"1\"}[5m])) / clamp_min(sum(rate(x[5m])), 1)", "0 to 1"},
        {"rate(x[5m]) / clamp_min(rate(x[5m]), 1)", "0 to 1"},
        {"x / clamp_min(x, 1)", ""},
        {"clamp_min(rate(x[5m]), 1) / rate(x[5m])", "from 0"},
        {"clamp_min(sum(rate(x{a=\"1\"}[5m])), 1) / sum(rate(x[5m]))", "from 0"},
        {"(sum(rate(x{a=\"1\"}[5m])) or vector(0)) / sum(rate(x[5m]))", "0 to 1"},
        {"(100 * sum(increase(x{a=\"1\"}[5m]))) / sum(increase(x[5m]))", "0 to 100"},
    };
    CHECK(cases);
}

static bool record_of_test(void *context, const struct promql_node *selector, str name, struct value_source *source) {
    (void)context;
    assert_int_equal(selector->kind, PROMQL_SELECTOR);
    if (!str_equal(name, STR("job:errors:ratio5m")))
        return false;
    *source = (struct value_source){.range = value_range_between(0, 1), .kind = METRIC_GAUGE};
    return true;
}

static void reads_records(void **state) {
    (void)state;
    struct arena arena = {0};
    struct value_options options = {.record = record_of_test};
    struct promql_expr expr = promql_parse(&arena, STR("job:errors:ratio5m{job=\"a\"} > 5"), NULL);
    struct value_flow flow = value_flow(&arena, &expr, &options);
    struct value_thresholds found = value_thresholds(&arena, &flow);
    assert_int_equal(found.len, 1);
    assert_int_equal(found.items[0].verdict, VALUE_NEVER);
    assert_true(flow.nodes[0].metric->is_recorded);
    arena_free(&arena);
}

static void finds_the_only_metric(void **state) {
    (void)state;
    struct arena arena = {0};
    struct promql_expr expr = promql_parse(&arena, STR("sum(rate(x_total[5m])) * 2 > y"), NULL);
    struct value_flow flow = value_flow(&arena, &expr, NULL);
    const struct metric_facts *metric = value_flow_only_metric(&flow, promql_left(expr.root));
    assert_non_null(metric);
    assert_true(str_equal(metric->name, STR("x_total")));
    assert_null(value_flow_only_metric(&flow, expr.root));
    assert_null(value_flow_only_metric(&flow, promql_right(promql_left(expr.root))));
    arena_free(&arena);
}

static void leaves_the_invalid_alone(void **state) {
    (void)state;
    struct arena arena = {0};
    struct promql_expr expr = promql_parse(&arena, STR("sum(up"), NULL);
    struct value_flow flow = value_flow(&arena, &expr, NULL);
    assert_null(flow.nodes);
    assert_int_equal(value_thresholds(&arena, &flow).len, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_constants),
        cmocka_unit_test(knows_metrics),
        cmocka_unit_test(follows_functions),
        cmocka_unit_test(follows_aggregations),
        cmocka_unit_test(follows_arithmetic),
        cmocka_unit_test(finds_shares),
        cmocka_unit_test(reads_records),
        cmocka_unit_test(finds_the_only_metric),
        cmocka_unit_test(leaves_the_invalid_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
