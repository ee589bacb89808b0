/* From the bytes of a decoded scalar back to the bytes of the file that spell them.
 *
 * A map is a list of runs in the order of the decoded text. In a verbatim run byte n of the decoded text is byte n of
 * the source; in any other run all its decoded bytes come from all its source bytes together (an escape, a fold).
 * Source bytes between runs (indentation, a line continuation) spell nothing. Maps compose: the map of a scalar
 * inside a document inside a scalar is one map into the file. */
#ifndef MONLINT_TEXT_SCALAR_MAP_H
#define MONLINT_TEXT_SCALAR_MAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/span.h"

struct map_run {
    uint32_t decoded; /* first decoded byte */
    uint32_t length;  /* decoded bytes */
    span source;      /* same length if verbatim */
    bool verbatim;
};

struct scalar_map {
    const struct map_run *runs; /* ascending, gapless in decoded bytes */
    uint32_t count;
    uint32_t empty_at; /* where an empty scalar, or the end of an unmapped one, stands in the source */
};

/* A map of one verbatim run: length decoded bytes that stand at start. */
struct scalar_map scalar_map_identity(struct arena *arena, uint32_t start, uint32_t length);

/* A copy whose source begins that many bytes later. */
struct scalar_map scalar_map_shift(struct arena *arena, const struct scalar_map *map, uint32_t by);

/* The source bytes that spell a span of decoded bytes. An empty span gives an empty span where it would stand;
 * offsets beyond the decoded text stand at its end. */
span scalar_map_span(const struct scalar_map *map, span decoded);

/* True if every byte of the span is spelt verbatim in one run, so that an edit of the source is an edit of the text. */
bool scalar_map_verbatim(const struct scalar_map *map, span decoded);

/* The map that applies inner (decoded -> text) and then outer (text -> source). */
struct scalar_map scalar_map_compose(struct arena *arena, const struct scalar_map *inner,
                                     const struct scalar_map *outer);

#endif
