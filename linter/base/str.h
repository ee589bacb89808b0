/* A view of bytes that somebody else owns: never NUL-terminated, never freed. */
#ifndef MONLINT_BASE_STR_H
#define MONLINT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>

typedef struct str {
    const char *ptr;
    size_t len;
} str;

/* A view of a string literal. */
#define STR(literal) ((str){(literal), sizeof(literal) - 1})

/* For printf: "%.*s" with STR_ARG(s). */
#define STR_ARG(s) (int)(s).len, (s).ptr

/* A view of a C string; NULL gives the empty view. */
str str_of(const char *text);

/* Bytes from start up to, not including, end; both are cut to the length. */
str str_slice(str s, size_t start, size_t end);

bool str_equal(str a, str b);

/* The same with a text that ends in NUL. */
bool str_is(str s, const char *text);

/* ASCII letters compare without case; other bytes as they are. */
bool str_equal_fold(str a, str b);

/* Byte order, shorter first: <0, 0 or >0 as memcmp. */
int str_compare(str a, str b);

bool str_starts_with(str s, str prefix);
bool str_ends_with(str s, str suffix);

/* Index of the first such byte, or s.len. */
size_t str_find_byte(str s, char byte);

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
