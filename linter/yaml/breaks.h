/* Blanks and line breaks as libyaml sees them: LF, CR and CRLF, but also NEL, LS and PS. */
#ifndef MONLINT_YAML_BREAKS_H
#define MONLINT_YAML_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

static inline bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

/* True of printable ASCII but space, which most bytes are: neither a blank nor part of a break. */
static inline bool is_word_byte(char c) {
    return c > ' ' && c <= '~';
}

/* Bytes of the line break that begins at offset `at`; 0 if none does. */
static inline size_t break_length(str text, size_t at) {
    const char *c = text.ptr + at;
    size_t left = text.len > at ? text.len - at : 0;
    if (left == 0)
        return 0;
    if (c[0] == '\n')
        return 1;
    if (c[0] == '\r')
        return left > 1 && c[1] == '\n' ? 2 : 1;
    if (left > 1 && c[0] == '\xC2' && c[1] == '\x85')
        return 2;
    if (left > 2 && c[0] == '\xE2' && c[1] == '\x80' && (c[2] == '\xA8' || c[2] == '\xA9'))
        return 3;
    return 0;
}

/* LS and PS stay as they are where another break is decoded to LF. */
static inline bool break_is_kept(str text, size_t at) {
    return text.ptr[at] == '\xE2';
}

/* Offset of the break that ends the line of `at`, or the text's end. */
static inline size_t line_end(str text, size_t at) {
    while (at < text.len && (is_word_byte(text.ptr[at]) || break_length(text, at) == 0))
        at++;
    return at;
}

#endif
