/* Reading within bounds, and paths as text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "cli/load.h"
#include "cli/scratch_tree.h"
#include "yaml/load.h"

static void test_kinds(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_file("a.yaml", "text");
    make_file("empty.yaml", "");
    make_file("folder/x", "");
    must(mkfifo("pipe.yaml", 0600) == 0);
    struct loaded loaded = load_path(&arena, STR("a.yaml"), LOAD_REGULAR);
    assert_int_equal(loaded.outcome, READ_OK);
    assert_true(str_equal(loaded.bytes, STR("text")));
    load_free(loaded.bytes);
    loaded = load_path(&arena, STR("empty.yaml"), LOAD_REGULAR);
    assert_int_equal(loaded.outcome, READ_OK);
    assert_int_equal(loaded.bytes.len, 0);
    load_free(loaded.bytes);
    loaded = load_path(&arena, STR("pipe.yaml"), LOAD_REGULAR);
    assert_int_equal(loaded.outcome, READ_FAILED);
    assert_string_equal(loaded.reason.ptr, "no longer a regular file");
    loaded = load_path(&arena, STR("folder"), LOAD_REGULAR);
    assert_int_equal(loaded.outcome, READ_FAILED);
    assert_string_equal(loaded.reason.ptr, "is a directory");
    loaded = load_path(&arena, STR("none"), LOAD_STREAM);
    assert_int_equal(loaded.outcome, READ_FAILED);
    assert_string_equal(loaded.reason.ptr, "no such file or directory");
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void make_sparse(const char *path, off_t size) {
    make_file(path, "");
    must(truncate(path, size) == 0);
}

static void test_bounds(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_sparse("most.yaml", YAML_MAX_BYTES);
    make_sparse("more.yaml", (off_t)YAML_MAX_BYTES + 1);
    struct loaded loaded = load_path(&arena, STR("most.yaml"), LOAD_REGULAR);
    assert_int_equal(loaded.outcome, READ_OK);
    assert_int_equal(loaded.bytes.len, YAML_MAX_BYTES);
    load_free(loaded.bytes);
    loaded = load_path(&arena, STR("more.yaml"), LOAD_REGULAR);
    assert_int_equal(loaded.outcome, READ_TOO_LARGE);
    assert_string_equal(loaded.reason.ptr, "larger than 64 MiB");
    loaded = load_path(&arena, STR("/dev/zero"), LOAD_STREAM);
    assert_int_equal(loaded.outcome, READ_TOO_LARGE);
    arena_free(&arena);
    scratch_tree_end(&tree);
}

/* What the pipe's writer has written before and after the reader came. */
static void test_pipe(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    must(mkfifo("pipe", 0600) == 0);
    pid_t writer = fork();
    if (writer == 0) {
        int fd = open("pipe", O_WRONLY);
        bool good = fd >= 0;
        for (int i = 0; i < 100000 && good; i++)
            good = write(fd, "0123456789", 10) == 10;
        _exit(good ? 0 : 1);
    }
    struct loaded loaded = load_path(&arena, STR("pipe"), LOAD_STREAM);
    assert_int_equal(loaded.outcome, READ_OK);
    assert_int_equal(loaded.bytes.len, 1000000);
    assert_memory_equal(loaded.bytes.ptr + 999990, "0123456789", 10);
    load_free(loaded.bytes);
    int status = -1;
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_normalise(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {".", "."},     {"./", "."},      {"a", "a"},           {"./a", "a"},    {"a//b/./c/", "a/b/c"}, {"/", "/"},
        {"//a/", "/a"}, {"../a", "../a"}, {"a/../b", "a/../b"}, {"./../", ".."}, {"/..", "/.."}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        str normal = path_normalise(&arena, str_of(rows[i][0]));
        assert_string_equal(arena_copy(&arena, normal).ptr, rows[i][1]);
    }
    arena_free(&arena);
}

static void test_relative(void **state) {
    (void)state;
    static const char *const rows[][3] = {
        {"/a/b", "/a/b", "."}, {"/a/b", "/a/b/c/d", "c/d"}, {"/a/b", "/a", ".."}, {"/a/b/c", "/a", "../.."},
        {"/a", "", ".."},      {"/a/b", "/a/bc", "/a/bc"},  {"/a/b", "/x", "/x"}, {"", "/x", "x"}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        str relative = path_relative(&arena, str_of(rows[i][0]), str_of(rows[i][1]));
        assert_string_equal(arena_copy(&arena, relative).ptr, rows[i][2]);
    }
    assert_string_equal(arena_copy(&arena, path_common(STR("/a/bc/d"), STR("/a/b"))).ptr, "/a");
    assert_string_equal(arena_copy(&arena, path_common(STR("/a"), STR("/b"))).ptr, "");
    assert_string_equal(arena_copy(&arena, path_parent(STR("/a"))).ptr, "");
    assert_string_equal(arena_copy(&arena, path_parent(STR("a"))).ptr, ".");
    assert_string_equal(path_base(STR("a/b")).ptr, "b");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),     cmocka_unit_test(test_bounds),   cmocka_unit_test(test_pipe),
        cmocka_unit_test(test_normalise), cmocka_unit_test(test_relative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
