/* Numbers and durations. The lexer has let through more than is valid; the rest is refused here. */
#include "promql/literal.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "promql/quote.h"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_hex(str text) {
    return text.len >= 2 && text.ptr[0] == '0' && (text.ptr[1] | 0x20) == 'x';
}

static int digit_in(char c, int base) {
    int digit = is_digit(c) ? c - '0' : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10 : 99;
    return digit < base ? digit : -1;
}

/* Underscores stand between digits; the prefix 0x counts as one. */
static bool underscores_fine(str text) {
    char before = is_hex(text) ? '0' : '!';
    for (size_t i = is_hex(text) ? 2 : 0; i < text.len; i++) {
        bool digit = digit_in(text.ptr[i], is_hex(text) ? 16 : 10) >= 0;
        if (text.ptr[i] == '_' && before != '0')
            return false;
        if (!digit && text.ptr[i] != '_' && before == '_')
            return false;
        before = digit ? '0' : text.ptr[i] == '_' ? '_' : '!';
    }
    return before != '_';
}

/* A whole number of at most 63 bits in the base of its prefix. */
static bool integer_value(str text, double *value) {
    int base = is_hex(text) ? 16 : text.len > 1 && text.ptr[0] == '0' ? 8 : 10;
    uint64_t total = 0;
    bool has_digit = false;
    for (size_t i = base == 16 ? 2 : 0; i < text.len; i++) {
        if (text.ptr[i] == '_')
            continue;
        int digit = digit_in(text.ptr[i], base);
        if (digit < 0 || total > ((uint64_t)INT64_MAX - (uint64_t)digit) / (uint64_t)base)
            return false;
        total = total * (uint64_t)base + (uint64_t)digit;
        has_digit = true;
    }
    *value = (double)total;
    return has_digit;
}

static size_t skip_digits(str text, size_t at, size_t *digits) {
    for (; at < text.len && (is_digit(text.ptr[at]) || text.ptr[at] == '_'); at++)
        *digits += text.ptr[at] != '_';
    return at;
}

/* digits [. digits] [e [sign] digits], at least one digit in front of and behind the e. */
static bool is_decimal(str text) {
    size_t mantissa = 0, exponent = 0;
    size_t at = skip_digits(text, 0, &mantissa);
    if (at < text.len && text.ptr[at] == '.')
        at = skip_digits(text, at + 1, &mantissa);
    if (mantissa == 0)
        return false;
    if (at == text.len)
        return true;
    if ((text.ptr[at] | 0x20) != 'e')
        return false;
    at++;
    if (at < text.len && (text.ptr[at] == '+' || text.ptr[at] == '-'))
        at++;
    return skip_digits(text, at, &exponent) == text.len && exponent > 0;
}

static enum literal_result float_value(struct arena *arena, str text, double *value) {
    char *copy = arena_alloc(arena, text.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '_')
            copy[len++] = text.ptr[i];
    copy[len] = '\0';
    *value = strtod(copy, NULL);
    return isinf(*value) ? LITERAL_RANGE : LITERAL_FINE;
}

enum literal_result promql_number_value(struct arena *arena, str text, double *value) {
    if (str_equal_fold(text, STR("inf"))) {
        *value = (double)INFINITY;
        return LITERAL_FINE;
    }
    if (str_equal_fold(text, STR("nan"))) {
        *value = (double)NAN;
        return LITERAL_FINE;
    }
    if (str_find_byte(text, '_') < text.len && !underscores_fine(text))
        return LITERAL_SYNTAX;
    if (integer_value(text, value))
        return LITERAL_FINE;
    if (is_hex(text) || !is_decimal(text))
        return LITERAL_SYNTAX;
    return float_value(arena, text, value);
}

/* From the greatest to the smallest; a duration names them in this order. In milliseconds. */
static const struct {
    str name;
    uint64_t ms;
} units[] = {
    {{"y", 1}, 31536000000}, {{"w", 1}, 604800000}, {{"d", 1}, 86400000}, {{"h", 1}, 3600000},
    {{"m", 1}, 60000},       {{"s", 1}, 1000},      {{"ms", 2}, 1},
};

enum { UNITS = sizeof units / sizeof units[0] };

/* 2^63 - 1 nanoseconds. */
static const uint64_t greatest_ms = INT64_MAX / 1000000;

static size_t unit_named(str name) {
    size_t i = 0;
    while (i < UNITS && !str_equal(units[i].name, name))
        i++;
    return i;
}

static bool duration_fails(struct arena *arena, str text, str *error) {
    str quoted = promql_quote(arena, text);
    *error = arena_format(arena, "not a valid duration string: %.*s", STR_ARG(quoted));
    return false;
}

static bool unit_fails(struct arena *arena, str unit, str text, str *error) {
    str quoted = promql_quote(arena, text), quoted_unit = promql_quote(arena, unit);
    *error = arena_format(arena, "unknown unit %.*s in duration %.*s", STR_ARG(quoted_unit), STR_ARG(quoted));
    return false;
}

bool promql_duration_value(struct arena *arena, str text, double *seconds, str *error) {
    uint64_t total = 0;
    size_t next_unit = 0;
    for (size_t at = 0; at < text.len;) {
        size_t number_end = at;
        while (number_end < text.len && is_digit(text.ptr[number_end]))
            number_end++;
        size_t unit_end = number_end;
        while (unit_end < text.len && !is_digit(text.ptr[unit_end]))
            unit_end++;
        unsigned long long number;
        if (!str_to_unsigned(str_slice(text, at, number_end), &number) || unit_end == number_end)
            return duration_fails(arena, text, error);
        size_t unit = unit_named(str_slice(text, number_end, unit_end));
        if (unit == UNITS)
            return unit_fails(arena, str_slice(text, number_end, unit_end), text, error);
        if (unit < next_unit)
            return duration_fails(arena, text, error);
        if (number > greatest_ms / units[unit].ms || total + number * units[unit].ms > greatest_ms) {
            *error = STR("duration out of range");
            return false;
        }
        total += number * units[unit].ms;
        next_unit = unit + 1;
        at = unit_end;
    }
    *seconds = (double)total / 1000;
    return true;
}
