/* Decodes a scalar from its bytes, and says which bytes of the text spell which decoded byte. Inside this folder only.
 *
 * The map is written while decoding, never guessed afterwards. The decoded bytes are those that libyaml gives. */
#ifndef MONLINT_YAML_DECODE_H
#define MONLINT_YAML_DECODE_H

#include "base/arena.h"
#include "base/vec.h"
#include "text/scalar_map.h"
#include "yaml/node.h"

/* Decoded so far. */
struct decoding {
    struct arena *arena;
    str text;
    char *bytes;
    size_t len, cap;
    VEC(struct map_run) runs;
};

struct decoded {
    str value;
    struct scalar_map map; /* into the text */
};

/* raw: the scalar's bytes of the text, from its first character, quote or block header. `known` is the value that
 * libyaml gave: it tells the indentation of a block scalar with an indentation indicator. */
struct decoded decode_scalar(struct arena *arena, str text, span raw, enum node_style style, str known);

/* The map of a scalar's value into the text. What cannot be told exactly is not told at all: where the value is not
 * what its bytes decode to, all of it is spelt by the scalar's first line. */
struct scalar_map decode_map(struct arena *arena, str text, span raw, enum node_style style, str value);

/* True if the value is a view of what was parsed; *at gets its offset there. */
bool decode_is_view(const struct node *scalar, size_t *at);

/* Appends bytes that stand in the text as they are. */
void decode_verbatim(struct decoding *decoding, size_t at, size_t length);

/* Appends bytes that the source bytes spell together. */
void decode_spelt(struct decoding *decoding, str bytes, span source);

/* Appends a line break as it decodes: LF, or LS or PS as they are. Returns the offset behind it. */
size_t decode_break(struct decoding *decoding, size_t at);

/* decode_flow.c, decode_block.c */
void decode_plain(struct decoding *decoding, span raw);
void decode_single_quoted(struct decoding *decoding, span raw);
void decode_double_quoted(struct decoding *decoding, span raw);
void decode_block(struct decoding *decoding, span raw, bool folded, str known);

#endif
