/* The world of a run: which files are checked, and which are only read for what they say about those.
 *
 * Given directories are the world. When only files are given, the project around them is silent context: the nearest
 * ancestor of their common directory with .monlint.yaml, else with .git. --context adds to it, --no-context means the
 * given files alone. */
#ifndef MONLINT_CLI_WORLD_H
#define MONLINT_CLI_WORLD_H

#include "cli/discover.h"
#include "cli/options.h"

enum { WORLD_MOST_CONTEXT = 20 * 1000 }; /* files; a project with more is not read for a few of its own */

extern const char world_project_file[]; /* .monlint.yaml */

struct world_files {
    struct discovery discovery;
    bool whole;             /* directories were read, so that what is near can be seen */
    bool context_too_large; /* the project around the files was not read */
    str root; /* absolute: the project root around what was given, or else the directory that all of it is in */
};

/* The absolute directory that all arguments are in; a directory counts as in itself. Without arguments, and for
 * standard input without a name, the current one. */
str world_common(struct arena *arena, const struct options *options);

/* Finds all files, in path order. The excludes of the project file hold below config->root. */
void world_find(struct world_files *files, struct arena *arena, const struct options *options,
                const struct config *config);

#endif
