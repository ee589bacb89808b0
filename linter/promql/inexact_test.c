#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "promql/inexact.h"

static const struct promql_options newest = {0};

struct inexact_case {
    const char *expr;
    const char *cause; /* NULL: none */
};

static const struct inexact_case cases[] = {
    {"rate(a[5m])", "rate(a[5m])"},
    {"sum by (x) (increase(a[5m])) * 2", "increase(a[5m])"},
    {"100 * (a / b)", "a / b"},
    {"a / 60", NULL},
    {"rate(a[5m]) / 60", "rate(a[5m])"},
    {"60 / a", NULL},
    {"-max_over_time(deriv(a[5m])[1h:])", "deriv(a[5m])"},
    {"avg(a)", NULL},
    {"stddev(a)", "stddev(a)"},
    {"count(rate(a[5m]))", NULL},
    {"round(a / b)", NULL},
    {"floor(rate(a[5m]))", NULL},
    {"rate(a[5m]) > 5 and b", "rate(a[5m])"},
    {"a / b > bool 5", NULL},
    {"a and b / c", NULL},
    {"a - b", NULL},
    {"time() - a", NULL},
    {"changes(a[5m])", NULL},
    {"10 / 4", NULL},
    {"vector(1) / 3", NULL},
};

static void finds_causes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        str text = str_of(cases[i].expr);
        struct promql_expr expr = promql_parse(&arena, text, &newest);
        struct value_flow values = value_flow(&arena, &expr, NULL);
        const struct promql_node *cause = promql_find_inexact(&arena, &values)[expr.root->index];
        str found = cause ? str_slice(text, cause->at.start, cause->at.end) : STR("");
        if (!str_equal(found, str_of(cases[i].cause)))
            fail_msg("%s: %.*s", cases[i].expr, STR_ARG(found));
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_causes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
