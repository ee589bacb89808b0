/* Paths as they are printed, as they are opened, and as they are compared.
 *
 * An absolute path here has no slash at its end, so that the root directory is the empty text and a member of any
 * directory is it, a slash and a name. */
#ifndef MONLINT_CLI_PATH_H
#define MONLINT_CLI_PATH_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"

/* Without "." components, doubled slashes and a slash at the end; "." if nothing is left. ".." stays: what is behind a
 * symbolic link has another parent. */
str path_normalise(struct arena *arena, str path);

/* The member of a normalised directory; of "." the bare name. */
str path_join(struct arena *arena, str directory, str name);

/* Up to the last slash: "a/b" gives "a", "/a" gives the empty text (the root), "a" gives ".". */
str path_parent(str path);

/* Behind the last slash. */
str path_base(str path);

/* The absolute path, symbolic links resolved as far as it exists. */
str path_absolute(struct arena *arena, str path);

/* Folders that were made absolute, so that each costs the system one question; zeroed but for the arena. */
struct path_folders {
    struct arena *arena;
    struct map absolute; /* of the folder as given */
};

/* The same as path_absolute(), of a normalised path. */
str path_folder(struct path_folders *folders, str path);

/* An absolute path as seen from another: below it relative, above it with "..", elsewhere absolute; "." for itself. */
str path_relative(struct arena *arena, str from, str to);

/* True if the absolute path is the directory or below it. */
bool path_is_below(str path, str directory);

/* The longest absolute directory that both are in. */
str path_common(str a, str b);

/* True if the absolute directory has a member of this name, which may be a link that leads nowhere. */
bool path_has_member(str directory, const char *name);

/* The nearest of the absolute directory and its ancestors that has a member of this name; ptr NULL: none. */
str path_find_upward(str directory, const char *name);

/* As open() with O_CLOEXEC, for a path of any length. -1: errno says why. */
int path_open(str path, int flags);

/* What errno says, lower case. */
str path_error(struct arena *arena, int code);

#endif
