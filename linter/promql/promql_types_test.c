/* Types, and the type errors in the order in which Prometheus 3.14 finds them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "promql/promql.h"

static void gives_types(void **state) {
    (void)state;
    static const struct {
        const char *text;
        enum promql_type type;
    } cases[] = {
        {"1 + 2", PROMQL_SCALAR},        {"1 + up", PROMQL_VECTOR},         {"-(1)", PROMQL_SCALAR},
        {"\"a\"", PROMQL_TEXT},          {"up[5m]", PROMQL_RANGE_VECTOR},   {"(up)[5m:]", PROMQL_RANGE_VECTOR},
        {"rate(up[5m])", PROMQL_VECTOR}, {"scalar(up)", PROMQL_SCALAR},     {"sum(up)", PROMQL_VECTOR},
        {"time()", PROMQL_SCALAR},       {"(up offset 5m)", PROMQL_VECTOR}, {"1 > bool 2", PROMQL_SCALAR},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].text), NULL);
        assert_int_equal(expr.status, PROMQL_VALID);
        assert_int_equal(expr.root->type, cases[i].type);
    }
    arena_free(&arena);
}

static const struct {
    const char *text;
    unsigned start;
    const char *message;
} bad[] = {
    {"1 and up", 0, "set operator \"and\" not allowed in binary scalar expression"},
    {"2 * (1 == 1)", 7, "comparisons between scalars must use BOOL modifier"},
    {"a + bool b", 2, "bool modifier can only be used on comparison operators"},
    {"a </ bool 1", 2, "bool modifier can only be used on comparison operators"},
    {"a + on(x, y) group_left(y) b", 2, "label \"y\" must not occur in ON and GROUP clause at once"},
    {"a + up[5m]", 4, "binary expression must contain only scalar and instant vector types"},
    {"\"a\" == \"b\"", 0, "binary expression must contain only scalar and instant vector types"},
    {"a + on(x) 1", 0, "vector matching only allowed between instant vectors"},
    {"a + fill(1) 1", 0, "filling in missing series only allowed between instant vectors"},
    {"a and fill(1) b", 0, "filling in missing series not allowed for set operators"},
    {"a unless on(x) group_right b", 0, "no grouping allowed for \"unless\" operation"},
    {"-up[5m]", 0,
     "unary expression only allowed on expressions of type scalar or instant vector, got \"range vector\""},
    {"(1)[5m:]", 0, "subquery is only allowed on instant vector, got scalar instead"},
    {"rate(up)", 5, "expected type range vector in call to function \"rate\", got instant vector"},
    {"label_join(up, \"a\", \",\", 1)", 25, "expected type string in call to function \"label_join\", got scalar"},
    {"rate()", 0, "expected 1 argument(s) in call to \"rate\", got 0"},
    {"round(up, 1, 2)", 0, "expected at most 2 argument(s) in call to \"round\", got 3"},
    {"label_join(up, \"a\")", 0, "expected at least 3 argument(s) in call to \"label_join\", got 2"},
    {"sum(up[5m])", 4, "expected type instant vector in aggregation expression, got range vector"},
    {"topk(up, up)", 5, "expected type scalar in aggregation parameter, got instant vector"},
    {"info(up, other)", 9, "expected label selectors only, got vector selector instead"},
    {"info(up, (up))", 9, "expected label selectors only"},
    {"info(up, 1)", 0, "expected type instant vector in call to function \"info\", got scalar"},
    {"up{__name__!=\"x\"}", 0, "metric name must not be set twice: \"up\" or \"x\""},
    {"sum({a=\"\"})", 4, "vector selector must contain at least one non-empty matcher"},
    {"{a=~\"(|x)\"}", 0, "vector selector must contain at least one non-empty matcher"},
    {"{a=~\".*\"}", 0, "vector selector must contain at least one non-empty matcher"},
    {"{a!~\"x.+\", b=~\"^$\", c=~\"x|\"}", 0, "vector selector must contain at least one non-empty matcher"},
    /* the count before the arguments, the vector before the parameter, children before the node */
    {"abs(rate(up), {})", 0, "expected 1 argument(s) in call to \"abs\", got 2"},
    {"topk(rate(up), {})", 15, "vector selector must contain at least one non-empty matcher"},
    {"rate(up) + bool abs(1)", 5, "expected type range vector in call to function \"rate\", got instant vector"},
};

static void finds_the_first_error(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct promql_expr expr = promql_parse(&arena, str_of(bad[i].text), NULL);
        assert_non_null(expr.root);
        if (expr.status != PROMQL_INVALID || !str_equal(expr.error.message, str_of(bad[i].message)) ||
            expr.error.at.start != bad[i].start)
            fail_msg("%s: %u %.*s", bad[i].text, expr.error.at.start, STR_ARG(expr.error.message));
    }
    arena_free(&arena);
}

static void keeps_tables_sorted(void **state) {
    (void)state;
    for (size_t i = 0; i < PROMQL_FUNCTION_COUNT; i++) {
        const struct promql_function *function = promql_function_at(i);
        assert_int_equal(function->id, i);
        assert_ptr_equal(promql_function_find(function->name), function);
    }
    assert_null(promql_function_find(STR("holt_winters")));
    for (size_t i = 0; i < PROMQL_AGGREGATOR_COUNT; i++)
        assert_int_equal(promql_aggregator_at(i)->id, i);
}

static void keeps_spans_and_order(void **state) {
    (void)state;
    struct arena arena = {0};
    str text = STR("sum by (a) (rate(up{x=\"y\"}[5m] offset 1h)) > bool on (a) -2");
    struct promql_expr expr = promql_parse(&arena, text, NULL);
    static const enum promql_kind order[] = {PROMQL_SELECTOR,  PROMQL_MATRIX, PROMQL_CALL,
                                             PROMQL_AGGREGATE, PROMQL_NUMBER, PROMQL_BINARY};
    static const char *const texts[] = {"up{x=\"y\"}", "up{x=\"y\"}[5m] offset 1h", "rate(up{x=\"y\"}[5m] offset 1h)",
                                        "sum by (a) (rate(up{x=\"y\"}[5m] offset 1h))", "-2"};
    assert_int_equal(expr.node_count, 6);
    for (size_t i = 0; i < expr.node_count; i++) {
        const struct promql_node *node = expr.nodes[i];
        assert_int_equal(node->kind, order[i]);
        assert_int_equal(node->first, i < 4 || i == 5 ? 0 : i);
        if (i < 5)
            assert_true(str_equal(str_slice(text, node->at.start, node->at.end), str_of(texts[i])));
    }
    const struct promql_matcher *matcher = &expr.nodes[0]->as.selector.matchers[0];
    assert_int_equal(matcher->at.start, 20);
    assert_int_equal(matcher->value_at.start, 22);
    assert_true(str_equal(matcher->value, STR("y")));
    assert_true(expr.nodes[1]->modifiers->offset->seconds >= 3600);
    assert_true(expr.nodes[4]->as.number.value <= -2);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_types),
        cmocka_unit_test(finds_the_first_error),
        cmocka_unit_test(keeps_tables_sorted),
        cmocka_unit_test(keeps_spans_and_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
