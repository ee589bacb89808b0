/* Charts that are read before Helm (or Jinja) renders them.
 *
 * A template is no YAML. Blanking turns it into something that a YAML parser can read at the same offsets: what
 * cannot be known becomes a placeholder or spaces, and the caller learns where. */
#ifndef MONLINT_GOTMPL_HELM_H
#define MONLINT_GOTMPL_HELM_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

/* True where an action ({{ or {%) stands where YAML expects a node: on a line of its own, or at the start of an
 * unquoted value, key or list item. An action inside a quoted, block or plain scalar or in a comment does not count.
 * Reads the bytes once. */
bool helm_is_template(str bytes);

/* False if no action can stand there, told by the bytes in front of each: cheaper than the question above. */
bool helm_may_be_template(str bytes);

enum helm_change_kind {
    HELM_SPACES,      /* control, or output of unknown shape: became spaces */
    HELM_PLACEHOLDER, /* part of a scalar: became letters x */
    HELM_DECODED,     /* a literal such as {{ "{{" }} or {{`...`}}: became what it prints, padded with spaces */
};

struct helm_change {
    span at; /* the action, from brace to brace */
    enum helm_change_kind kind;
};

struct helm_text {
    str bytes;                         /* as long as the input, with the same line ends */
    const struct helm_change *changes; /* ascending, disjoint */
    size_t count;
};

/* Both branches of an if stay, so keys may be there twice. Bytes must be shorter than 4 GiB. */
struct helm_text helm_blank(struct arena *arena, str bytes);

/* True if the span meets what is not known before rendering: spaces or a placeholder. An empty span meets what it
 * borders on. */
bool helm_touches(const struct helm_text *text, span at);

/* True if the span meets any change, decoded literals included: its bytes are not those of the file. */
bool helm_differs(const struct helm_text *text, span at);

#endif
