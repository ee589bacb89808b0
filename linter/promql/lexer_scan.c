/* Numbers, durations and strings as Prometheus 3.14 scans them (promql/parser/lex.go).
 *
 * The scan of numbers is odd, and its oddities are part of the language: 0x1e is refused at the end of the text and
 * accepted in front of a space. It is therefore done in the same steps. A string is only checked here; its value is
 * decoded where it is used. */
#include "promql/lexer_scan.h"

#include <string.h>

#include "promql/quote.h"
#include "promql/slips.h"

/* Of bytes below 128; the others are of none. */
enum { A = LEXER_ALPHA, D = LEXER_DIGIT, C = LEXER_COLON, S = LEXER_SPACE };

const unsigned char lexer_classes[256] = {
    /* clang-format off */
    0, 0, 0, 0, 0, 0, 0, 0, 0, S, S, 0, 0, S, 0, 0,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    S, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    D, D, D, D, D, D, D, D, D, D, C, 0, 0, 0, 0, 0,
    0, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
    A, A, A, A, A, A, A, A, A, A, A, 0, 0, 0, 0, A,
    0, A, A, A, A, A, A, A, A, A, A, A, A, A, A, A,
    A, A, A, A, A, A, A, A, A, A, A, 0, 0, 0, 0, 0,
    /* clang-format on */
};

static bool is_hex_digit(int c) {
    return lexer_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool is_one_of(int c, const char *set) {
    return c > 0 && strchr(set, c) != NULL;
}

static bool accept(struct promql_lexer *lexer, const char *set) {
    if (!is_one_of(lexer_peek(lexer), set))
        return false;
    lexer->pos++;
    return true;
}

static bool is_number_digit(int c, bool is_hex) {
    return is_hex ? is_hex_digit(c) : lexer_is_digit(c);
}

struct number_scan {
    bool is_hex, has_dot, has_exponent;
};

/* A dot; false when the number is bad. */
static bool scan_dot(struct promql_lexer *lexer, struct number_scan *scan) {
    bool is_second = scan->has_dot;
    scan->has_dot = true;
    lexer->pos++;
    return !is_second && !accept(lexer, "_.") && !scan->is_hex;
}

static bool scan_exponent(struct promql_lexer *lexer, struct number_scan *scan) {
    bool is_second = scan->has_exponent;
    scan->has_exponent = true;
    lexer->pos++;
    if (is_second)
        return false;
    accept(lexer, "+-");
    return !accept(lexer, "._eE") && lexer_peek(lexer) >= 0;
}

static bool scan_underscore(struct promql_lexer *lexer) {
    lexer->pos++;
    return !accept(lexer, "._eE") && lexer_peek(lexer) >= 0;
}

/* In hexadecimal an e inside the run is a digit; one that starts a run has been taken for an exponent. */
static void scan_digits(struct promql_lexer *lexer, bool is_hex) {
    while (is_number_digit(lexer_peek(lexer), is_hex))
        lexer->pos++;
}

/* False leaves pos where the number went wrong: a duration may go on from there. */
static bool scan_number(struct promql_lexer *lexer) {
    struct number_scan scan = {0};
    if (accept(lexer, "0") && accept(lexer, "xX")) {
        accept(lexer, "_");
        scan.is_hex = true;
    }
    accept(lexer, ".");
    if (is_number_digit(lexer_peek(lexer), scan.is_hex))
        lexer->pos++;
    for (;;) {
        int c = lexer_peek(lexer);
        bool fine = true;
        if (c == '.')
            fine = scan_dot(lexer, &scan);
        else if (c == 'e' || c == 'E')
            fine = scan_exponent(lexer, &scan);
        else if (c == '_')
            fine = scan_underscore(lexer);
        else if (is_number_digit(c, scan.is_hex))
            scan_digits(lexer, scan.is_hex);
        else
            break;
        if (!fine)
            return false;
    }
    return !lexer_is_alpha(lexer_peek(lexer));
}

static bool scan_duration(struct promql_lexer *lexer) {
    if (!accept(lexer, "smhdwy"))
        return false;
    accept(lexer, "s");
    while (lexer_is_digit(lexer_peek(lexer))) {
        while (lexer_is_digit(lexer_peek(lexer)))
            lexer->pos++;
        if (!accept(lexer, "smhdw"))
            return false;
        accept(lexer, "s");
    }
    return !lexer_is_alpha(lexer_peek(lexer));
}

struct promql_token lexer_number(struct promql_lexer *lexer) {
    if (scan_number(lexer))
        return lexer_emit(lexer, TOKEN_NUMBER, 0);
    if (scan_duration(lexer))
        return lexer_emit(lexer, TOKEN_DURATION, 0);
    /* Prometheus has read one character further when a duration ends in a letter or digit. */
    if (lexer->pos < lexer->text.len && is_one_of(lexer->text.ptr[lexer->pos - 1], "smhdwy"))
        lexer->pos++;
    str text = str_slice(lexer->text, lexer->start, lexer->pos);
    str quoted = promql_quote(lexer->arena, text);
    return lexer_fail(lexer, arena_format(lexer->arena, "bad number or duration syntax: %.*s", STR_ARG(quoted)),
                      slips_number(lexer->text, (span){lexer->start, lexer->pos}, lexer->in_brackets));
}

static struct promql_token escape_fails(struct promql_lexer *lexer, const char *what, size_t at, const char *tail,
                                        str help) {
    if (at >= lexer->text.len)
        return lexer_fail(lexer, STR("escape sequence not terminated"), (str){0});
    str named = promql_name_rune(lexer->arena, lexer->text, at);
    return lexer_fail(lexer, arena_format(lexer->arena, "%s %.*s%s", what, STR_ARG(named), tail), help);
}

static uint32_t digit_value(int c) {
    if (lexer_is_digit(c))
        return (uint32_t)(c - '0');
    if (is_hex_digit(c))
        return (uint32_t)((c | 0x20) - 'a' + 10);
    return 16;
}

/* An escape after its backslash; true when it is good, else *failed holds the error. */
static bool scan_escape(struct promql_lexer *lexer, int quote, struct promql_token *failed) {
    int c = lexer_peek(lexer);
    uint32_t base = 16, greatest = 0x10FFFF, value = 0;
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 3;
    if (c == quote || is_one_of(c, "abfnrtv\\")) {
        lexer->pos++;
        return true;
    }
    if (c >= '0' && c <= '7')
        base = 8;
    else if (c != 'x' && c != 'u' && c != 'U') {
        str help = STR("a backslash for a regular expression is written \\\\, or put the string into backquotes");
        *failed = escape_fails(lexer, "unknown escape sequence", lexer->pos, "", help);
        return false;
    } else
        lexer->pos++;
    if (base == 8 || c == 'x')
        greatest = 255;
    for (; digits > 0; digits--, lexer->pos++) {
        uint32_t digit = digit_value(lexer_peek(lexer));
        if (digit >= base) {
            *failed = escape_fails(lexer, "illegal character", lexer->pos, " in escape sequence", (str){0});
            return false;
        }
        value = value * base + digit;
    }
    if (value <= greatest && !(value >= 0xD800 && value < 0xE000))
        return true;
    *failed = lexer_fail(lexer, STR("escape sequence is an invalid Unicode code point"), (str){0});
    return false;
}

/* A byte of a multi-byte character; false when it is not UTF-8 or is U+FFFD. */
static bool scan_rune(struct promql_lexer *lexer) {
    uint32_t rune;
    lexer->pos += (uint32_t)promql_rune(lexer->text, lexer->pos, &rune);
    return rune != PROMQL_BAD_RUNE;
}

struct promql_token lexer_string(struct promql_lexer *lexer) {
    int quote = lexer_peek(lexer);
    bool is_raw = quote == '`';
    struct promql_token failed = {0};
    lexer->pos++;
    for (;;) {
        int c = lexer_peek(lexer);
        if (c < 0 || (c == '\n' && !is_raw))
            return lexer_fail(lexer, is_raw ? STR("unterminated raw string") : STR("unterminated quoted string"),
                              (str){0});
        if (c >= 0x80) {
            if (!scan_rune(lexer))
                return lexer_fail(lexer, STR("invalid UTF-8 rune"), (str){0});
            continue;
        }
        if (lexer_classes[c] & (LEXER_ALPHA | LEXER_DIGIT)) {
            lexer_skip(lexer, LEXER_ALPHA | LEXER_DIGIT);
            continue;
        }
        lexer->pos++;
        if (c == quote)
            return lexer_emit(lexer, TOKEN_STRING, 0);
        if (c == '\\' && !is_raw && !scan_escape(lexer, quote, &failed))
            return failed;
    }
}
