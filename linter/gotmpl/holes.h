/* Where the text of a template is not literal: what is printed between these places is what a reader sees as it is.
 *
 * An if or with without else that holds text is looked through, since its text is shown or not, but never changed. */
#ifndef MONLINT_GOTMPL_HOLES_H
#define MONLINT_GOTMPL_HOLES_H

#include "gotmpl/gotmpl.h"

struct gotmpl_holes {
    const span *at; /* in the order of the text, none empty */
    size_t count;
};

/* Of a template that parsed. The result is in the arena and needs nothing of the parse. */
struct gotmpl_holes gotmpl_find_holes(struct arena *arena, const struct gotmpl *parsed);

#endif
