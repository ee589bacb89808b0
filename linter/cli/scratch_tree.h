/* For tests: a folder of files that is the current directory until it is removed. */
#ifndef MONLINT_CLI_SCRATCH_TREE_H
#define MONLINT_CLI_SCRATCH_TREE_H

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/path.h"

struct scratch_tree {
    char path[64];
    int before; /* the directory to go back to */
};

static inline void must(bool good) {
    if (!good)
        abort();
}

static inline struct scratch_tree scratch_tree_begin(void) {
    struct scratch_tree tree = {"/tmp/monlint-test-XXXXXX", open(".", O_RDONLY | O_DIRECTORY)};
    must(tree.before >= 0 && mkdtemp(tree.path) && chdir(tree.path) == 0 && chmod(".", 0755) == 0);
    return tree;
}

/* rm goes deeper than nftw, whose paths have the system's limit. */
static inline void scratch_tree_end(struct scratch_tree *tree) {
    int status = -1;
    must(fchdir(tree->before) == 0);
    close(tree->before);
    pid_t child = fork();
    if (child == 0) {
        execlp("rm", "rm", "-rf", "--", tree->path, (char *)NULL);
        _exit(1);
    }
    must(child > 0 && waitpid(child, &status, 0) == child && status == 0);
}

static inline void make_folders(const char *path) {
    char part[256];
    for (size_t i = 1; path[i]; i++) {
        if (path[i] != '/')
            continue;
        memcpy(part, path, i);
        part[i] = '\0';
        mkdir(part, 0755);
    }
}

/* A file, and the folders it is in. A path that ends in a slash is a folder alone. */
static inline void make_file(const char *path, const char *text) {
    make_folders(path);
    if (path[strlen(path) - 1] == '/')
        return;
    FILE *file = fopen(path, "w");
    must(file && fputs(text, file) >= 0 && fclose(file) == 0);
}

static inline void make_files(const char *const *paths) {
    for (; *paths; paths++)
        make_file(*paths, "");
}

#endif
