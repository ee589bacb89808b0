/* Recorded names, and what expressions do, as tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "promql/operations.h"
#include "promql/record_level.h"
#include "promql/record_name.h"

static const struct promql_options newest = {0};

static str part(str name, span at) {
    return str_slice(name, at.start, at.end);
}

struct name_case {
    const char *name, *parts;
};

static const struct name_case names[] = {
    {"job:http_requests:rate5m", "job|http_requests|rate5m"},
    {":memory_bytes:sum", "|memory_bytes|sum"},
    {"node_pod:info:", "node_pod|info|"},
    {"apiserver_request:burnrate5m", "-|apiserver_request|burnrate5m"},
    {"http_requests_total", ""},
    {"cluster:namespace:pod:active:limits", ""},
    {"", ""},
};

static void test_names_are_split(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        str name = str_of(names[i].name), shown = {"", 0};
        struct record_name split = record_name_split(name);
        if (split.has_parts)
            shown =
                arena_format(&arena, "%.*s|%.*s|%.*s", STR_ARG(split.has_level ? part(name, split.level) : STR("-")),
                             STR_ARG(part(name, split.metric)), STR_ARG(part(name, split.operations)));
        if (!str_equal(shown, str_of(names[i].parts)))
            fail_msg("%s: %.*s", names[i].name, STR_ARG(shown));
    }
    arena_free(&arena);
}

struct word_case {
    const char *word;
    enum record_operation operation;
    double quantile;
    int64_t window_ms;
};

static const struct word_case words[] = {
    {"sum", RECORD_SUM, 0, 0},
    {"rate5m", RECORD_RATE, 0, 300000},
    {"irate1m30s", RECORD_RATE, 0, 90000},
    {"increase30d", RECORD_INCREASE, 0, 2592000000},
    {"5m", RECORD_WINDOW, 0, 300000},
    {"burnrate6h", RECORD_NEUTRAL, 0, 21600000},
    {"p99", RECORD_QUANTILE, 0.99, 0},
    {"p999", RECORD_QUANTILE, 0.999, 0},
    {"99quantile", RECORD_QUANTILE, 0.99, 0},
    {"quantile50", RECORD_QUANTILE, 0.5, 0},
    {"p100", RECORD_QUANTILE, 1, 0},
    {"p5", RECORD_OTHER, 0, 0},
    {"load5", RECORD_OTHER, 0, 0},
    {"load5m", RECORD_OTHER, 0, 0},
    {"5x", RECORD_OTHER, 0, 0},
    {"", RECORD_OTHER, 0, 0},
};

static void test_words_are_read(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct record_word word = record_name_word(str_of(words[i].word));
        if (word.operation != words[i].operation || word.window_ms != words[i].window_ms ||
            word.quantile < words[i].quantile - 1e-9 || word.quantile > words[i].quantile + 1e-9)
            fail_msg("%s: %d %g %lld", words[i].word, (int)word.operation, word.quantile, (long long)word.window_ms);
    }
}

static void test_words_have_places(void **state) {
    (void)state;
    str name = STR("job:x:sum_rate5m");
    struct record_words found = record_name_words(name, record_name_split(name).operations);
    assert_int_equal(found.len, 2);
    assert_int_equal(found.operations, RECORD_SUM | RECORD_RATE);
    assert_true(str_equal(part(name, found.at[1].at), STR("rate5m")));
    found = record_name_words(STR("a:b:c_d_e_f_g_h_i_j_k"), (span){4, 21});
    assert_int_equal(found.len, RECORD_MOST_WORDS);
    assert_true(found.operations & RECORD_OTHER);
}

struct level_case {
    const char *level, *expr, *labels;
};

static const struct level_case levels[] = {
    {"job_status_code", "sum by (job, status_code) (x)", "job+ status_code+ "},
    {"job_status_code", "sum by (job) (x)", "job+ status code "},
    {"namespace_workload", "label_replace(x, \"workload\", \"$1\", \"owner\", \"(.*)\")", "namespace workload+ "},
    {"cluster_quantile", "x{cluster=\"a\"}", "cluster+ quantile "},
    {"node", "a * on (pod) group_left (node) b", "node+ "},
    {"", "x", ""},
};

static void test_levels_are_split(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        str name = str_of(levels[i].level), shown = {"", 0};
        struct promql_expr expr = promql_parse(&arena, str_of(levels[i].expr), &newest);
        assert_int_equal(expr.status, PROMQL_VALID);
        struct record_level level = record_level_split(&arena, name, (span){0, (uint32_t)name.len}, &expr);
        for (size_t k = 0; k < level.len; k++) {
            assert_true(str_equal(part(name, level.at[k].at), level.at[k].name));
            shown = arena_format(&arena, "%.*s%.*s%s ", STR_ARG(shown), STR_ARG(level.at[k].name),
                                 level.at[k].named ? "+" : "");
        }
        if (!str_equal(shown, str_of(levels[i].labels)))
            fail_msg("%s: %.*s", levels[i].level, STR_ARG(shown));
    }
    arena_free(&arena);
}

struct operations_case {
    const char *expr;
    unsigned done, read;
    const char *outermost;
    size_t windows, quantiles;
};

static const struct operations_case expressions[] = {
    {"sum by (job) (rate(x[5m]))", RECORD_SUM | RECORD_RATE, RECORD_OTHER, "sum", 1, 0},
    {"100 * (avg(x) > 5)", RECORD_AVG, RECORD_OTHER, "avg", 0, 0},
    {"sum(a) / sum(b)", RECORD_SUM, RECORD_OTHER, "", 0, 0},
    {"max_over_time(job:x:rate5m[1h:])", RECORD_MAX, RECORD_OTHER | RECORD_RATE, "", 2, 0},
    {"histogram_quantile(0.9, sum by (le) (x))", RECORD_SUM, RECORD_OTHER, "sum", 0, 1},
    {"clamp_max(count(x{quantile=\"0.5\"}), 3)", RECORD_COUNT, RECORD_OTHER, "count", 0, 1},
    {"x - x offset 1d", 0, RECORD_OTHER, "", 1, 0},
    {"deriv(temperature_p99[10m])", RECORD_RATE, RECORD_OTHER | RECORD_QUANTILE, "", 1, 1},
};

static void test_operations_are_found(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof expressions / sizeof *expressions; i++) {
        struct promql_expr expr = promql_parse(&arena, str_of(expressions[i].expr), &newest);
        assert_int_equal(expr.status, PROMQL_VALID);
        struct operations found = operations_of(&arena, &expr);
        str outermost = found.aggregation ? found.aggregation->as.aggregate.op->name : STR("");
        if (found.done != expressions[i].done || found.read != expressions[i].read ||
            !str_equal(outermost, str_of(expressions[i].outermost)) || found.window_count != expressions[i].windows ||
            found.quantile_count != expressions[i].quantiles)
            fail_msg("%s: %x %x %.*s %zu %zu", expressions[i].expr, found.done, found.read, STR_ARG(outermost),
                     found.window_count, found.quantile_count);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names_are_split),      cmocka_unit_test(test_words_are_read),
        cmocka_unit_test(test_words_have_places),    cmocka_unit_test(test_levels_are_split),
        cmocka_unit_test(test_operations_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
