/* From libyaml's positions, which count code points, to bytes.
 *
 * Events come in the order of the text, so the cursor moves little: the sum of its steps is about the text's length. */
#ifndef MONLINT_YAML_CURSOR_H
#define MONLINT_YAML_CURSOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

struct cursor {
    str text;
    bool ascii; /* the text has no other bytes: an index is an offset */
    size_t index, byte;
};

/* The byte at which code point `index` begins; the text's length beyond its end. */
uint32_t cursor_byte(struct cursor *cursor, size_t index);

#endif
