/* Steps over code points, eight at a time where they are ASCII. */
#include "yaml/cursor.h"

#include <string.h>

static bool continues(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static bool eight_ascii(const char *bytes) {
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

static void forward(struct cursor *cursor, size_t index) {
    const char *bytes = cursor->text.ptr;
    size_t at = cursor->byte, len = cursor->text.len, left = index - cursor->index;
    while (left > 0 && at < len) {
        if (len - at >= 8 && eight_ascii(bytes + at)) {
            size_t step = left < 8 ? left : 8;
            at += step;
            left -= step;
            continue;
        }
        at++;
        while (at < len && continues(bytes[at]))
            at++;
        left--;
    }
    cursor->byte = at;
    cursor->index = index - left;
}

static void backward(struct cursor *cursor, size_t index) {
    while (cursor->index > index) {
        cursor->byte--;
        cursor->index -= !continues(cursor->text.ptr[cursor->byte]);
    }
}

uint32_t cursor_seek(struct cursor *cursor, size_t index) {
    if (index >= cursor->index)
        forward(cursor, index);
    else
        backward(cursor, index);
    return (uint32_t)cursor->byte;
}
