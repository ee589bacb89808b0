/* A position found from one before it in the same line, or else by the source. */
#include "report/locate.h"

static struct position advance(const struct source *source, struct position from, uint32_t offset) {
    str between = source_text(source, (span){from.offset, offset});
    if (offset < from.offset || from.offset < source_bom(source) || str_find_byte(between, '\n') < between.len)
        return source_position(source, offset);
    for (size_t i = 0; i < between.len; i++)
        from.column += ((unsigned char)between.ptr[i] & 0xC0) != 0x80;
    from.offset += (uint32_t)between.len;
    return from;
}

struct range locate(struct locator *locator, place at) {
    if (!at.source)
        return (struct range){{1, 1, 0}, {1, 1, 0}};
    if (locator->source == at.source)
        locator->at = advance(at.source, locator->at, at.span.start);
    else
        *locator = (struct locator){at.source, source_position(at.source, at.span.start)};
    uint32_t end = at.span.end < at.span.start ? at.span.start : at.span.end;
    return (struct range){locator->at, advance(at.source, locator->at, end)};
}
