/* The report does not depend on the number of threads, the order of the arguments, or the run. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/vec.h"
#include "hostile/spawn.h"

enum { MOST_FILES = 20000, PATIENCE = 120 };

static char *paths[MOST_FILES];
static size_t path_count;

static int take_path(const char *path, const struct stat *status, int flag, struct FTW *ftw) {
    (void)status, (void)ftw;
    const char *end = strrchr(path, '.');
    if (flag == FTW_F && path_count < MOST_FILES && end && (strcmp(end, ".yaml") == 0 || strcmp(end, ".yml") == 0))
        paths[path_count++] = strdup(path);
    return 0;
}

static void shuffle(unsigned seed) {
    uint64_t state = seed;
    for (size_t i = path_count; i > 1; i--) {
        state = state * UINT64_C(6364136223846793005) + 1442695040888963407u;
        size_t other = (size_t)(state >> 33) % i;
        char *moved = paths[i - 1];
        paths[i - 1] = paths[other];
        paths[other] = moved;
    }
}

static struct spawned run_files(struct arena *arena, const char *jobs, const char *format) {
    VEC(const char *) argv = {0};
    vec_push(arena, &argv, MONLINT_TOOL);
    vec_push(arena, &argv, "--no-config");
    vec_push(arena, &argv, "--format");
    vec_push(arena, &argv, format);
    vec_push(arena, &argv, "--jobs");
    vec_push(arena, &argv, jobs);
    for (size_t i = 0; i < path_count; i++)
        vec_push(arena, &argv, paths[i]);
    vec_push(arena, &argv, NULL);
    return spawn_run(arena, argv.at, NULL, PATIENCE);
}

static void test_same(void **state) {
    (void)state;
    static const char *const jobs[] = {"1", "2", "8", "1", "8"};
    static const char *const formats[] = {"json", "text"};
    assert_true(path_count > 50);
    for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
        struct arena arena = {0};
        struct spawned first = run_files(&arena, "1", formats[f]);
        assert_int_equal(first.signal, 0);
        assert_true(first.out.len > 1000);
        for (size_t i = 0; i < sizeof jobs / sizeof jobs[0]; i++) {
            shuffle((unsigned)i);
            struct spawned again = run_files(&arena, jobs[i], formats[f]);
            assert_int_equal(again.status, first.status);
            assert_true(str_equal(again.out, first.out));
            assert_true(str_equal(again.err, first.err));
        }
        arena_free(&arena);
    }
}

int main(int argc, char **argv) {
    const char *root = argc > 1 ? argv[1] : MONLINT_SOURCE_DIR "/testdata";
    if (nftw(root, take_path, 16, FTW_PHYS) != 0)
        return 1;
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (size_t i = 0; i < path_count; i++)
        free(paths[i]);
    return failed;
}
