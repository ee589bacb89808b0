/* From a comment to the stretch of the file in which its ignore works. */
#ifndef MONLINT_ENGINE_IGNORE_SCOPE_H
#define MONLINT_ENGINE_IGNORE_SCOPE_H

#include "engine/ignore.h"

/* A node by where it starts, its key included. */
struct start {
    const struct node *node;
    uint32_t at;
    uint32_t order; /* in the walk: of two nodes that start together, the outer one is first */
};

typedef VEC(struct start) start_list;

/* What comments of one document look for; made when the first of them asks. */
struct ignore_scopes {
    const struct source *source;
    const struct node *root; /* NULL: behind the last document */
    struct arena *arena;
    start_list items, members, leaves; /* by start */
    bool known;                        /* the lists are made */
    span blank;                        /* a stretch without content that was passed, and where it led */
};

/* The scope of an ignore[…] in this comment, and the bytes in which findings start that it hides. Comments are asked
 * for in file order. */
span ignore_scope_find(struct ignore_scopes *scopes, span comment, enum ignore_scope *scope);

#endif
