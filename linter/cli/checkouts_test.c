/* Which repository a file is in, and what stands there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "cli/checkouts.h"
#include "cli/git_remotes.h"
#include "cli/scratch_tree.h"
#include "text/markdown.h"

struct fixture {
    struct scratch_tree scratch;
    struct arena arena;
    struct config config;
    struct disk_checkouts disk;
};

static void begin(struct fixture *fixture, const char *base, const char *repository) {
    fixture->scratch = scratch_tree_begin();
    fixture->arena = (struct arena){0};
    make_folders(base);
    config_init(&fixture->config);
    fixture->config.repository = str_of(repository);
    str root = path_absolute(&fixture->arena, STR("."));
    disk_checkouts_init(&fixture->disk, &fixture->arena, &fixture->config,
                        path_absolute(&fixture->arena, str_of(base)));
    fixture->disk.ceiling = root;
}

static void end(struct fixture *fixture) {
    scratch_tree_end(&fixture->scratch);
    arena_free(&fixture->arena);
}

static const struct checkout *checkout_of(struct fixture *fixture, const char *path) {
    return fixture->disk.checkouts.checkout(fixture->disk.checkouts.context, str_of(path));
}

static enum checkout_kind look(struct fixture *fixture, const struct checkout *checkout, const char *path) {
    return fixture->disk.checkouts.look(fixture->disk.checkouts.context, checkout, str_of(path));
}

static void test_remotes_are_read(void **state) {
    (void)state;
    struct arena arena = {0};
    struct str_list urls = git_remotes_parse(&arena, STR("[core]\n\turl = no\n[remote \"origin\"]\r\n\turl = a:b/c\r\n"
                                                         "\tfetch = +refs/*\n[Remote \"up\"]\n URL=\"https://h/b/c\"\n"
                                                         "[branch \"main\"]\n\turl = no\n"));
    assert_int_equal(urls.len, 2);
    assert_true(str_equal(urls.at[0], STR("a:b/c")));
    assert_true(str_equal(urls.at[1], STR("https://h/b/c")));
    assert_int_equal(git_remotes_parse(&arena, STR("")).len, 0);
    assert_int_equal(git_remotes_parse(&arena, STR("[remote")).len, 0);
    arena_free(&arena);
}

static void test_checkout_of_git(void **state) {
    struct fixture fixture;
    (void)state;
    begin(&fixture, "shop/", NULL);
    make_file("shop/.git/config", "[remote \"origin\"]\n\turl = git@github.com:acme/shop.git\n");
    make_file("shop/deploy/rules/a.yaml", "");
    make_file("shop/.git/worktrees/w/commondir", "../..\n");
    make_file("work/.git", "gitdir: ../shop/.git/worktrees/w\n");
    make_file("work/x/b.yaml", "");
    const struct checkout *checkout = checkout_of(&fixture, "shop/deploy/rules/a.yaml");
    assert_non_null(checkout);
    assert_ptr_equal(checkout, checkout_of(&fixture, "shop/deploy/rules/new.yaml"));
    assert_true(str_equal(checkout->folder, STR("deploy/rules")));
    assert_int_equal(checkout->remotes.len, 1);
    assert_int_equal(checkout->name.len, 0);
    checkout = checkout_of(&fixture, "work/x/b.yaml");
    assert_non_null(checkout);
    assert_true(str_equal(checkout->folder, STR("x")));
    assert_int_equal(checkout->remotes.len, 1);
    assert_true(str_equal(checkout->remotes.at[0], STR("git@github.com:acme/shop.git")));
    end(&fixture);
}

static void test_checkout_without_git(void **state) {
    struct fixture fixture;
    (void)state;
    begin(&fixture, "shop/", NULL);
    make_file("shop/a.yaml", "");
    make_file("other/b.yaml", "");
    const struct checkout *checkout = checkout_of(&fixture, "shop/a.yaml");
    assert_non_null(checkout);
    assert_int_equal(checkout->remotes.len, 0);
    assert_true(str_equal(checkout->name, STR("shop")));
    assert_null(checkout_of(&fixture, "other/b.yaml"));
    end(&fixture);
    begin(&fixture, "shop/", "https://github.com/acme/shop");
    make_file("other/b.yaml", "");
    checkout = checkout_of(&fixture, "other/b.yaml");
    assert_non_null(checkout);
    assert_int_equal(checkout->remotes.len, 1);
    assert_true(str_equal(checkout->folder, STR("other")));
    end(&fixture);
}

struct look_case {
    const char *path;
    enum checkout_kind kind;
};

static const struct look_case looks[] = {
    {"docs", CHECKOUT_FOLDER},
    {"docs/", CHECKOUT_FOLDER},
    {"docs/a.md", CHECKOUT_FILE},
    {"docs/none.md", CHECKOUT_ABSENT},
    {"none/a.md", CHECKOUT_ABSENT},
    {"docs/a.md/b", CHECKOUT_ABSENT},
    {"link", CHECKOUT_FILE},
    {"link/secret.md", CHECKOUT_UNKNOWN},
    {"docs/../docs/a.md", CHECKOUT_UNKNOWN},
    {"../secret/secret.md", CHECKOUT_UNKNOWN},
    {"/etc/passwd", CHECKOUT_UNKNOWN},
    {"docs//a.md", CHECKOUT_UNKNOWN},
    {"docs\\a.md", CHECKOUT_UNKNOWN},
    {".git/config", CHECKOUT_UNKNOWN},
    {"", CHECKOUT_FOLDER},
};

static void test_paths_stay_inside(void **state) {
    struct fixture fixture;
    (void)state;
    begin(&fixture, "shop/", NULL);
    make_file("shop/docs/a.md", "# Down\n");
    make_file("shop/.git/config", "");
    make_file("secret/secret.md", "");
    assert_int_equal(symlink("../secret", "shop/link"), 0);
    const struct checkout *checkout = checkout_of(&fixture, "shop/a.yaml");
    for (int again = 0; again < 2; again++)
        for (size_t i = 0; i < sizeof looks / sizeof *looks; i++)
            if (look(&fixture, checkout, looks[i].path) != looks[i].kind)
                fail_msg("%s: %d", looks[i].path, (int)look(&fixture, checkout, looks[i].path));
    char longest[2000];
    memset(longest, 'a', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(look(&fixture, checkout, longest), CHECKOUT_UNKNOWN);
    end(&fixture);
}

static const struct markdown_anchors *anchors(struct fixture *fixture, const struct checkout *checkout,
                                              const char *path) {
    return fixture->disk.checkouts.anchors(fixture->disk.checkouts.context, checkout, str_of(path));
}

static void test_anchors_are_of_markdown(void **state) {
    struct fixture fixture;
    (void)state;
    begin(&fixture, "shop/", NULL);
    make_file("shop/a.md", "# Down\n");
    make_file("shop/a.txt", "# Down\n");
    make_file("secret/secret.md", "# Secret\n");
    assert_int_equal(symlink("../secret/secret.md", "shop/link.md"), 0);
    const struct checkout *checkout = checkout_of(&fixture, "shop/a.yaml");
    assert_non_null(anchors(&fixture, checkout, "a.md"));
    assert_ptr_equal(anchors(&fixture, checkout, "a.md"), anchors(&fixture, checkout, "a.md"));
    assert_int_equal(anchors(&fixture, checkout, "a.md")->slug_count, 1);
    assert_null(anchors(&fixture, checkout, "a.txt"));
    assert_null(anchors(&fixture, checkout, "none.md"));
    assert_null(anchors(&fixture, checkout, "link.md"));
    assert_null(anchors(&fixture, checkout, "../secret/secret.md"));
    end(&fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_remotes_are_read),        cmocka_unit_test(test_checkout_of_git),
        cmocka_unit_test(test_checkout_without_git),    cmocka_unit_test(test_paths_stay_inside),
        cmocka_unit_test(test_anchors_are_of_markdown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
