/* Offsets, and maps made late. */
#include "yaml/spelling.h"

#include "yaml/decode.h"

struct spelling_map {
    struct arena *arena;
    struct scalar_map map;
    bool is_made; /* else map is empty, and what follows tells how to make it */
    uint8_t style;
    span raw;     /* bytes of the text that was parsed: the file's behind a byte order mark */
    uint32_t end; /* of that text */
};

/* What the tree was parsed from will still be there: no action was blanked, and it stands in no other scalar. */
static bool is_of_file(const struct tree *tree) {
    return !tree->outer && tree->text.ptr == tree->source->bytes.ptr + source_bom(tree->source);
}

struct spelling spelling_keep(struct arena *arena, const struct node *scalar) {
    const struct tree *tree = scalar->tree;
    bool stays = is_of_file(tree);
    size_t at;
    if (stays && decode_is_view(scalar, &at))
        return (struct spelling){.at = source_bom(tree->source) + (uint32_t)at};
    struct spelling_map *map = arena_alloc(arena, sizeof *map);
    *map = (struct spelling_map){.arena = arena, .is_made = !stays, .style = scalar->style, .raw = node_raw(scalar)};
    map->end = (uint32_t)tree->text.len;
    if (map->is_made)
        map->map = scalar_map_shift(arena, node_map(scalar), 0);
    return (struct spelling){.map = map};
}

static const struct scalar_map *made(struct spelling_map *map, const struct source *source, str value) {
    if (map->is_made)
        return &map->map;
    struct arena work = {0};
    uint32_t base = source_bom(source);
    str text = str_slice(source->bytes, base, base + (size_t)map->end);
    struct scalar_map into_text = decode_map(&work, text, map->raw, (enum node_style)map->style, value);
    map->map = scalar_map_shift(map->arena, &into_text, base);
    map->is_made = true;
    arena_free(&work);
    return &map->map;
}

/* Cut as by a map: what lies behind the value stands at its end. */
static uint32_t offset_in_file(const struct spelling *spelling, str value, uint32_t at) {
    return spelling->at + (at < value.len ? at : (uint32_t)value.len);
}

place spelling_place(const struct spelling *spelling, const struct source *source, str value, span part) {
    if (spelling->map)
        return (place){source, scalar_map_span(made(spelling->map, source, value), part)};
    uint32_t start = offset_in_file(spelling, value, part.start), end = offset_in_file(spelling, value, part.end);
    return (place){source, {start, end < start ? start : end}};
}

bool spelling_verbatim(const struct spelling *spelling, const struct source *source, str value, span part) {
    if (spelling->map)
        return scalar_map_verbatim(made(spelling->map, source, value), part);
    return part.end <= value.len;
}
