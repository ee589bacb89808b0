/* A view of bytes that somebody else owns: never NUL-terminated, never freed. */
#ifndef MONLINT_BASE_STR_H
#define MONLINT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

typedef struct str {
    const char *ptr;
    size_t len;
} str;

/* A view of a string literal. */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})

/* For printf: "%.*s" with STR_ARG(s). */
#define STR_ARG(s) (int)(s).len, (s).ptr

/* What is asked a million times in a run stands here whole, so that a literal's length and first byte are known where
 * it is asked. */

/* A view of a C string; NULL gives the empty view. */
static inline str str_of(const char *text) {
    return (str){text, text ? strlen(text) : 0};
}

/* Bytes from start up to, not including, end; both are cut to the length. */
static inline str str_slice(str s, size_t start, size_t end) {
    if (end > s.len)
        end = s.len;
    if (start > end)
        start = end;
    return (str){start ? s.ptr + start : s.ptr, end - start};
}

static inline bool str_equal(str a, str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* The same with a text that ends in NUL. */
static inline bool str_is(str s, const char *text) {
    if (s.len == 0 || !text)
        return s.len == 0 && (!text || text[0] == '\0');
    return s.ptr[0] == text[0] && strlen(text) == s.len && memcmp(s.ptr, text, s.len) == 0;
}

/* ASCII letters compare without case; other bytes as they are. */
bool str_equal_fold(str a, str b);

/* Byte order, shorter first: <0, 0 or >0 as memcmp. */
static inline int str_compare(str a, str b) {
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? (unsigned char)a.ptr[0] - (unsigned char)b.ptr[0] : 0;
    if (order == 0 && shared)
        order = memcmp(a.ptr, b.ptr, shared);
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

static inline bool str_starts_with(str s, str prefix) {
    return s.len >= prefix.len && str_equal((str){s.ptr, prefix.len}, prefix);
}

static inline bool str_ends_with(str s, str suffix) {
    return suffix.len == 0 ||
           (s.len >= suffix.len && memcmp(s.ptr + (s.len - suffix.len), suffix.ptr, suffix.len) == 0);
}

/* Index of the first such byte, or s.len. */
static inline size_t str_find_byte(str s, char byte) {
    const char *found = s.len ? memchr(s.ptr, byte, s.len) : NULL;
    return found ? (size_t)(found - s.ptr) : s.len;
}

/* Index of the first occurrence of needle, or s.len. An empty needle is found at 0. */
size_t str_find(str s, str needle);

bool str_contains(str s, str needle);

/* Without leading and trailing spaces, tabs, CR and LF. */
str str_trim(str s);

/* Cuts *rest at the first separator byte and returns what was before it; the last piece leaves *rest.ptr NULL. */
str str_split(str *rest, char separator);

/* Decimal digits only, no sign; false when empty, not all digits, or above UINT64_MAX. */
bool str_to_unsigned(str s, unsigned long long *value);

#endif
