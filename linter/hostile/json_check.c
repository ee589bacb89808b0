/* RFC 8259 by recursive descent; our reports nest a handful of levels, so a deep one is wrong too. */
#include "hostile/json_check.h"

#include "text/utf8.h"

enum { DEEPEST = 16 };

static bool value(str text, size_t *at, unsigned depth);

static bool is_at(str text, size_t at, char byte) {
    return at < text.len && text.ptr[at] == byte;
}

static void blanks(str text, size_t *at) {
    while (*at < text.len && str_find_byte(STR(" \t\r\n"), text.ptr[*at]) < 4)
        ++*at;
}

static size_t digits(str text, size_t *at) {
    size_t start = *at;
    while (*at < text.len && text.ptr[*at] >= '0' && text.ptr[*at] <= '9')
        ++*at;
    return *at - start;
}

static bool number(str text, size_t *at) {
    *at += is_at(text, *at, '-');
    bool zero = is_at(text, *at, '0');
    size_t count = digits(text, at);
    if (count == 0 || (zero && count > 1))
        return false;
    if (is_at(text, *at, '.')) {
        ++*at;
        if (digits(text, at) == 0)
            return false;
    }
    if (!is_at(text, *at, 'e') && !is_at(text, *at, 'E'))
        return true;
    ++*at;
    *at += is_at(text, *at, '+') || is_at(text, *at, '-');
    return digits(text, at) > 0;
}

static bool escape(str text, size_t *at) {
    if (*at >= text.len)
        return false;
    char kind = text.ptr[(*at)++];
    if (kind != 'u')
        return str_find_byte(STR("\"\\/bfnrt"), kind) < 8;
    for (int i = 0; i < 4; i++, ++*at)
        if (*at >= text.len || str_find_byte(STR("0123456789abcdefABCDEF"), text.ptr[*at]) == 22)
            return false;
    return true;
}

static bool string(str text, size_t *at) {
    if (!is_at(text, *at, '"'))
        return false;
    ++*at;
    while (*at < text.len) {
        unsigned char byte = (unsigned char)text.ptr[(*at)++];
        if (byte == '"')
            return true;
        if (byte < 0x20 || (byte == '\\' && !escape(text, at)))
            return false;
    }
    return false;
}

/* Members of an object, or items of an array, up to the bracket that closes it. */
static bool list(str text, size_t *at, unsigned depth, bool object, char close) {
    ++*at;
    blanks(text, at);
    if (is_at(text, *at, close))
        return ++*at, true;
    for (;;) {
        blanks(text, at);
        if (object) {
            if (!string(text, at))
                return false;
            blanks(text, at);
            if (!is_at(text, (*at)++, ':'))
                return false;
        }
        if (!value(text, at, depth + 1))
            return false;
        if (is_at(text, *at, close))
            return ++*at, true;
        if (!is_at(text, (*at)++, ','))
            return false;
    }
}

static bool word(str text, size_t *at, str wanted) {
    if (!str_starts_with(str_slice(text, *at, text.len), wanted))
        return false;
    *at += wanted.len;
    return true;
}

static bool value(str text, size_t *at, unsigned depth) {
    if (depth > DEEPEST)
        return false;
    blanks(text, at);
    bool good;
    if (is_at(text, *at, '{'))
        good = list(text, at, depth, true, '}');
    else if (is_at(text, *at, '['))
        good = list(text, at, depth, false, ']');
    else if (is_at(text, *at, '"'))
        good = string(text, at);
    else
        good = word(text, at, STR("true")) || word(text, at, STR("false")) || word(text, at, STR("null")) ||
               number(text, at);
    blanks(text, at);
    return good;
}

bool json_is_valid(str text) {
    size_t at = 0;
    return utf8_valid(text, NULL) && value(text, &at, 0) && at == text.len;
}

long long json_number(str text, str key) {
    for (size_t at = 0; (at += str_find(str_slice(text, at, text.len), key)) < text.len; at += key.len) {
        size_t from = at + key.len;
        if (at == 0 || text.ptr[at - 1] != '"' || !str_starts_with(str_slice(text, from, text.len), STR("\":")))
            continue;
        size_t end = from += 2;
        digits(text, &end);
        unsigned long long number;
        if (str_to_unsigned(str_slice(text, from, end), &number))
            return (long long)number;
    }
    return -1;
}
