#define _DEFAULT_SOURCE
#include "bench/files.h"

#include <ftw.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FILES = 100 * 1000, OPEN_FOLDERS = 16 };

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

struct file_list files_below(const char *folder) {
    path_count = 0;
    if (nftw(folder, take_path, OPEN_FOLDERS, FTW_PHYS) != 0)
        path_count = 0;
    struct file_list list = {calloc(path_count + 1, sizeof *paths), path_count};
    if (!list.paths)
        exit(1);
    memcpy(list.paths, paths, path_count * sizeof *paths);
    qsort(list.paths, list.count, sizeof *list.paths, compare_paths);
    return list;
}

void files_free(struct file_list *list) {
    for (size_t i = 0; i < list->count; i++)
        free(list->paths[i]);
    free(list->paths);
}
