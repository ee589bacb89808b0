/* Scalar maps of nodes, made when they are asked for. */
#include "yaml/decode.h"
#include "yaml/node_inner.h"

/* Found by the node's address. */
struct kept_map {
    const struct node *node;
    struct scalar_map map;
};

static str address_of(const struct node *const *node) {
    return (str){(const char *)node, sizeof *node};
}

static struct scalar_map map_into_text(struct arena *arena, const struct node *scalar) {
    size_t at;
    if (decode_is_view(scalar, &at))
        return scalar_map_identity(arena, (uint32_t)at, (uint32_t)scalar->value.len);
    return decode_map(arena, scalar->tree->text, node_raw(scalar), (enum node_style)scalar->style, scalar->value);
}

static struct scalar_map map_into_file(const struct node *scalar) {
    const struct tree *tree = scalar->tree;
    struct scalar_map map = map_into_text(tree->arena, scalar);
    if (tree->outer)
        return scalar_map_compose(tree->arena, &map, tree->outer);
    uint32_t base = source_bom(tree->source);
    return base ? scalar_map_shift(tree->arena, &map, base) : map;
}

/* Found by the mapping's address too. */
struct kept_index {
    const struct node *mapping;
    struct map map;
};

struct map *node_index(const struct node *mapping) {
    struct kept_index *kept = map_get(&mapping->tree->indexes, address_of(&mapping));
    return &kept->map;
}

struct map *node_index_begin(struct node *mapping) {
    struct tree *tree = mapping->tree;
    const struct node *address = mapping;
    struct kept_index *kept = map_get(&tree->indexes, address_of(&address));
    mapping->flags |= NODE_INDEXED;
    if (!kept) {
        kept = arena_alloc(tree->arena, sizeof *kept);
        kept->mapping = mapping;
        map_put(tree->arena, &tree->indexes, address_of(&kept->mapping), kept);
    }
    kept->map = (struct map){0};
    return &kept->map;
}

const struct scalar_map *node_map(const struct node *scalar) {
    struct tree *tree = scalar->tree;
    struct kept_map *kept = map_get(&tree->maps, address_of(&scalar));
    if (!kept) {
        kept = arena_new(tree->arena, struct kept_map);
        *kept = (struct kept_map){scalar, map_into_file(scalar)};
        map_put(tree->arena, &tree->maps, address_of(&kept->node), kept);
    }
    return &kept->map;
}

place node_place_within(const struct node *scalar, span decoded) {
    return (place){scalar->tree->source, scalar_map_span(node_map(scalar), decoded)};
}
