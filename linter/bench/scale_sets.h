/* Sets of rules and of what they are wired to, of any size. */
#ifndef MONLINT_BENCH_SCALE_SETS_H
#define MONLINT_BENCH_SCALE_SETS_H

#include <stddef.h>
#include <stdio.h>

/* One kind of set: files that each begin with the same lines and hold a number of items. */
struct scale_set {
    const char *name;
    const char *head;                     /* of each file */
    void (*item)(FILE *file, size_t i);   /* the i-th of all; a rule, or an object and what belongs to it */
    void (*tail)(FILE *file, size_t all); /* behind the last item of a file; NULL: nothing */
    size_t items_a_file;                  /* 0: all in one */
};

extern const struct scale_set scale_sets[];
extern const size_t scale_set_count;

#endif
