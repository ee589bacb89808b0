/* Large and vicious files, written piece by piece. */
#ifndef MONLINT_HOSTILE_INPUTS_H
#define MONLINT_HOSTILE_INPUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* What a run over the file may end in, as bits. */
enum { ENDS_CLEAN = 1 << 0, ENDS_FINDINGS = 1 << 1, ENDS_INCOMPLETE = 1 << 3 };

struct hostile_input {
    const char *name; /* of the file */
    void (*write)(FILE *file, size_t count);
    size_t count; /* how often what it repeats stands there */
    int ends;
};

struct hostile_inputs {
    const struct hostile_input *at;
    size_t len;
};

extern const struct hostile_inputs *const hostile_groups[];
extern const size_t hostile_group_count;

/* The same text, count times. */
void hostile_repeat(FILE *file, const char *text, size_t count);

#endif
