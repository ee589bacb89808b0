#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "promql/matchers.h"
#include "promql/promql.h"

static const struct promql_options newest = {0};

static const struct promql_selector *selector_of(struct arena *arena, str text) {
    struct promql_expr expr = promql_parse(arena, text, &newest);
    if (expr.status != PROMQL_VALID)
        fail_msg("%.*s", STR_ARG(text));
    return &expr.nodes[0]->as.selector;
}

struct sense_case {
    const char *matcher;
    enum matcher_sense sense;
    const char *text;
};

static const struct sense_case senses[] = {
    {"a=\".*\"", MATCHER_SENSE_OWN, ""},       {"a=~\"x\"", MATCHER_SENSE_TEXT, "x"},
    {"a!~\"(x)y\"", MATCHER_SENSE_TEXT, "xy"}, {"a=~`10\\.0\\.0\\.1`", MATCHER_SENSE_TEXT, "10.0.0.1"},
    {"a=~\"^x$\"", MATCHER_SENSE_TEXT, "x"},   {"a=~\"[x]\"", MATCHER_SENSE_TEXT, "x"},
    {"a=~\"\"", MATCHER_SENSE_TEXT, ""},       {"a=~\"x|y\"", MATCHER_SENSE_OWN, ""},
    {"a=~\"(?i)x\"", MATCHER_SENSE_OWN, ""},   {"a=~\"x.*\"", MATCHER_SENSE_OWN, ""},
    {"a=~\".*\"", MATCHER_SENSE_ALL, ""},      {"a=~\"(.*)\"", MATCHER_SENSE_ALL, ""},
    {"a=~\".+|\"", MATCHER_SENSE_ALL, ""},     {"a=~\".+\"", MATCHER_SENSE_OWN, ""},
    {"a!~\".+\"", MATCHER_SENSE_ABSENT, ""},   {"a!~\".*\"", MATCHER_SENSE_NOTHING, ""},
    {"a!~`.*`", MATCHER_SENSE_NOTHING, ""},    {"a!~\".*x\"", MATCHER_SENSE_OWN, ""},
    {"a=~\"x|x\"", MATCHER_SENSE_TEXT, "x"},   {"a=~\"|\"", MATCHER_SENSE_TEXT, ""},
    {"a=~\"x|\"", MATCHER_SENSE_OWN, ""},      {"a=~\"x||x\"", MATCHER_SENSE_OWN, ""},
    {"a=~\"$x\"", MATCHER_SENSE_NOTHING, ""},  {"a!~\"x$y\"", MATCHER_SENSE_ALL, ""},
    {"a=~\"${x}\"", MATCHER_SENSE_OWN, ""},    {"a=~\"%s\"", MATCHER_SENSE_OWN, ""},
    {"a=~\"%(job)s\"", MATCHER_SENSE_OWN, ""}, {"a=~\"{{ x }}\"", MATCHER_SENSE_OWN, ""},
    {"a=~\"[[job]]\"", MATCHER_SENSE_OWN, ""}, {"a=~\"<job>\"", MATCHER_SENSE_OWN, ""},
};

static void tells_senses(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof senses / sizeof *senses; i++) {
        struct arena arena = {0};
        str text = {"", 0};
        str expr = arena_format(&arena, "up{%s}", senses[i].matcher);
        enum matcher_sense sense = promql_matcher_sense(&selector_of(&arena, expr)->matchers[0], &text);
        if (sense != senses[i].sense || !str_equal(text, str_of(senses[i].text)))
            fail_msg("%s: %d %.*s", senses[i].matcher, (int)sense, STR_ARG(text));
        arena_free(&arena);
    }
}

struct contradiction_case {
    const char *matchers;
    const char *second; /* the matcher to blame; NULL: none */
};

static const struct contradiction_case contradictions[] = {
    {"a=\"x\",a=\"y\"", "a=\"y\""},
    {"a=\"x\",b=\"y\"", NULL},
    {"a=\"x\",a=\"x\"", NULL},
    {"a=\"x\",b=\"1\",a!=\"x\"", "a!=\"x\""},
    {"a!=\"x\",a!=\"y\"", NULL},
    {"a=\"x\",a=~\"x|y\"", NULL},
    {"a=\"z\",a=~\"x|y\"", "a=~\"x|y\""},
    {"a=\"xy\",a!~\"x.*\"", "a!~\"x.*\""},
    {"a=~\"x|y\",a!~\".*\"", "a!~\".*\""},
    {"a=~\"x|y\",a!=\"x\"", NULL},
    {"a=~\"x|y\",a!=\"x\",a!=\"y\"", "a!=\"y\""},
    {"a=~\"x|y\",a=~\"z|w\"", "a=~\"z|w\""},
    {"a=~\"x.*\",a=~\"y.*\"", "a=~\"y.*\""},
    {"a=~\"x.*\",a=~\".*y\"", NULL},
    {"a=~\".*-x\",a=~\".*-y\"", "a=~\".*-y\""},
    {"a=~\"x.*\",a!~\"x.*\"", "a!~\"x.*\""},
    {"a=~\"x-.+\",a!~\"x.*\"", "a!~\"x.*\""},
    {"a=~\"x.*\",a!~\"x-.*\"", NULL},
    {"a!~\".*test.*\",a=~\"test-.+\"", "a=~\"test-.+\""},
    {"a=~\"x[.].*\",a!~\"x\\\\.*\"", NULL},
    {"a=~\"xab.*\",a!~\"x\\\\Qab.*\"", NULL},
    {"a=\"\",a!=\"\"", "a!=\"\""},
    {"a=\"\",a=~\".+\"", "a=~\".+\""},
    {"a!=\"\",a!~\".+\"", "a!~\".+\""},
    {"a!=\"\",a!~\"x\"", NULL},
    {"a=~\".+\",a!~\"x.*\"", NULL},
    {"a=~\"(?i)x\",a!=\"X\"", NULL},
    {"a=\"${x}\",a=\"y\"", NULL},
    {"a!~\"x\",a!~\".*\"", NULL},
};

static void finds_contradictions(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof contradictions / sizeof *contradictions; i++) {
        struct arena arena = {0};
        struct promql_contradiction found;
        str expr = arena_format(&arena, "up{%s}", contradictions[i].matchers);
        bool is_found = promql_find_contradiction(&arena, selector_of(&arena, expr), &found);
        str second = is_found ? str_slice(expr, found.second->at.start, found.second->at.end) : STR("");
        if (is_found != (contradictions[i].second != NULL) || !str_equal(second, str_of(contradictions[i].second)))
            fail_msg("%s: %d %.*s", contradictions[i].matchers, is_found, STR_ARG(second));
        arena_free(&arena);
    }
}

struct part_case {
    const char *matcher;
    span part;
    const char *spelt;
};

static const struct part_case parts[] = {
    {"a=~\"^xy$\"", {0, 1}, "^"},     {"a=~\"^xy$\"", {3, 4}, "$"},
    {"a=~`^x\\.$`", {4, 5}, "$"},     {"a=~\"^x\\\\.$\"", {0, 1}, "^"},
    {"a=~\"^x\\\\.$\"", {4, 5}, "$"}, {"a=~\"\\\\.^x\\\\.\"", {2, 3}, "\"\\\\.^x\\\\.\""},
};

static void finds_parts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct arena arena = {0};
        str expr = arena_format(&arena, "up{%s}", parts[i].matcher);
        const struct promql_matcher *matcher = &selector_of(&arena, expr)->matchers[0];
        span at = promql_matcher_part_at(expr, matcher, parts[i].part), op = promql_matcher_operator_at(expr, matcher);
        if (!str_equal(str_slice(expr, at.start, at.end), str_of(parts[i].spelt)))
            fail_msg("%s: %.*s", parts[i].matcher, STR_ARG(str_slice(expr, at.start, at.end)));
        assert_true(str_equal(str_slice(expr, op.start, op.end), STR("=~")));
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(tells_senses), cmocka_unit_test(finds_contradictions),
                                       cmocka_unit_test(finds_parts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
