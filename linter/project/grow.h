/* Where a template prints lines that become members of a collection. */
#ifndef MONLINT_PROJECT_GROW_H
#define MONLINT_PROJECT_GROW_H

#include "yaml/node.h"

/* True if a template's action may print further members of this collection, or of what stands in its place. */
bool node_may_grow(const struct node *node);

#endif
