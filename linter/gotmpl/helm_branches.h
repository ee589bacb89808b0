/* Which branch of a template a place stands in: of what stands in two of them, often only one is rendered. */
#ifndef MONLINT_GOTMPL_HELM_BRANCHES_H
#define MONLINT_GOTMPL_HELM_BRANCHES_H

#include "gotmpl/helm.h"

/* For each change of the text's blanking: the branch of what follows it, as 1 + the offset of the action that opens it
 * (if, else, with, range, define, block; in Jinja if, elif, else, for). 0: outside of all. */
uint32_t *helm_branches(struct arena *arena, str bytes, const struct helm_text *text);

#endif
