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

/* True if the value is a view of what was parsed. */
static bool is_view(const struct node *scalar, size_t *at) {
    str text = scalar->tree->text;
    size_t quote = scalar->style == STYLE_SINGLE_QUOTED || scalar->style == STYLE_DOUBLE_QUOTED;
    *at = node_raw(scalar).start + quote;
    return scalar->value.len > 0 && *at < text.len && scalar->value.ptr == text.ptr + *at;
}

/* All of the value from the scalar's first line: what cannot be told exactly is not told at all. */
static struct scalar_map coarse_map(struct arena *arena, const struct node *scalar) {
    span raw = node_raw(scalar);
    str text = str_slice(scalar->tree->text, raw.start, raw.end);
    uint32_t end = raw.start + (uint32_t)str_find_byte(text, '\n');
    struct map_run *run = arena_new(arena, struct map_run);
    *run = (struct map_run){0, (uint32_t)scalar->value.len, {raw.start, end}, false};
    return (struct scalar_map){run, 1, raw.start};
}

static struct scalar_map map_into_text(struct arena *arena, const struct node *scalar) {
    size_t at;
    if (is_view(scalar, &at))
        return scalar_map_identity(arena, (uint32_t)at, (uint32_t)scalar->value.len);
    struct decoded decoded =
        decode_scalar(arena, scalar->tree->text, node_raw(scalar), (enum node_style)scalar->style, scalar->value);
    return str_equal(decoded.value, scalar->value) ? decoded.map : coarse_map(arena, scalar);
}

static struct scalar_map shifted(struct arena *arena, struct scalar_map map, uint32_t by) {
    struct map_run *runs = arena_array(arena, struct map_run, map.count);
    for (uint32_t i = 0; i < map.count; i++) {
        runs[i] = map.runs[i];
        runs[i].source.start += by;
        runs[i].source.end += by;
    }
    return (struct scalar_map){runs, map.count, map.empty_at + by};
}

static struct scalar_map map_into_file(const struct node *scalar) {
    const struct tree *tree = scalar->tree;
    struct scalar_map map = map_into_text(tree->arena, scalar);
    if (tree->outer)
        return scalar_map_compose(tree->arena, &map, tree->outer);
    uint32_t base = source_bom(tree->source);
    return base ? shifted(tree->arena, map, base) : map;
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
