/* One decimal scanner, and a table of units for each notation. */
#include "text/size.h"

#include <assert.h>
#include <math.h>

enum { MAX_DIGITS = 400, MAX_EXPONENT = 300 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* base to the power of exponent, without the mathematics library. */
static double power(double base, int exponent) {
    double result = 1;
    for (int i = 0; i < (exponent < 0 ? -exponent : exponent); i++)
        result *= base;
    return exponent < 0 ? 1 / result : result;
}

struct decimal {
    double value;
    size_t whole, fraction; /* digits before and behind the point */
    bool point;
};

/* Takes digits, with one point among them; commas between digits are passed over when told so. */
static struct decimal take_decimal(str *rest, bool commas) {
    struct decimal decimal = {0};
    double scale = 1;
    size_t at = 0;
    for (; at < rest->len; at++) {
        char c = rest->ptr[at];
        if (c == '.' && !decimal.point) {
            decimal.point = true;
        } else if (is_digit(c) && !decimal.point) {
            decimal.value = decimal.value * 10 + (c - '0');
            decimal.whole++;
        } else if (is_digit(c)) {
            scale /= 10;
            decimal.value += (c - '0') * scale;
            decimal.fraction++;
        } else if (!(commas && c == ',')) {
            break;
        }
    }
    *rest = str_slice(*rest, at, rest->len);
    return decimal;
}

/* "", "K", "Ki" … to the number of steps they stand for, or -1. */
static int steps_of(str prefix, bool *binary) {
    *binary = str_ends_with(prefix, STR("i"));
    if (*binary)
        prefix.len--;
    if (prefix.len == 0)
        return *binary ? -1 : 0;
    size_t step = str_find_byte(STR("KMGTPE"), prefix.ptr[0]);
    return prefix.len == 1 && step < 6 ? (int)step + 1 : -1;
}

static bool store(double value, double limit, uint64_t *bytes) {
    if (!(value >= 0 && value < limit))
        return false;
    *bytes = (uint64_t)value;
    return true;
}

bool size_parse_operator(str text, uint64_t *bytes) {
    bool binary;
    if (str_equal(text, STR("0"))) {
        *bytes = 0;
        return true;
    }
    str unit = text;
    struct decimal decimal = take_decimal(&unit, false);
    bool number = decimal.point ? decimal.fraction > 0 : decimal.whole > 0;
    if (!number || !str_ends_with(unit, STR("B")))
        return false;
    int steps = steps_of(str_slice(unit, 0, unit.len - 1), &binary);
    return steps >= 0 && store(decimal.value * power(1024, steps), 0x1p63, bytes);
}

static const struct {
    const char *names[6];
    unsigned shift;
} loki_units[] = {
    {{"", "b", "byte"}, 0},
    {{"k", "kb", "kib", "kilo", "kilobyte", "kilobytes"}, 10},
    {{"m", "mb", "mib", "mega", "megabyte", "megabytes"}, 20},
    {{"g", "gb", "gib", "giga", "gigabyte", "gigabytes"}, 30},
    {{"t", "tb", "tib", "tera", "terabyte", "terabytes"}, 40},
    {{"p", "pb", "pib", "peta", "petabyte", "petabytes"}, 50},
    {{"e", "eb", "eib", "exa", "exabyte", "exabytes"}, 60},
};

static bool loki_shift(str unit, unsigned *shift) {
    for (size_t i = 0; i < sizeof loki_units / sizeof *loki_units; i++) {
        for (size_t n = 0; n < 6 && loki_units[i].names[n]; n++) {
            if (str_equal_fold(unit, str_of(loki_units[i].names[n]))) {
                *shift = loki_units[i].shift;
                return true;
            }
        }
    }
    return false;
}

bool size_parse_loki(str text, uint64_t *bytes) {
    size_t digits = 0;
    unsigned shift;
    unsigned long long count;
    while (digits < text.len && is_digit(text.ptr[digits]))
        digits++;
    str unit = str_trim(str_slice(text, digits, text.len));
    bool bits = unit.len == 2 && unit.ptr[0] >= 'A' && unit.ptr[0] <= 'Z' && unit.ptr[1] == 'b';
    if (bits || !str_to_unsigned(str_slice(text, 0, digits), &count) || !loki_shift(unit, &shift))
        return false;
    if (count > UINT64_MAX >> shift)
        return false;
    *bytes = (uint64_t)count << shift;
    return true;
}

bool size_parse_humanize(str text, uint64_t *bytes) {
    static const char prefixes[] = "kmgtpe";
    str unit = text;
    struct decimal decimal = take_decimal(&unit, true);
    unit = str_trim(unit);
    if (decimal.whole + decimal.fraction == 0)
        return false;
    if (unit.len == 0 || str_equal_fold(unit, STR("b")))
        return store(decimal.value, 0x1p64, bytes);
    for (int i = 0; prefixes[i]; i++) {
        char spelt[] = {prefixes[i], 'i', 'b'};
        if (str_equal_fold(unit, (str){spelt, 3}) || str_equal_fold(unit, (str){spelt, 2}))
            return store(decimal.value * power(1024, i + 1), 0x1p64, bytes);
        spelt[1] = 'b';
        if (str_equal_fold(unit, (str){spelt, 2}) || str_equal_fold(unit, (str){spelt, 1}))
            return store(decimal.value * power(1000, i + 1), 0x1p64, bytes);
    }
    return false;
}

/* "e3", "E-2": false when it is no exponent. */
static bool exponent_of(str suffix, int *exponent) {
    unsigned long long digits;
    if (suffix.len < 2 || (suffix.ptr[0] != 'e' && suffix.ptr[0] != 'E'))
        return false;
    bool negative = suffix.ptr[1] == '-';
    bool sign = negative || suffix.ptr[1] == '+';
    if (!str_to_unsigned(str_slice(suffix, sign ? 2 : 1, suffix.len), &digits) || digits > MAX_EXPONENT)
        return false;
    *exponent = negative ? -(int)digits : (int)digits;
    return true;
}

/* What a suffix multiplies by, or 0. */
static double quantity_factor(str suffix) {
    static const struct {
        const char *name;
        int exponent;
    } decimals[] = {{"", 0},  {"n", -9}, {"u", -6}, {"m", -3}, {"k", 3},
                    {"M", 6}, {"G", 9},  {"T", 12}, {"P", 15}, {"E", 18}};
    int exponent;
    bool binary;
    for (size_t i = 0; i < sizeof decimals / sizeof *decimals; i++) {
        if (str_is(suffix, decimals[i].name))
            return power(10, decimals[i].exponent);
    }
    int steps = steps_of(suffix, &binary);
    if (steps > 0 && binary)
        return power(1024, steps);
    return exponent_of(suffix, &exponent) ? power(10, exponent) : 0;
}

bool size_parse_quantity(str text, double *value) {
    bool negative = str_starts_with(text, STR("-"));
    bool sign = negative || str_starts_with(text, STR("+"));
    str suffix = str_slice(text, sign, text.len);
    if (text.len > MAX_DIGITS)
        return false;
    struct decimal decimal = take_decimal(&suffix, false);
    double factor = quantity_factor(suffix);
    if (decimal.whole + decimal.fraction == 0 || factor == 0)
        return false;
    *value = (negative ? -decimal.value : decimal.value) * factor;
    return isfinite(*value);
}

str size_format(struct arena *arena, uint64_t bytes) {
    static const char prefixes[] = "KMGTPE";
    double value = (double)bytes;
    int step = 0;
    if (bytes < 1024)
        return arena_format(arena, "%lluB", (unsigned long long)bytes);
    for (; value >= 1024 && step < 6; step++)
        value /= 1024;
    assert(step > 0);
    str number = arena_format(arena, "%.2f", value);
    while (str_ends_with(number, STR("0")))
        number.len--;
    if (str_ends_with(number, STR(".")))
        number.len--;
    return arena_format(arena, "%.*s%ciB", STR_ARG(number), prefixes[step - 1]);
}
