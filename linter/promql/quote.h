/* Text of the user in messages, quoted as Prometheus quotes it. */
#ifndef MONLINT_PROMQL_QUOTE_H
#define MONLINT_PROMQL_QUOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* What no UTF-8 sequence gives, and what U+FFFD itself gives: Prometheus does not tell them apart. */
enum { PROMQL_BAD_RUNE = 0xFFFD };

/* The code point at a place inside the text and its length in bytes; an invalid byte is PROMQL_BAD_RUNE, 1. */
size_t promql_rune(str text, size_t at, uint32_t *rune);

/* Appends the code point as UTF-8 to bytes, which has room for 4; returns the length. */
size_t promql_rune_encode(uint32_t rune, char *bytes);

/* Whether all of it is UTF-8. */
bool promql_is_utf8(str text);

/* "text", with escapes for what does not print. */
str promql_quote(struct arena *arena, str text);

/* 'x' for the code point at a place; past the end and for an invalid byte U+FFFD, as Go prints them. */
str promql_quote_rune(struct arena *arena, str text, size_t at);

/* U+0078 'x' for the code point at a place inside the text; U+0009 for one that does not print. */
str promql_name_rune(struct arena *arena, str text, size_t at);

#endif
