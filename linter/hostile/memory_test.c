/* Memory runs out at each allocation of a run in turn: the run says so in one line and ends with 3, or it could do
 * without and ends as ever. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/scratch_tree.h"
#include "hostile/json_check.h"
#include "hostile/spawn.h"

enum { ALL_UP_TO = 300, STEPS = 300, PATIENCE = 20 };

struct setting {
    const char *name;
    const char *jobs;
    const char *on; /* NULL: one allocation fails; else all from there on */
};

static const char *const sample[] = {MONLINT_SOURCE_DIR "/testdata/rules/backoff",
                                     MONLINT_SOURCE_DIR "/testdata/rules/promql"};

static struct spawned run(struct arena *arena, const struct setting *setting, unsigned long fail_at) {
    char number[32];
    snprintf(number, sizeof number, "%lu", fail_at);
    must(setenv("MONLINT_FAIL_AT", number, 1) == 0 && setenv("MONLINT_FAIL_COUNT", "count", 1) == 0);
    must((setting->on ? setenv("MONLINT_FAIL_ON", setting->on, 1) : unsetenv("MONLINT_FAIL_ON")) == 0);
    const char *argv[] = {MONLINT_TOOL, "--format", "json", "--jobs", setting->jobs, sample[0], sample[1], NULL};
    return spawn_run(arena, argv, "LD_PRELOAD=" MONLINT_FAILING_MEMORY, PATIENCE);
}

static unsigned long count_allocations(void) {
    char line[32] = "";
    FILE *file = fopen("count", "r");
    must(file && fgets(line, sizeof line, file));
    fclose(file);
    return strtoul(line, NULL, 10);
}

static size_t count_lines(str text) {
    size_t lines = 0;
    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n';
    return lines;
}

/* NULL if the run did what it should. */
static const char *fault_of(const struct spawned *run, const struct spawned *whole) {
    if (run->signal)
        return "it crashed or hung";
    if (run->status == whole->status)
        return str_equal(run->out, whole->out) ? NULL : "it ends as ever, with other findings";
    if (run->status != 3)
        return "its exit status is not 3";
    if (count_lines(run->err) == 0 || !str_starts_with(run->err, STR("monlint: ")))
        return "it does not say why";
    if (run->out.len && json_is_valid(run->out) && !str_contains(run->err, STR("emory")))
        return "its report looks complete";
    return NULL;
}

static void test_failures(void **state) {
    const struct setting *setting = *state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    struct spawned whole = run(&arena, setting, 0);
    assert_int_equal(whole.signal, 0);
    assert_int_equal(whole.status, 1);
    unsigned long count = count_allocations(), failed = 0, tried = 0;
    unsigned long stride = count > ALL_UP_TO ? (count - ALL_UP_TO) / STEPS + 1 : 1;
    for (unsigned long at = 1; at <= count; at += at < ALL_UP_TO ? 1 : stride, tried++) {
        struct arena one = {0};
        struct spawned hurt = run(&one, setting, at);
        const char *fault = fault_of(&hurt, &whole);
        if (fault)
            print_error("%s, allocation %lu of %lu: %s (status %d, signal %d): %.*s\n", setting->name, at, count, fault,
                        hurt.status, hurt.signal, STR_ARG(hurt.err));
        failed += fault != NULL;
        arena_free(&one);
    }
    print_message("%s: %lu of %lu allocations\n", setting->name, tried, count);
    arena_free(&arena);
    scratch_tree_end(&tree);
    assert_int_equal(failed, 0);
    assert_true(tried > 100);
}

int main(void) {
    static const struct setting settings[] = {
        {"one fails", "1", NULL}, {"all from one on fail", "1", "1"}, {"one fails, two threads", "2", NULL}};
    const struct CMUnitTest tests[] = {
        {settings[0].name, test_failures, NULL, NULL, (void *)&settings[0]},
        {settings[1].name, test_failures, NULL, NULL, (void *)&settings[1]},
        {settings[2].name, test_failures, NULL, NULL, (void *)&settings[2]},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
