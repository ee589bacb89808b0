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

/* True if an action may stand where YAML expects a node, which is cheap to ask; and if one does. */
bool blank_is_doubtful(str text);
bool blank_is_template(str text);

/* A file's text, a template's, which stands there from `start` on. */
struct blanked blank_file(struct arena *arena, str text, uint32_t start);

/* A text inside a string; the map leads to the file. */
struct blanked blank_string(struct arena *arena, str text, const struct scalar_map *outer);

/* A text inside one whose actions are blanked already. */
struct blanked blank_inherited(str text, const struct tree *outer);

void blank_mark(const struct blanked *blanked, struct tree *tree);

#endif
