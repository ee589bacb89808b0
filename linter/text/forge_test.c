#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/arena.h"
#include "text/forge.h"

struct link_case {
    const char *text, *shown; /* host|name|revision|path|fragment; empty: none */
};

static const struct link_case links[] = {
    {"see https://github.com/acme/shop/blob/main/docs/a.md#down.", "github.com|acme/shop|main|docs/a.md|down"},
    {"https://github.com/acme/shop/tree/v1.2/docs/", "github.com|acme/shop|v1.2|docs/|"},
    {"https://github.com/acme/shop/blob/main/a.md?plain=1#L3", "github.com|acme/shop|main|a.md|L3"},
    {"https://raw.githubusercontent.com/acme/shop/main/a.md", "github.com|acme/shop|main|a.md|"},
    {"https://raw.githubusercontent.com/acme/shop/refs/heads/main/a.md", "github.com|acme/shop|main|a.md|"},
    {"https://gitlab.com/acme/team/shop/-/blob/main/docs/a.md", "gitlab.com|acme/team/shop|main|docs/a.md|"},
    {"https://codeberg.org/acme/shop/src/branch/main/a.md", "codeberg.org|acme/shop|main|a.md|"},
    {"https://bitbucket.org/acme/shop/src/master/a.md", "bitbucket.org|acme/shop|master|a.md|"},
    {"https://github.com/acme/shop/wiki/Down", ""},
    {"https://github.com/acme/shop", ""},
    {"https://github.com/acme/shop/blob/main", ""},
    {"https://github.com/acme/shop/blob/main/", ""},
    {"https://github.com/blob/main/a.md", ""},
    {"https://raw.githubusercontent.com/acme", ""},
    {"https://runbooks.acme.io/down", ""},
};

static void test_links(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        str text = str_of(links[i].text), shown = {"", 0};
        struct link link;
        struct forge_link found;
        assert_true(link_next(text, 0, &link));
        if (forge_link_read(text, &link, &found)) {
            shown = arena_format(&arena, "%.*s|%.*s|%.*s|%.*s|%.*s", STR_ARG(found.repository.host),
                                 STR_ARG(found.repository.name), STR_ARG(found.revision), STR_ARG(found.path),
                                 STR_ARG(found.fragment));
            assert_true(str_equal(str_slice(text, found.path_at.start, found.path_at.end), found.path));
        }
        if (!str_equal(shown, str_of(links[i].shown)))
            fail_msg("%s: %.*s", links[i].text, STR_ARG(shown));
    }
    arena_free(&arena);
}

static const struct link_case remotes[] = {
    {"https://github.com/acme/shop.git", "github.com|acme/shop"},
    {"https://token@github.com/acme/shop", "github.com|acme/shop"},
    {"git@github.com:acme/shop.git", "github.com|acme/shop"},
    {"ssh://git@gitlab.acme.io:2222/group/team/shop.git/", "gitlab.acme.io|group/team/shop"},
    {"github.com:acme/shop", "github.com|acme/shop"},
    {"git://host/acme/shop", "host|acme/shop"},
    {"/srv/git/shop.git", ""},
    {"../shop", ""},
    {"https://github.com/shop", ""},
    {"", ""},
};

static void test_remotes(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof remotes / sizeof *remotes; i++) {
        struct forge_repository found;
        str shown = {"", 0};
        if (forge_repository_read(str_of(remotes[i].text), &found))
            shown = arena_format(&arena, "%.*s|%.*s", STR_ARG(found.host), STR_ARG(found.name));
        if (!str_equal(shown, str_of(remotes[i].shown)))
            fail_msg("%s: %.*s", remotes[i].text, STR_ARG(shown));
    }
    assert_true(forge_repository_equal((struct forge_repository){STR("GitHub.com"), STR("Acme/Shop")},
                                       (struct forge_repository){STR("github.com"), STR("acme/shop")}));
    assert_true(forge_is_trunk(STR("main")));
    assert_false(forge_is_trunk(STR("v1.0")));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_links), cmocka_unit_test(test_remotes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
