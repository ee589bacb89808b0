/* Lines, columns and the bytes between them. */
#include "text/source.h"

#include <string.h>

static uint32_t count_lines(str bytes) {
    uint32_t lines = 1;
    for (size_t at = 0; at < bytes.len; at++)
        lines += bytes.ptr[at] == '\n';
    return lines;
}

static bool starts_code_point(char byte) {
    return ((unsigned char)byte & 0xC0) != 0x80;
}

static uint32_t count_code_points(str bytes, size_t start, size_t end) {
    uint32_t count = 0;
    for (size_t at = start; at < end; at++)
        count += starts_code_point(bytes.ptr[at]);
    return count;
}

static bool has_long_line(const struct source_lines *lines, str bytes) {
    for (uint32_t line = 1; line < lines->count; line++)
        if (lines->starts[line] - lines->starts[line - 1] > SOURCE_MARK_BYTES)
            return true;
    return bytes.len - lines->starts[lines->count - 1] > SOURCE_MARK_BYTES;
}

/* Without them each column in a line of megabytes would be counted from the line's start. */
static uint32_t *count_marks(struct arena *arena, str bytes) {
    size_t count = bytes.len / SOURCE_MARK_BYTES + 1;
    uint32_t *marks = arena_array(arena, uint32_t, count);
    for (size_t i = 1; i < count; i++)
        marks[i] = marks[i - 1] + count_code_points(bytes, (i - 1) * SOURCE_MARK_BYTES, i * SOURCE_MARK_BYTES);
    return marks;
}

static const struct source_lines *lines_of(const struct source *source) {
    struct source_lines *lines = source->lines;
    str bytes = source->bytes;
    if (lines->starts)
        return lines;
    lines->count = count_lines(bytes);
    lines->starts = arena_array(lines->arena, uint32_t, lines->count);
    uint32_t line = 1;
    for (size_t at = 0; (at += str_find_byte(str_slice(bytes, at, bytes.len), '\n')) < bytes.len; at++)
        lines->starts[line++] = (uint32_t)at + 1;
    if (has_long_line(lines, bytes))
        lines->marks = count_marks(lines->arena, bytes);
    return lines;
}

void source_init(struct source *source, struct arena *arena, str path, str bytes) {
    *source = (struct source){.path = path, .bytes = bytes, .lines = arena_new(arena, struct source_lines)};
    source->lines->arena = arena;
}

uint32_t source_line_count(const struct source *source) {
    return lines_of(source)->count;
}

span source_line_span(const struct source *source, uint32_t line) {
    const struct source_lines *lines = lines_of(source);
    return (span){lines->starts[line - 1], line < lines->count ? lines->starts[line] : (uint32_t)source->bytes.len};
}

uint32_t source_bom(const struct source *source) {
    return str_starts_with(source->bytes, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

static uint32_t line_of(const struct source_lines *lines, uint32_t offset) {
    uint32_t low = 0, high = lines->count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Code points from start to end. */
static uint32_t code_points_between(const struct source *source, uint32_t start, uint32_t end) {
    uint32_t first = start / SOURCE_MARK_BYTES + 1, last = end / SOURCE_MARK_BYTES;
    const uint32_t *marks = source->lines->marks;
    if (start >= end || !marks || first >= last)
        return count_code_points(source->bytes, start, end);
    return count_code_points(source->bytes, start, (size_t)first * SOURCE_MARK_BYTES) + marks[last] - marks[first] +
           count_code_points(source->bytes, (size_t)last * SOURCE_MARK_BYTES, end);
}

struct position source_position(const struct source *source, uint32_t offset) {
    if (offset > source->bytes.len)
        offset = (uint32_t)source->bytes.len;
    const struct source_lines *lines = lines_of(source);
    uint32_t line = line_of(lines, offset);
    uint32_t start = lines->starts[line];
    if (line == 0 && offset >= source_bom(source))
        start += source_bom(source);
    return (struct position){line + 1, 1 + code_points_between(source, start, offset), offset};
}

str source_line(const struct source *source, uint32_t line) {
    if (line == 0 || line > source_line_count(source))
        return (str){NULL, 0};
    span whole = source_line_span(source, line);
    if (line == 1)
        whole.start += source_bom(source);
    str text = str_slice(source->bytes, whole.start, whole.end);
    if (str_ends_with(text, STR("\n")))
        text.len--;
    if (str_ends_with(text, STR("\r")))
        text.len--;
    return text;
}

str source_keep(const struct source *source, struct arena *arena, str text) {
    str bytes = source->bytes;
    bool is_part = text.ptr >= bytes.ptr && text.ptr < bytes.ptr + bytes.len;
    return is_part ? text : arena_copy(arena, text);
}

str source_text(const struct source *source, span at) {
    return str_slice(source->bytes, at.start, at.end);
}
