/* The value of a string token; the lexer has checked every escape. */
#include "promql/literal.h"

#include <stdint.h>
#include <string.h>

#include "promql/quote.h"

static uint32_t digits_value(const char *digits, int count, uint32_t base) {
    uint32_t value = 0;
    for (int i = 0; i < count; i++) {
        char c = digits[i];
        uint32_t digit = c <= '9' ? (uint32_t)(c - '0') : (uint32_t)((c | 0x20) - 'a' + 10);
        value = value * base + digit;
    }
    return value;
}

/* A one-letter escape, or the quote or backslash itself. */
static char simple_escape(char c) {
    static const char letters[] = "abfnrtv", values[] = "\a\b\f\n\r\t\v";
    const char *found = strchr(letters, c);
    return found ? values[found - letters] : c;
}

/* Decodes the escape after the backslash at escape[0]; *used gets its length. */
static size_t decode_escape(const char *escape, size_t *used, char *out) {
    switch (escape[0]) {
    case 'u':
    case 'U': {
        int count = escape[0] == 'u' ? 4 : 8;
        *used = (size_t)count + 1;
        return promql_rune_encode(digits_value(escape + 1, count, 16), out);
    }
    case 'x':
        *used = 3;
        out[0] = (char)digits_value(escape + 1, 2, 16);
        return 1;
    default:
        break;
    }
    bool is_octal = escape[0] >= '0' && escape[0] <= '7';
    *used = is_octal ? 3 : 1;
    out[0] = is_octal ? (char)digits_value(escape, 3, 8) : simple_escape(escape[0]);
    return 1;
}

str promql_string_value(struct arena *arena, str token) {
    str inside = str_slice(token, 1, token.len - 1);
    if (token.ptr[0] == '`' || str_find_byte(inside, '\\') == inside.len)
        return inside;
    char *value = arena_alloc(arena, inside.len + 1);
    size_t len = 0;
    for (size_t at = 0; at < inside.len; at++) {
        if (inside.ptr[at] != '\\') {
            value[len++] = inside.ptr[at];
            continue;
        }
        size_t used;
        len += decode_escape(inside.ptr + at + 1, &used, value + len);
        at += used;
    }
    return (str){value, len};
}
