/* The text of a file with the fixes of its findings in it. */
#ifndef MONLINT_CLI_FIX_APPLY_H
#define MONLINT_CLI_FIX_APPLY_H

#include "base/arena.h"
#include "text/diag.h"

struct fixed_text {
    str text;
    size_t applied; /* findings that were fixed */
};

/* Of each finding the first fix that may be taken: a safe one, or, with `unsafe`, any. A fix with an edit in another
 * file, or one that touches an edit taken before, is left out: the next run finds it again. */
struct fixed_text fixes_apply(struct arena *arena, const struct source *source, const struct diag *const *diags,
                              size_t count, bool unsafe);

#endif
