/* Runs a program and tells all that can be seen of it from outside. */
#ifndef MONLINT_HOSTILE_SPAWN_H
#define MONLINT_HOSTILE_SPAWN_H

#include <stdbool.h>

#include "base/arena.h"

struct spawned {
    int status;  /* exit status; -1: ended by a signal */
    int signal;  /* that ended it, or 0 */
    double cpu;  /* seconds, of all threads, user and system */
    long memory; /* greatest resident set, KiB */
    str out, err;
};

/* Runs argv[0] with the current directory and, before its own, the given environment variable ("NAME=value" or NULL);
 * kills it after `seconds` of wall time. Its input is empty. Output is in the arena. */
struct spawned spawn_run(struct arena *arena, const char *const *argv, const char *variable, unsigned seconds);

#endif
