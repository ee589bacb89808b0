/* The command from outside: exit statuses, and what goes where. Nothing here depends on what a rule finds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/load.h"
#include "cli/run.h"
#include "cli/scratch_tree.h"

static const struct rule silent_rule = {.id = "silent-rule", .summary = "nothing", .why = "never", .remedy = "none"};
static const struct rule_entry entries[] = {{&silent_rule, "tests", "a: 1\n", "a: 2\n"}};

enum { MOST_WORDS = 8 };

struct outcome_of_run {
    int status;
    struct arena arena;
    str out, err;
};

static void redirect(int fd, const char *path) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    must(file >= 0 && dup2(file, fd) == fd);
}

static str text_of(struct arena *arena, const char *path) {
    struct loaded loaded = load_path(arena, str_of(path), LOAD_REGULAR);
    must(loaded.outcome == READ_OK);
    str text = arena_copy(arena, loaded.bytes);
    load_free(loaded.bytes);
    return text;
}

static struct outcome_of_run run_words(const char *const *words) {
    struct outcome_of_run run = {0};
    char *argv[MOST_WORDS + 2] = {NULL};
    int argc = 0;
    for (argv[argc++] = strdup("monlint"); words[argc - 1]; argc++)
        argv[argc] = strdup(words[argc - 1]);
    pid_t child = fork();
    if (child == 0) {
        redirect(STDOUT_FILENO, "../out");
        redirect(STDERR_FILENO, "../err");
        _exit(monlint_main(argc, argv, entries, 1));
    }
    int status = -1;
    must(child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status));
    for (int i = 0; i < argc; i++)
        free(argv[i]);
    run.status = WEXITSTATUS(status);
    run.out = text_of(&run.arena, "../out");
    run.err = text_of(&run.arena, "../err");
    return run;
}

struct run_case {
    const char *words[MOST_WORDS];
    int status;
    const char *out, *err; /* what standard output and error contain; "": nothing else than nothing */
};

static const struct run_case run_cases[] = {
    {{"--version"}, 0, "monlint ", ""},
    {{"--help"}, 0, "--fail-on", ""},
    {{"--list-rules=json"}, 0, "\"silent-rule\"", ""},
    {{"--explain", "silent-rule"}, 0, "silent-rule (", ""},
    {{"--explain", "silent-rul"}, 2, "", "did you mean \"silent-rule\"?"},
    {{"--format", "sarif"}, 2, "", "there are text, gcc, json and jsonl"},
    {{"--lsp"}, 2, "", "there is no option --lsp"},
    {{"--print-schema"}, 0, "fail_on", ""},
    {{"--show-config"}, 0, "fail_on", ""},
    {{"empty"}, 0, "", "no findings in 0 files"},
    {{"-q", "empty"}, 0, "", ""},
    {{"-q", "--fail-on-empty", "empty"}, 2, "", "no file was checked"},
    {{"-q", "nosuch.yaml"}, 3, "", "nosuch.yaml: no such file or directory"},
    {{"-q", "--format=json", "nosuch.yaml"}, 3, "\"incomplete\":true,\"exitCode\":3}", "nosuch"},
    {{"-q", "--format=json", "empty", "--jobs=3"}, 0, "\"diagnostics\":[],\"files\":{\"checked\":0", ""},
    {{"-q", "--format=json:none/x", "empty"}, 3, "", "none/x: no such file or directory"},
    {{"--config=nosuch", "empty"}, 2, "", "nosuch: no such file or directory"},
    {{"--config=bad.cfg", "empty"}, 2, "bad.cfg:1:1: error: ", "nothing was checked"},
    {{"--config=bad.cfg", "--quiet", "--format=gcc", "empty"}, 2, "[invalid-config]", ""},
    {{"--config=twice.cfg", "-fgcc", "empty"}, 2, "file [invalid-config]\ntwice.cfg:3:1: error: the key stands", "so"},
    {{"bad"}, 2, "bad/.monlint.yaml:1:1: error: ", "nothing was checked"},
    {{"--stdin-filename=x.yaml", "empty"}, 2, "", "- must be among the paths"},
    {{"--no-config", "bad"}, 0, "", "no findings in 0 files"},
};

static void assert_holds(str text, const char *part) {
    if (*part == '\0')
        assert_int_equal(text.len, 0);
    if (!str_contains(text, str_of(part)))
        print_error("no \"%s\" in \"%s\"\n", part, text.ptr);
    assert_true(str_contains(text, str_of(part)));
}

static void test_run(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    make_file("work/empty/", "");
    make_file("work/bad.cfg", "no_such_key: 1\n");
    make_file("work/twice.cfg", "no_such_key: 1\nignore: []\nignore: []\n");
    make_file("work/bad/.monlint.yaml", "no_such_key: 1\n");
    must(chdir("work") == 0);
    for (size_t i = 0; i < sizeof run_cases / sizeof run_cases[0]; i++) {
        struct outcome_of_run run = run_words(run_cases[i].words);
        if (run.status != run_cases[i].status)
            print_error("%s %s\n", run_cases[i].words[0], run.err.ptr);
        assert_int_equal(run.status, run_cases[i].status);
        assert_holds(run.out, run_cases[i].out);
        assert_holds(run.err, run_cases[i].err);
        arena_free(&run.arena);
    }
    scratch_tree_end(&tree);
}

static void test_report_file(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    make_file("work/empty/", "");
    make_file("work/report.json",
              "what stood there before is replaced, however long it may have been: ............."
              "....................................................................................."
              ".....................................................................................");
    must(chdir("work") == 0);
    const char *const words[] = {"-q", "--format=gcc", "--format=json:report.json", "empty", NULL};
    struct outcome_of_run run = run_words(words);
    assert_int_equal(run.status, 0);
    assert_int_equal(run.out.len, 0);
    str report = text_of(&run.arena, "report.json");
    assert_true(str_starts_with(report, STR("{\"version\":1,")));
    assert_true(str_ends_with(report, STR("\"exitCode\":0}}\n")));
    arena_free(&run.arena);
    scratch_tree_end(&tree);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_run), cmocka_unit_test(test_report_file)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
