/* The executable against each input: within 5 seconds of processor time and 512 MB, with an end that says what
 * happened. Sanitizers multiply time and memory, so under them the inputs are small and the bounds are not held. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "cli/scratch_tree.h"
#include "hostile/inputs.h"
#include "hostile/json_check.h"
#include "hostile/spawn.h"

#ifdef MONLINT_SANITIZED
enum { SMALLER = 50, BOUNDED = 0 };
#else
enum { SMALLER = 1, BOUNDED = 1 };
#endif

enum { MOST_SECONDS = 5, MOST_KIB = 512 * 1000, PATIENCE = 20 };

static void write_input(const struct hostile_input *input) {
    FILE *file = fopen(input->name, "wb");
    size_t count = input->count < 2000 ? input->count : input->count / SMALLER;
    must(file != NULL);
    input->write(file, count);
    must(fclose(file) == 0);
}

static const char *fault_of(const struct hostile_input *input, const struct spawned *run) {
    if (run->signal)
        return "it crashed or was killed";
    if (str_contains(run->err, STR("Sanitizer")) || str_contains(run->err, STR("runtime error")))
        return "a sanitizer spoke";
    if (!json_is_valid(run->out))
        return "its output is no JSON";
    if (run->status != 0 && run->status != 1 && run->status != 3)
        return "its exit status is not one of a lint run";
    if (BOUNDED && !(input->ends & (1 << run->status)))
        return "its exit status is not one that is right here";
    if (run->status == 1 && json_number(run->out, STR("checked")) != 1)
        return "it has findings in a file that it did not check";
    if (BOUNDED && run->cpu > MOST_SECONDS)
        return "it took too long";
    if (BOUNDED && run->memory > MOST_KIB)
        return "it took too much memory";
    return NULL;
}

static bool is_survived(const struct hostile_input *input) {
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    const char *const argv[] = {MONLINT_TOOL, "--no-config", "--format", "json", input->name, NULL};
    write_input(input);
    struct spawned run = spawn_run(&arena, argv, NULL, PATIENCE);
    const char *fault = fault_of(input, &run);
    print_message("%-30s %2d %6.2f s %4ld MB%s%s\n", input->name, run.status, run.cpu, run.memory / 1000,
                  fault ? "  " : "", fault ? fault : "");
    bool good = !fault;
    arena_free(&arena);
    scratch_tree_end(&tree);
    return good;
}

/* In a process of its own, so that what one run printed is not counted into the memory of the next. */
static void test_input(void **state) {
    int status = 0;
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        bool survived = is_survived(*state);
        fflush(NULL);
        _exit(survived ? 0 : 1);
    }
    must(child > 0 && waitpid(child, &status, 0) == child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

int main(int argc, char **argv) {
    struct CMUnitTest tests[160];
    size_t count = 0;
    for (size_t k = 0; k < hostile_group_count; k++)
        for (size_t i = 0; i < hostile_groups[k]->len; i++) {
            const struct hostile_input *input = &hostile_groups[k]->at[i];
            must(count < sizeof tests / sizeof tests[0]);
            if (argc < 2 || strstr(input->name, argv[1]))
                tests[count++] = (struct CMUnitTest){input->name, test_input, NULL, NULL, (void *)input};
        }
    return _cmocka_run_group_tests("hostile inputs", tests, count, NULL, NULL);
}
