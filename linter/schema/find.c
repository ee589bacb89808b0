/* Finding bound nodes by what they are. */
#include "schema/bind.h"

const struct node *node_field(const struct node *mapping, enum role role) {
    if (!mapping || mapping->kind != NODE_MAPPING)
        return NULL;
    const struct node *written = NULL, *merged = NULL;
    for (const struct node *member = mapping->children; member; member = member->next) {
        if (member->role != role)
            continue;
        if (!(member->flags & NODE_MERGED))
            written = member;
        else if (!merged)
            merged = member;
    }
    return written ? written : merged;
}

const struct node *node_fields(const struct node *collection, enum role role, const struct node *last) {
    if (!collection || collection->kind == NODE_SCALAR)
        return NULL;
    const struct node *child = last ? last->next : collection->children;
    while (child && child->role != role)
        child = child->next;
    return child;
}

const struct node *node_ancestor(const struct node *node, enum role role) {
    const struct node *above = node ? node->parent : NULL;
    while (above && above->role != role)
        above = above->parent;
    return above;
}
