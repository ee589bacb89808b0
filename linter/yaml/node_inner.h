/* What a node has beside its struct. Inside this folder only. */
#ifndef MONLINT_YAML_NODE_INNER_H
#define MONLINT_YAML_NODE_INNER_H

#include "base/arena.h"
#include "base/map.h"
#include "yaml/node.h"

/* A node of a document inside a scalar, whose place in that scalar cannot be told from its place in the file. */
struct inner_node {
    struct node node;
    span raw;
};

/* Bytes that a node of this tree takes. */
static inline size_t node_size(const struct tree *tree) {
    return tree->outer ? sizeof(struct inner_node) : sizeof(struct node);
}

/* The effective members of an indexed mapping by their keys. */
struct map *node_index(const struct node *mapping);

/* Gives the mapping an empty index, in place of one that it may have. */
struct map *node_index_begin(struct node *mapping);

#endif
