/* A position found from one near it in the same line, or else by the source, which has marks in long lines. */
#include "report/locate.h"

static uint32_t count_columns(str text) {
    uint32_t columns = 0;
    for (size_t i = 0; i < text.len; i++)
        columns += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    return columns;
}

static struct position move_to(const struct source *source, struct position from, uint32_t offset) {
    bool back = offset < from.offset;
    str between = source_text(source, back ? (span){offset, from.offset} : (span){from.offset, offset});
    uint32_t least = back ? offset : from.offset;
    if (between.len > SOURCE_MARK_BYTES || least < source_bom(source) || str_find_byte(between, '\n') < between.len)
        return source_position(source, offset);
    uint32_t columns = count_columns(between), bytes = (uint32_t)between.len;
    if (back)
        return (struct position){from.line, from.column - columns, from.offset - bytes};
    return (struct position){from.line, from.column + columns, from.offset + bytes};
}

struct range locate(struct locator *locator, place at) {
    if (!at.source)
        return (struct range){{1, 1, 0}, {1, 1, 0}};
    if (locator->source == at.source)
        locator->at = move_to(at.source, locator->at, at.span.start);
    else
        *locator = (struct locator){at.source, source_position(at.source, at.span.start)};
    uint32_t end = at.span.end < at.span.start ? at.span.start : at.span.end;
    return (struct range){locator->at, move_to(at.source, locator->at, end)};
}
