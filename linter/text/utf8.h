/* UTF-8: whether bytes are, which code point stands where, and how wide it is on a terminal. */
#ifndef MONLINT_TEXT_UTF8_H
#define MONLINT_TEXT_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

enum { UTF8_LAST = 0x10FFFF, UTF8_LONGEST = 4 };

/* True if all bytes are UTF-8 as Unicode defines it: shortest forms, no surrogates, nothing above U+10FFFF. Else *bad,
 * unless NULL, is the offset of the first byte of the first sequence that is not. */
bool utf8_valid(str bytes, size_t *bad);

/* Length in bytes of the code point at offset at, which is stored; 0 at the end and where no valid one stands. */
size_t utf8_decode(str bytes, size_t at, uint32_t *code_point);

/* Writes a code point that is no surrogate, up to U+10FFFF, and returns its length in bytes. */
size_t utf8_encode(uint32_t code_point, char bytes[UTF8_LONGEST]);

/* Cells of a terminal that a code point takes, roughly: 0 for combining marks and formats, 2 for East Asian wide ones
 * and emoji, else 1. A tab counts 1: who prints must know where it stands. */
unsigned utf8_width(uint32_t code_point);

/* Cells that the text takes; a byte that is not UTF-8 takes one. */
size_t utf8_text_width(str text);

#endif
