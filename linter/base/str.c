/* Views of bytes. */
#define _GNU_SOURCE /* memmem */
#include "base/str.h"

#include <limits.h>
#include <string.h>

enum {
    LONG_TEXT = 1024,
    LONG_NEEDLE = 4,
    BLOCK = 64
}; /* bytes; memmem() prepares tables, and is slow with short needles */

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

/* The place of a byte that stands seldom in configuration, or needle.len. */
static size_t rare_in(str needle) {
    static const str rare = {"jqxzkwv", 7};
    size_t at = 0;
    while (at < needle.len && str_find_byte(rare, needle.ptr[at]) == rare.len)
        at++;
    return at;
}

/* True if the needle may begin at one of BLOCK bytes, told by its first and last byte, in a shape that compilers turn
 * into vectors. */
static bool block_may_hold(const char *block, size_t gap, char first, char last) {
    unsigned char found = 0;
    for (size_t i = 0; i < BLOCK; i++)
        found |= (unsigned char)((block[i] == first) & (block[i + gap] == last));
    return found != 0;
}

/* Passes the blocks that do not hold the needle, but at most so many that may. Returns where to go on. */
static size_t pass_blocks(str s, str needle, size_t misses) {
    size_t at = 0, gap = needle.len - 1;
    for (; at + BLOCK + gap <= s.len; at += BLOCK) {
        if (!block_may_hold(s.ptr + at, gap, needle.ptr[0], needle.ptr[gap]))
            continue;
        if (misses-- == 0 || memmem(s.ptr + at, BLOCK + gap, needle.ptr, needle.len))
            break;
    }
    return at;
}

/* From there on; linear, whatever the two are. */
static size_t find_anything(str s, size_t start, str needle) {
    const char *found = memmem(s.ptr + start, s.len - start, needle.ptr, needle.len);
    return found ? (size_t)(found - s.ptr) : s.len;
}

/* For needles of up to BLOCK bytes, each of which may be compared at each byte that may begin it.
 *
 * From one rare byte to the next, which memchr() does faster than anything looks at bytes one by one; where there is
 * none, from block to block. What is not rare at all is left to memmem(), so that the cost stays linear. */
static size_t find_in_long(str s, str needle) {
    size_t rare = rare_in(needle), last = s.len - needle.len, start = 0;
    size_t misses = rare < needle.len ? s.len / 64 : 0;
    if (rare == needle.len)
        start = pass_blocks(s, needle, s.len / BLOCK / 8);
    for (size_t at = 0; misses > 0; at++, misses--) {
        if (at <= last)
            at += str_find_byte((str){s.ptr + at + rare, last + 1 - at}, needle.ptr[rare]);
        if (at > last)
            return s.len;
        if (s.ptr[at] == needle.ptr[0] && memcmp(s.ptr + at, needle.ptr, needle.len) == 0)
            return at;
    }
    return find_anything(s, start, needle);
}

size_t str_find(str s, str needle) {
    if (needle.len < 2)
        return needle.len ? str_find_byte(s, needle.ptr[0]) : 0;
    if (s.len < needle.len)
        return s.len;
    if (s.len >= LONG_TEXT && needle.len >= LONG_NEEDLE)
        return needle.len <= BLOCK ? find_in_long(s, needle) : find_anything(s, 0, needle);
    const char *at = s.ptr, *end = s.ptr + (s.len - needle.len) + 1;
    while (at < end && (at = memchr(at, needle.ptr[0], (size_t)(end - at)))) {
        if (at[1] == needle.ptr[1] && memcmp(at, needle.ptr, needle.len) == 0)
            return (size_t)(at - s.ptr);
        at++;
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
