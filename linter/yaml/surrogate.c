/* Looks at backslashes only. */
#include "yaml/surrogate.h"

#include <string.h>

enum { PAIR = 12 };

static bool is_hex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* \uDxxx with the second digit one of these. */
static bool is_half(const char *c, const char *second) {
    return c[0] == '\\' && c[1] == 'u' && (c[2] == 'd' || c[2] == 'D') && c[3] && strchr(second, c[3]) &&
           is_hex(c[4]) && is_hex(c[5]);
}

static bool is_pair(str text, size_t at) {
    return text.len - at >= PAIR && is_half(text.ptr + at, "89abAB") && is_half(text.ptr + at + 6, "cdefCDEF");
}

/* The next pair from `at` on, or the text's length. A backslash behind a backslash begins no escape. */
static size_t find_pair(str text, size_t at) {
    while ((at += str_find_byte(str_slice(text, at, text.len), '\\')) < text.len) {
        if (is_pair(text, at))
            return at;
        at += at + 1 < text.len ? 2 : 1;
    }
    return text.len;
}

str surrogate_replace(struct builder *builder) {
    static const char placeholder[] = "\\uFFFD\\uFFFD";
    str text = builder->text;
    size_t at = find_pair(text, 0);
    if (at == text.len)
        return text;
    char *copy = arena_alloc(builder->work, text.len);
    memcpy(copy, text.ptr, text.len);
    for (; at < text.len; at = find_pair(text, at + PAIR)) {
        memcpy(copy + at, placeholder, PAIR);
        vec_push(builder->work, &builder->patches, (span){(uint32_t)at, (uint32_t)at + PAIR});
    }
    return (str){copy, text.len};
}

bool surrogate_inside(struct builder *builder, span raw) {
    while (builder->patch < builder->patches.len && builder->patches.at[builder->patch].start < raw.start)
        builder->patch++;
    return builder->patch < builder->patches.len && builder->patches.at[builder->patch].start < raw.end;
}
