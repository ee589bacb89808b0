/* The files that a benchmark runs over. */
#ifndef MONLINT_BENCH_FILES_H
#define MONLINT_BENCH_FILES_H

#include <stddef.h>

struct file_list {
    char **paths; /* in order of their bytes */
    size_t count;
};

/* All .yaml, .yml and .json files below the folder; none if it cannot be read. Freed by files_free. */
struct file_list files_below(const char *folder);

void files_free(struct file_list *list);

#endif
