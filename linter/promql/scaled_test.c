#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "promql/condition.h"
#include "promql/scaled.h"

static const struct promql_options newest = {0};

static const struct scaled_case {
    const char *expr; /* a comparison */
    const char *node; /* what is left of its value */
    double number;
    bool is_sum, keeps_pod;
} cases[] = {
    {"x > 80", "x", 80, false, true},
    {"100 * (x) > 80", "x", 0.8, false, true},
    {"x / 1024 / 1024 > 2", "x", 2097152, false, true},
    {"max by (a) (x * 1000) > 500", "x", 0.5, false, true},
    {"sum by (a, pod) (rate(x[5m])) > 2", "rate(x[5m])", 2, true, true},
    {"sum without (cpu) (x) > 2", "x", 2, true, true},
    {"sum without (pod) (x) > 2", "x", 2, true, false},
    {"sum(x) * 2 > 2", "x", 1, true, false},
    {"sum by (pod) (sum by (a) (x)) > 2", "x", 2, true, false},
    {"max(sum by (pod) (topk(3, x))) > 2", "x", 2, true, true},
    {"x / y > 2", "x / y", 2, false, true},
    {"2 / x > 2", "2 / x", 2, false, true},
    {"x * -1 > 2", "x * -1", 2, false, true},
    {"x / 0 > 2", "x / 0", 2, false, true},
    {"count by (pod) (x) > 2", "count by (pod) (x)", 2, false, true},
};

static void takes_scale_off(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        str text = str_of(cases[i].expr);
        struct promql_expr expr = promql_parse(&arena, text, &newest);
        struct promql_thresholds found = promql_find_thresholds(&arena, &expr);
        assert_int_equal(found.len, 1);
        const struct promql_node *value = found.at[0].value;
        struct promql_scaled scaled = promql_unscaled(&arena, &expr, value, found.at[0].number);
        str node = str_slice(text, scaled.node->at.start, scaled.node->at.end);
        bool keeps = promql_sums_keep(&scaled, value, STR("pod"));
        double error = scaled.number - cases[i].number;
        if (!str_equal(node, str_of(cases[i].node)) || error > 1e-9 || error < -1e-9 ||
            scaled.is_sum != cases[i].is_sum || keeps != cases[i].keeps_pod)
            fail_msg("%s: %.*s against %g", cases[i].expr, STR_ARG(node), scaled.number);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(takes_scale_off)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
