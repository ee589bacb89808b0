/* Calls that parse, but fail each time the template is executed. */
#ifndef MONLINT_GOTMPL_CALLS_H
#define MONLINT_GOTMPL_CALLS_H

#include "gotmpl/functions.h"

enum gotmpl_fault_kind {
    GOTMPL_TOO_FEW_ARGUMENTS,
    GOTMPL_TOO_MANY_ARGUMENTS,
    GOTMPL_NOT_A_FUNCTION, /* a value that is given arguments, as in {{ $value -1 }}; nil as a command */
};

struct gotmpl_fault {
    enum gotmpl_fault_kind kind;
    span at;                                /* the function or the value */
    const struct gotmpl_function *function; /* NULL: not a function */
    unsigned given;                         /* arguments, a piped one counted as the last */
};

struct gotmpl_faults {
    const struct gotmpl_fault *at; /* in the order of the text */
    size_t count;
};

/* The result is in the arena and needs nothing of the parse. */
struct gotmpl_faults gotmpl_check_calls(struct arena *arena, const struct gotmpl *parsed, enum gotmpl_dialect dialect);

#endif
