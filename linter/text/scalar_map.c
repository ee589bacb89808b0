/* Looking up and composing runs. */
#include "text/scalar_map.h"

#include "base/vec.h"

struct scalar_map scalar_map_identity(struct arena *arena, uint32_t start, uint32_t length) {
    struct map_run *run = arena_new(arena, struct map_run);
    *run = (struct map_run){0, length, {start, start + length}, true};
    return (struct scalar_map){run, length ? 1 : 0, start};
}

struct scalar_map scalar_map_shift(struct arena *arena, const struct scalar_map *map, uint32_t by) {
    struct map_run *runs = arena_alloc(arena, map->count * sizeof *runs);
    for (uint32_t i = 0; i < map->count; i++) {
        runs[i] = map->runs[i];
        runs[i].source.start += by;
        runs[i].source.end += by;
    }
    return (struct scalar_map){runs, map->count, map->empty_at + by};
}

/* Index of the run that holds the decoded byte; the byte must lie before the end. */
static uint32_t run_of(const struct scalar_map *map, uint32_t decoded) {
    uint32_t low = 0, high = map->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (map->runs[middle].decoded <= decoded)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static uint32_t decoded_end(const struct scalar_map *map) {
    if (map->count == 0)
        return 0;
    const struct map_run *last = &map->runs[map->count - 1];
    return last->decoded + last->length;
}

static uint32_t source_start(const struct scalar_map *map, uint32_t decoded) {
    if (map->count == 0)
        return map->empty_at;
    if (decoded >= decoded_end(map))
        return map->runs[map->count - 1].source.end;
    const struct map_run *run = &map->runs[run_of(map, decoded)];
    return run->verbatim ? run->source.start + (decoded - run->decoded) : run->source.start;
}

/* Where the spelling of the decoded byte before this one ends; decoded must be above 0. */
static uint32_t source_end(const struct scalar_map *map, uint32_t decoded) {
    if (map->count == 0)
        return map->empty_at;
    if (decoded > decoded_end(map))
        return map->runs[map->count - 1].source.end;
    const struct map_run *run = &map->runs[run_of(map, decoded - 1)];
    return run->verbatim ? run->source.start + (decoded - run->decoded) : run->source.end;
}

span scalar_map_span(const struct scalar_map *map, span decoded) {
    uint32_t start = source_start(map, decoded.start);
    if (decoded.end <= decoded.start)
        return (span){start, start};
    uint32_t end = source_end(map, decoded.end);
    return (span){start, end < start ? start : end};
}

bool scalar_map_verbatim(const struct scalar_map *map, span decoded) {
    if (decoded.end > decoded_end(map) || map->count == 0)
        return false;
    const struct map_run *run = &map->runs[run_of(map, decoded.start)];
    return run->verbatim && decoded.end <= run->decoded + run->length;
}

/* Appends the part of the outer runs that spells length bytes of text from start on. */
static void append_slice(struct arena *arena, struct map_run **runs, size_t *len, size_t *cap,
                         const struct scalar_map *outer, struct map_run piece) {
    uint32_t text = piece.source.start;
    uint32_t left = piece.length, decoded = piece.decoded;
    while (left > 0 && text < decoded_end(outer)) {
        const struct map_run *run = &outer->runs[run_of(outer, text)];
        uint32_t inside = run->decoded + run->length - text;
        uint32_t taken = inside < left ? inside : left;
        span source = run->source;
        if (run->verbatim) {
            source.start += text - run->decoded;
            source.end = source.start + taken;
        }
        *runs = vec_reserve(arena, *runs, *len, cap, sizeof **runs);
        (*runs)[(*len)++] = (struct map_run){decoded, taken, source, run->verbatim};
        text += taken;
        decoded += taken;
        left -= taken;
    }
}

struct scalar_map scalar_map_compose(struct arena *arena, const struct scalar_map *inner,
                                     const struct scalar_map *outer) {
    struct map_run *runs = NULL;
    size_t len = 0, cap = 0;
    for (uint32_t i = 0; i < inner->count; i++) {
        struct map_run run = inner->runs[i];
        if (run.verbatim) {
            append_slice(arena, &runs, &len, &cap, outer, run);
            continue;
        }
        run.source = scalar_map_span(outer, run.source);
        runs = vec_reserve(arena, runs, len, &cap, sizeof *runs);
        runs[len++] = run;
    }
    return (struct scalar_map){runs, (uint32_t)len, source_start(outer, inner->empty_at)};
}
