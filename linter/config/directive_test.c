/* Directives in comments. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/directive.h"

/* A good directive, or with kind DIRECTIVE_MALFORMED the text under its fault and its message. */
static const struct {
    const char *comment;
    enum directive_kind kind;
    const char *rules;  /* joined by '|'; of a malformed one: the text under the fault */
    const char *reason; /* of a malformed one: the message */
    uint32_t until;
    enum directive_dialect dialect;
} cases[] = {
    {"# monlint: ignore[unknown-port]", DIRECTIVE_IGNORE, "unknown-port", "", 0, 0},
    {"#monlint:ignore[a]", DIRECTIVE_IGNORE, "a", "", 0, 0},
    {"#\t monlint: \t ignore[a, b ,c]  for now  ", DIRECTIVE_IGNORE, "a|b|c", "for now", 0, 0},
    {"# monlint: ignore-file[a] vendor, see [1]", DIRECTIVE_IGNORE_FILE, "a", "vendor, see [1]", 0, 0},
    {"# monlint: ignore[a] until=2026-12-31 later", DIRECTIVE_IGNORE, "a", "later", 20261231, 0},
    {"# monlint: ignore[a] later until=2026-12-31", DIRECTIVE_IGNORE, "a", "later", 20261231, 0},
    {"# monlint: ignore[a] until=2026-12-31", DIRECTIVE_IGNORE, "a", "", 20261231, 0},
    {"# monlint: ignore[a, until=2024-02-29] why", DIRECTIVE_IGNORE, "a", "why", 20240229, 0},
    {"# monlint: ignore[a] wait until=x holds", DIRECTIVE_IGNORE, "a", "wait until=x holds", 0, 0},
    {"# monlint: ignore[Any_Thing*]", DIRECTIVE_IGNORE, "Any_Thing*", "", 0, 0},
    {"# monlint: ignore[a]\r", DIRECTIVE_IGNORE, "a", "", 0, 0},
    {"# monlint: dialect=loki", DIRECTIVE_DIALECT, "", "", 0, DIRECTIVE_LOKI},
    {"# monlint: dialect=prometheus as ever", DIRECTIVE_DIALECT, "", "as ever", 0, DIRECTIVE_PROMETHEUS},
    {"# monlint: ignore", DIRECTIVE_MALFORMED, "ignore", "expected rule ids in brackets right behind the word", 0, 0},
    {"# monlint: ignore [a]", DIRECTIVE_MALFORMED, "ignore", "expected rule ids in brackets right behind the word", 0,
     0},
    {"# monlint: ignore-file all", DIRECTIVE_MALFORMED, "ignore-file",
     "expected rule ids in brackets right behind the word", 0, 0},
    {"# monlint: ignore[]", DIRECTIVE_MALFORMED, "]", "expected a rule id here", 0, 0},
    {"# monlint: ignore[a,]", DIRECTIVE_MALFORMED, "]", "expected a rule id here", 0, 0},
    {"# monlint: ignore[a,,b]", DIRECTIVE_MALFORMED, ",", "expected a rule id here", 0, 0},
    {"# monlint: ignore[a b]", DIRECTIVE_MALFORMED, "a b", "missing comma between rule ids", 0, 0},
    {"# monlint: ignore[a", DIRECTIVE_MALFORMED, "[", "the bracket is not closed", 0, 0},
    {"# monlint: ignore[until=2026-01-01]", DIRECTIVE_MALFORMED, "[until=2026-01-01]",
     "expected a rule id between the brackets", 0, 0},
    {"# monlint: ignore[a] until=2026-02-29 x", DIRECTIVE_MALFORMED, "2026-02-29",
     "expected a day of the calendar behind until=", 0, 0},
    {"# monlint: ignore[a] until=", DIRECTIVE_MALFORMED, "until=", "expected a day of the calendar behind until=", 0,
     0},
    {"# monlint: ignore[a] until=2026-01-01 x until=2026-01-02", DIRECTIVE_MALFORMED, "until=2026-01-02",
     "a second until", 0, 0},
    {"# monlint: disable[a]", DIRECTIVE_MALFORMED, "disable", "unknown directive", 0, 0},
    {"# monlint: ignroe[a]", DIRECTIVE_MALFORMED, "ignroe", "unknown directive", 0, 0},
    {"# monlint: dialect=logql", DIRECTIVE_MALFORMED, "logql", "unknown dialect", 0, 0},
    {"# monlint: dialect=", DIRECTIVE_MALFORMED, "dialect=", "unknown dialect", 0, 0},
    {"# monlint: dialect loki", DIRECTIVE_MALFORMED, "dialect", "unknown directive", 0, 0},
    {"# monlint:", DIRECTIVE_MALFORMED, "monlint:", "expected a directive", 0, 0},
    {"# monlint: [a]", DIRECTIVE_MALFORMED, "monlint: [a]", "expected a directive", 0, 0},
};

static const char *const prose[] = {
    "# see monlint: ignore[a]",
    "# monlint ignore[a]",
    "# monlint",
    "## monlint: ignore[a]",
    "#",
    "",
    "monlint: ignore[a]",
    "# Monlint: ignore[a]",
    "# xmonlint: ignore[a]",
};

static str under(const char *comment, span at) {
    return str_slice(str_of(comment), at.start, at.end);
}

static str joined(struct arena *arena, const char *comment, const struct directive *directive) {
    str text = STR("");
    for (size_t i = 0; i < directive->rule_count; i++) {
        assert_true(str_equal(directive->rules[i].id, under(comment, directive->rules[i].at)));
        text = arena_format(arena, "%.*s%s%.*s", STR_ARG(text), i ? "|" : "", STR_ARG(directive->rules[i].id));
    }
    return text;
}

static void test_directives(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct directive directive;
        bool malformed = cases[i].kind == DIRECTIVE_MALFORMED;
        assert_true(directive_parse(&arena, str_of(cases[i].comment), &directive));
        str rules = malformed ? under(cases[i].comment, directive.fault) : joined(&arena, cases[i].comment, &directive);
        str reason = malformed ? directive.message : directive.reason;
        if (directive.kind != cases[i].kind || !str_equal(rules, str_of(cases[i].rules)) ||
            !str_equal(reason, str_of(cases[i].reason)))
            fail_msg("%s: %.*s: %.*s", cases[i].comment, STR_ARG(rules), STR_ARG(reason));
        if (malformed)
            continue;
        assert_int_equal(directive.until, cases[i].until);
        assert_int_equal(directive.dialect, cases[i].dialect);
        assert_true(str_starts_with(under(cases[i].comment, directive.at), STR("monlint:")));
    }
    arena_free(&arena);
}

static void test_prose(void **state) {
    (void)state;
    struct arena arena = {0};
    struct directive directive;
    for (size_t i = 0; i < sizeof prose / sizeof *prose; i++)
        if (directive_parse(&arena, str_of(prose[i]), &directive))
            fail_msg("%s", prose[i]);
    arena_free(&arena);
}

static const struct {
    const char *comment, *help;
} helps[] = {
    {"# monlint: noqa", "write ignore[rule-id] and the reason behind it"},
    {"# monlint: disable-next-line[a]", "write ignore[rule-id] and the reason behind it"},
    {"# monlint: ignor[a]", "write ignore[rule-id] and the reason behind it"},
    {"# monlint: ignore_file[a]", "did you mean ignore-file?"},
    {"# monlint: dialekt=loki", "did you mean dialect=?"},
    {"# monlint: ignore a", "write ignore[rule-id] and the reason behind it"},
    {"# monlint: ignore[a] until=tomorrow", "write the day as until=YYYY-MM-DD"},
};

static void test_help(void **state) {
    (void)state;
    struct arena arena = {0};
    struct directive directive;
    for (size_t i = 0; i < sizeof helps / sizeof *helps; i++) {
        assert_true(directive_parse(&arena, str_of(helps[i].comment), &directive));
        if (!str_equal(directive.help, str_of(helps[i].help)))
            fail_msg("%s: %.*s", helps[i].comment, STR_ARG(directive.help));
    }
    arena_free(&arena);
}

static void test_dates(void **state) {
    (void)state;
    static const char *const bad[] = {"2026-02-30", "2023-02-29",  "1900-02-29", "2026-13-01", "2026-00-01",
                                      "2026-04-31", "2026-04-00",  "0000-01-01", "26-01-01",   "2026/01/01",
                                      "2026-1-1",   "2026-01-01x", "",           "+026-01-01"};
    uint32_t date = 0;
    assert_true(date_parse(STR("2000-02-29"), &date) && date == 20000229);
    assert_true(date_parse(STR("2026-11-30"), &date) && date == 20261130);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (date_parse(str_of(bad[i]), &date))
            fail_msg("%s", bad[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_directives),
        cmocka_unit_test(test_prose),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
