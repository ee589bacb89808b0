/* The least that a linter of YAML can do with a file. */
#ifndef MONLINT_BENCH_EVENTS_H
#define MONLINT_BENCH_EVENTS_H

#include <stdbool.h>
#include <stddef.h>

/* The bytes of a file, for free(); NULL if it cannot be read. */
unsigned char *events_read_file(const char *path, size_t *size);

/* Runs libyaml's events over the bytes; false if they are no YAML. */
bool events_run(const unsigned char *bytes, size_t size);

#endif
