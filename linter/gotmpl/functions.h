/* The functions a template may call. */
#ifndef MONLINT_GOTMPL_FUNCTIONS_H
#define MONLINT_GOTMPL_FUNCTIONS_H

#include "base/str.h"
#include "gotmpl/gotmpl.h"

enum { GOTMPL_ANY_NUMBER = 255 };

struct gotmpl_function {
    const char *name;
    unsigned char least, most; /* arguments, a piped one counted; most may be GOTMPL_ANY_NUMBER */
    unsigned char dialects;    /* bit 1 << enum gotmpl_dialect */
};

/* The function of that name, or NULL. */
const struct gotmpl_function *gotmpl_function_find(str name, enum gotmpl_dialect dialect);

/* All functions in the order of their names, those of other dialects included. */
const struct gotmpl_function *gotmpl_functions(size_t *count);

#endif
