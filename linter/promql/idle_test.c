#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "promql/idle.h"

static const struct promql_options newest = {0};

struct idle_case {
    const char *expr;
    bool is_known, is_rate;
    double value;
};

static const struct idle_case cases[] = {
    {"rate(a[5m])", true, true, 0},
    {"sum by (x) (increase(a[5m])) + 3", true, true, 3},
    {"rate(a[5m]) / clamp_min(rate(b[5m]), 1) * 100", true, true, 0},
    {"1 - rate(a[5m]) / (rate(b[5m]) + 0.001)", true, true, 1},
    {"rate(a[5m]) / rate(b[5m])", true, true, NAN},
    {"clamp(rate(a[5m]), 2, 5)", true, true, 2},
    {"clamp_max(vector(7), 5)", true, false, 5},
    {"-abs(vector(-3))", true, false, -3},
    {"a + 1", false, false, 0},
    {"count(rate(a[5m]))", false, true, 0},
    {"time()", false, false, 0},
};

static void knows_idle_values(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        const struct idle_case *wanted = &cases[i];
        struct promql_expr expr = promql_parse(&arena, str_of(wanted->expr), &newest);
        if (!expr.root) {
            fail_msg("%s: no expression", wanted->expr);
            return;
        }
        struct promql_idle found = promql_when_idle(&arena, &expr)[expr.root->index];
        bool same = isnan(wanted->value) ? isnan(found.value) : found.value == wanted->value;
        if (found.is_known != wanted->is_known || found.is_rate != wanted->is_rate || (found.is_known && !same))
            fail_msg("%s: known %d, rate %d, %g", wanted->expr, found.is_known, found.is_rate, found.value);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_idle_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
