#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/regex.h"

static void empty_and_everything(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        enum regex_answer empty;
        int from;
    } rows[] = {
        {"", REGEX_YES, -1},         {".*", REGEX_YES, 0},        {".+", REGEX_NO, 1},     {"^.*$", REGEX_YES, 0},
        {"(.*)", REGEX_YES, 0},      {"(?-s:.*)", REGEX_YES, -1}, {"..+", REGEX_NO, 2},    {".+.*", REGEX_NO, 1},
        {".*.*.", REGEX_NO, 1},      {".{3,}", REGEX_NO, 3},      {"(.+)?", REGEX_YES, 0}, {"|.+", REGEX_YES, 0},
        {"(.+){2}", REGEX_NO, 2},    {"a*.*b?", REGEX_YES, 0},    {"a.*", REGEX_NO, -1},   {"a|.*", REGEX_YES, 0},
        {"[\\s\\S]*", REGEX_YES, 0}, {"(?:.*)*", REGEX_YES, 0},   {".*^", REGEX_YES, -1},  {"$.*", REGEX_YES, -1},
        {"\\b.*", REGEX_NO, -1},     {"\\B.*", REGEX_YES, -1},    {"x?", REGEX_YES, -1},   {"x|", REGEX_YES, -1},
        {"^$", REGEX_YES, -1},       {"(?m)^$", REGEX_YES, -1},   {".{0}", REGEX_YES, -1}, {".{0,5}", REGEX_YES, -1},
        {"(.*){0}", REGEX_YES, -1},  {"[^a]*", REGEX_YES, -1},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        if (regex_matches_empty(&regex) != rows[i].empty || regex_covers_from(&regex) != rows[i].from)
            fail_msg("%s: empty %d, from %d", rows[i].pattern, regex_matches_empty(&regex), regex_covers_from(&regex));
    }
    struct regex search = regex_parse(&arena, STR("(?s).*"), REGEX_SEARCH);
    assert_int_equal(regex_covers_from(&search), -1);
    arena_free(&arena);
}

static void nothing(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        bool nothing;
    } rows[] = {
        {"a$b", true},     {"$job", true},   {"a^b", true},   {"a^", true},      {"(a$b)", true},
        {"a$b|c^d", true}, {"(a$b)+", true}, {"a$.+", true},  {"^a$", false},    {"(a$b)*", false},
        {"a$b|c", false},  {"a$b?", false},  {"a$.*", false}, {"b?^a", false},   {"(?m)a$\nb", false},
        {"a\\$b", false},  {"a$\\b", false}, {"", false},     {"a(b$)c", false},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        if (!regex.valid || regex_matches_nothing(&regex) != rows[i].nothing)
            fail_msg("%s", rows[i].pattern);
    }
    arena_free(&arena);
}

/* The pattern without its needless anchors. */
static void needless_anchors(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *without;
    } rows[] = {
        {"^a$", "a"},
        {"a", "a"},
        {"^a|b$", "a|b"},
        {"^a|^b", "a|b"},
        {"(^a|b)c", "(a|b)c"},
        {"(^a|b)*c", "(^a|b)*c"},
        {"(^a|b){1}c", "(^a|b){1}c"},
        {"a(b$|c)", "a(b|c)"},
        {"a(b$|c)d?", "a(b$|c)d?"},
        {"a(b$)?", "a(b$)?"},
        {"a((b$)|c)", "a((b)|c)"},
        {"a^b", "a^b"},
        {"a$b", "a$b"},
        {"a$b?", "a$b?"},
        {"^^a$$", "a"},
        {"\\Aa\\z", "a"},
        {"a\\$", "a\\$"},
        {"[^a$]", "[^a$]"},
        {"[]^]$", "[]^]"},
        {"[[:alpha:]^]$", "[[:alpha:]^]"},
        {"\\Q^$\\E$", "\\Q^$\\E"},
        {"(?i)^a$", "(?i)a"},
        {"(?m)^a$", "(?m)^a$"},
        {"(?P<x>^a)", "(?P<x>a)"},
        {"(?:^a$)", "(?:a)"},
        {"(?i:^a)$", "(?i:a)"},
        {"()^a", "()^a"},
        {".*^a", ".*^a"},
        {"a$|b.*$|$c", "a|b.*|$c"},
        {"^*a", "^*a"},
        {"a$?", "a$?"},
        {"^(?i)?a", "^(?i)?a"},
        {"^\\Q\\E*a", "^\\Q\\E*a"},
        {"(^a)\\Q\\E?b", "(^a)\\Q\\E?b"},
        {"^\\Qa\\E*$", "\\Qa\\E*"},
        {"^\\Q\\Ea$", "\\Q\\Ea"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        span anchors[8];
        str pattern = str_of(rows[i].pattern), rest = {"", 0};
        struct regex regex = regex_parse(&arena, pattern, REGEX_MATCHER);
        size_t count = regex_needless_anchors(&regex, pattern, anchors, 8), from = 0;
        for (size_t n = 0; n <= count; n++) {
            str kept = str_slice(pattern, from, n < count ? anchors[n].start : pattern.len);
            rest = arena_format(&arena, "%.*s%.*s", STR_ARG(rest), STR_ARG(kept));
            from = n < count ? anchors[n].end : from;
        }
        if (!regex.valid || !str_equal(rest, str_of(rows[i].without)))
            fail_msg("%s: %.*s", rows[i].pattern, STR_ARG(rest));
    }
    arena_free(&arena);
}

static void middles(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        enum regex_middle middle;
        const char *name;
    } rows[] = {
        {".*web.*", REGEX_MIDDLE_NAME, "web"}, {"(.*)(web)(.*)", REGEX_MIDDLE_NAME, "web"},
        {"a.*b", REGEX_MIDDLE_OPEN, ""},       {"^a-.+-b$", REGEX_MIDDLE_OPEN, ""},
        {"a.*..b", REGEX_MIDDLE_OPEN, ""},     {"a.*", REGEX_MIDDLE_NONE, ""},
        {".*a", REGEX_MIDDLE_NONE, ""},        {".*42.*", REGEX_MIDDLE_NONE, ""},
        {"a|.*b.*", REGEX_MIDDLE_NONE, ""},    {".*(a|b).*", REGEX_MIDDLE_NONE, ""},
        {"a.b", REGEX_MIDDLE_NONE, ""},        {".*", REGEX_MIDDLE_NONE, ""},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str name = {"", 0};
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        if (regex_middle_of(&arena, &regex, &name) != rows[i].middle || !str_equal(name, str_of(rows[i].name)))
            fail_msg("%s: %.*s", rows[i].pattern, STR_ARG(name));
    }
    arena_free(&arena);
}

static void edges(void **state) {
    (void)state;
    static const struct {
        const char *pattern;
        bool begin, end, leading, trailing;
    } rows[] = {
        {"abc", false, false, false, false},    {"^abc$", true, true, false, false},
        {"^", true, false, false, false},       {"\\Aa\\z", true, true, false, false},
        {".*a", false, false, true, false},     {"a.+", false, false, false, true},
        {"^.*a.*$", true, true, true, true},    {"(.*)a", false, false, true, false},
        {"^a|b$", false, false, false, false},  {"^$", true, true, false, false},
        {".*", false, false, true, true},       {".?a.{2,}", false, false, false, false},
        {"[^a]*b", false, false, false, false},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        struct regex_edges found = regex_edges(&regex);
        if (found.begin_anchor != rows[i].begin || found.end_anchor != rows[i].end ||
            found.leading_any != rows[i].leading || found.trailing_any != rows[i].trailing)
            fail_msg("%s", rows[i].pattern);
    }
    struct regex wrapped = regex_parse(&arena, STR("a)(b"), REGEX_RELABEL);
    assert_false(regex_edges(&wrapped).begin_anchor);
    arena_free(&arena);
}

static void literals(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *joined; /* with commas; NULL: no list */
    } rows[] = {
        {"a|b|c", "a,b,c"},
        {"(a|b)c", "ac,bc"},
        {"[ab]x", "ax,bx"},
        {"abc", "abc"},
        {"a\\.b", "a.b"},
        {"", ""},
        {"a?b", "b,ab"},
        {"a{2}", "aa"},
        {"(a|b){1,2}", "a,b,aa,ab,ba,bb"},
        {"^a$|^b$", "a,b"},
        {"a|a|b", "a,b"},
        {"x{0}y", "y"},
        {"(?i)1|2", "1,2"},
        {"(?i)a", NULL},
        {"(?i)[ab]", NULL},
        {"a*", NULL},
        {"a.", NULL},
        {"a^b", NULL},
        {"\\ba", NULL},
        {"[^a]", NULL},
        {"\\pL", NULL},
        {"\\x{d800}|a", "a"},
        {"\xC3\xA4|[\xC3\xB6]", "\xC3\xA4,\xC3\xB6"},
        {"[a-z]{2}", NULL},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        const str *texts;
        size_t count;
        str joined = {"", 0};
        bool finite = regex_literals(&arena, &regex, 256, &texts, &count);
        for (size_t n = 0; finite && n < count; n++)
            joined = arena_format(&arena, "%.*s%s%.*s", STR_ARG(joined), n ? "," : "", STR_ARG(texts[n]));
        if (finite != (rows[i].joined != NULL) || (finite && !str_equal(joined, str_of(rows[i].joined))))
            fail_msg("%s: %.*s", rows[i].pattern, STR_ARG(joined));
    }
    arena_free(&arena);
}

static void lists_are_bounded(void **state) {
    (void)state;
    struct arena arena = {0};
    const str *texts;
    size_t count;
    str text;
    struct regex regex = regex_parse(&arena, STR("[0-9]{2}"), REGEX_MATCHER);
    assert_true(regex_literals(&arena, &regex, 100, &texts, &count));
    assert_int_equal(count, 100);
    assert_false(regex_literals(&arena, &regex, 99, &texts, &count));
    regex = regex_parse(&arena, STR("[ab]{1000}"), REGEX_MATCHER);
    assert_false(regex_literals(&arena, &regex, 256, &texts, &count));
    regex = regex_parse(&arena, STR("[^\\x00-\\x{10FFFF}]"), REGEX_MATCHER);
    assert_true(regex_literals(&arena, &regex, 256, &texts, &count));
    assert_int_equal(count, 0);
    assert_false(regex_literal(&arena, &regex, &text));
    regex = regex_parse(&arena, STR("a\\x00(b|c)"), REGEX_MATCHER);
    assert_true(regex_literals(&arena, &regex, 2, &texts, &count));
    assert_true(str_equal(texts[1], STR("a\0c")));
    regex = regex_parse(&arena, STR("^(?:up)$"), REGEX_MATCHER);
    assert_true(regex_literal(&arena, &regex, &text));
    assert_true(str_equal(text, STR("up")));
    arena_free(&arena);
}

static void prefixes_and_suffixes(void **state) {
    (void)state;
    static const struct {
        const char *pattern, *prefix, *suffix;
    } rows[] = {
        {"abc.*", "abc", ""},
        {".*abc", "", "abc"},
        {"^a(bc).+de$", "abc", "de"},
        {"(ab|ac)d.*", "a", ""},
        {"ab+c", "ab", "bc"},
        {"a{2}.*z{3}", "a", "z"},
        {"ab?", "a", ""},
        {"(?i)abc", "", ""},
        {"1(?i)a.*", "1", ""},
        {"\xC3\xA4.*|\xC3\xA5.*", "", ""},
        {".*\xC3\xA4|.*\xC4\xA4", "", ""},
        {"a|b", "", ""},
        {"(?:foo_a|foo_b)_x", "foo_", "_x"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex regex = regex_parse(&arena, str_of(rows[i].pattern), REGEX_MATCHER);
        str prefix = regex_prefix(&arena, &regex), suffix = regex_suffix(&arena, &regex);
        if (!str_equal(prefix, str_of(rows[i].prefix)) || !str_equal(suffix, str_of(rows[i].suffix)))
            fail_msg("%s: %.*s ... %.*s", rows[i].pattern, STR_ARG(prefix), STR_ARG(suffix));
    }
    arena_free(&arena);
}

static void overlap(void **state) {
    (void)state;
    static const struct {
        const char *a, *b;
        enum regex_answer answer;
    } rows[] = {
        {"a|b", "b|c", REGEX_YES},         {"a|b", "c|d", REGEX_NO},
        {"5..", "500|503", REGEX_YES},     {"5..", "4..", REGEX_NO},
        {"400", "5..", REGEX_NO},          {".*_total", ".*_sum", REGEX_NO},
        {".*a.*", ".*b.*", REGEX_UNKNOWN}, {".*", ".+", REGEX_YES},
        {"foo.*", "fo.*", REGEX_UNKNOWN},  {"[^\\x00-\\x{10FFFF}]", ".*", REGEX_NO},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct regex a = regex_parse(&arena, str_of(rows[i].a), REGEX_MATCHER);
        struct regex b = regex_parse(&arena, str_of(rows[i].b), REGEX_MATCHER);
        if (regex_overlap(&arena, &a, &b) != rows[i].answer || regex_overlap(&arena, &b, &a) != rows[i].answer)
            fail_msg("%s and %s", rows[i].a, rows[i].b);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_and_everything),
        cmocka_unit_test(nothing),
        cmocka_unit_test(middles),
        cmocka_unit_test(needless_anchors),
        cmocka_unit_test(edges),
        cmocka_unit_test(literals),
        cmocka_unit_test(lists_are_bounded),
        cmocka_unit_test(prefixes_and_suffixes),
        cmocka_unit_test(overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
