/* A folder's files, without recursion: the depth of a tree costs memory, never stack or descriptors. */
#ifndef MONLINT_CLI_WALK_H
#define MONLINT_CLI_WALK_H

#include "cli/discover.h"

/* Adds the files below a directory, whose path is normalised. */
void walk_directory(struct discovery *discovery, str path, bool context);

/* For the walk: what it found, what it could not read, and what the user leaves out. */
void discover_file(struct discovery *discovery, const struct found *file);
void discover_fault(struct discovery *discovery, str path, int code);
bool discover_excluded(const struct discovery *discovery, str absolute);

#endif
