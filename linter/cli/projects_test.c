/* Whole projects below testdata/projects: what the command prints for each is known to the letter.
 *
 * Two targets help with the faulty one: faulty-expect writes its list anew, to be read before it is committed, and
 * faulty-coverage says which rules it does not show yet. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/str.h"
#include "cli/load.h"

/* Runs a shell command in the checkout; its output goes to the test's. Returns the exit status, or -1. */
static int shell(const char *command) {
    fflush(NULL);
    int status = system(command);
    return status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int in_checkout(void **state) {
    (void)state;
    return setenv("MONLINT", MONLINT_TOOL, 1) || setenv("LC_ALL", "C", 1) || chdir(MONLINT_SOURCE_DIR);
}

static void test_clean_stack_prints_nothing(void **state) {
    (void)state;
    assert_int_equal(shell("\"$MONLINT\" testdata/projects/logging-stack | diff -u /dev/null -"), 0);
    assert_int_equal(shell("\"$MONLINT\" --quiet testdata/projects/logging-stack"), 0);
}

static void test_faulty_stack_prints_its_list(void **state) {
    (void)state;
    const char *list = "sh testdata/projects/faulty_list.sh >/dev/null";
    const char *compared =
        "sh testdata/projects/faulty_list.sh | diff -u testdata/projects/logging-stack-faulty.expect -";
    assert_int_equal(shell(compared), 0);
    assert_int_equal(shell(list), 0);
}

static void test_example_of_readme_is_printed(void **state) {
    (void)state;
    struct arena arena = {0};
    FILE *run = popen("\"$MONLINT\" --quiet --no-config testdata/projects/readme", "r");
    assert_non_null(run);
    char *printed = arena_array(&arena, char, 1 << 16);
    size_t size = fread(printed, 1, 1 << 16, run);
    pclose(run);
    struct loaded readme = load_path(&arena, STR("README.md"), LOAD_REGULAR);
    assert_int_equal(readme.outcome, READ_OK);
    assert_true(size > 0);
    str example = {printed, size - 1}; /* without the blank line that ends it */
    if (!str_contains(readme.bytes, example))
        print_error("README.md does not have this:\n%.*s", STR_ARG(example));
    assert_true(str_contains(readme.bytes, example));
    load_free(readme.bytes);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_stack_prints_nothing),
        cmocka_unit_test(test_faulty_stack_prints_its_list),
        cmocka_unit_test(test_example_of_readme_is_printed),
    };
    return cmocka_run_group_tests(tests, in_checkout, NULL);
}
