/* Small recognisers, tried only when the first byte allows one of them. */
#include "yaml/scalar_type.h"

#include <stdint.h>

struct word {
    str text;
    enum scalar_type type;
};

#define WORD(text, type)                                                                                               \
    { {(text), sizeof(text) - 1}, (type) }

static const struct word core_words[] = {
    WORD("~", SCALAR_NULL),     WORD("null", SCALAR_NULL),  WORD("Null", SCALAR_NULL),  WORD("NULL", SCALAR_NULL),
    WORD("true", SCALAR_BOOL),  WORD("True", SCALAR_BOOL),  WORD("TRUE", SCALAR_BOOL),  WORD("false", SCALAR_BOOL),
    WORD("False", SCALAR_BOOL), WORD("FALSE", SCALAR_BOOL), WORD(".nan", SCALAR_FLOAT), WORD(".NaN", SCALAR_FLOAT),
    WORD(".NAN", SCALAR_FLOAT),
};

static const struct word old_words[] = {
    WORD("y", SCALAR_BOOL),   WORD("Y", SCALAR_BOOL),   WORD("yes", SCALAR_BOOL), WORD("Yes", SCALAR_BOOL),
    WORD("YES", SCALAR_BOOL), WORD("on", SCALAR_BOOL),  WORD("On", SCALAR_BOOL),  WORD("ON", SCALAR_BOOL),
    WORD("n", SCALAR_BOOL),   WORD("N", SCALAR_BOOL),   WORD("no", SCALAR_BOOL),  WORD("No", SCALAR_BOOL),
    WORD("NO", SCALAR_BOOL),  WORD("off", SCALAR_BOOL), WORD("Off", SCALAR_BOOL), WORD("OFF", SCALAR_BOOL),
};

enum {
    CORE_WORDS = sizeof core_words / sizeof *core_words,
    OLD_WORDS = sizeof old_words / sizeof *old_words,
    LONGEST_WORD = 5
};

static enum scalar_type find_word(const struct word *words, size_t count, str text) {
    for (size_t i = 0; i < count; i++)
        if (words[i].text.len == text.len && words[i].text.ptr[0] == text.ptr[0] && str_equal(words[i].text, text))
            return words[i].type;
    return SCALAR_STRING;
}

static bool is_digit(char c, unsigned base) {
    if (c >= '0' && c <= '9')
        return (unsigned)(c - '0') < base;
    return base == 16 && ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'));
}

/* Skips digits and, where the reader drops them, underscores; returns how many digits there were. */
static size_t skip_digits(str *text, unsigned base, bool underscores) {
    size_t digits = 0;
    while (text->len > 0 && (is_digit(text->ptr[0], base) || (underscores && text->ptr[0] == '_'))) {
        digits += text->ptr[0] != '_';
        *text = str_slice(*text, 1, text->len);
    }
    return digits;
}

static bool skip_byte(str *text, const char *bytes) {
    for (; *bytes; bytes++)
        if (text->len > 0 && text->ptr[0] == *bytes) {
            *text = str_slice(*text, 1, text->len);
            return true;
        }
    return false;
}

static bool is_based(str text, const char *letters, unsigned base, bool underscores) {
    return skip_byte(&text, "0") && skip_byte(&text, letters) && skip_digits(&text, base, underscores) > 0 &&
           text.len == 0;
}

static bool is_infinity(str text) {
    skip_byte(&text, "+-");
    return str_equal(text, STR(".inf")) || str_equal(text, STR(".Inf")) || str_equal(text, STR(".INF"));
}

/* [-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )? */
static enum scalar_type decimal_type(str text, bool underscores) {
    enum scalar_type type = SCALAR_INT;
    skip_byte(&text, "+-");
    size_t whole = skip_digits(&text, 10, underscores), fraction = 0;
    if (skip_byte(&text, ".")) {
        type = SCALAR_FLOAT;
        fraction = skip_digits(&text, 10, underscores);
    }
    if (whole + fraction == 0)
        return SCALAR_STRING;
    if (skip_byte(&text, "eE")) {
        type = SCALAR_FLOAT;
        skip_byte(&text, "+-");
        if (skip_digits(&text, 10, underscores) == 0)
            return SCALAR_STRING;
    }
    return text.len == 0 ? type : SCALAR_STRING;
}

enum beginning { BEGINS_TEXT, BEGINS_WORD, BEGINS_NUMBER };

/* What a first byte may begin; .nan is a number here. */
static const uint8_t beginnings[256] = {
    ['~'] = BEGINS_WORD,   ['n'] = BEGINS_WORD,   ['N'] = BEGINS_WORD,   ['t'] = BEGINS_WORD,   ['T'] = BEGINS_WORD,
    ['f'] = BEGINS_WORD,   ['F'] = BEGINS_WORD,   ['+'] = BEGINS_NUMBER, ['-'] = BEGINS_NUMBER, ['.'] = BEGINS_NUMBER,
    ['0'] = BEGINS_NUMBER, ['1'] = BEGINS_NUMBER, ['2'] = BEGINS_NUMBER, ['3'] = BEGINS_NUMBER, ['4'] = BEGINS_NUMBER,
    ['5'] = BEGINS_NUMBER, ['6'] = BEGINS_NUMBER, ['7'] = BEGINS_NUMBER, ['8'] = BEGINS_NUMBER, ['9'] = BEGINS_NUMBER,
};

static enum beginning beginning_of(str text) {
    return (enum beginning)beginnings[(unsigned char)text.ptr[0]];
}

enum scalar_type scalar_type_of(str plain) {
    if (plain.len == 0)
        return SCALAR_NULL;
    enum beginning beginning = beginning_of(plain);
    if (beginning == BEGINS_TEXT)
        return SCALAR_STRING;
    if (beginning == BEGINS_WORD)
        return plain.len <= LONGEST_WORD ? find_word(core_words, CORE_WORDS, plain) : SCALAR_STRING;
    if (is_based(plain, "o", 8, false) || is_based(plain, "x", 16, false))
        return SCALAR_INT;
    if (is_infinity(plain))
        return SCALAR_FLOAT;
    enum scalar_type type = decimal_type(plain, false);
    return type == SCALAR_STRING ? find_word(core_words, CORE_WORDS, plain) : type;
}

/* 089 begins as an octal number, fails as one, and is read as a float. */
static bool is_bad_octal(str digits) {
    return digits.ptr[0] == '0' && (str_find_byte(digits, '8') < digits.len || str_find_byte(digits, '9') < digits.len);
}

enum scalar_type scalar_type_of_11(str plain) {
    if (scalar_is_old_boolean(plain))
        return SCALAR_BOOL;
    if (plain.len == 0 || beginning_of(plain) != BEGINS_NUMBER)
        return scalar_type_of(plain);
    str unsigned_part = plain;
    skip_byte(&unsigned_part, "+-");
    if (is_based(unsigned_part, "bB", 2, true) || is_based(unsigned_part, "oO", 8, true) ||
        is_based(unsigned_part, "xX", 16, true))
        return SCALAR_INT;
    enum scalar_type type = decimal_type(plain, plain.ptr[0] != '.');
    if (type == SCALAR_INT && is_bad_octal(unsigned_part))
        return SCALAR_FLOAT;
    return type == SCALAR_STRING ? scalar_type_of(plain) : type;
}

bool scalar_is_old_boolean(str plain) {
    return plain.len > 0 && plain.len <= 3 && find_word(old_words, OLD_WORDS, plain) == SCALAR_BOOL;
}
