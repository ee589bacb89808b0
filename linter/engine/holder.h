/* The node of a document that a place lies in.
 *
 * Findings ask for it one by one, so a collection with many children is searched through an index, made at the first
 * question and kept for the file. */
#ifndef MONLINT_ENGINE_HOLDER_H
#define MONLINT_ENGINE_HOLDER_H

#include "base/arena.h"
#include "base/map.h"
#include "yaml/node.h"

struct holder {
    struct map wide; /* address of a node -> its children by place */
};

/* The deepest node of root whose bytes, or whose key's bytes, hold the offset; root if none below it does. The index
 * goes into the arena, which must also hold the nodes. */
const struct node *holder_find(struct holder *holder, struct arena *arena, const struct node *root, uint32_t offset);

#endif
