#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/regex.h"

static void assert_text(str actual, const char *expected) {
    if (!str_equal(actual, str_of(expected)))
        fail_msg("got %.*s, expected %s", STR_ARG(actual), expected);
}

/* The text with a piece repeated. */
static str repeated(struct arena *arena, const char *before, const char *piece, size_t times, const char *after) {
    size_t length = strlen(piece);
    char *bytes = arena_alloc(arena, length * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(bytes + i * length, piece, length);
    return arena_format(arena, "%s%.*s%s", before, (int)(length * times), bytes, after);
}

static void faults_in_the_words_of_go(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        span at;
        const char *message;
    } rows[] = {
        {"a(b", {1, 2}, "missing closing ): `a(b`"},
        {"a)b", {1, 2}, "unexpected ): `a)b`"},
        {"x[a-z", {1, 5}, "missing closing ]: `[a-z`"},
        {"[]", {0, 2}, "missing closing ]: `[]`"},
        {"a[z-a]", {2, 5}, "invalid character class range: `z-a`"},
        {"[a--b]", {1, 4}, "invalid character class range: `a--`"},
        {"[[:word1:]]", {1, 10}, "invalid character class range: `[:word1:]`"},
        {"\\p{greek}", {0, 9}, "invalid character class range: `\\p{greek}`"},
        {"\\p", {0, 2}, "invalid character class range: `\\p`"},
        {"a\\Zb", {1, 3}, "invalid escape sequence: `\\Z`"},
        {"\\8", {0, 2}, "invalid escape sequence: `\\8`"},
        {"\\x{110000}", {0, 9}, "invalid escape sequence: `\\x{110000`"},
        {"[a-\\d]", {3, 5}, "invalid escape sequence: `\\d`"},
        {"ab\\", {2, 3}, "trailing backslash at end of expression: ``"},
        {"(?P<a-b>c)", {0, 8}, "invalid named capture: `(?P<a-b>`"},
        {"(?<=a)b", {0, 7}, "invalid named capture: `(?<=a)b`"},
        {"(?!a)", {0, 3}, "invalid or unsupported Perl syntax: `(?!`"},
        {"(?i-)", {0, 5}, "invalid or unsupported Perl syntax: `(?i-)`"},
        {"*a", {0, 1}, "missing argument to repetition operator: `*`"},
        {"(|+?)", {2, 4}, "missing argument to repetition operator: `+?`"},
        {"a*+", {1, 3}, "invalid nested repetition operator: `*+`"},
        {"a{2}{3}?", {1, 8}, "invalid nested repetition operator: `{2}{3}?`"},
        {"a{1001}", {1, 7}, "invalid repeat count: `{1001}`"},
        {"a{3,2}", {1, 6}, "invalid repeat count: `{3,2}`"},
        {"(a{50}){21}", {7, 11}, "invalid repeat count: `{21}`"},
        {"a\xFFz.", {1, 2}, "invalid UTF-8: `\xFFz.`"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        assert_false(regex.valid);
        assert_text(regex.message, rows[i].message);
        assert_int_equal(regex.at.start, rows[i].at.start);
        assert_int_equal(regex.at.end, rows[i].at.end);
        assert_null(regex_compile(&arena, &regex));
    }
    arena_free(&arena);
}

static void uses_differ(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        bool matcher, relabel, search;
    } rows[] = {
        {"a", true, true, true},        {"a)(b", false, true, false}, {"\\Qa", true, false, true},
        {"a\\", false, false, false},   {"a)", false, false, false},  {"a|\xff", true, false, false},
        {"\xff?", false, false, false},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str pattern = str_of(rows[i].pattern);
        assert_int_equal(regex_parse(&arena, pattern, REGEX_MATCHER).valid, rows[i].matcher);
        assert_int_equal(regex_parse(&arena, pattern, REGEX_RELABEL).valid, rows[i].relabel);
        assert_int_equal(regex_parse(&arena, pattern, REGEX_SEARCH).valid, rows[i].search);
    }
    struct regex regex = regex_parse(&arena, STR("a(b"), REGEX_RELABEL);
    assert_text(regex.message, "missing closing ): `^(?s:a(b)$`");
    assert_int_equal(regex.at.start, 1);
    regex = regex_parse(&arena, STR("\\Qab"), REGEX_ALERTMANAGER);
    assert_text(regex.message, "missing closing ): `^(?:\\Qab)$`");
    assert_int_equal(regex.at.end, 4);
    assert_false(regex_is_whole(&(struct regex){.use = REGEX_SEARCH}));
    arena_free(&arena);
}

static void helps(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        enum regex_use use;
        const char *help;
    } rows[] = {
        {"*.internal", REGEX_RELABEL, "this is a regular expression and no glob: any text is .*"},
        {"a|*", REGEX_RELABEL, ""},
        {"(?!web).*", REGEX_RELABEL, "RE2 has no look-around; a rule with the action drop excludes"},
        {"a(?<!b)", REGEX_MATCHER, "RE2 has no look-around; a second matcher with !~ excludes"},
        {"(?=a)", REGEX_SEARCH, "RE2 has no look-around"},
        {"(a)\\1", REGEX_MATCHER, "RE2 has no back-references"},
        {"[a", REGEX_MATCHER, ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), rows[i].use);
        assert_false(regex.valid);
        assert_text(regex_help(str_of(rows[i].pattern), &regex), rows[i].help);
    }
    arena_free(&arena);
}

static void limits(void **state) {
    (void)state;
    struct arena arena = {0};
    str deep = repeated(&arena, "", "(", 100000, "");
    assert_int_equal(regex_parse(&arena, deep, REGEX_MATCHER).fault, REGEX_MISSING_PAREN);
    str stars = arena_format(&arena, "%.*s%.*s", STR_ARG(repeated(&arena, "", "(?:", 998, "x")),
                             STR_ARG(repeated(&arena, "", ")*", 998, "")));
    assert_true(regex_parse(&arena, stars, REGEX_MATCHER).valid);
    str more = arena_format(&arena, "(?:%.*s)*", STR_ARG(stars));
    assert_int_equal(regex_parse(&arena, more, REGEX_MATCHER).fault, REGEX_TOO_DEEP);
    assert_true(regex_parse(&arena, more, REGEX_SEARCH).valid);
    more = arena_format(&arena, "(?:(?:%.*s)*)*", STR_ARG(stars));
    assert_int_equal(regex_parse(&arena, more, REGEX_SEARCH).fault, REGEX_TOO_DEEP);
    str wide = repeated(&arena, "", "(aa?){1000}", 1200, "");
    assert_int_equal(regex_parse(&arena, wide, REGEX_MATCHER).fault, REGEX_TOO_LARGE);
    assert_true(regex_parse(&arena, repeated(&arena, "", "\\pL", 25000, ""), REGEX_MATCHER).valid);
    assert_int_equal(regex_parse(&arena, repeated(&arena, "", "\\pL", 26000, ""), REGEX_MATCHER).fault,
                     REGEX_TOO_LARGE);
    struct regex huge = regex_parse(&arena, repeated(&arena, "", "(", REGEX_LONGEST + 1, ""), REGEX_MATCHER);
    assert_true(huge.valid);
    assert_null(huge.tree);
    assert_int_equal(regex_matches_empty(&huge), REGEX_UNKNOWN);
    assert_int_equal(regex_match(regex_compile(&arena, &huge), STR("(")), REGEX_UNKNOWN);
    arena_free(&arena);
}

/* Where PCRE2 would read the text of the pattern otherwise, and the plain cases. */
static void matches_as_go_does(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *subject;
        bool matches;
    } rows[] = {
        {"a", "a", true},
        {"a", "ab", false},
        {"a|ab", "ab", true},
        {".*", "a\nb", true},
        {"(?-s:.*)", "a\nb", false},
        {"a$", "a\n", false},
        {"(?m)a$\nb", "a\nb", true},
        {"(?m)(?:a\n)^", "a\n", true},
        {"\\v", "\v", true},
        {"\\v", "\n", false},
        {"\\s", "\v", false},
        {"[[:space:]]", "\v", true},
        {"{,2}", "{,2}", true},
        {"a{02}", "a{02}", true},
        {"^*a$+", "a", true},
        {"(?:\\b)+a", "a", true},
        {"(?P<x>a)(?P<x>b)", "ab", true},
        {"(?P<9>a)", "a", true},
        {"\\12", "\n", true},
        {"\\Qa.b\\E+", "a.bb", true},
        {"\\Qa.b\\E+", "a.ba.b", false},
        {"(?:ab)+", "abab", true},
        {"(?i)straSSe", "STRasse", true},
        {"(?i)k", "\xE2\x84\xAA", true},
        {"(?i)\\w", "\xE2\x84\xAA", true},
        {"\\w", "\xE2\x84\xAA", false},
        {"(?i)\\W", "\xE2\x84\xAA", false},
        {"(?i)[^k]", "K", false},
        {"a(?i)b|c", "aB", true},
        {"a(?i)b|c", "C", true},
        {"a(?i)b|c", "Ab", false},
        {"(?:(?i)a)b", "AB", false},
        {"[\\d-z]", "-", true},
        {"[^\\x00-\\x{10FFFF}]?", "", true},
        {"\\x{d800}|a", "a", true},
        {"\\p{Greek}+", "\xCE\xB1\xCE\xB2", true},
        {"\\p{^Greek}", "a", true},
        {"\\p{Kawi}", "\xF0\x91\xBC\x80", true},
        {"\\PL", "1", true},
        {"[[:^alpha:]]", "\xC3\xA9", true},
        {"x{0}a", "a", true},
        {"a{2,3}?", "aaa", true},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        if (regex_match(regex_compile(&arena, &regex), str_of(rows[i].subject)) !=
            (rows[i].matches ? REGEX_YES : REGEX_NO))
            fail_msg("%s on %s", rows[i].pattern, rows[i].subject);
    }
    arena_free(&arena);
}

static enum regex_answer match_as(struct arena *arena, const char *pattern, enum regex_use use, str subject) {
    struct regex regex = regex_parse(arena, str_of(pattern), use);
    return regex_match(regex_compile(arena, &regex), subject);
}

static void anchoring_is_that_of_the_use(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_int_equal(match_as(&arena, "b", REGEX_SEARCH, STR("abc")), REGEX_YES);
    assert_int_equal(match_as(&arena, "b.", REGEX_SEARCH, STR("ab\n")), REGEX_NO);
    assert_int_equal(match_as(&arena, "b", REGEX_RELABEL, STR("abc")), REGEX_NO);
    assert_int_equal(match_as(&arena, "a)(b", REGEX_RELABEL, STR("ab")), REGEX_YES);
    assert_int_equal(match_as(&arena, "a)(b", REGEX_RELABEL, STR("abc")), REGEX_NO);
    assert_int_equal(match_as(&arena, "a)|(b", REGEX_RELABEL, STR("ax")), REGEX_YES);
    assert_int_equal(match_as(&arena, "b", REGEX_ALERTMANAGER, STR("abc")), REGEX_NO);
    assert_int_equal(match_as(&arena, "b.", REGEX_ALERTMANAGER, STR("b\n")), REGEX_NO);
    assert_int_equal(match_as(&arena, "a)(b.", REGEX_ALERTMANAGER, STR("abc")), REGEX_YES);
    arena_free(&arena);
}

static void what_cannot_be_known(void **state) {
    (void)state;
    struct arena arena = {0};
    str long_text = repeated(&arena, "", "a", 40, "b");
    assert_int_equal(match_as(&arena, "(a*)*(a*)*(a*)*[cd]", REGEX_MATCHER, long_text), REGEX_UNKNOWN);
    assert_int_equal(match_as(&arena, "a", REGEX_MATCHER, STR("\xFF")), REGEX_UNKNOWN);
    assert_int_equal(match_as(&arena, "(?i)\\p{Lu}", REGEX_MATCHER, STR("a")), REGEX_YES);
    assert_int_equal(match_as(&arena, "(?i)\\p{Lu}", REGEX_MATCHER, STR("\xC3\xA9")), REGEX_UNKNOWN);
    arena_free(&arena);
}

static void groups_are_named(void **state) {
    (void)state;
    struct arena arena = {0};
    struct regex regex = regex_parse(&arena, STR("(a)(?:b)(?P<x>c(?<y_1>d))"), REGEX_RELABEL);
    assert_int_equal(regex.capture_count, 3);
    assert_text(regex.captures[0], "");
    assert_text(regex.captures[1], "x");
    assert_text(regex.captures[2], "y_1");
    assert_int_equal(regex_parse(&arena, STR("a)(b"), REGEX_RELABEL).capture_count, 1);
    arena_free(&arena);
}

/* The pattern reaches PCRE2 in a form that leaves it no choice. */
static void pcre_pattern(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *pcre;
    } rows[] = {
        {"a.b", "a.b"},
        {"(?-s:.)", "[^\\x{a}]"},
        {"^a-$", "\\Aa\\x{2d}\\z"},
        {"(a|bc)*", "(?:(?:a|bc)){0,}"},
        {"[a-c]{2}", "[a-c]{2,2}"},
        {"(?i)[^a]+", "(?i:[^a]{1,})"},
        {"^*", "(?:\\A){0,}"},
        {"\\x{d800}", "(?!)"},
        {"\\p{Greek}\\P{Lu}\\p{LC}", "[\\p{sc:Greek}][\\P{Lu}][\\p{L&}]"},
        {"a{0}", ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        assert_text(regex_to_pcre(&arena, &regex), rows[i].pcre);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_in_the_words_of_go),
        cmocka_unit_test(uses_differ),
        cmocka_unit_test(helps),
        cmocka_unit_test(limits),
        cmocka_unit_test(matches_as_go_does),
        cmocka_unit_test(anchoring_is_that_of_the_use),
        cmocka_unit_test(what_cannot_be_known),
        cmocka_unit_test(groups_are_named),
        cmocka_unit_test(pcre_pattern),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
