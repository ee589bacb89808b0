/* monlint against the bare loop over the same files: processor time, their ratio, and the greatest memory.
 *
 * The two run in turns, so that what else the machine does hits both; of each the least time counts. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { RUNS = 15, MOST_FILES = 100 * 1000, OPTIONS = 6 };

struct cost {
    double seconds; /* of the quickest run */
    long memory;    /* KiB, of the largest */
    int status;     /* of the last */
};

/* nftw passes nothing through. */
static char *paths[MOST_FILES];
static size_t path_count;

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), wanted = strlen(end);
    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

static int take_path(const char *path, const struct stat *status, int flag, struct FTW *ftw) {
    (void)status, (void)ftw;
    if (flag == FTW_F && path_count < MOST_FILES &&
        (ends_with(path, ".yaml") || ends_with(path, ".yml") || ends_with(path, ".json")))
        paths[path_count++] = strdup(path);
    return 0;
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

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
static void keep_readable(char *bare) {
    size_t kept = 0;
    for (size_t i = 0; i < path_count; i++) {
        struct cost cost = {0};
        char *argv[] = {bare, paths[i], NULL};
        measure(argv, &cost);
        if (cost.status == 0)
            paths[kept++] = paths[i];
        else
            free(paths[i]);
    }
    path_count = kept;
}

static char **arguments(const char *const *options) {
    char **argv = calloc(path_count + OPTIONS + 1, sizeof *argv);
    size_t count = 0;
    if (!argv)
        exit(1);
    for (; *options; options++)
        argv[count++] = strdup(*options);
    memcpy(argv + count, paths, path_count * sizeof *paths);
    return argv;
}

static void compare(char *tool, char *bare) {
    const char *const tool_options[] = {tool, "--jobs", "1", "--format", "json", "--no-config", NULL},
                      *const bare_options[] = {bare, NULL};
    char **tool_argv = arguments(tool_options), **bare_argv = arguments(bare_options);
    struct cost tool_cost = {0}, bare_cost = {0};
    for (int i = 0; i < RUNS; i++) {
        measure(bare_argv, &bare_cost);
        measure(tool_argv, &tool_cost);
    }
    printf("%zu files, the least of %d runs each\n", path_count, RUNS);
    printf("libyaml  %8.2f ms  %5.1f MB\n", bare_cost.seconds * 1e3, (double)bare_cost.memory / 1000);
    printf("monlint  %8.2f ms  %5.1f MB  (exit %d)\n", tool_cost.seconds * 1e3, (double)tool_cost.memory / 1000,
           tool_cost.status);
    printf("ratio    %8.2f\n", tool_cost.seconds / bare_cost.seconds);
    free(tool_argv);
    free(bare_argv);
}

int main(int argc, char **argv) {
    if (argc != 4) {
        fprintf(stderr, "usage: bench MONLINT BARE DIRECTORY\n");
        return 2;
    }
    if (nftw(argv[3], take_path, 16, FTW_PHYS) != 0 || path_count == 0) {
        printf("bench: skipped: no files in %s (set MONLINT_BENCH_CORPUS)\n", argv[3]);
        return 0;
    }
    qsort(paths, path_count, sizeof *paths, compare_paths);
    keep_readable(argv[2]);
    compare(argv[1], argv[2]);
    for (size_t i = 0; i < path_count; i++)
        free(paths[i]);
    return 0;
}
