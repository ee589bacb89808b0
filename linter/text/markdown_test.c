#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "text/markdown.h"

struct anchor_case {
    const char *text, *fragment;
    bool found;
};

static const struct anchor_case cases[] = {
    {"# Loki is down\n", "loki-is-down", true},
    {"# Loki is down\r\n", "loki-is-down", true},
    {"# Loki is down\n", "loki-down", false},
    {"##### Alert Name: \"KubeAPIDown\"\n", "alert-name-kubeapidown", true},
    {"## Alert: `Loki_Down` (critical) ##\n", "alert-loki_down-critical", true},
    {"## [Down](https://x.y/z_(a)) now\n", "down-now", true},
    {"## What & why\n", "what--why", true},
    {"## What & why\n", "what-why", true},
    {"## a &amp; b\n", "a--b", true},
    {"## Same\n## Same\n## Same\n", "same-2", true},
    {"## Same\n## Same\n## Same\n", "same-3", false},
    {"Title\n=====\n", "title", true},
    {"```\n# no heading\n```\n# heading\n", "no-heading", false},
    {"```\n# no heading\n```\n# heading\n", "heading", true},
    {"#no-space\n", "no-space", false},
    {"####### seven\n", "seven", false},
    {"<a name=\"old-name\"></a>\n## New name\n", "old-name", true},
    {"<h2 id='x'>Some <b>text</b></h2>\n", "some-text", true},
    {"## Title {#custom}\n", "custom", true},
    {"## Title {#custom}\n", "title", true},
    {"> ## Quoted\n", "quoted", true},
    {"## \xc3\x9c"
     "berlauf\n",
     "\xc3\xbc"
     "berlauf",
     true},
    {"## ![logo](x.png) Product\n", "anything", true},
    {"{% include \"x.md\" %}\n", "anything", true},
    {"## Title\n", "user-content-title", true},
    {"## user-content-s\n", "user-content-s", true},
    {"## Title\n", "Title", true},
    {"## Title\n", "", true},
    {"", "title", false},
    {"# \n#\n", "title", false},
};

static void test_anchors(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct markdown_anchors anchors = markdown_find_anchors(&arena, str_of(cases[i].text));
        if (markdown_has_anchor(&arena, &anchors, str_of(cases[i].fragment)) != cases[i].found)
            fail_msg("%s#%s", cases[i].text, cases[i].fragment);
    }
    arena_free(&arena);
}

static void test_slugs_are_as_github_makes_them(void **state) {
    (void)state;
    struct arena arena = {0};
    struct markdown_anchors anchors = markdown_find_anchors(&arena, STR("# Loki: What & *why*\n## a_b - c\n"));
    assert_int_equal(anchors.slug_count, 2);
    assert_true(str_equal(anchors.slugs[0], STR("loki-what--why")));
    assert_true(str_equal(anchors.slugs[1], STR("a_b---c")));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_anchors),
                                       cmocka_unit_test(test_slugs_are_as_github_makes_them)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
