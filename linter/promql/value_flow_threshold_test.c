/* Which comparisons decide, and whether they can come out so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>

#include "promql/value_flow_threshold.h"

struct judged {
    const char *text;
    enum value_verdict verdict; /* of the last comparison that decides */
};

static void judges_comparisons(void **state) {
    (void)state;
    static const struct judged cases[] = {
        {"up > 1", VALUE_NEVER},
        {"up == 2", VALUE_NEVER},
        {"up < 1", VALUE_POSSIBLE},
        {"up >= 0", VALUE_ALWAYS},
        {"up != 1", VALUE_POSSIBLE},
        {"0 > up", VALUE_NEVER},
        {"count(up == 0) == 0", VALUE_NEVER},
        {"count(x) < 1", VALUE_NEVER},
        {"count(x) >= 0", VALUE_ALWAYS},
        {"count(x) > 0", VALUE_ALWAYS},
        {"(count(x) or vector(0)) < 1", VALUE_POSSIBLE},
        {"(count(x) or vector(0)) == 0", VALUE_POSSIBLE},
        {"rate(x[5m]) >= 0", VALUE_ALWAYS},
        {"rate(x[5m]) < 0", VALUE_NEVER},
        {"rate(x[5m]) > 0", VALUE_POSSIBLE},
        {"rate(x[5m]) == 0", VALUE_POSSIBLE},
        {"x > 7 < 3", VALUE_EMPTY},
        {"3 > (7 < x)", VALUE_EMPTY},
        {"x < 14 > 7", VALUE_POSSIBLE},
        {"x > 0.9 < 1", VALUE_POSSIBLE},
        {"x != 5 > 0", VALUE_POSSIBLE},
        {"100 / x * x < 20", VALUE_NEVER},
        {"timestamp(a - b) < time() - 36000", VALUE_NEVER},
        {"timestamp(a) < time() - 36000", VALUE_POSSIBLE},
        {"group(timestamp(a > b) < time() - 36000)", VALUE_NEVER},
        {"100 / x * x{a=\"b\"} < 20", VALUE_NEVER},
        {"sum by (job) (x == 0) > 0", VALUE_NEVER},
        {"time() - timestamp(a) > 300", VALUE_POSSIBLE},
        {"time() - a_timestamp_seconds > 300", VALUE_POSSIBLE},
        {"absent(x) == 0", VALUE_NEVER},
        {"absent(x) > 0", VALUE_ALWAYS},
        {"sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) > 25", VALUE_NEVER},
        {"sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) > 1", VALUE_NEVER},
        {"100 * sum(rate(x{a=\"1\"}[5m])) / sum(rate(x[5m])) > 25", VALUE_POSSIBLE},
        {"rate(node_disk_io_time_seconds_total[5m]) > 80", VALUE_NEVER},
        {"hour() > 23", VALUE_NEVER},
        {"day_of_week() == 7", VALUE_NEVER},
        {"vector(1) > 0", VALUE_POSSIBLE},
        {"kube_pod_status_phase{phase=\"Failed\"} > 0", VALUE_POSSIBLE},
        {"changes(x[5m]) > 0.5", VALUE_POSSIBLE},
        {"x > NaN", VALUE_POSSIBLE},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].text), NULL);
        assert_int_equal(expr.status, PROMQL_VALID);
        struct value_flow flow = value_flow(&arena, &expr, NULL);
        struct value_thresholds found = value_thresholds(&arena, &flow);
        enum value_verdict verdict = found.len ? found.items[found.len - 1].verdict : VALUE_POSSIBLE;
        if (verdict != cases[i].verdict)
            fail_msg("%s: expected %d, got %d", cases[i].text, (int)cases[i].verdict, (int)verdict);
    }
    arena_free(&arena);
}

static void lists_deciding_thresholds(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double values[3]; /* in the order of the text, 0: no more */
        bool alternative; /* of the first */
    } cases[] = {
        {"x > 5", {5}, false},
        {"(x) > (5)", {5}, false},
        {"5 < x", {5}, false},
        {"x > 5 and y > 6", {5, 6}, false},
        {"x > 5 unless y > 6", {5}, false},
        {"x > 5 or y > 6", {5, 6}, true},
        {"x > 5 < 7", {5, 7}, false},
        {"sum(x > 5)", {5}, false},
        {"sum(x > 5) > 2", {5, 2}, false},
        {"(x > 5) * 100", {5}, false},
        {"-(x > 5)", {5}, false},
        {"abs(x > 5) and on() (y or z < 3)", {5, 3}, false},
        {"max_over_time((x > 5)[5m:])", {0}, false},
        {"x > bool 5", {0}, false},
        {"(x > bool 5) == 1", {1}, false},
        {"label_replace(x > 5, \"a\", \"b\", \"c\", \"d\")", {5}, false},
        {"sort(x > 5)", {5}, false},
        {"absent(x > 5)", {0}, false},
        {"x > 2 * 1024", {2048}, false},
        {"x > vector(4)", {4}, false},
        {"x", {0}, false},
        {"1 > bool 2", {0}, false},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].text), NULL);
        struct value_flow flow = value_flow(&arena, &expr, NULL);
        struct value_thresholds found = value_thresholds(&arena, &flow);
        size_t wanted = 0;
        while (wanted < 3 && cases[i].values[wanted] > 0)
            wanted++;
        if (found.len != wanted)
            fail_msg("%s: expected %zu thresholds, got %zu", cases[i].text, wanted, found.len);
        for (size_t j = 0; j < wanted; j++) {
            assert_true(found.items[j].has_value);
            assert_true(fabs(found.items[j].value - cases[i].values[j]) < 1e-9);
        }
        if (wanted)
            assert_int_equal(found.items[0].is_alternative, cases[i].alternative);
    }
    arena_free(&arena);
}

static void tells_presence_and_earlier_filters(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool presence, earlier;
    } cases[] = {
        {"x_info{state=\"bad\"} == 1", true, false},
        {"count(x < 1) > 0", true, false},
        {"sum(x_info) > 0", true, false},
        {"count(x) >= 0", false, false},
        {"count(x) >= 1", true, false},
        {"count(x) + count(y) >= 2", true, false},
        {"count(x) + count(y) > 1", true, false},
        {"count(x) + count(y) >= 1", false, false},
        {"(x > 5) > 1", false, true},
        {"(x > 5) < 1", false, true},
        {"rate(x[5m]) < 0", false, false},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].text), NULL);
        struct value_flow flow = value_flow(&arena, &expr, NULL);
        struct value_comparison found;
        assert_true(value_comparison_of(&flow, expr.root, &found));
        assert_int_not_equal(found.verdict, VALUE_POSSIBLE);
        assert_int_equal(found.is_presence, cases[i].presence);
        assert_int_equal(found.earlier != NULL, cases[i].earlier);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges_comparisons),
        cmocka_unit_test(lists_deciding_thresholds),
        cmocka_unit_test(tells_presence_and_earlier_filters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
