/* A text as it is given to the reader of YAML: of a template, what blanking its actions leaves. */
#ifndef MONLINT_ENGINE_BLANK_H
#define MONLINT_ENGINE_BLANK_H

#include "text/scalar_map.h"
#include "yaml/node.h"

struct blanked {
    str text;
    bool template;
    const span *at;           /* what a template leaves unknown, as ascending spans of the file */
    const uint32_t *branches; /* of each: the branch of what follows it, 0 outside of all */
    size_t count;
};

/* `outer` leads from the text to the file; NULL: it stands there from `start` on. */
struct blanked blank_text(struct arena *arena, str text, const struct scalar_map *outer, uint32_t start);

/* A text inside one whose actions are blanked already. */
struct blanked blank_inherited(str text, const struct tree *outer);

void blank_mark(const struct blanked *blanked, struct tree *tree);

#endif
