/* Go's literals: strings, characters and numbers, read and written. */
#ifndef MONLINT_GOTMPL_LITERAL_H
#define MONLINT_GOTMPL_LITERAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/scalar_map.h"

/* The text in double quotes with Go's escapes; at most limit code points of it. */
str gotmpl_literal_quote(struct arena *arena, str text, size_t limit);

/* U+0040 '@', or U+00A0 alone if it cannot be printed. */
str gotmpl_literal_code_point(struct arena *arena, uint32_t code);

/* Decodes "..." or `...`, quotes included. False: not Go syntax. If nothing is escaped, *value points into literal. */
bool gotmpl_literal_unquote(struct arena *arena, str literal, str *value);

/* The map from the decoded bytes of a valid literal to the text in which it starts at byte `at`. */
struct scalar_map gotmpl_literal_map(struct arena *arena, str literal, uint32_t at);

/* What is wrong with a character constant, quotes included, in Go's words; empty if nothing. */
str gotmpl_literal_check_character(struct arena *arena, str literal);

/* What is wrong with a number, in Go's words; empty if nothing. */
str gotmpl_literal_check_number(struct arena *arena, str number);

/* What is wrong with a complex constant such as 1+2i, in Go's words; empty if nothing. */
str gotmpl_literal_check_complex(struct arena *arena, str number);

#endif
