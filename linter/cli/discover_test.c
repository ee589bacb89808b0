/* What is found, under which name, and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/discover.h"
#include "cli/scratch_tree.h"

static const char *const tree_files[] = {"a.yaml",          "b.yml",
                                         "c.json",          "d.rules",
                                         "e.txt",           "yaml",
                                         ".hidden.yaml",    ".github/x.yaml",
                                         "sub/deep/f.yaml", "node_modules/x.yaml",
                                         ".git/x.yaml",     ".venv/x.yaml",
                                         "sub/.hg/x.yaml",  "sub/.svn/x.yaml",
                                         "..data/x.yaml",   "..x.yaml",
                                         ".monlint.yaml",   NULL};

/* The paths that the arguments stand for, in one line; behind a bar those that could not be read. */
static str find_with(struct arena *arena, struct discovery discovery, const char *const *arguments) {
    discovery.arena = arena;
    for (; *arguments; arguments++)
        discover_add(&discovery, str_of(*arguments), false);
    discover_finish(&discovery);
    str line = STR("");
    for (size_t i = 0; i < discovery.count; i++)
        line = arena_format(arena, "%.*s%s%.*s", STR_ARG(line), i ? " " : "", STR_ARG(discovery.files[i].path));
    for (size_t i = 0; i < discovery.fault_count; i++)
        line = arena_format(arena, "%.*s | %.*s: %.*s", STR_ARG(line), STR_ARG(discovery.faults[i].path),
                            STR_ARG(discovery.faults[i].reason));
    return arena_copy(arena, line);
}

#define FIND(...) find_with(&arena, (struct discovery){0}, (const char *const[]){__VA_ARGS__, NULL}).ptr

#define ALL ".github/x.yaml .hidden.yaml a.yaml b.yml c.json d.rules sub/deep/f.yaml"

static void test_directory(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_files(tree_files);
    assert_string_equal(FIND("."), ALL);
    assert_string_equal(FIND("./"), ALL);
    assert_string_equal(FIND(".//sub/.."), "sub/../.github/x.yaml sub/../.hidden.yaml sub/../a.yaml sub/../b.yml "
                                           "sub/../c.json sub/../d.rules sub/../sub/deep/f.yaml");
    assert_string_equal(FIND("sub"), "sub/deep/f.yaml");
    str absolute = arena_format(&arena, "%s/sub/deep/f.yaml", tree.path);
    assert_string_equal(FIND(arena_format(&arena, "%s/sub/", tree.path).ptr), absolute.ptr);
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_arguments(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_files(tree_files);
    assert_string_equal(FIND("e.txt", "node_modules/x.yaml", "a.yaml"), "a.yaml e.txt node_modules/x.yaml");
    assert_string_equal(FIND("a.yaml", "./a.yaml", ".//a.yaml", "sub/../a.yaml"), "a.yaml");
    assert_string_equal(FIND("sub", ".", "a.yaml"), ALL);
    assert_string_equal(FIND("a.yaml", ".", "sub"), ALL);
    assert_string_equal(FIND("b.yml", "sub/deep", "a.yaml"), "a.yaml b.yml sub/deep/f.yaml");
    assert_string_equal(FIND("nosuch", "a.yaml", "nosuch"), "a.yaml | nosuch: no such file or directory");
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_links(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_file("real/z.yaml", "");
    make_file("outside.txt", "");
    must(symlink("z.yaml", "real/a-link.yaml") == 0);
    must(symlink("../outside.txt", "real/other.yaml") == 0);
    must(symlink("..", "real/loop") == 0);
    must(symlink("self.yaml", "real/self.yaml") == 0);
    must(symlink("nowhere", "real/dangling.yaml") == 0);
    must(symlink("real", "folder.yaml") == 0);
    assert_string_equal(FIND("."), "real/other.yaml real/z.yaml");
    assert_string_equal(FIND("folder.yaml"), "folder.yaml/other.yaml folder.yaml/z.yaml");
    assert_string_equal(FIND("real/a-link.yaml"), "real/a-link.yaml");
    assert_string_equal(FIND("real/a-link.yaml", "real"), "real/a-link.yaml real/other.yaml");
    assert_string_equal(FIND("real/a-link.yaml", "real/z.yaml"), "real/z.yaml");
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_git_ignore(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_file("out/.gitignore", "*.yaml\n");
    make_file("out/repo/.git/HEAD", "");
    make_file("out/repo/.gitignore", "/build\n*.json\ndeploy/gen*.yaml\n");
    make_file("out/repo/build/a.yaml", "");
    make_file("out/repo/deploy/.gitignore", "!kept.json\nlocal/\n");
    make_file("out/repo/deploy/build/a.yaml", "");
    make_file("out/repo/deploy/kept.json", "");
    make_file("out/repo/deploy/lost.json", "");
    make_file("out/repo/deploy/gen1.yaml", "");
    make_file("out/repo/deploy/local/a.yaml", "");
    make_file("out/repo/deploy/x.yaml", "");
    static const char expected[] = "out/repo/deploy/build/a.yaml out/repo/deploy/kept.json out/repo/deploy/x.yaml";
    assert_string_equal(FIND("out/repo"), expected);
    assert_string_equal(FIND("out/repo/deploy"), expected);
    assert_string_equal(FIND("out/repo/build", "out/repo/deploy/lost.json"),
                        "out/repo/build/a.yaml out/repo/deploy/lost.json");
    assert_string_equal(FIND("out"), "out/repo/deploy/kept.json");
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_exclude(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_files(tree_files);
    str patterns[] = {STR("sub/deep"), STR("*.json")};
    struct discover_exclude exclude = {{patterns, 2}, path_absolute(&arena, STR("."))};
    struct discovery discovery = {.excludes = &exclude, .exclude_count = 1};
    const char *const arguments[] = {".", "c.json", NULL};
    assert_string_equal(find_with(&arena, discovery, arguments).ptr,
                        ".github/x.yaml .hidden.yaml a.yaml b.yml c.json d.rules");
    discovery.force_exclude = true;
    assert_string_equal(find_with(&arena, discovery, arguments).ptr,
                        ".github/x.yaml .hidden.yaml a.yaml b.yml d.rules");
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_standard_input(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_files(tree_files);
    assert_string_equal(FIND("-", "-"), "<stdin>");
    struct discovery discovery = {.stdin_filename = STR("./sub/deep/f.yaml")};
    const char *const arguments[] = {"sub", "-", NULL};
    assert_string_equal(find_with(&arena, discovery, arguments).ptr, "sub/deep/f.yaml");
    discovery.stdin_filename = STR("sub/new.yaml");
    assert_string_equal(find_with(&arena, discovery, arguments).ptr, "sub/deep/f.yaml sub/new.yaml");
    arena_free(&arena);
    scratch_tree_end(&tree);
}

/* A folder that only its owner may read; the tests may run as root, whom nothing stops. */
static void test_unreadable(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_file("a.yaml", "");
    make_file("closed/x.yaml", "");
    bool root = geteuid() == 0;
    must(chmod("closed", root ? 0700 : 0) == 0);
    must(!root || seteuid(65534) == 0);
    str found = arena_copy(&arena, str_of(FIND(".")));
    must(!root || seteuid(0) == 0);
    must(chmod("closed", 0700) == 0);
    assert_string_equal(found.ptr, "a.yaml | closed: permission denied");
    arena_free(&arena);
    scratch_tree_end(&tree);
}

enum { DEPTH = 3000 };

/* Deeper than descriptors, the stack, or the longest path of the system would allow. */
static void test_deep(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    struct discovery discovery = {.arena = &arena};
    for (int i = 0; i < DEPTH; i++)
        must(mkdir("dd", 0755) == 0 && mkdir("e", 0755) == 0 && chdir("dd") == 0);
    make_file("x.yaml", "kind: X\n");
    must(chdir(tree.path) == 0);
    make_file("e/y.yaml", "");
    discover_add(&discovery, STR("."), false);
    discover_finish(&discovery);
    assert_int_equal(discovery.count, 2);
    assert_int_equal(discovery.fault_count, 0);
    assert_int_equal(discovery.files[0].path.len, DEPTH * 3 + 6);
    assert_string_equal(discovery.files[1].path.ptr, "e/y.yaml");
    struct loaded loaded = load_path(&arena, discovery.files[0].path, LOAD_REGULAR);
    assert_int_equal(loaded.outcome, READ_OK);
    assert_true(str_equal(loaded.bytes, STR("kind: X\n")));
    load_free(loaded.bytes);
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_limit(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_files(tree_files);
    struct discovery discovery = {.arena = &arena, .limit = 3};
    discover_add(&discovery, STR("."), true);
    assert_true(discovery.limited);
    assert_int_equal(discovery.count, 3);
    assert_true(discovery.files[0].context);
    discovery = (struct discovery){.arena = &arena, .limit = 100};
    discover_add(&discovery, STR("."), true);
    assert_false(discovery.limited);
    assert_false(discovery.saw_directory);
    arena_free(&arena);
    scratch_tree_end(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_directory),  cmocka_unit_test(test_arguments), cmocka_unit_test(test_links),
        cmocka_unit_test(test_git_ignore), cmocka_unit_test(test_exclude),   cmocka_unit_test(test_standard_input),
        cmocka_unit_test(test_unreadable), cmocka_unit_test(test_deep),      cmocka_unit_test(test_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
