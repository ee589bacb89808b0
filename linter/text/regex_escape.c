/* Escapes of one character: punctuation as itself, the letters of C, octal and hexadecimal numbers.
 *
 * Everything else is refused; RE2 leaves no escape to chance. */
#include "text/regex_parser.h"

#include "text/utf8.h"

bool regex_fail(struct regex_parser *p, enum regex_fault fault, size_t start, size_t end) {
    p->fault = fault;
    p->fault_at = p->fault_fragment = (span){(uint32_t)start, (uint32_t)end};
    return false;
}

bool regex_take_rune(struct regex_parser *p, uint32_t *rune) {
    *rune = 0xFFFD;
    if (p->at >= p->text.len)
        return true;
    size_t length = utf8_decode(p->text, p->at, rune);
    if (length == 0) {
        (void)regex_fail(p, REGEX_INVALID_UTF8, p->at, p->text.len);
        p->fault_at.end = p->fault_at.start + 1;
        return false;
    }
    p->at += length;
    return true;
}

bool regex_at(const struct regex_parser *p, str prefix) {
    return str_starts_with(str_slice(p->text, p->at, p->text.len), prefix);
}

static int octal(const struct regex_parser *p) {
    if (p->at >= p->text.len || p->text.ptr[p->at] < '0' || p->text.ptr[p->at] > '7')
        return -1;
    return p->text.ptr[p->at] - '0';
}

static int hexadecimal(uint32_t c) {
    if (c >= '0' && c <= '9')
        return (int)(c - '0');
    if (c >= 'a' && c <= 'f')
        return (int)(c - 'a') + 10;
    return c >= 'A' && c <= 'F' ? (int)(c - 'A') + 10 : -1;
}

/* Up to two more octal digits behind the first. */
static bool take_octal(struct regex_parser *p, uint32_t first, uint32_t *rune) {
    *rune = first - '0';
    for (int i = 1; i < 3 && octal(p) >= 0; i++)
        *rune = *rune * 8 + (uint32_t)(p->text.ptr[p->at++] - '0');
    return true;
}

/* {H+} behind the brace. */
static bool take_braced(struct regex_parser *p, size_t start, uint32_t *rune) {
    size_t digits = 0;
    *rune = 0;
    for (;; digits++) {
        uint32_t c;
        if (p->at >= p->text.len)
            break;
        if (!regex_take_rune(p, &c))
            return false;
        if (c == '}' && digits > 0)
            return true;
        if (hexadecimal(c) < 0)
            break;
        *rune = *rune * 16 + (uint32_t)hexadecimal(c);
        if (*rune > UTF8_LAST)
            break;
    }
    return regex_fail(p, REGEX_INVALID_ESCAPE, start, p->at);
}

static bool take_hexadecimal(struct regex_parser *p, size_t start, uint32_t *rune) {
    uint32_t high, low;
    if (p->at >= p->text.len)
        return regex_fail(p, REGEX_INVALID_ESCAPE, start, p->at);
    if (!regex_take_rune(p, &high))
        return false;
    if (high == '{')
        return take_braced(p, start, rune);
    if (!regex_take_rune(p, &low))
        return false;
    if (hexadecimal(high) < 0 || hexadecimal(low) < 0)
        return regex_fail(p, REGEX_INVALID_ESCAPE, start, p->at);
    *rune = (uint32_t)(hexadecimal(high) * 16 + hexadecimal(low));
    return true;
}

static bool is_alphanumeric(uint32_t c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool regex_take_escape(struct regex_parser *p, uint32_t *rune) {
    static const char letters[] = "afnrtv", meant[] = "\a\f\n\r\t\v";
    size_t start = p->at++;
    uint32_t c;
    if (p->at >= p->text.len) {
        (void)regex_fail(p, REGEX_TRAILING_BACKSLASH, p->at, p->at);
        p->fault_at.start = (uint32_t)start;
        return false;
    }
    if (!regex_take_rune(p, &c))
        return false;
    *rune = c;
    if (c < 0x80 && !is_alphanumeric(c))
        return true;
    if (c == '0' || (c >= '1' && c <= '7' && octal(p) >= 0))
        return take_octal(p, c, rune);
    if (c == 'x')
        return take_hexadecimal(p, start, rune);
    for (size_t i = 0; letters[i]; i++) {
        if (c == (unsigned char)letters[i]) {
            *rune = (unsigned char)meant[i];
            return true;
        }
    }
    return regex_fail(p, REGEX_INVALID_ESCAPE, start, p->at);
}
