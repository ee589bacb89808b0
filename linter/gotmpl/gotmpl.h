/* Go text/template: what Prometheus makes of a label or an annotation of an alert.
 *
 * Prometheus only parses a template when it loads a rule file, so parsing alone decides whether a text is valid; the
 * rest (unknown fields, wrong arguments) fails when the alert fires. Facts: Go 1.26 text/template, Prometheus 3.14. */
#ifndef MONLINT_GOTMPL_GOTMPL_H
#define MONLINT_GOTMPL_GOTMPL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "gotmpl/ast.h"
#include "text/span.h"

/* Which functions and variables exist. */
enum gotmpl_dialect {
    GOTMPL_PROMETHEUS,   /* alert rules: $labels, $externalLabels, $externalURL, $value are set */
    GOTMPL_ALERTMANAGER, /* notification templates: $ alone */
};

/* How deep actions and parentheses may nest. Go allows far more; deeper texts are refused with too_deep set. */
enum { GOTMPL_MAX_DEPTH = 200 };

struct gotmpl_error {
    str message;   /* Go's words; empty: the text is a template */
    span at;       /* the guilty bytes; empty at the end of the text when something is missing there */
    span opened;   /* what was left open (an action, an if), or the first of two; empty if none */
    bool too_deep; /* the limit of this parser, not of Go: nothing can be said about the text */
};

struct gotmpl {
    str text;
    struct gotmpl_node *nodes; /* NULL after an error, and for a text without {{, which is valid */
    struct gotmpl_error error;
};

/* Parses text, which outlives the result; shorter than 4 GiB. The first error ends the parse. */
struct gotmpl gotmpl_parse(struct arena *arena, str text, enum gotmpl_dialect dialect);

#endif
