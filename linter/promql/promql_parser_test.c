/* What Prometheus 3.14 accepts and refuses, with the words and the place of the first error. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "promql/promql.h"

static struct promql_expr parse(struct arena *arena, const char *text) {
    return promql_parse(arena, str_of(text), NULL);
}

static void assert_text(str got, const char *wanted, const char *about) {
    if (!str_equal(got, str_of(wanted)))
        fail_msg("%s: got \"%.*s\", wanted \"%s\"", about, STR_ARG(got), wanted);
}

static void accepts(void **state) {
    (void)state;
    static const char *const good[] = {
        "1",
        ".5",
        "5.",
        "0x1F",
        "010",
        "1_000.5",
        "1e5_0",
        "0xffe",
        "(0x1e)",
        "0xdead",
        "--1",
        "2^3^2",
        "inf",
        "NaN",
        "5m + 1",
        "1h30m",
        "up > 1h",
        /* keywords as names */
        "sum",
        "by",
        "step + range",
        "offset offset 5m",
        "fill + fill_left",
        ":",
        "a:b:c",
        "on:x",
        "sum by (on, bool, group_left, \"a b\", x:y,) (up)",
        "{by=\"x\", without=\"y\", inf=\"z\"}",
        /* selectors */
        "up{}",
        "{job=\"a\",}",
        "{\"a.b\", job!~`x\\d+`}",
        "{\"a\",\"b\"}",
        "up{a='\\x41\\u00e9\\101\\''}",
        "up{x=\"a\"} # end",
        "up[ 5m ]",
        "up[300]",
        "up[-5m+10m]",
        "up[(0)]",
        "up[5m:]",
        "up[1h:step()]",
        "up[max_of(1m, step())]",
        "up[5m] offset -1h @ 5",
        "up @ start() offset 1d",
        "up offset 0 offset 5m",
        "up offset (1h)*2",
        "up offset -(1h) + up",
        "up offset 1h/2",
        "up offset --5 + 3",
        "up anchored [5m]",
        /* aggregations and calls */
        "sum\nby\n(a)\n(up)",
        "topk(5, up) by (a)",
        "count_values(\"v\", up)",
        "time()",
        "day_of_week()",
        "label_join(up, \"d\", \",\")",
        "info(up, {})",
        "rate (up[5m])",
        "start()",
        "min_of(1, 2)",
        /* operators */
        "a or b and c unless d",
        "a == bool on (x) group_left (y) b",
        "1 > bool 2",
        "a </ 5",
        "a + on() group_right b",
        "a and on() b",
        "a + fill(-1) b",
        "a + fill_left(1) fill_right(2) b",
        "-a ^ -b",
        "1 + on() 2",
        "a == b == c",
        "vector(1) or on(x) up",
        "\"text\"",
        "up[5m]",
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        struct promql_expr expr = parse(&arena, good[i]);
        if (expr.status != PROMQL_VALID)
            fail_msg("%s: %.*s", good[i], STR_ARG(expr.error.message));
        assert_non_null(expr.root);
    }
    arena_free(&arena);
}

static const struct {
    const char *text;
    unsigned start;
    const char *message;
} bad[] = {
    {"", 0, "no expression found in input"},
    {" # nothing", 0, "no expression found in input"},
    /* the lexer */
    {"up $x", 3, "unexpected character: '$'"},
    {"a && b", 2, "unexpected character: '&'"},
    {"a =~ b", 2, "unexpected character after '=': '~'"},
    {"a ! b", 2, "unexpected character after '!': ' '"},
    {"\xc2\xa0up", 0, "unexpected character: '\\u00a0'"},
    {"\vup", 0, "unexpected character: '\\v'"},
    {"\xf3\xa0\x81\x81up", 0, "unexpected character: '\\U000e0041'"},
    {"\xe3\x80\x80up", 0, "unexpected character: '\\u3000'"},
    {"\xef\xbf\xbdup", 0, "unexpected character: '\xef\xbf\xbd'"},
    {"up{a;}", 4, "unexpected character inside braces: ';'"},
    {"up{a", 4, "unexpected end of input inside braces"},
    {"up{{", 3, "unexpected left brace '{'"},
    {"up}", 2, "unexpected character: '}'"},
    {"(up))", 5, "unexpected right parenthesis ')'"},
    {"(up", 3, "unclosed left parenthesis"},
    {"up[5m", 5, "unclosed left bracket"},
    {"up]", 2, "unexpected right bracket ']'"},
    {"up[", 3, "unexpected end of input in duration expression"},
    {"up[5m[", 5, "unexpected left bracket '['"},
    {"up[:5m]", 4, "unexpected colon before duration in duration expression"},
    {"up[5m:1m:]", 8, "unexpected colon ':'"},
    {"up[5m x]", 6, "unexpected character: 'x', expected ':'"},
    {"up[# no\n5m]", 3, "unexpected character in duration expression: '#'"},
    {"1h30", 0, "bad number or duration syntax: \"1h30\""},
    {"0x1e", 0, "bad number or duration syntax: \"0x1e\""},
    {"1._5", 0, "bad number or duration syntax: \"1._\""},
    {"\"a", 0, "unterminated quoted string"},
    {"`a", 0, "unterminated raw string"},
    {"\"a\\d\"", 0, "unknown escape sequence U+0064 'd'"},
    {"\"a\\\t\"", 0, "unknown escape sequence U+0009"},
    {"\"\\x\xc2\xa0\"", 0, "illegal character U+00A0 in escape sequence"},
    {"\"\\x4\"", 0, "illegal character U+0022 '\"' in escape sequence"},
    {"\"\\", 0, "escape sequence not terminated"},
    {"\"\\ud800\"", 0, "escape sequence is an invalid Unicode code point"},
    {"'\xff'", 0, "invalid UTF-8 rune"},
    /* numbers and durations */
    {"0x", 0, "error parsing number: strconv.ParseFloat: parsing \"0x\": invalid syntax"},
    {"1e400", 0, "error parsing number: strconv.ParseFloat: parsing \"1e400\": value out of range"},
    {"5m1h", 0, "not a valid duration string: \"5m1h\""},
    {"1hs", 0, "unknown unit \"hs\" in duration \"1hs\""},
    {"300y", 0, "duration out of range"},
    /* the grammar */
    {"1 +", 3, "unexpected end of input"},
    {"a b", 2, "unexpected identifier \"b\""},
    {"a = b", 2, "unexpected \"=\""},
    {"sum(a b)", 6, "unexpected identifier \"b\" in aggregation"},
    {"sum(rate(a 12345678901))", 11, "unexpected number \"1234567890\"... in aggregation"},
    {"sum by a (b)", 7, "unexpected identifier \"a\" in grouping opts, expected \"(\""},
    {"sum by (,) (b)", 8, "unexpected \",\" in grouping opts, expected label"},
    {"sum by (a b) (c)", 10, "unexpected identifier \"b\" in grouping opts, expected \",\" or \")\""},
    {"sum by (without) (a)", 8, "unexpected <without> in grouping opts, expected label"},
    {"sum by (\"\") (a)", 8, "invalid label name for grouping: \"\""},
    {"a + on(x) group_left (b)", 24, "unexpected end of input"},
    {"a + group_left b", 4, "unexpected <group_left>"},
    {"up{,}", 3, "unexpected \",\" in label matching, expected identifier or \"}\""},
    {"up{a}", 4, "unexpected \"}\" in label matching, expected label matching operator"},
    {"up{a=b}", 5, "unexpected identifier \"b\" in label matching, expected string"},
    {"up{a=\"b\" c=\"d\"}", 9, "unexpected identifier \"c\" in label matching, expected \",\" or \"}\""},
    {"up offset x", 10, "unexpected identifier \"x\" in offset, expected number, duration, step(), or range()"},
    {"up offset (1h) + x", 17, "unexpected identifier \"x\" in offset, expected number, duration, step(), or range()"},
    {"up @ (5)", 5, "unexpected \"(\" in @, expected timestamp"},
    {"up[]", 3, "unexpected \"]\" in subquery or range selector, expected number, duration, step(), or range()"},
    {"up[5m,]", 5, "unexpected \",\" in subquery or range, expected \":\" or \"]\""},
    {"up[5m:*]", 6, "unexpected <op:*> in subquery selector, expected number, duration, step(), range(), or \"]\""},
    {"up[5m:1m 1m]", 9, "unexpected duration \"1m\" in subquery selector, expected \"]\""},
    {"f(a,)", 3, "trailing commas not allowed in function call args"},
    {"RATE(up[5m])", 0, "unknown function with name \"RATE\""},
    /* checks while parsing */
    {"sum(up)[5m]", 7, "ranges only allowed for vector selectors"},
    {"up offset 1h [5m]", 13, "no offset modifiers allowed before range"},
    {"up @ 5 [5m]", 7, "no @ modifiers allowed before range"},
    {"1 offset 5m", 0,
     "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery"},
    {"up offset 1h offset 1h", 0, "offset may not be set multiple times"},
    {"up @ 1 @ end()", 0, "@ <timestamp> may not be set multiple times"},
    {"up @ -Inf", 0, "timestamp out of bounds for @ modifier: -Inf"},
    {"up anchored smoothed", 0, "anchored and smoothed modifiers cannot be used together"},
    {"up[5m:] smoothed", 0, "smoothed modifier is not supported for subqueries"},
    {"sum()", 0, "no arguments for aggregate expression provided"},
    {"topk(up)", 0, "wrong number of arguments for aggregate expression provided, expected 2, got 1"},
    {"up[0s]", 3, "duration must be greater than 0"},
    {"up[1h:-1m]", 6, "duration must be greater than 0"},
    {"up[9.5e10]", 3, "duration out of range"},
    {"up[1m/0]", 5, "division by zero"},
    {"up offset (1m%0)", 13, "modulo by zero"},
};

static void refuses(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct promql_expr expr = parse(&arena, bad[i].text);
        if (expr.status != PROMQL_INVALID)
            fail_msg("%s: accepted", bad[i].text);
        assert_text(expr.error.message, bad[i].message, bad[i].text);
        if (expr.error.at.start != bad[i].start)
            fail_msg("%s: at %u, wanted %u", bad[i].text, expr.error.at.start, bad[i].start);
    }
    arena_free(&arena);
}

static char *repeated(struct arena *arena, const char *piece, size_t count, const char *middle, const char *closing) {
    size_t piece_len = strlen(piece), middle_len = strlen(middle), closing_len = strlen(closing);
    char *text = arena_zeroed(arena, count * (piece_len + closing_len) + middle_len + 1, 1);
    for (size_t i = 0; i < count; i++)
        memcpy(text + i * piece_len, piece, piece_len);
    memcpy(text + count * piece_len, middle, middle_len);
    for (size_t i = 0; i < count; i++)
        memcpy(text + count * piece_len + middle_len + i * closing_len, closing, closing_len);
    return text;
}

static void nests_deep(void **state) {
    (void)state;
    static const struct {
        const char *piece, *middle, *closing;
    } cases[] = {{"(", "up", ")"},    {"-", "up", ""},   {"1+", "1", ""},  {"2^", "2", ""},     {"sum(", "up", ")"},
                 {"", "up", "[5m:]"}, {"up[", "5m", ""}, {"-(", "1", ")"}, {"up+(", "up", ")"}, {"abs(-", "up", ")"}};
    static const char *const in_duration[] = {"(", "-(", "1+(", "min_of(1,"};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *fine = repeated(&arena, cases[i].piece, 10000, cases[i].middle, cases[i].closing);
        assert_int_not_equal(parse(&arena, fine).status, PROMQL_TOO_DEEP);
        char *huge = repeated(&arena, cases[i].piece, 1000000, cases[i].middle, cases[i].closing);
        assert_int_not_equal(parse(&arena, huge).status, PROMQL_VALID);
        arena_reset(&arena);
    }
    for (size_t i = 0; i < sizeof in_duration / sizeof in_duration[0]; i++) {
        char *inside = repeated(&arena, in_duration[i], 10000, "1", ")");
        str text = arena_format(&arena, "up[%s]", inside);
        assert_int_equal(promql_parse(&arena, text, NULL).status, PROMQL_VALID);
    }
    char *parens = repeated(&arena, "(", 10000, "up", ")");
    assert_int_equal(parse(&arena, parens).status, PROMQL_VALID);
    assert_int_equal(parse(&arena, repeated(&arena, "-", 10000, "up", "")).status, PROMQL_VALID);
    assert_int_equal(parse(&arena, repeated(&arena, "(", 1000000, "up", ")")).status, PROMQL_TOO_DEEP);
    arena_free(&arena);
}

static void needs(void **state) {
    (void)state;
    static const struct {
        const char *text;
        unsigned version;
        enum promql_feature feature;
        unsigned start, since;
        bool is_too_new;
    } cases[] = {
        {"1 + limitk(1, up)", 0, PROMQL_FEATURE_FUNCTIONS, 4, 2054, false},
        {"sum(info(up))", 0, PROMQL_FEATURE_FUNCTIONS, 4, 2055, false},
        {"rate(up[5m] anchored)", 0, PROMQL_FEATURE_EXTENDED, 12, 3007, false},
        {"a + fill(1) b", 0, PROMQL_FEATURE_FILL, 4, 3010, false},
        {"up[5m+1m]", 3005, PROMQL_FEATURE_DURATIONS, 3, 3004, false},
        {"up[5m+1m]", 3001, PROMQL_FEATURE_DURATIONS, 3, 3004, true},
        {"first_over_time(up[5m])", 3005, PROMQL_FEATURE_NONE, 0, 3007, true},
        {"up[300]", 2053, PROMQL_FEATURE_NONE, 3, 2054, true},
        {"up[5m:60]", 2053, PROMQL_FEATURE_NONE, 6, 2054, true},
        {"up offset 300", 2053, PROMQL_FEATURE_NONE, 10, 2054, true},
        {"up > 5m", 2053, PROMQL_FEATURE_NONE, 5, 2054, true},
        {"up[5m * 2]", 3001, PROMQL_FEATURE_DURATIONS, 3, 3004, true},
        {"{\"up\"}", 2050, PROMQL_FEATURE_NONE, 1, 2051, true},
        {"up{\"a\"=\"b\"}", 2050, PROMQL_FEATURE_NONE, 3, 2051, true},
        {"sum by (\"a\") (up)", 2050, PROMQL_FEATURE_NONE, 8, 2051, true},
        {"up </ 5", 3010, PROMQL_FEATURE_NONE, 3, 3011, true},
        {"up atan2 up", 2030, PROMQL_FEATURE_NONE, 3, 2031, true},
        {"up @ 5", 2032, PROMQL_FEATURE_NONE, 3, 2033, true},
        {"up offset -5m", 2032, PROMQL_FEATURE_NONE, 3, 2033, true},
    };
    struct arena arena = {0};
    struct promql_options options = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        options.version = cases[i].version;
        struct promql_expr expr = promql_parse(&arena, str_of(cases[i].text), &options);
        assert_int_equal(expr.status, PROMQL_VALID);
        assert_non_null(expr.needs);
        assert_int_equal(expr.needs->feature, cases[i].feature);
        assert_int_equal(expr.needs->at.start, cases[i].start);
        assert_int_equal(expr.needs->since, cases[i].since);
        assert_int_equal(expr.needs->is_too_new, cases[i].is_too_new);
        assert_null(expr.needs->next);
    }
    options =
        (struct promql_options){.experimental_functions = true, .extended_range_selectors = true, .binop_fill = true};
    str all = STR("limitk(1, rate(a[5m+1m] smoothed) + fill(1) first_over_time(b[5m]))");
    assert_null(promql_parse(&arena, all, &options).needs);
    options = (struct promql_options){.version = 2054};
    str old = STR("rate(up{a=\"b\"}[300] offset -5m) atan2 max_over_time(up[1h:60] @ 5) > 5m");
    assert_null(promql_parse(&arena, old, &options).needs);
    arena_free(&arena);
}

static void reads_regexes(void **state) {
    (void)state;
    struct arena arena = {0}, scratch = {0};
    struct promql_options options = {.scratch = &scratch};
    struct promql_expr expr = promql_parse(&arena, STR("up{a!=\"[\",b!~\"[\"}"), &options);
    arena_free(&scratch);
    assert_text(expr.error.message, "error parsing regexp: missing closing ]: `[`", "regex");
    assert_int_equal(expr.error.at.start, 10);
    assert_int_equal(expr.error.at.end, 16);
    static const struct {
        const char *text;
        enum promql_status status;
    } rows[] = {
        {"{a=~\"x?y?\"}", PROMQL_INVALID},
        {"{a!~\"x?y?\"}", PROMQL_VALID},
        {"{a=~\"xy?\"}", PROMQL_VALID},
        {"{a!~\"xy?\"}", PROMQL_INVALID},
        {"{a!~\"(x)*\"}", PROMQL_VALID},
        {"{a=~\"x\\\\|\"}", PROMQL_VALID},
        {"{a=~`\\*`}", PROMQL_VALID},
        {"{a=~\"|x\", b!~\".+\", c=\"\", d!=\"x\"}", PROMQL_INVALID},
        {"{a=~\"|x\", b!~\".+\", c=\"\", d!=\"\"}", PROMQL_VALID},
        {"{a=~\"\\xff\"}", PROMQL_VALID}, /* never parsed by the server: no character of it has a meaning */
        {"{a!~\"\\xff|b\"}", PROMQL_VALID},
        {"{a=~\"\\xff.\"}", PROMQL_INVALID},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (promql_parse(&arena, str_of(rows[i].text), NULL).status != rows[i].status)
            fail_msg("%s", rows[i].text);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accepts), cmocka_unit_test(refuses),       cmocka_unit_test(nests_deep),
        cmocka_unit_test(needs),   cmocka_unit_test(reads_regexes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
