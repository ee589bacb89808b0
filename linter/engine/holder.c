/* Children stand in file order, so one that ends before the offset has none behind it to offer to the left. Copies of
 * aliases and merged members stand elsewhere: what they were copied from is found first, so they are left out. */
#include "engine/holder.h"

enum { WIDE_FROM = 16 };

struct wide {
    const struct node *of; /* whose address is the key of the map */
    const struct node **children;
    size_t count;
};

static bool holds(const struct node *child, uint32_t offset) {
    uint32_t start = child->key ? child->key->span.start : child->span.start;
    return start <= offset && offset <= child->span.end;
}

static bool stands_elsewhere(const struct node *child) {
    return child->flags & (NODE_MERGED | NODE_ALIASED);
}

static str address_of(const struct node *const *node) {
    return (str){(const char *)node, sizeof *node};
}

static struct wide *wide_of(struct holder *holder, struct arena *arena, const struct node *node) {
    struct wide *wide = map_get(&holder->wide, address_of(&node));
    if (wide)
        return wide;
    wide = arena_new(arena, struct wide);
    wide->of = node;
    wide->children = arena_array(arena, const struct node *, node->child_count);
    for (const struct node *child = node->children; child; child = child->next)
        if (!stands_elsewhere(child))
            wide->children[wide->count++] = child;
    map_put(arena, &holder->wide, address_of(&wide->of), wide);
    return wide;
}

static const struct node *search(const struct wide *wide, uint32_t offset) {
    size_t low = 0, high = wide->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (wide->children[middle]->span.end < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low < wide->count && holds(wide->children[low], offset) ? wide->children[low] : NULL;
}

static const struct node *child_holding(struct holder *holder, struct arena *arena, const struct node *node,
                                        uint32_t offset) {
    if (node->child_count >= WIDE_FROM)
        return search(wide_of(holder, arena, node), offset);
    for (const struct node *child = node->children; child; child = child->next)
        if (holds(child, offset))
            return child;
    return NULL;
}

const struct node *holder_find(struct holder *holder, struct arena *arena, const struct node *root, uint32_t offset) {
    const struct node *found = root;
    for (const struct node *child = root; child; child = child_holding(holder, arena, child, offset))
        found = child;
    return found;
}
