/* Output goes to files without a name, so that a program that prints much never waits for its reader. wait4 tells the
 * memory of this one child; the system counts the parent's memory at the spawn into it, so a test stays small. */
#define _DEFAULT_SOURCE
#include "hostile/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/vec.h"

extern char **environ;

static void need(bool good) {
    if (!good)
        abort();
}

static char **environment(struct arena *arena, const char *variable) {
    VEC(char *) all = {0};
    if (variable)
        vec_push(arena, &all, (char *)arena_copy(arena, str_of(variable)).ptr);
    for (char **at = environ; *at; at++)
        vec_push(arena, &all, *at);
    vec_push(arena, &all, NULL);
    return all.at;
}

static char **arguments(struct arena *arena, const char *const *argv) {
    VEC(char *) all = {0};
    for (; *argv; argv++)
        vec_push(arena, &all, (char *)arena_copy(arena, str_of(*argv)).ptr);
    vec_push(arena, &all, NULL);
    return all.at;
}

static pid_t start(struct arena *arena, const char *const *argv, const char *variable, int out, int err) {
    posix_spawn_file_actions_t actions;
    pid_t child = -1;
    need(posix_spawn_file_actions_init(&actions) == 0);
    need(posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0) == 0);
    need(posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO) == 0);
    need(posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO) == 0);
    need(posix_spawn(&child, argv[0], &actions, NULL, arguments(arena, argv), environment(arena, variable)) == 0);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int wait_for(pid_t child, unsigned seconds, struct rusage *usage) {
    const struct timespec pause = {0, 1000 * 1000};
    double end = now() + seconds;
    int status = 0;
    for (;;) {
        pid_t ended = wait4(child, &status, WNOHANG, usage);
        if (ended == child)
            return status;
        need(ended == 0 || errno == EINTR);
        if (now() > end)
            kill(child, SIGKILL);
        nanosleep(&pause, NULL);
    }
}

static double seconds_of(struct timeval time) {
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static str read_back(struct arena *arena, FILE *file) {
    need(fseek(file, 0, SEEK_END) == 0);
    size_t size = (size_t)ftell(file);
    char *bytes = arena_alloc(arena, size + 1);
    rewind(file);
    need(fread(bytes, 1, size, file) == size);
    bytes[size] = '\0';
    fclose(file);
    return (str){bytes, size};
}

struct spawned spawn_run(struct arena *arena, const char *const *argv, const char *variable, unsigned seconds) {
    FILE *out = tmpfile(), *err = tmpfile();
    struct rusage usage;
    need(out && err);
    int status = wait_for(start(arena, argv, variable, fileno(out), fileno(err)), seconds, &usage);
    return (struct spawned){.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                            .signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                            .cpu = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime),
                            .memory = usage.ru_maxrss,
                            .out = read_back(arena, out),
                            .err = read_back(arena, err)};
}
