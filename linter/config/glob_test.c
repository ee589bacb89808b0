/* Patterns against what git makes of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "config/glob.h"

struct ignore_case {
    const char *text, *path; /* a folder's path ends in a slash */
    enum ignore_verdict verdict;
};

/* Verdicts of `git check-ignore -v --no-index` 2.39.5 on a repository with this .gitignore and this one path. */
static const struct ignore_case ignore_cases[] = {
    // clang-format off
    {"foo", "foo", IGNORE_YES},
    {"foo", "a/foo", IGNORE_YES},
    {"foo", "foobar", IGNORE_UNDECIDED},
    {"foo", "foo/", IGNORE_YES},
    {"foo", "a/foo/", IGNORE_YES},
    {"/foo", "foo", IGNORE_YES},
    {"/foo", "a/foo", IGNORE_UNDECIDED},
    {"/foo", "foo/", IGNORE_YES},
    {"foo/", "foo", IGNORE_UNDECIDED},
    {"foo/", "foo/", IGNORE_YES},
    {"foo/", "a/foo/", IGNORE_YES},
    {"foo/", "a/foo", IGNORE_UNDECIDED},
    {"a/b", "a/b", IGNORE_YES},
    {"a/b", "x/a/b", IGNORE_UNDECIDED},
    {"a/b", "a/b/", IGNORE_YES},
    {"/a/b/", "a/b", IGNORE_UNDECIDED},
    {"/a/b/", "a/b/", IGNORE_YES},
    {"*.yaml", "x.yaml", IGNORE_YES},
    {"*.yaml", "a/x.yaml", IGNORE_YES},
    {"*.yaml", ".yaml", IGNORE_YES},
    {"*.yaml", "x.yml", IGNORE_UNDECIDED},
    {"a/*.yaml", "a/x.yaml", IGNORE_YES},
    {"a/*.yaml", "a/b/x.yaml", IGNORE_UNDECIDED},
    {"**/foo", "foo", IGNORE_YES},
    {"**/foo", "a/foo", IGNORE_YES},
    {"**/foo", "a/b/foo", IGNORE_YES},
    {"**/foo", "afoo", IGNORE_UNDECIDED},
    {"**/foo/bar", "foo/bar", IGNORE_YES},
    {"**/foo/bar", "x/foo/bar", IGNORE_YES},
    {"**/foo/bar", "foo/x/bar", IGNORE_UNDECIDED},
    {"foo/**", "foo/a", IGNORE_YES},
    {"foo/**", "foo/a/b", IGNORE_YES},
    {"foo/**", "foo/", IGNORE_UNDECIDED},
    {"foo/**", "x/foo/a", IGNORE_UNDECIDED},
    {"a/**/b", "a/b", IGNORE_YES},
    {"a/**/b", "a/x/b", IGNORE_YES},
    {"a/**/b", "a/x/y/b", IGNORE_YES},
    {"a/**/b", "ab", IGNORE_UNDECIDED},
    {"a/**/b", "a/xb", IGNORE_UNDECIDED},
    {"**", "a", IGNORE_YES},
    {"**", "a/b", IGNORE_YES},
    {"**", "a/", IGNORE_YES},
    {"**/", "a", IGNORE_UNDECIDED},
    {"**/", "a/", IGNORE_YES},
    {"**/", "a/b/", IGNORE_YES},
    {"foo/**/", "foo/a", IGNORE_UNDECIDED},
    {"foo/**/", "foo/a/", IGNORE_YES},
    {"foo/**/", "foo/a/b/", IGNORE_YES},
    {"/foo**", "foo", IGNORE_YES},
    {"/foo**", "foobar", IGNORE_YES},
    {"/foo**", "foo/x", IGNORE_YES},
    {"/foo**", "fooa/b", IGNORE_YES},
    {"a/foo**", "a/foo/x", IGNORE_YES},
    {"a/foo**", "a/foox/y", IGNORE_YES},
    {"a/foo**", "a/foo", IGNORE_YES},
    {"/foo**/bar", "foobar", IGNORE_YES},
    {"/foo**/bar", "foo/bar", IGNORE_YES},
    {"/foo**/bar", "foox/bar", IGNORE_YES},
    {"/foo**/bar", "foox/y/bar", IGNORE_YES},
    {"/foo**/bar", "foo/x/y/bar", IGNORE_YES},
    {"/f?o**/bar", "foobar", IGNORE_UNDECIDED},
    {"/f?o**/bar", "foo/bar", IGNORE_YES},
    {"/f?o**/bar", "foox/bar", IGNORE_YES},
    {"/f?o**/bar", "foox/y/bar", IGNORE_UNDECIDED},
    {"x/a**b", "x/ab", IGNORE_YES},
    {"x/a**b", "x/a/b", IGNORE_UNDECIDED},
    {"x/a**b", "x/azzb", IGNORE_YES},
    {"a**b", "ab", IGNORE_YES},
    {"a**b", "azb", IGNORE_YES},
    {"a**b", "x/azb", IGNORE_YES},
    {"***/foo", "foo", IGNORE_YES},
    {"***/foo", "a/b/foo", IGNORE_YES},
    {"a/***", "a/b", IGNORE_YES},
    {"a/***", "a/b/c", IGNORE_YES},
    {"a?c", "abc", IGNORE_YES},
    {"a?c", "a/c", IGNORE_UNDECIDED},
    {"a?c", "ac", IGNORE_UNDECIDED},
    {"a?c", "x/abc", IGNORE_YES},
    {"[a-c]x", "ax", IGNORE_YES},
    {"[a-c]x", "dx", IGNORE_UNDECIDED},
    {"[a-c]x", "-x", IGNORE_UNDECIDED},
    {"[!a-c]x", "ax", IGNORE_UNDECIDED},
    {"[!a-c]x", "dx", IGNORE_YES},
    {"[^a-c]x", "ax", IGNORE_UNDECIDED},
    {"[^a-c]x", "dx", IGNORE_YES},
    {"[]a]x", "]x", IGNORE_YES},
    {"[]a]x", "ax", IGNORE_YES},
    {"[]a]x", "bx", IGNORE_UNDECIDED},
    {"[!]a]x", "]x", IGNORE_UNDECIDED},
    {"[!]a]x", "bx", IGNORE_YES},
    {"[a", "[a", IGNORE_UNDECIDED},
    {"[a", "a", IGNORE_UNDECIDED},
    {"a[", "a[", IGNORE_UNDECIDED},
    {"a[", "a", IGNORE_UNDECIDED},
    {"[[:digit:]]x", "1x", IGNORE_YES},
    {"[[:digit:]]x", "ax", IGNORE_UNDECIDED},
    {"[[:bogus:]]x", "1x", IGNORE_UNDECIDED},
    {"[[:bogus:]]x", "bx", IGNORE_UNDECIDED},
    {"[[:digit:]a]x", "ax", IGNORE_YES},
    {"[[:digit:]a]x", "5x", IGNORE_YES},
    {"[[:digit:]a]x", "bx", IGNORE_UNDECIDED},
    {"d[[:digitx]y", "d:y", IGNORE_YES},
    {"[[:digitx]y", "dy", IGNORE_YES},
    {"[[:digitx]y", "[y", IGNORE_YES},
    {"[a-]x", "-x", IGNORE_YES},
    {"[a-]x", "ax", IGNORE_YES},
    {"[a-]x", "bx", IGNORE_UNDECIDED},
    {"[--0]x", "-x", IGNORE_YES},
    {"[--0]x", ".x", IGNORE_YES},
    {"[--0]x", "0x", IGNORE_YES},
    {"[--0]x", "1x", IGNORE_UNDECIDED},
    {"[\\]]x", "]x", IGNORE_YES},
    {"[\\]]x", "\\x", IGNORE_UNDECIDED},
    {"[\\\\]x", "\\x", IGNORE_YES},
    {"[a-\\c]x", "bx", IGNORE_YES},
    {"[a-\\c]x", "\\x", IGNORE_UNDECIDED},
    {"a/[x/]b", "a/xb", IGNORE_YES},
    {"a[/]b", "a/b", IGNORE_UNDECIDED},
    {"a[/]b", "a[/]b", IGNORE_UNDECIDED},
    {"a\\*b", "a*b", IGNORE_YES},
    {"a\\*b", "axb", IGNORE_UNDECIDED},
    {"foo\\", "foo\\", IGNORE_UNDECIDED},
    {"foo\\", "foo", IGNORE_UNDECIDED},
    {"\\#x", "#x", IGNORE_YES},
    {"#x", "#x", IGNORE_UNDECIDED},
    {"\\!x", "!x", IGNORE_YES},
    {"foo  ", "foo", IGNORE_YES},
    {"foo  ", "foo  ", IGNORE_UNDECIDED},
    {"foo\\ ", "foo ", IGNORE_YES},
    {"foo\\ ", "foo", IGNORE_UNDECIDED},
    {"foo\\  ", "foo ", IGNORE_YES},
    {"foo\\  ", "foo  ", IGNORE_UNDECIDED},
    {"foo\t", "foo", IGNORE_UNDECIDED},
    {"foo\t", "foo\t", IGNORE_YES},
    {"foo\r\n", "foo", IGNORE_YES},
    {" foo", " foo", IGNORE_YES},
    {" foo", "foo", IGNORE_UNDECIDED},
    {"*\n!keep", "keep", IGNORE_NO},
    {"*\n!keep", "other", IGNORE_YES},
    {"*\n!keep", "a/keep", IGNORE_YES},
    {"*\n!keep\nkeep", "keep", IGNORE_YES},
    {"!keep\n*", "keep", IGNORE_YES},
    {"!keep", "keep", IGNORE_NO},
    {"!keep", "other", IGNORE_UNDECIDED},
    {"/*\n!/keep/", "keep/", IGNORE_NO},
    {"/*\n!/keep/", "keep", IGNORE_YES},
    {"/*\n!/keep/", "x", IGNORE_YES},
    {"/*\n!/keep/", "a/b", IGNORE_YES},
    {"build/\n!build/keep", "build/", IGNORE_YES},
    {"build/\n!build/keep", "build/keep", IGNORE_YES},
    {"foo//", "foo", IGNORE_UNDECIDED},
    {"foo//", "foo/", IGNORE_UNDECIDED},
    {"/", "foo", IGNORE_UNDECIDED},
    {"/", "a/b", IGNORE_UNDECIDED},
    {"//foo", "foo", IGNORE_UNDECIDED},
    {"//foo", "a/foo", IGNORE_UNDECIDED},
    {"!", "foo", IGNORE_UNDECIDED},
    {"!!foo", "!foo", IGNORE_NO},
    {"!!foo", "foo", IGNORE_UNDECIDED},
    {"*", "a", IGNORE_YES},
    {"*", ".a", IGNORE_YES},
    {"*", "a/b", IGNORE_YES},
    {"a/*", "a/b", IGNORE_YES},
    {"a/*", "a/b/c", IGNORE_YES},
    {"a/*", "a", IGNORE_UNDECIDED},
    {"*/b", "a/b", IGNORE_YES},
    {"*/b", "b", IGNORE_UNDECIDED},
    {"*/b", "x/a/b", IGNORE_UNDECIDED},
    {"?", "a", IGNORE_YES},
    {"?", "ab", IGNORE_UNDECIDED},
    {"?", "a/b", IGNORE_YES},
    {"a/", "a/", IGNORE_YES},
    {"a/", "a", IGNORE_UNDECIDED},
    {"*a*b*c", "abc", IGNORE_YES},
    {"*a*b*c", "xaybzc", IGNORE_YES},
    {"*a*b*c", "xaybz", IGNORE_UNDECIDED},
    {"*a*b*c", "d/abc", IGNORE_YES},
    {"a/*/c/*/e", "a/b/c/d/e", IGNORE_YES},
    {"a/*/c/*/e", "a/b/c/e", IGNORE_UNDECIDED},
    {"a/*/c/*/e", "a/b/x/c/d/e", IGNORE_UNDECIDED},
    {"**/a/**/b/**/c", "a/b/c", IGNORE_YES},
    {"**/a/**/b/**/c", "x/a/y/b/z/c", IGNORE_YES},
    {"**/a/**/b/**/c", "x/a/y/c", IGNORE_UNDECIDED},
    {"\357\273\277foo", "foo", IGNORE_YES},
    {"\303\244?", "\303\244x", IGNORE_YES},
    {"\303\244?", "\303\244", IGNORE_UNDECIDED},
    {"a.b", "a.b", IGNORE_YES},
    {"a.b", "axb", IGNORE_UNDECIDED},
    {"**foo", "foo", IGNORE_YES},
    {"**foo", "xfoo", IGNORE_YES},
    {"**foo", "x/foo", IGNORE_YES},
    {"**foo", "x/yfoo", IGNORE_YES},
    {"a/**foo", "a/foo", IGNORE_YES},
    {"a/**foo", "a/xfoo", IGNORE_YES},
    {"a/**foo", "a/b/foo", IGNORE_UNDECIDED},
    {"a/b**/c", "a/b/c", IGNORE_YES},
    {"a/b**/c", "a/bx/c", IGNORE_YES},
    {"a/b**/c", "a/bx/y/c", IGNORE_YES},
    {"a/b**/c", "a/b/y/c", IGNORE_YES},
    {"a/*/**", "a/b", IGNORE_UNDECIDED},
    {"a/*/**", "a/b/c", IGNORE_YES},
    {"*/", "a", IGNORE_UNDECIDED},
    {"*/", "a/", IGNORE_YES},
    {"*/", "a/b/", IGNORE_YES},
    {"[a-z]*/[0-9]", "ab/1", IGNORE_YES},
    {"[a-z]*/[0-9]", "ab/x", IGNORE_UNDECIDED},
    {"[a-z]*/[0-9]", "1/1", IGNORE_UNDECIDED},
    {"[z-a]x", "zx", IGNORE_YES},
    {"[z-a]x", "ax", IGNORE_UNDECIDED},
    {"[z-a]x", "mx", IGNORE_UNDECIDED},
    {"[a-a]", "a", IGNORE_YES},
    {"[!a]", "a", IGNORE_UNDECIDED},
    {"[!a]", "b", IGNORE_YES},
    {"[[.]x", "[x", IGNORE_YES},
    {"[[.]x", ".x", IGNORE_YES},
    {"a[!b]c", "abc", IGNORE_UNDECIDED},
    {"a[!b]c", "axc", IGNORE_YES},
    {"a[!b]c", "a/c", IGNORE_UNDECIDED},
    {"**\\/b", "b", IGNORE_UNDECIDED},
    {"**\\/b", "a/b", IGNORE_YES},
    {"**\\/b", "a/x/b", IGNORE_YES},
    {"a\\/b", "a/b", IGNORE_YES},
    {"\\a", "a", IGNORE_YES},
    {"a/**\\/b", "a/b", IGNORE_UNDECIDED},
    {"a/**\\/b", "a/x/b", IGNORE_YES},
    {"a/**\\/b", "a/x/y/b", IGNORE_YES},
    // clang-format on
};

/* Git looks into no folder that is ignored. */
static enum ignore_verdict test_with_folders(const struct ignore_rules *rules, str path) {
    for (size_t i = 0; i + 1 < path.len; i++)
        if (path.ptr[i] == '/' && ignore_test(rules, str_slice(path, 0, i), true) == IGNORE_YES)
            return IGNORE_YES;
    bool is_directory = str_ends_with(path, STR("/"));
    return ignore_test(rules, str_slice(path, 0, path.len - (is_directory ? 1 : 0)), is_directory);
}

static void test_ignore(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof ignore_cases / sizeof *ignore_cases; i++) {
        const struct ignore_case *c = &ignore_cases[i];
        struct ignore_rules rules = ignore_parse(&arena, str_of(c->text));
        enum ignore_verdict verdict = test_with_folders(&rules, str_of(c->path));
        if (verdict != c->verdict)
            fail_msg("%s on %s: %d, git says %d", c->text, c->path, (int)verdict, (int)c->verdict);
    }
    arena_free(&arena);
}

static void test_one_path(void **state) {
    (void)state;
    struct arena arena = {0};
    struct ignore_rules rules = ignore_parse(&arena, STR("build/\n!build/keep\n"));
    assert_int_equal(rules.len, 2);
    assert_true(rules.at[0].directory && !rules.at[0].anchored && !rules.at[0].negated);
    assert_true(rules.at[1].anchored && rules.at[1].negated);
    assert_int_equal(ignore_test(&rules, STR("build/keep"), false), IGNORE_NO);
    assert_int_equal(ignore_test(&rules, STR("build/other"), false), IGNORE_UNDECIDED);
    arena_free(&arena);
}

static const struct {
    const char *pattern, *path;
    bool matches;
} glob_cases[] = {
    {"vendor/", "vendor/a.yaml", true},
    {"vendor/", "x/vendor/y/a.yaml", true},
    {"vendor/", "vendor", false},
    {"/vendor/", "x/vendor/a.yaml", false},
    {"vendor", "vendor/a.yaml", true},
    {"**/vendor/**", "x/vendor/y/a.yaml", true},
    {"**/vendor/**", "vendor/a.yaml", true},
    {"**/vendor/**", "x/vendors/a.yaml", false},
    {"*.yaml", "a/b.yaml", true},
    {"*.yaml", "a.yaml/b.json", true},
    {"*.yaml", "a/b.yml", false},
    {"deploy/*.yaml", "deploy/a.yaml", true},
    {"deploy/*.yaml", "deploy/x/a.yaml", false},
    {"deploy/**/*.yaml", "deploy/a.yaml", true},
    {"deploy/**/*.yaml", "deploy/x/y/a.yaml", true},
    {"/*.yaml", "x/a.yaml", false},
    {"a/**/", "a/b/c", true},
    {"a/**/", "a/b", false},
    {"**/", "a", false},
    {"**/", "a/b", true},
    {"!a", "!a", true},
    {"!a", "a", false},
    {"[", "[", false},
    {"", "a", false},
    {"/", "a", false},
    {"a", "", false},
    {"*", "", true},
};

static void test_glob(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof glob_cases / sizeof *glob_cases; i++)
        if (glob_match(str_of(glob_cases[i].pattern), str_of(glob_cases[i].path)) != glob_cases[i].matches)
            fail_msg("%s on %s", glob_cases[i].pattern, glob_cases[i].path);
}

/* A backtracking matcher would need more than the age of the universe for these. */
static void test_hostile(void **state) {
    (void)state;
    static const char *const units[] = {"**/a/", "*a", "**/*a*/", "**/", "a*/", "[a-z]*"};
    struct arena arena = {0};
    char *path = arena_alloc(&arena, 2000);
    for (size_t i = 0; i < 2000; i++)
        path[i] = i % 2 ? '/' : 'a';
    char *flat = arena_alloc(&arena, 2000);
    memset(flat, 'a', 2000);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        str unit = str_of(units[i]), pattern = STR("");
        for (size_t n = 0; n < 300; n++)
            pattern = arena_format(&arena, "%.*s%.*s", STR_ARG(pattern), STR_ARG(unit));
        pattern = arena_format(&arena, "%.*sb", STR_ARG(pattern));
        assert_false(glob_match(pattern, (str){path, 1999}));
        assert_false(glob_match(pattern, (str){flat, 2000}));
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ignore),
        cmocka_unit_test(test_one_path),
        cmocka_unit_test(test_glob),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
