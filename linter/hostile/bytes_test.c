/* All of monlint, in process, against every small damage of every test file: each prefix, and each byte once deleted,
 * doubled, and replaced by each byte that means something to YAML.
 *
 * Without an argument a fixed sample runs, in which every file and every damage comes up; with "all", everything. */
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "hostile/json_check.h"
#include "report/capture.h"
#include "rules_table.h"

#ifdef MONLINT_SANITIZED
enum { STRIDE = 509 };
#else
enum { STRIDE = 61 };
#endif

enum { MOST_SECONDS = 5, HANG_SECONDS = 60, MOST_FILES = 4096 };

static const char replacements[] = {'\0', '\t', '\n', '"', ':', '{', '&', (char)0xFF};

enum { PREFIX, DELETE, DOUBLE, REPLACE, DAMAGES = REPLACE + sizeof replacements };

struct bench {
    struct arena run; /* the engine and its configuration */
    struct config config;
    struct engine engine;
    FILE *printed;
    size_t stride, tried;
};

/* The names that nftw finds; it passes nothing through. */
static char *paths[MOST_FILES];
static size_t path_count;

static int take_path(const char *path, const struct stat *status, int flag, struct FTW *ftw) {
    (void)status, (void)ftw;
    if (flag == FTW_F && path_count < MOST_FILES)
        paths[path_count++] = strdup(path);
    return 0;
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static str read_file(struct arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    char *bytes = arena_alloc(arena, size + 1);
    rewind(file);
    assert_int_equal(fread(bytes, 1, size, file), size);
    fclose(file);
    return (str){bytes, size};
}

static str damaged(struct arena *arena, str bytes, size_t at, size_t damage) {
    char *copy = arena_alloc(arena, bytes.len + 1);
    if (damage == PREFIX)
        return str_slice(bytes, 0, at);
    memcpy(copy, bytes.ptr, bytes.len);
    if (damage >= REPLACE) {
        copy[at] = replacements[damage - REPLACE];
        return (str){copy, bytes.len};
    }
    size_t to = damage == DELETE ? at : at + 1, from = damage == DELETE ? at + 1 : at;
    memcpy(copy + to, bytes.ptr + from, bytes.len - from);
    return (str){copy, bytes.len + to - from};
}

static bool is_inside(place at) {
    return !at.source || (at.span.start <= at.span.end && at.span.end <= at.source->bytes.len);
}

static bool is_sound(const struct diag *diag) {
    bool sound = is_inside(diag->at) && diag->message.len > 0;
    for (const struct diag_note *note = diag->notes; note; note = note->next)
        sound &= is_inside(note->at);
    for (const struct diag_fix *fix = diag->fixes; fix; fix = fix->next)
        for (const struct diag_edit *edit = fix->edits; edit; edit = edit->next)
            sound &= is_inside(edit->at);
    return sound;
}

static str print(struct bench *bench, struct arena *arena, const struct outcome *outcome) {
    struct report_input input = {.outcome = outcome, .version = "test"};
    struct stream stream;
    int fd = fileno(bench->printed);
    assert_true(ftruncate(fd, 0) == 0 && lseek(fd, 0, SEEK_SET) == 0);
    stream_init(&stream, fd);
    report_print(REPORT_JSON, &stream, &input, arena);
    assert_true(stream_flush(&stream));
    off_t size = lseek(fd, 0, SEEK_END);
    char *text = arena_alloc(arena, (size_t)size + 1);
    assert_true(pread(fd, text, (size_t)size, 0) == size);
    return (str){text, (size_t)size};
}

/* What a run prints; spans are looked at on the way. */
static str run_once(struct bench *bench, struct arena *arena, str path, str bytes) {
    struct arena scratch = {0};
    struct input input = {.path = path, .bytes = bytes, .named = true, .hint = {.path = path}};
    input.hint.chart_template = str_contains(path, STR("templates/"));
    struct result *result = engine_analyse(&bench->engine, &input, arena, &scratch);
    struct world world = {.whole = true};
    struct outcome outcome = engine_join(&bench->engine, arena, &result, 1, &world);
    for (size_t i = 0; i < outcome.diag_count; i++)
        if (!is_sound(outcome.diags[i]))
            fail_msg("%.*s: a finding of %s is not inside its file", STR_ARG(path), outcome.diags[i]->rule);
    str text = print(bench, arena, &outcome);
    arena_free(&scratch);
    return text;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void try_damage(struct bench *bench, str path, str bytes, size_t at, size_t damage) {
    struct arena arena = {0};
    str hurt = damaged(&arena, bytes, at, damage);
    double start = now();
    alarm(HANG_SECONDS);
    str first = run_once(bench, &arena, path, hurt);
    if (now() - start > MOST_SECONDS)
        fail_msg("%.*s: damage %zu at %zu takes too long", STR_ARG(path), damage, at);
    str second = run_once(bench, &arena, path, hurt);
    alarm(0);
    if (!json_is_valid(first))
        fail_msg("%.*s: damage %zu at %zu prints no JSON", STR_ARG(path), damage, at);
    if (!str_equal(first, second))
        fail_msg("%.*s: damage %zu at %zu gives two results", STR_ARG(path), damage, at);
    arena_free(&arena);
}

/* The same damages in each run: their numbers go up by the stride, through all files. */
static void try_file(struct bench *bench, const char *path, size_t *number) {
    struct arena arena = {0};
    str bytes = read_file(&arena, path);
    for (size_t at = 0; at < bytes.len; at++)
        for (size_t damage = 0; damage < DAMAGES; damage++)
            if ((*number)++ % bench->stride == 0) {
                try_damage(bench, str_of(path), bytes, at, damage);
                bench->tried++;
            }
    arena_free(&arena);
}

static void test_damages(void **state) {
    struct bench *bench = *state;
    size_t number = 0;
    for (size_t i = 0; i < path_count; i++)
        try_file(bench, paths[i], &number);
    print_message("%zu of %zu damages in %zu files\n", bench->tried, number, path_count);
    assert_true(bench->tried > 0);
}

int main(int argc, char **argv) {
    struct bench bench = {.printed = tmpfile(), .stride = argc > 1 && strcmp(argv[1], "all") == 0 ? 1 : STRIDE};
    if (!bench.printed || nftw(MONLINT_SOURCE_DIR "/testdata", take_path, 16, FTW_PHYS) != 0)
        return 1;
    qsort(paths, path_count, sizeof *paths, compare_paths);
    config_init(&bench.config);
    bench.config.today = 20261122;
    engine_init(&bench.engine, &bench.run, rule_entries, rule_entry_count, &bench.config);
    struct CMUnitTest tests[] = {{"damages", test_damages, NULL, NULL, &bench}};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    for (size_t i = 0; i < path_count; i++)
        free(paths[i]);
    arena_free(&bench.run);
    fclose(bench.printed);
    return failed;
}
