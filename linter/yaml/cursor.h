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

/* cursor_byte where not every character is a byte. */
uint32_t cursor_seek(struct cursor *cursor, size_t index);

/* The byte at which code point `index` begins; the text's length beyond its end. */
static inline uint32_t cursor_byte(struct cursor *cursor, size_t index) {
    if (!cursor->ascii)
        return cursor_seek(cursor, index);
    return (uint32_t)(index < cursor->text.len ? index : cursor->text.len);
}

#endif
