/* What is said besides the first error: how the usual slips are mended. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "promql/promql.h"

static void check(str got, const char *wanted, const char *about) {
    if (!str_equal(got, str_of(wanted)))
        fail_msg("%s: got \"%.*s\", wanted \"%s\"", about, STR_ARG(got), wanted);
}

static void helps(void **state) {
    (void)state;
    static const struct {
        const char *text, *help;
    } cases[] = {
        {"RATE(up[5m])", "function names are case-sensitive: write rate"},
        {"increse(up[5m])", "did you mean increase?"},
        {"frobnicate(up)", ""},
        {"a = b", "equality is written =="},
        {"a || b", "the set operator is written or"},
        {"up{a!=~\"x\"}", "the negated regular expression match is written !~, inside { }"},
        {"1h30", "every number in a duration needs a unit, as in 1h30m"},
        {"up{a=\xe2\x80\x9cx\xe2\x80\x9d}", "strings stand in plain quotes, \" or '"},
        {"rate(up)", "add a range: rate(up[5m])"},
        {"rate(sum(up))", "aggregate outside: sum(rate(...[5m])), or write a subquery: sum(...)[5m:]"},
        {"sum(up)[5m]", "a range over an expression is a subquery: write [5m:]"},
        {"f(a,)", "remove the last comma"},
        {"1 > 2", "write > bool"},
        {"!up", "there is no negation: compare with == 0, or take away with unless"},
        {"up === 1", "the comparisons are == != < <= > >="},
        {"sum by job (x)", "labels stand in parentheses, as in by (job)"},
        {"sum(x) without job", "labels stand in parentheses, as in by (job)"},
        {"sum x", "an aggregation has parentheses, as in sum(up)"},
        {"sum(rate(x[5m]) by (a))", "by and without stand once, before or behind the parentheses of an aggregation"},
        {"histogram_quantile(rate(x[5m]), 0.9)", "the first two arguments stand the other way round"},
        {"quantile_over_time(x[5m], 0.9)", "the first two arguments stand the other way round"},
        {"histogram_quantile(0.9)", "it is histogram_quantile(scalar, instant vector)"},
        {"round(x, 1, 2)", "it is round(instant vector, scalar), of which the last may be left out"},
        {"label_join(x, \"a\")", "it is label_join(instant vector, string, string, string, ...)"},
        {"time(x)", "time() takes no arguments"},
        {"topk(x, 5)", "a number comes first, then the vector"},
        {"topk(x)", "a number comes first, then the vector"},
        {"count_values(x, \"a\")", "the name of the new label comes first, in quotes, then the vector"},
        {"max(x, 5)", "max goes over the series of one vector; clamp_min(x, 5) is the greater of x and 5"},
        {"rate(x, 5m)", "the range stands behind the metric: rate(x[5m])"},
        {"vector(x)", "it is an instant vector already"},
        {"x[5min]", "the units of a duration are ms, s, m, h, d, w and y"},
        {"x[1.5h]", "a duration has no fractions: 1.5h is 1h30m"},
        {"x[1m1h]",
         "a duration is made of whole numbers with the units y, w, d, h, m, s and ms, in this order, each once"},
        {"x[\"5m\"]", "a range stands without quotes, as in [5m]"},
        {"x[$__interval]", "variables of a dashboard mean nothing in a rule"},
        {"x[]", "a range is a duration, as in [5m]"},
        {"x > 5Gi", "numbers have no units of size: 5 GiB are 5 * 1024 ^ 3"},
        {"x{a=\"b\"}{c=\"d\"}", "labels stand directly behind the metric name"},
        {"x{a=b}", "the value stands in quotes"},
        {"x{a==\"b\"}", "a label is matched with a single =, values are compared with =="},
        {"x{a=\"b\" c=\"d\"}", "matchers are separated by commas"},
        {"x{a=\"b\" or a=\"c\"}", "matchers are separated by commas; one of several values is =~\"a|b\""},
        {"x{a-b=\"c\"}", "a label with other characters is written in quotes, as in {\"a-b\"=\"c\"}"},
        {"x{a.b=\"c\"}", "a label with other characters is written in quotes, as in {\"a.b\"=\"c\"}"},
        {"x.y", "a name with dots is written {\"a.b\"}"},
        {"x{a~\"b\"}", "a regular expression is matched with =~"},
        {"x{a<>\"b\"}", "the matchers are = != =~ !~; values are compared outside of { }"},
        {"x{a=~\"*b\"}", "this is a regular expression and no glob: any text is .*"},
        {"x{a=~\"(?!b).*\"}", "RE2 has no look-around; a second matcher with !~ excludes"},
        {"x{a=\"\\d\"}", "a backslash for a regular expression is written \\\\, or put the string into backquotes"},
        {"x > 5 %", "% is the remainder of a division; 5 % as a share is 0.05"},
        {"x > 5 for 5m", "how long a condition must last is said by the field for of the alert"},
        {"x ** 2", "a power is written ^"},
        {"x // y", "a comment begins with #"},
        {"x > {{ 5 }}", "templates are not expanded in an expression"},
        {"x \xe2\x89\xa5 1", "at least is written >="},
        {"x \xe2\x80\x93 1", "minus is a plain hyphen, -"},
        {"x &gt; 1", "an HTML entity: write >"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        check(promql_parse(&arena, str_of(cases[i].text), NULL).error.help, cases[i].help, cases[i].text);
    arena_free(&arena);
}

static void notes_the_open_parenthesis(void **state) {
    (void)state;
    struct arena arena = {0};
    struct promql_expr expr = promql_parse(&arena, STR("sum(rate(up[5m])"), NULL);
    check(expr.error.note, "opened here", "unclosed");
    assert_int_equal(expr.error.note_at.start, 3);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(helps),
        cmocka_unit_test(notes_the_open_parenthesis),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
