/* The text of an alert's label or annotation: a template, and where its bytes stand. It lives in the file's arena. */
#ifndef MONLINT_PROJECT_TEMPLATED_H
#define MONLINT_PROJECT_TEMPLATED_H

#include "gotmpl/calls.h"
#include "gotmpl/holes.h"
#include "gotmpl/reads.h"
#include "text/source.h"
#include "yaml/spelling.h"

struct templated {
    str text; /* decoded */
    struct spelling spelling;
    const struct source *source;
    bool has_actions;           /* holds {{ and parsed; else the members below are empty */
    struct gotmpl_reads reads;  /* labels, values and queries that it reads; spans are offsets into text */
    struct gotmpl_faults calls; /* calls that fail when executed */
    struct gotmpl_holes holes;  /* where the text is not literal */
};

/* Where a part of the text stands in the file. */
place templated_place(const struct templated *templated, span part);

/* True if the part is spelt in the file as it is read. */
bool templated_verbatim(const struct templated *templated, span part);

#endif
