/* Hostile folders: what cannot be read, what never ends, what is too much. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/scratch_tree.h"
#include "hostile/inputs.h"
#include "hostile/json_check.h"
#include "hostile/spawn.h"

#ifdef MONLINT_SANITIZED
enum { FILES = 1000, TOKENS = 190 * 1000, BOUNDED = 0 };
#else
enum { FILES = 20 * 1000, TOKENS = 2090 * 1000, BOUNDED = 1 };
#endif

enum { MOST_SECONDS = 5, MOST_KIB = 512 * 1000, PATIENCE = 60, ANY_NUMBER = -1 };

#define RULE_FILE_OF(number) "groups:\n- name: g\n  rules:\n  - {record: 'a:b:c" number "', expr: up}\n"
#define RULE_FILE RULE_FILE_OF("0")

struct folder_case {
    const char *name;
    void (*make)(void);
    const char *path; /* that is given */
    int status;
    int checked;        /* files, or ANY_NUMBER */
    const char *spoken; /* that must stand on standard error */
    int large;          /* how many files are as large as files may be; 0: none, and MOST_SECONDS are for all */
};

static void make_loop(void) {
    make_file("d/a/rules.yaml", RULE_FILE);
    must(symlink("..", "d/a/up") == 0 && symlink(".", "d/a/here") == 0 && symlink("self", "d/self") == 0);
    must(symlink("self.yaml", "d/self.yaml") == 0);
}

static void make_fifo(void) {
    make_file("d/rules.yaml", RULE_FILE);
    must(mkfifo("d/fifo.yaml", 0666) == 0);
}

static void make_unreadable_file(void) {
    make_file("d/rules.yaml", RULE_FILE);
    must(symlink("/proc/self/mem", "d/mem.yaml") == 0);
}

static void make_closed_file(void) {
    make_file("d/rules.yaml", RULE_FILE);
    must(chmod("d/rules.yaml", 0) == 0);
}

static void make_closed_folder(void) {
    make_file("d/rules.yaml", RULE_FILE);
    make_file("d/closed/rules.yaml", RULE_FILE);
    must(chmod("d/closed", 0) == 0);
}

static void make_nothing(void) {
}

static void make_names(void) {
    make_file("d/new\nline\x1b[31m\xff\".yaml", RULE_FILE);
    make_file("d/--help.yaml", RULE_FILE_OF("1"));
}

static void make_many(void) {
    char path[64], text[128];
    must(mkdir("d", 0755) == 0);
    for (int i = 0; i < FILES; i++) {
        snprintf(path, sizeof path, "d/%d.yaml", i);
        snprintf(text, sizeof text, RULE_FILE_OF("%d"), i);
        make_file(path, text);
    }
}

/* So many rules in two folders, of the same names with other thresholds. */
static void make_copies(void) {
    for (int copy = 0; copy < 2; copy++) {
        must((copy || mkdir("d", 0755) == 0) && mkdir(copy ? "d/b" : "d/a", 0755) == 0);
        FILE *file = fopen(copy ? "d/b/rules.yaml" : "d/a/rules.yaml", "w");
        must(file && fputs("groups:\n- name: g\n  rules:\n", file) >= 0);
        for (int i = 0; i < FILES; i++)
            fprintf(file, "  - {alert: A%d, expr: foo > %d, for: 5m, labels: {severity: warning}}\n", i, i + copy);
        must(fclose(file) == 0);
    }
}

/* One monitor and its Service in as many environments. */
static void make_overlays(void) {
    char path[64];
    for (int i = 0; i < FILES / 4; i++) {
        snprintf(path, sizeof path, "d/overlays/e%d/all.yaml", i);
        make_file(path,
                  "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m, namespace: mon}\n"
                  "spec: {selector: {matchLabels: {app: x}}, endpoints: [{port: http}]}\n---\n"
                  "apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: mon, labels: {app: x}}\n"
                  "spec: {selector: {app: x}, ports: [{name: http, port: 80}]}\n");
    }
}

static void make_deep(void) {
    int before = open(".", O_RDONLY | O_DIRECTORY);
    must(before >= 0 && mkdir("d", 0755) == 0 && chdir("d") == 0);
    for (int i = 0; i < 1000; i++)
        must(mkdir("abcdefgh", 0755) == 0 && chdir("abcdefgh") == 0);
    make_file("rules.yaml", RULE_FILE);
    must(fchdir(before) == 0 && close(before) == 0);
}

static void make_tokens(void) {
    char path[64];
    must(mkdir("d", 0755) == 0);
    for (int i = 0; i < 8; i++) {
        snprintf(path, sizeof path, "d/%d.yaml", i);
        FILE *file = fopen(path, "w");
        must(file && fputs("groups: [", file) >= 0);
        hostile_repeat(file, "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,", TOKENS);
        must(fputs("]\n", file) >= 0 && fclose(file) == 0);
        must(BOUNDED || truncate(path, 9 + TOKENS * 32L) == 0);
    }
}

/* Of which nothing but its ignores is kept. */
static void make_ignored(void) {
    must(mkdir("d", 0755) == 0);
    FILE *file = fopen("d/other.yaml", "w");
    must(file && fputs("a: # monlint: ignore[missing-severity] x\nb: # monlint: ignore[missing-severity] x\nc: |\n",
                       file) >= 0);
    hostile_repeat(file, "  xxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", TOKENS / 10);
    must(fclose(file) == 0);
    make_file("d/rules.yaml", RULE_FILE);
}

static void make_lines(void) {
    char path[64];
    must(mkdir("d", 0755) == 0);
    for (int i = 0; i < 8; i++) {
        snprintf(path, sizeof path, "d/%d.yaml", i);
        FILE *file = fopen(path, "w");
        must(file != NULL);
        hostile_repeat(file, "\n\n\n\n\n\n\n\n\n\n", TOKENS * 2 + TOKENS);
        must(fclose(file) == 0);
    }
}

static const struct folder_case cases[] = {
    {"links in circles", make_loop, "d", 0, 1, "", 0},
    {"a pipe in a folder", make_fifo, "d", 0, 1, "", 0},
    {"a file that fails to read", make_unreadable_file, "d", 3, ANY_NUMBER, "mem.yaml", 0},
    {"a closed file", make_closed_file, "d", 3, 0, "rules.yaml", 0},
    {"a closed folder", make_closed_folder, "d", 3, 1, "closed", 0},
    {"a path that is not there", make_nothing, "d/x.yaml", 3, 0, "d/x.yaml", 0},
    {"a link to itself", make_loop, "d/self.yaml", 3, 0, "d/self.yaml", 0},
    {"names with control characters", make_names, "d", 0, 2, "", 0},
    {"many files", make_many, "d", 0, FILES, "", 0},
    {"two copies of many rules", make_copies, "d", 0, 2, "", 0},
    {"many overlays", make_overlays, "d", 0, FILES / 4, "", 0},
    {"a thousand folders deep", make_deep, "d", 0, 1, "", 0},
    {"eight files of tokens", make_tokens, "d", 3, 8, "", 8},
    {"ignores in a file that is passed over", make_ignored, "d", 0, 1, "", 0},
    {"eight files of lines", make_lines, "d", 0, 0, "", 8},
};

static const char *fault_of(const struct folder_case *test, const struct spawned *run) {
    if (run->signal)
        return "it crashed or was killed";
    if (!json_is_valid(run->out))
        return "its output is no JSON";
    if (run->status != test->status && (BOUNDED || test->make != make_tokens))
        return "its exit status is another";
    if (test->checked != ANY_NUMBER && json_number(run->out, STR("checked")) != test->checked)
        return "it checked another number of files";
    if (!str_contains(run->err, str_of(test->spoken)))
        return "it does not name what is wrong";
    if (BOUNDED && run->cpu > MOST_SECONDS * (test->large ? test->large : 1))
        return "it took too long";
    return BOUNDED && run->memory > MOST_KIB ? "it took too much memory" : NULL;
}

static bool is_root_needed_absent(const struct folder_case *test) {
    return geteuid() == 0 && (test->make == make_closed_file || test->make == make_closed_folder);
}

static void test_folder(void **state) {
    const struct folder_case *test = *state;
    if (is_root_needed_absent(test))
        skip();
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    const char *const argv[] = {MONLINT_TOOL, "--no-config", "--format", "json", "--jobs", "8", test->path, NULL};
    test->make();
    struct spawned run = spawn_run(&arena, argv, NULL, PATIENCE);
    const char *fault = fault_of(test, &run);
    print_message("%-30s %2d %6.2f s %4ld MB%s%s\n", test->name, run.status, run.cpu, run.memory / 1000,
                  fault ? "  " : "", fault ? fault : "");
    if (fault)
        print_message("%.*s\n", run.err.len > 1000 ? 1000 : (int)run.err.len, run.err.ptr);
    bool good = !fault;
    arena_free(&arena);
    chmod("d/closed", 0755);
    scratch_tree_end(&tree);
    assert_true(good);
}

/* A report that does not arrive is no clean run. */
static void test_full_device(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    const char *const argv[] = {"/bin/sh", "-c", "exec \"" MONLINT_TOOL "\" --format json d >/dev/full", NULL};
    make_file("d/rules.yaml", RULE_FILE);
    struct spawned run = spawn_run(&arena, argv, NULL, PATIENCE);
    assert_int_equal(run.status, 3);
    assert_true(str_contains(run.err, STR("standard output")));
    arena_free(&arena);
    scratch_tree_end(&tree);
}

int main(void) {
    enum { COUNT = sizeof cases / sizeof cases[0] };
    struct CMUnitTest tests[COUNT + 1] = {[COUNT] = cmocka_unit_test(test_full_device)};
    for (size_t i = 0; i < COUNT; i++)
        tests[i] = (struct CMUnitTest){cases[i].name, test_folder, NULL, NULL, (void *)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
