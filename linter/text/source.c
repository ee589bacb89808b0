/* Lines, columns and the bytes between them. */
#include "text/source.h"

#include <string.h>

static uint32_t count_lines(str bytes) {
    uint32_t lines = 1;
    for (size_t at = 0; (at += str_find_byte(str_slice(bytes, at, bytes.len), '\n')) < bytes.len; at++)
        lines++;
    return lines;
}

void source_init(struct source *source, struct arena *arena, str path, str bytes) {
    uint32_t count = count_lines(bytes);
    uint32_t *starts = arena_array(arena, uint32_t, count);
    uint32_t line = 1;
    for (size_t at = 0; (at += str_find_byte(str_slice(bytes, at, bytes.len), '\n')) < bytes.len; at++)
        starts[line++] = (uint32_t)at + 1;
    *source = (struct source){path, bytes, starts, count, 0};
}

uint32_t source_bom(const struct source *source) {
    return str_starts_with(source->bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

static uint32_t line_of(const struct source *source, uint32_t offset) {
    uint32_t low = 0, high = source->line_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool starts_code_point(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

struct position source_position(const struct source *source, uint32_t offset) {
    if (offset > source->bytes.len)
        offset = (uint32_t)source->bytes.len;
    uint32_t line = line_of(source, offset);
    uint32_t start = source->line_starts[line];
    uint32_t column = 1;
    if (line == 0 && offset >= source_bom(source))
        start += source_bom(source);
    for (uint32_t at = start; at < offset; at++)
        column += starts_code_point(source->bytes.ptr[at]);
    return (struct position){line + 1, column, offset};
}

str source_line(const struct source *source, uint32_t line) {
    if (line == 0 || line > source->line_count)
        return (str){NULL, 0};
    size_t start = source->line_starts[line - 1];
    size_t end = line < source->line_count ? source->line_starts[line] : source->bytes.len;
    if (line == 1)
        start += source_bom(source);
    str text = str_slice(source->bytes, start, end);
    if (str_ends_with(text, STR("\n")))
        text.len--;
    if (str_ends_with(text, STR("\r")))
        text.len--;
    return text;
}

str source_text(const struct source *source, span at) {
    return str_slice(source->bytes, at.start, at.end);
}
