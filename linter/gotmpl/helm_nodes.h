/* Where YAML expects a node, line by line, without parsing YAML. */
#ifndef MONLINT_GOTMPL_HELM_NODES_H
#define MONLINT_GOTMPL_HELM_NODES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct node_start {
    size_t at;   /* the first byte of an unquoted or quoted node */
    long parent; /* column of the key or dash it belongs to; -1: none. Deeper lines belong to the node */
};

struct node_scanner {
    str text;
    size_t at;
    long parent;       /* of the node that is being read */
    long block_parent; /* in a block scalar: what is deeper belongs to it */
    bool in_block;
    bool in_plain; /* deeper lines continue a plain scalar below parent */
    bool expects;  /* a node may start at `at`, on this line */
    bool key_done; /* this line had its key */
    unsigned flow; /* open brackets and braces */
};

struct node_scanner node_scanner(str text);

/* The next place where a node starts, outside every scalar and comment; false at the end. */
bool node_scanner_next(struct node_scanner *scanner, struct node_start *start);

#endif
