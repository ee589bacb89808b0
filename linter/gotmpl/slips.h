/* The usual slips behind the error of a template: what to write instead. */
#ifndef MONLINT_GOTMPL_SLIPS_H
#define MONLINT_GOTMPL_SLIPS_H

#include "gotmpl/gotmpl.h"

/* For a text that did not parse; empty when nothing better than the error is known. */
str gotmpl_help(struct arena *arena, const struct gotmpl *parsed, enum gotmpl_dialect dialect);

#endif
