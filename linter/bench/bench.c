/* monlint against the bare loop over the same files: processor time, their ratio, and the greatest memory.
 *
 * The two run in turns, so that what else the machine does hits both; of each the least time counts. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/files.h"

extern char **environ;

enum { RUNS = 15, OPTIONS = 16 };

struct cost {
    double seconds; /* of the quickest run */
    long memory;    /* KiB, of the largest */
    int status;     /* of the last */
};

static void measure(char *const *argv, struct cost *cost) {
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    pid_t child;
    int status;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawn(&child, argv[0], &actions, NULL, argv, environ) != 0 || wait4(child, &status, 0, &usage) != child) {
        fprintf(stderr, "bench: %s does not run\n", argv[0]);
        exit(1);
    }
    posix_spawn_file_actions_destroy(&actions);
    double seconds = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    if (cost->seconds <= 0 || seconds < cost->seconds)
        cost->seconds = seconds;
    if (usage.ru_maxrss > cost->memory)
        cost->memory = usage.ru_maxrss;
    cost->status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Keeps the files that parse. */
static void keep_readable(struct file_list *files, char *bare) {
    size_t kept = 0;
    for (size_t i = 0; i < files->count; i++) {
        struct cost cost = {0};
        char *argv[] = {bare, files->paths[i], NULL};
        measure(argv, &cost);
        if (cost.status == 0)
            files->paths[kept++] = files->paths[i];
        else
            free(files->paths[i]);
    }
    files->count = kept;
}

static char **arguments(const struct file_list *files, const char *const *options) {
    char **argv = calloc(files->count + OPTIONS + 1, sizeof *argv);
    size_t count = 0;
    if (!argv)
        exit(1);
    for (; *options; options++)
        argv[count++] = strdup(*options);
    memcpy(argv + count, files->paths, files->count * sizeof *files->paths);
    return argv;
}

/* More options of monlint end with NULL. */
static void compare(const struct file_list *files, const char *tool, const char *bare, char *const *more) {
    const char *tool_options[OPTIONS] = {tool, "--jobs", "1", "--format", "json", "--no-config"};
    const char *const bare_options[] = {bare, NULL};
    for (size_t i = 0, at = 6; more[i] && at + 1 < OPTIONS; i++)
        tool_options[at++] = more[i];
    char **tool_argv = arguments(files, tool_options), **bare_argv = arguments(files, bare_options);
    struct cost tool_cost = {0}, bare_cost = {0};
    for (int i = 0; i < RUNS; i++) {
        measure(bare_argv, &bare_cost);
        measure(tool_argv, &tool_cost);
    }
    printf("%zu files, the least of %d runs each\n", files->count, RUNS);
    printf("libyaml  %8.2f ms  %5.1f MB\n", bare_cost.seconds * 1e3, (double)bare_cost.memory / 1000);
    printf("monlint  %8.2f ms  %5.1f MB  (exit %d)\n", tool_cost.seconds * 1e3, (double)tool_cost.memory / 1000,
           tool_cost.status);
    printf("ratio    %8.2f\n", tool_cost.seconds / bare_cost.seconds);
    free(tool_argv);
    free(bare_argv);
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: bench MONLINT BARE DIRECTORY [OPTION...]\n");
        return 2;
    }
    struct file_list files = files_below(argv[3]);
    if (files.count == 0) {
        printf("bench: skipped: no files in %s (set MONLINT_BENCH_CORPUS)\n", argv[3]);
        return 0;
    }
    keep_readable(&files, argv[2]);
    compare(&files, argv[1], argv[2], argv + 4);
    files_free(&files);
    return 0;
}
