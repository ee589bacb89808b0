/* Between the parts of this folder. */
#ifndef MONLINT_PROSE_PROSE_INTERNAL_H
#define MONLINT_PROSE_PROSE_INTERNAL_H

#include "prose/prose.h"

/* The tokens of a text; sets tokens and token_count. */
void prose_scan(struct arena *arena, struct prose *prose, size_t hole_count);

/* What a PROSE_NUMBER counts. */
double prose_number(const struct prose *prose, size_t token);

/* Whether letters right behind a number make a unit of it ("5m", "80GiB") or a magnitude ("10k"); else the two are
 * one word ("5xx", "99th"). */
bool prose_may_follow(str letters);

/* How the figure that begins at this token is spoken of. */
enum prose_relation prose_relation_of(const struct prose *prose, const struct prose_figure *figure);

#endif
