/* Code points as the Go lexer sees them: decoding, letters, what may be printed. */
#ifndef MONLINT_GOTMPL_RUNE_H
#define MONLINT_GOTMPL_RUNE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

enum { RUNE_ERROR = 0xfffd, RUNE_END = 0x110000 };

struct rune {
    uint32_t code;  /* RUNE_ERROR for a byte that is not UTF-8, RUNE_END at the end of the text */
    uint32_t width; /* bytes; 0 at the end, 1 for a byte that is not UTF-8 */
};

/* The code point at byte `at`. Surrogates and overlong forms are not UTF-8. */
struct rune gotmpl_rune_at(str text, size_t at);

/* True if the width says that the byte was no UTF-8 (U+FFFD itself has width 3). */
bool gotmpl_rune_is_invalid(struct rune rune);

/* A letter, a decimal digit or '_': what names are made of. Unicode 15.0, as Go 1.25 and 1.26 have it. */
bool gotmpl_rune_is_word(uint32_t code);

/* What Go prints as itself in a quoted text: letters, marks, numbers, punctuation, symbols and U+0020. */
bool gotmpl_rune_is_printable(uint32_t code);

/* White space of Unicode, as Go trims it. */
bool gotmpl_rune_is_white(uint32_t code);

#endif
