/* The canonical form, and that it is a fixed point. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "promql/printer.h"
#include "promql/promql.h"
#include "promql/suggest.h"

static const struct {
    const char *text, *printed;
} cases[] = {
    {"1e3", "1000"},
    {"0x10", "16"},
    {"1e300", "1e+300"},
    {"-0.25", "-0.25"},
    {"+Inf ^ 2", "+Inf ^ 2"},
    {"90m", "1h30m"},
    {"5m + 1", "5m + 1"},
    {"up { b='x' , a=~\"y\\\"\" , } # why", "up{b=\"x\",a=~\"y\\\"\"}"},
    {"up{}", "up"},
    {"{\"a.b\"}", "{\"a.b\"}"},
    {"{a=\"\\ufffd\\xff\"}", "{a=\"\\ufffd\\xff\"}"},
    {"up[300]", "up[5m]"},
    {"up anchored [1h] offset 60 @ 5", "up[1h] anchored @ 5 offset 1m"},
    {"up[1d:] @ end()", "up[1d:] @ end()"},
    {"up[365d:2*step()]", "up[1y:2 * step()]"},
    {"up[min_of(1h,range())]", "up[min_of(1h, range())]"},
    {"up[-(step()-1)+5m]", "up[-(step() - 1) + 5m]"},
    {"up offset (1h)*2", "up offset +((1h) * 2)"},
    {"up offset +(1h) + x", "up offset +(1h) + x"},
    {"sum(up)by(b,without_x,\"inf\")", "sum by (b, without_x, \"inf\") (up)"},
    {"sum by () (up)", "sum(up)"},
    {"sum without () (up)", "sum without () (up)"},
    {"TOPK(5,up)", "topk(5, up)"},
    {"a==bool on(x)group_left(y)b", "a == bool on (x) group_left (y) b"},
    {"a + ignoring() b", "a + b"},
    {"a + fill_right(2) fill_left(1) b", "a + fill_left (1) fill_right (2) b"},
    {"a AND b", "a and b"},
    {"-a^-(b)", "-a ^ -(b)"},
    {"label_join( up,\"d\",\",\" )", "label_join(up, \"d\", \",\")"},
};

static void prints(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].text), NULL);
        if (expr.status != PROMQL_VALID)
            fail_msg("%s: %.*s", cases[i].text, STR_ARG(expr.error.message));
        str printed = promql_print(&arena, expr.root);
        if (!str_equal(printed, str_of(cases[i].printed)))
            fail_msg("%s: printed %.*s", cases[i].text, STR_ARG(printed));
        struct promql_expr again = promql_parse(&arena, printed, NULL);
        assert_int_equal(again.status, PROMQL_VALID);
        assert_true(str_equal(promql_print(&arena, again.root), printed));
    }
    arena_free(&arena);
}

static void prints_seconds(void **state) {
    (void)state;
    static const struct {
        double seconds;
        const char *printed;
    } times[] = {{0, "0s"},      {0.001, "1ms"},   {90061.5, "1d1h1m1s500ms"}, {-300, "-5m"},
                 {604800, "1w"}, {604801, "7d1s"}, {0.0001, "0.0001"},         {31536000, "1y"}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++)
        assert_true(str_equal(promql_print_seconds(&arena, times[i].seconds), str_of(times[i].printed)));
    arena_free(&arena);
}

static void suggests(void **state) {
    (void)state;
    assert_int_equal(promql_distance(STR("rate"), STR("rtae"), 3), 1);
    assert_int_equal(promql_distance(STR("rate"), STR("RATE"), 3), 0);
    assert_int_equal(promql_distance(STR("rate"), STR("irates"), 3), 2);
    assert_int_equal(promql_distance(STR("rate"), STR("delta"), 1), 2);
    assert_int_equal(promql_distance(STR(""), STR("abc"), 3), 3);
    assert_true(str_equal(promql_nearest_function(STR("avg_over_tme")), STR("avg_over_time")));
    assert_true(str_equal(promql_nearest_function(STR("histogram_quantil")), STR("histogram_quantile")));
    assert_true(str_equal(promql_nearest_function(STR("SUM")), STR("sum")));
    assert_int_equal(promql_nearest_function(STR("xyz")).len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prints),
        cmocka_unit_test(prints_seconds),
        cmocka_unit_test(suggests),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
