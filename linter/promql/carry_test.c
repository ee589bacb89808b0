#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "promql/carry.h"

/* How far the values of the first selector go: '=' a step that keeps them, '-' turns them, '+' shifts them, '~' turns
 * and shifts them; '|' the first step that does not carry them. */
static const struct {
    const char *expr, *steps;
} cases[] = {
    {"x", ""},
    {"(x)", "="},
    {"-(x)", "=-"},
    {"+x", "="},
    {"x * 100", "="},
    {"100 * x", "="},
    {"x * -1", "-"},
    {"x * 0", "|"},
    {"x / 1024", "="},
    {"1024 / x", "|"},
    {"1 - x", "~"},
    {"x - 1", "+"},
    {"x + 0", "="},
    {"x + (2 * 3)", "+"},
    {"x + y", "|"},
    {"x > 1", "|"},
    {"x and y", "|"},
    {"sum(x)", "|"},
    {"round(x, 0.1)", "="},
    {"label_replace(x, \"a\", \"b\", \"c\", \"d\")", "="},
    {"max_over_time(x[5m])", "=="},
    {"max_over_time((1 - x)[5m:])", "~==="},
    {"rate(x[5m])", "=|"},
    {"clamp_min(x, 1)", "|"},
};

static char step_of(struct promql_carry carry) {
    if (!carry.carries)
        return '|';
    if (carry.turned)
        return carry.shifted ? '~' : '-';
    return carry.shifted ? '+' : '=';
}

static void follows_values(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena arena = {0};
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].expr), NULL);
        struct value_flow values = value_flow(&arena, &expr, NULL);
        assert_int_equal(expr.status, PROMQL_VALID);
        const struct promql_node *node = expr.nodes[0];
        for (size_t k = 0; expr.nodes[k]->kind != PROMQL_SELECTOR; k++)
            node = expr.nodes[k + 1];
        char steps[16] = {0};
        for (size_t k = 0; node->parent && k < sizeof steps - 1; node = node->parent) {
            steps[k] = step_of(promql_carried(&values, node));
            if (steps[k++] == '|')
                break;
        }
        if (!str_equal(str_of(steps), str_of(cases[i].steps)))
            fail_msg("%s gives %s, not %s", cases[i].expr, steps, cases[i].steps);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(follows_values)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
