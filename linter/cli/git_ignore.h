/* The .gitignore files that hold in a folder. */
#ifndef MONLINT_CLI_GIT_IGNORE_H
#define MONLINT_CLI_GIT_IGNORE_H

#include "base/arena.h"
#include "config/glob.h"

/* One .gitignore, and those of the folders around it. */
struct git_ignore {
    struct ignore_rules rules;
    size_t base; /* length of the absolute path of its folder */
    const struct git_ignore *outer;
};

/* Those from the root of the repository down to the absolute directory; without a repository that of the directory
 * alone. NULL: none. */
const struct git_ignore *git_ignore_begin(struct arena *arena, str directory);

/* With the .gitignore of a folder that is inside the others' folders, if it has one. */
const struct git_ignore *git_ignore_enter(struct arena *arena, const struct git_ignore *outer, str directory);

/* Whether git leaves the absolute path out; the innermost file that has something to say decides. */
bool git_ignore_test(const struct git_ignore *ignore, str path, bool is_directory);

#endif
