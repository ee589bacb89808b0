/* Processor time for each item of sets of 1,000, 10,000 and 100,000 of them, with all rules and one job.
 *
 * With --check the first two alone: fails if the larger takes more than GROWTH times as long for an item. That bears
 * the noise of a busy machine, since the least time of several runs counts, and what is compared with all others takes
 * up to ten times as long. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/scale_sets.h"

extern char **environ;

enum { SMALL = 1000, LARGE = 10 * 1000, HUGE = 100 * 1000, RUNS = 3 };

static const double growth_most = 2.5;

static void give_up(const char *what) {
    perror(what);
    exit(1);
}

static void write_file(const struct scale_set *set, const char *path, size_t first, size_t end) {
    FILE *file = fopen(path, "w");
    if (!file)
        give_up(path);
    fputs(set->head, file);
    for (size_t i = first; i < end; i++)
        set->item(file, i);
    if (set->tail)
        set->tail(file, end - first);
    if (fclose(file) != 0)
        give_up(path);
}

/* At most 1,000 files: with more items each holds more of them. */
static void write_set(const struct scale_set *set, size_t count) {
    enum { MOST_FILES = 1000 };
    char path[64];
    size_t step = set->items_a_file ? set->items_a_file : count;
    if (count / step > MOST_FILES)
        step = count / MOST_FILES;
    for (size_t first = 0; first < count; first += step) {
        snprintf(path, sizeof path, "%zu.yaml", first);
        write_file(set, path, first, first + step < count ? first + step : count);
    }
}

static int remove_entry(const char *path, const struct stat *status, int flag, struct FTW *ftw) {
    (void)status, (void)flag, (void)ftw;
    return remove(path);
}

/* Seconds; the tool must end with or without findings, or at a bound. */
static double run(const char *tool) {
    const char *const argv[] = {tool, "--no-config", "--jobs", "1", "--format", "jsonl", ".", NULL};
    posix_spawn_file_actions_t actions;
    struct rusage usage;
    pid_t child;
    int status = 0;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    if (posix_spawn(&child, tool, &actions, NULL, (char *const *)argv, environ) != 0 ||
        wait4(child, &status, 0, &usage) != child)
        give_up(tool);
    posix_spawn_file_actions_destroy(&actions);
    if (!WIFEXITED(status) || WEXITSTATUS(status) == 2) {
        fprintf(stderr, "scale: %s failed\n", tool);
        exit(1);
    }
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* Microseconds an item, the least of several runs. */
static double measure(const char *tool, const struct scale_set *set, size_t count) {
    char folder[] = "/tmp/monlint-scale-XXXXXX";
    double least = 0;
    if (!mkdtemp(folder) || chdir(folder) != 0)
        give_up(folder);
    write_set(set, count);
    for (int i = 0; i < RUNS; i++) {
        double seconds = run(tool);
        least = i == 0 || seconds < least ? seconds : least;
    }
    if (chdir("/") != 0 || nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS) != 0)
        give_up(folder);
    return least * 1e6 / (double)count;
}

/* Whether an item takes about as long among 10,000 as among 1,000; measured again when it seems not to. */
static bool check_set(const char *tool, const struct scale_set *set) {
    double small = 0, large = 0;
    for (int i = 0; i < RUNS; i++) {
        small = measure(tool, set, SMALL);
        large = measure(tool, set, LARGE);
        if (large <= small * growth_most)
            break;
    }
    bool good = large <= small * growth_most;
    printf("%-24s %8.1f %8.1f us an item%s\n", set->name, small, large, good ? "" : "  it grows");
    return good;
}

static void show_set(const char *tool, const struct scale_set *set) {
    printf("%-24s", set->name);
    for (size_t count = SMALL; count <= HUGE; count *= 10) {
        printf(" %8.1f", measure(tool, set, count));
        fflush(stdout);
    }
    printf(" us an item\n");
}

int main(int argc, char **argv) {
    bool check = argc == 3 && strcmp(argv[1], "--check") == 0, good = true;
    if (argc != 2 && !check) {
        fprintf(stderr, "usage: scale [--check] MONLINT\n");
        return 2;
    }
    char *tool = realpath(argv[argc - 1], NULL);
    if (!tool)
        give_up(argv[argc - 1]);
    for (size_t i = 0; i < scale_set_count; i++) {
        if (check)
            good &= check_set(tool, &scale_sets[i]);
        else
            show_set(tool, &scale_sets[i]);
    }
    free(tool);
    return good ? 0 : 1;
}
