/* Views of bytes. */
#define _GNU_SOURCE /* memmem */
#include "base/str.h"

#include <limits.h>
#include <string.h>

enum { LONG_TEXT = 1024, LONG_NEEDLE = 4 }; /* bytes; memmem() prepares tables, and is slow with short needles */

str str_of(const char *text) {
    return (str){text, text ? strlen(text) : 0};
}

str str_slice(str s, size_t start, size_t end) {
    if (end > s.len)
        end = s.len;
    if (start > end)
        start = end;
    return (str){s.ptr ? s.ptr + start : NULL, end - start};
}

/* Most texts that differ do so in their first byte. */
bool str_is(str s, const char *text) {
    if (s.len == 0 || !text)
        return s.len == 0 && (!text || text[0] == '\0');
    return s.ptr[0] == text[0] && strlen(text) == s.len && memcmp(s.ptr, text, s.len) == 0;
}

bool str_equal(str a, str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool str_equal_fold(str a, str b) {
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.ptr[i]) != lower(b.ptr[i]))
            return false;
    return true;
}

int str_compare(str a, str b) {
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.ptr, b.ptr, shared) : 0;
    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_starts_with(str s, str prefix) {
    return s.len >= prefix.len && str_equal(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends_with(str s, str suffix) {
    return s.len >= suffix.len && str_equal(str_slice(s, s.len - suffix.len, s.len), suffix);
}

size_t str_find_byte(str s, char byte) {
    const char *found = s.len ? memchr(s.ptr, byte, s.len) : NULL;
    return found ? (size_t)(found - s.ptr) : s.len;
}

size_t str_find(str s, str needle) {
    if (needle.len == 0)
        return 0;
    if (s.len >= LONG_TEXT && needle.len >= LONG_NEEDLE) {
        const char *found = memmem(s.ptr, s.len, needle.ptr, needle.len);
        return found ? (size_t)(found - s.ptr) : s.len;
    }
    for (size_t at = 0; at + needle.len <= s.len; at++) {
        at += str_find_byte(str_slice(s, at, s.len), needle.ptr[0]);
        if (at + needle.len > s.len)
            break;
        if (memcmp(s.ptr + at, needle.ptr, needle.len) == 0)
            return at;
    }
    return s.len;
}

bool str_contains(str s, str needle) {
    return needle.len == 0 || str_find(s, needle) < s.len;
}

static bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

str str_trim(str s) {
    while (s.len && is_space(s.ptr[0]))
        s = str_slice(s, 1, s.len);
    while (s.len && is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

str str_split(str *rest, char separator) {
    size_t at = str_find_byte(*rest, separator);
    str piece = str_slice(*rest, 0, at);
    *rest = at == rest->len ? (str){NULL, 0} : str_slice(*rest, at + 1, rest->len);
    return piece;
}

bool str_to_unsigned(str s, unsigned long long *value) {
    unsigned long long total = 0;
    if (s.len == 0)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return false;
        unsigned digit = (unsigned)(s.ptr[i] - '0');
        if (total > (ULLONG_MAX - digit) / 10)
            return false;
        total = total * 10 + digit;
    }
    *value = total;
    return true;
}
