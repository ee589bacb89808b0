/* Where the bytes of a scalar's value stand in the file, for what outlives the scalar's tree.
 *
 * Of most values nobody ever asks: one that stands in the file as it is needs an offset alone, and the map of another
 * is made when it is wanted, from the bytes of the file. Two threads must not ask of one spelling at the same time. */
#ifndef MONLINT_YAML_SPELLING_H
#define MONLINT_YAML_SPELLING_H

#include "yaml/node.h"

struct spelling {
    uint32_t at;              /* where the value begins in the file, if map is NULL */
    struct spelling_map *map; /* NULL: the value stands there as it is */
};

/* Of a scalar. Maps lie in the arena, which outlives the spelling. */
struct spelling spelling_keep(struct arena *arena, const struct node *scalar);

/* The file's bytes of a part of the value, and whether all of the part is spelt there as it is: as scalar_map_span()
 * and scalar_map_verbatim() tell. source and value are those of the scalar. */
place spelling_place(const struct spelling *spelling, const struct source *source, str value, span part);
bool spelling_verbatim(const struct spelling *spelling, const struct source *source, str value, span part);

#endif
