/* From arguments to files, in path order, each once.
 *
 * In directories *.yaml, *.yml, *.json and *.rules are read; what .gitignore files name, from the repository's root
 * downward, is left out, and so are version control and dependency folders and names that begin with two dots (the
 * insides of a mounted ConfigMap). Symbolic links lead to files, never into folders, so that a walk ends. A file that
 * is found by several names counts once: standard input in its place beats the file itself, a given file beats context,
 * a name beats a walk, a file beats a link, then the first path wins; so the order of arguments does not matter. */
#ifndef MONLINT_CLI_DISCOVER_H
#define MONLINT_CLI_DISCOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "cli/load.h"
#include "cli/path.h"
#include "config/config.h"

struct found {
    str path;     /* as it is printed and opened */
    str absolute; /* links in its folders resolved */
    enum load_kind kind;
    bool named;      /* given itself, not by its folder */
    bool context;    /* only by a walk for context */
    bool link;       /* a symbolic link */
    bool identified; /* device and inode are known */
    uint64_t device, inode, size;
};

/* A place that could not be read: the run is incomplete. */
struct discover_fault {
    str path, reason;
};

/* Patterns that hold below one absolute directory. */
struct discover_exclude {
    struct str_list patterns;
    str base;
};

struct discovery {
    struct arena *arena; /* of all that is found */
    const struct discover_exclude *excludes;
    size_t exclude_count;
    bool force_exclude; /* also named files */
    str stdin_filename; /* the path of "-"; empty: <stdin> */
    size_t limit;       /* walks stop when this many files are found; 0: never */

    struct path_folders folders; /* of named files */

    struct found *files;
    size_t count, cap;
    struct discover_fault *faults;
    size_t fault_count, fault_cap;
    bool limited;       /* a walk stopped at the limit */
    bool saw_directory; /* of those given */
};

/* Adds what an argument stands for: a folder's files, a file, or "-". */
void discover_add(struct discovery *discovery, str argument, bool context);

/* Sorts files and faults by path and drops what is there twice. */
void discover_finish(struct discovery *discovery);

#endif
