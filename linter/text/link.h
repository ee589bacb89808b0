/* URLs inside of texts that people read. */
#ifndef MONLINT_TEXT_LINK_H
#define MONLINT_TEXT_LINK_H

#include <stdbool.h>

#include "base/str.h"
#include "text/span.h"

/* One URL; spans are offsets into the text that was searched. */
struct link {
    span whole; /* from the scheme to the last byte that can belong to it; no closing punctuation of a sentence */
    span host;  /* without user and port */
    span path;  /* from the first '/' behind the host to '?', '#' or the end; empty if there is none */
};

/* The next http or https URL at or behind `from`; false when there is none. Actions of a template ({{ }}) count as
 * part of it. */
bool link_next(str text, size_t from, struct link *link);

#endif
