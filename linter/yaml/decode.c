/* The decoded bytes and their runs grow together. */
#include "yaml/decode.h"

#include <string.h>

#include "yaml/breaks.h"

static void append(struct decoding *decoding, const char *bytes, size_t length) {
    if (decoding->cap - decoding->len < length) {
        size_t wanted = (decoding->cap + length) * 2;
        char *moved = arena_alloc(decoding->arena, wanted);
        if (decoding->len)
            memcpy(moved, decoding->bytes, decoding->len);
        decoding->bytes = moved;
        decoding->cap = wanted;
    }
    memcpy(decoding->bytes + decoding->len, bytes, length);
    decoding->len += length;
}

void decode_verbatim(struct decoding *decoding, size_t at, size_t length) {
    if (length == 0)
        return;
    struct map_run *last = decoding->runs.len ? &decoding->runs.at[decoding->runs.len - 1] : NULL;
    if (last && last->verbatim && last->source.end == at) {
        last->length += (uint32_t)length;
        last->source.end += (uint32_t)length;
    } else {
        span source = {(uint32_t)at, (uint32_t)(at + length)};
        vec_push(decoding->arena, &decoding->runs,
                 (struct map_run){(uint32_t)decoding->len, (uint32_t)length, source, true});
    }
    append(decoding, decoding->text.ptr + at, length);
}

void decode_spelt(struct decoding *decoding, str bytes, span source) {
    vec_push(decoding->arena, &decoding->runs,
             (struct map_run){(uint32_t)decoding->len, (uint32_t)bytes.len, source, false});
    append(decoding, bytes.ptr, bytes.len);
}

size_t decode_break(struct decoding *decoding, size_t at) {
    size_t length = break_length(decoding->text, at);
    bool same = break_is_kept(decoding->text, at) || decoding->text.ptr[at] == '\n';
    if (same)
        decode_verbatim(decoding, at, length);
    else
        decode_spelt(decoding, STR("\n"), (span){(uint32_t)at, (uint32_t)(at + length)});
    return at + length;
}

/* Where an empty scalar's text would stand. */
static uint32_t empty_place(span raw, enum node_style style) {
    if (style == STYLE_SINGLE_QUOTED || style == STYLE_DOUBLE_QUOTED)
        return raw.start + 1;
    return style == STYLE_PLAIN ? raw.start : raw.end;
}

struct decoded decode_scalar(struct arena *arena, str text, span raw, enum node_style style, str known) {
    struct decoding decoding = {.arena = arena, .text = text};
    switch (style) {
    case STYLE_PLAIN:
        decode_plain(&decoding, raw);
        break;
    case STYLE_SINGLE_QUOTED:
        decode_single_quoted(&decoding, raw);
        break;
    case STYLE_DOUBLE_QUOTED:
        decode_double_quoted(&decoding, raw);
        break;
    case STYLE_LITERAL:
    case STYLE_FOLDED:
        decode_block(&decoding, raw, style == STYLE_FOLDED, known);
        break;
    case STYLE_FLOW:
    case STYLE_BLOCK:
        break;
    }
    str value = {decoding.bytes ? decoding.bytes : "", decoding.len};
    struct scalar_map map = {decoding.runs.at, (uint32_t)decoding.runs.len, empty_place(raw, style)};
    return (struct decoded){value, map};
}

bool decode_is_view(const struct node *scalar, size_t *at) {
    str text = scalar->tree->text;
    size_t quote = scalar->style == STYLE_SINGLE_QUOTED || scalar->style == STYLE_DOUBLE_QUOTED;
    *at = node_raw(scalar).start + quote;
    return scalar->value.len > 0 && *at < text.len && scalar->value.ptr == text.ptr + *at;
}

static struct scalar_map coarse_map(struct arena *arena, str text, span raw, str value) {
    uint32_t end = raw.start + (uint32_t)str_find_byte(str_slice(text, raw.start, raw.end), '\n');
    struct map_run *run = arena_new(arena, struct map_run);
    *run = (struct map_run){0, (uint32_t)value.len, {raw.start, end}, false};
    return (struct scalar_map){run, 1, raw.start};
}

struct scalar_map decode_map(struct arena *arena, str text, span raw, enum node_style style, str value) {
    struct decoded decoded = decode_scalar(arena, text, raw, style, value);
    return str_equal(decoded.value, value) ? decoded.map : coarse_map(arena, text, raw, value);
}
