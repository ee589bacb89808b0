/* Go's number literals: is it a number that an integer or a float of 64 bits can hold?
 *
 * The lexer is lenient ("0x0.2", "089" and "." are numbers to it); what it let through is judged here. */
#include "gotmpl/literal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static char to_lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

static bool is_hex_digit(char c) {
    return is_digit(c) || (to_lower(c) >= 'a' && to_lower(c) <= 'f');
}

static str without_sign(str number) {
    bool is_signed = number.len > 0 && (number.ptr[0] == '+' || number.ptr[0] == '-');
    return str_slice(number, is_signed, number.len);
}

/* The base a prefix announces, or 10; *digits is what follows the prefix. */
static int base_of(str number, str *digits) {
    *digits = number;
    if (number.len < 2 || number.ptr[0] != '0')
        return 10;
    char kind = to_lower(number.ptr[1]);
    bool is_lettered = kind == 'x' || kind == 'o' || kind == 'b';
    *digits = str_slice(number, is_lettered ? 2 : 1, number.len);
    return kind == 'x' ? 16 : kind == 'b' ? 2 : 8;
}

/* Underscores stand between digits, or between a prefix and a digit. */
static bool underscores_are_right(str number) {
    str digits;
    int base = base_of(number, &digits);
    bool lettered = number.len - digits.len == 2;
    if (!lettered)
        digits = number;
    bool after_digit = lettered, open = false;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.ptr[i];
        bool digit = base == 16 ? is_hex_digit(c) : is_digit(c);
        if (c == '_' ? !after_digit : open && !digit)
            return false;
        open = c == '_';
        after_digit = digit;
    }
    return !open;
}

/* A copy without underscores, followed by a NUL. */
static str compact(struct arena *arena, str number) {
    str copy = arena_copy(arena, number);
    char *out = arena_alloc(arena, number.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < copy.len; i++)
        if (copy.ptr[i] != '_')
            out[len++] = copy.ptr[i];
    out[len] = '\0';
    return (str){out, len};
}

enum verdict { WRONG, TOO_LARGE, RIGHT };

/* An integer of the whole text, with any sign, in 64 bits. */
static enum verdict read_integer(struct arena *arena, str number) {
    str bare = without_sign(number), digits;
    int base = base_of(bare, &digits);
    if (!underscores_are_right(bare))
        return WRONG;
    digits = compact(arena, digits);
    unsigned long long value = 0, limit = ~0ull;
    if (bare.len < number.len)
        limit = number.ptr[0] == '-' ? 1ull << 63 : (1ull << 63) - 1;
    enum verdict verdict = digits.len > 0 ? RIGHT : WRONG;
    for (size_t i = 0; i < digits.len && verdict != WRONG; i++) {
        char c = to_lower(digits.ptr[i]);
        int digit = is_digit(c) ? c - '0' : is_hex_digit(c) ? c - 'a' + 10 : 99;
        if (digit >= base)
            return WRONG;
        if (value > (limit - (unsigned)digit) / (unsigned)base)
            verdict = TOO_LARGE;
        else
            value = value * (unsigned)base + (unsigned)digit;
    }
    return verdict;
}

static size_t skip_digits(str text, size_t at, bool hex) {
    while (at < text.len && (hex ? is_hex_digit(text.ptr[at]) : is_digit(text.ptr[at])))
        at++;
    return at;
}

/* [0x] digits [. digits] [e [+-] digits]; a hexadecimal float must have its exponent. */
static bool is_float_syntax(str text) {
    bool hex = text.len > 2 && text.ptr[0] == '0' && to_lower(text.ptr[1]) == 'x';
    size_t start = hex ? 2 : 0, at = skip_digits(text, start, hex), digits = at - start;
    if (at < text.len && text.ptr[at] == '.') {
        size_t fraction = skip_digits(text, at + 1, hex);
        digits += fraction - at - 1;
        at = fraction;
    }
    if (digits == 0)
        return false;
    if (at == text.len)
        return !hex;
    if (to_lower(text.ptr[at]) != (hex ? 'p' : 'e'))
        return false;
    at++;
    if (at < text.len && (text.ptr[at] == '+' || text.ptr[at] == '-'))
        at++;
    return at < text.len && skip_digits(text, at, false) == text.len;
}

static enum verdict read_float(struct arena *arena, str number) {
    str bare = without_sign(number), plain = compact(arena, bare);
    if (!is_float_syntax(plain) || (plain.len < bare.len && !underscores_are_right(bare)))
        return WRONG;
    return isinf(strtod(plain.ptr, NULL)) ? TOO_LARGE : RIGHT;
}

str gotmpl_literal_check_number(struct arena *arena, str number) {
    if (number.len > 0 && number.ptr[number.len - 1] == 'i' &&
        read_float(arena, str_slice(number, 0, number.len - 1)) == RIGHT)
        return (str){0};
    if (read_integer(arena, number) == RIGHT)
        return (str){0};
    if (read_float(arena, number) != RIGHT)
        return arena_format(arena, "illegal number syntax: %.*s",
                            STR_ARG(gotmpl_literal_quote(arena, number, number.len)));
    for (size_t i = 0; i < number.len; i++)
        if (strchr(".eEpP", number.ptr[i]))
            return (str){0};
    return arena_format(arena, "integer overflow: %.*s", STR_ARG(gotmpl_literal_quote(arena, number, number.len)));
}

/* Where the second number begins: the last sign that is no sign of an exponent. */
static size_t second_number(str number) {
    for (size_t i = number.len; i-- > 1;) {
        bool sign = number.ptr[i] == '+' || number.ptr[i] == '-';
        char before = to_lower(number.ptr[i - 1]);
        bool hex = str_starts_with(without_sign(str_slice(number, 0, i)), STR("0x"));
        if (sign && before != 'p' && (before != 'e' || hex))
            return i;
    }
    return number.len;
}

/* What is wrong with one half, in the words of Go's scanner of floats. */
static str check_half(struct arena *arena, str half) {
    enum verdict verdict = read_float(arena, half);
    if (verdict == RIGHT)
        return (str){0};
    const char *problem = verdict == TOO_LARGE ? "value out of range" : "invalid syntax";
    str quoted = gotmpl_literal_quote(arena, half, half.len);
    return arena_format(arena, "strconv.ParseFloat: parsing %.*s: %s", STR_ARG(quoted), problem);
}

/* Its floats have no binary or octal prefix, and the first no i. */
static bool is_scanned(str half) {
    str digits;
    str bare = without_sign(half);
    bool is_prefixed = base_of(bare, &digits) != 16 && bare.len - digits.len == 2;
    return !is_prefixed && !str_ends_with(half, STR("i"));
}

str gotmpl_literal_check_complex(struct arena *arena, str number) {
    size_t middle = second_number(number);
    str real = str_slice(number, 0, middle), imaginary = str_slice(number, middle, number.len - 1);
    if (!is_scanned(real) || !is_scanned(imaginary))
        return STR("syntax error scanning complex number");
    str problem = check_half(arena, real);
    return problem.len > 0 ? problem : check_half(arena, imaginary);
}
