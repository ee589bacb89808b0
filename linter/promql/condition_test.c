#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "promql/condition.h"

static const struct promql_options newest = {0};

/* The thresholds as text: "x > 5; y < 0.5", a '+' behind it where something else decides too. */
static str shown(struct arena *arena, str text) {
    struct promql_expr expr = promql_parse(arena, text, &newest);
    assert_int_equal(expr.status, PROMQL_VALID);
    struct promql_thresholds found = promql_find_thresholds(arena, &expr);
    str result = {"", 0};
    for (size_t i = 0; i < found.len; i++) {
        span value = found.at[i].value->at;
        result = arena_format(arena, "%.*s%s%.*s %s %g", STR_ARG(result), i ? "; " : "",
                              STR_ARG(str_slice(text, value.start, value.end)), promql_operator_text(found.at[i].op),
                              found.at[i].number);
    }
    return arena_format(arena, "%.*s%s", STR_ARG(result), found.whole ? "" : "+");
}

struct condition_case {
    const char *expr, *thresholds;
    size_t alternatives;
};

static const struct condition_case cases[] = {
    {"x > 5", "x > 5", 1},
    {"5 < x", "x > 5", 1},
    {"(x) >= (1 - 0.25)", "(x) >= 0.75", 1},
    {"(x > 5 and y < 1) or z == -3", "x > 5; y < 1; z == -3", 2},
    {"x > 5 unless y > 1", "x > 5+", 1},
    {"x > y", "+", 1},
    {"x > bool 5", "", 1},
    {"x > 5 < 9", "x > 5; x > 5 < 9", 1},
    {"sum(x > 5)", "+", 1},
    {"a or (b or c) or sum(d or e)", "", 4},
    {"x > 2^10 * 3 % 5", "x > 2", 1},
};

static void finds_conditions(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        str found = shown(&arena, str_of(cases[i].expr));
        if (!str_equal(found, str_of(cases[i].thresholds)))
            fail_msg("%s: %.*s", cases[i].expr, STR_ARG(found));
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].expr), &newest);
        assert_int_equal(promql_find_alternatives(&arena, &expr).len, cases[i].alternatives);
        arena_free(&arena);
    }
}

static void folds_constants(void **state) {
    (void)state;
    struct arena arena = {0};
    double number;
    struct promql_expr expr = promql_parse(&arena, STR("-(2 * 3) ^ 2 + 1"), &newest);
    assert_true(promql_constant(&arena, &expr, expr.root, &number));
    assert_true(number == -35);
    expr = promql_parse(&arena, STR("time() * 2"), &newest);
    assert_false(promql_constant(&arena, &expr, expr.root, &number));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_conditions), cmocka_unit_test(folds_constants)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
