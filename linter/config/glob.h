/* Patterns as .gitignore has them.
 *
 * What a pattern matches is what git 2.39 makes of it (dir.c, wildmatch.c; gitignore(5)): bytes, not characters; `*`
 * and `?` stop at a slash; `**` crosses slashes only where it is a whole component. Matching takes time within the
 * product of the two lengths, whatever the pattern. */
#ifndef MONLINT_CONFIG_GLOB_H
#define MONLINT_CONFIG_GLOB_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* Whether the pattern takes this file: the file itself or a folder it is in. The path is relative to where the pattern
 * holds, with slashes and without one at its start or end. A leading `!` is an ordinary byte. */
bool glob_match(str pattern, str path);

/* One line of a .gitignore. */
struct ignore_rule {
    str pattern; /* without the signs below */
    bool negated;
    bool directory; /* ended in a slash: only for folders */
    bool anchored;  /* holds a slash: for the whole path, not its last component */
};

struct ignore_rules {
    struct ignore_rule *at;
    size_t len, cap;
};

enum ignore_verdict { IGNORE_UNDECIDED, IGNORE_YES, IGNORE_NO };

/* The rules of a .gitignore's text; views into the text, which must outlive them. */
struct ignore_rules ignore_parse(struct arena *arena, str text);

/* What the rules say of a path relative to the folder of the .gitignore; the last that matches decides. Only the path
 * itself is judged: git never looks into an ignored folder, and neither may the caller. */
enum ignore_verdict ignore_test(const struct ignore_rules *rules, str path, bool is_directory);

#endif
