/* Inline ignores: which comment hides which findings, and whether it did. */
#ifndef MONLINT_ENGINE_IGNORE_H
#define MONLINT_ENGINE_IGNORE_H

#include "config/directive.h"
#include "engine/registry.h"
#include "yaml/load.h"

enum ignore_scope { IGNORE_LINE, IGNORE_NODE, IGNORE_FILE };

/* One rule id of one directive. */
struct ignore {
    str id;
    place id_at;     /* the id in the comment */
    place directive; /* the whole comment */
    enum ignore_scope scope;
    span hides;     /* findings that start in here */
    uint32_t until; /* 20261231; 0: for ever */
    bool explained; /* a reason stands behind it */
    bool used;      /* set by the join */
};

struct ignore_list {
    VEC(struct ignore) ignores;
    VEC(struct violation) malformed; /* directives that do not parse */
    size_t comments_seen;
    enum dialect dialect; /* dialect=loki stands in the file */
};

/* Takes in the loader's comments from where the last call ended up to the end of the document `tree` (NULL: those
 * behind the last document). */
void ignores_collect(struct ignore_list *ignores, struct arena *arena, const struct source *source,
                     const struct yaml_loader *loader, const struct tree *tree);

/* The ignores of one file, ready to be asked about many findings. */
struct ignore_index;

/* NULL if the file has none. An ignore whose date has passed hides nothing. Clears what was marked used. */
struct ignore_index *ignores_index(struct arena *arena, struct ignore_list *ignores, uint32_t today);

/* True if an ignore hides the finding, which stands in the index's file. */
bool ignores_hide(struct ignore_index *index, struct arena *arena, const struct diag *diag);

/* Marks the ignores used that hid one of the findings asked about. */
void ignores_settle(struct ignore_index *index);

#endif
