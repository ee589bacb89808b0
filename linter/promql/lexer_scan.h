/* The parts of the lexer that read one literal. Inside the module only. */
#ifndef MONLINT_PROMQL_LEXER_SCAN_H
#define MONLINT_PROMQL_LEXER_SCAN_H

#include "promql/lexer.h"

/* The byte at pos, or -1 at the end. */
static inline int lexer_peek(const struct promql_lexer *lexer) {
    return lexer->pos < lexer->text.len ? (unsigned char)lexer->text.ptr[lexer->pos] : -1;
}

static inline bool lexer_is_digit(int c) {
    return c >= '0' && c <= '9';
}

static inline bool lexer_is_alpha(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static inline bool lexer_is_space(int c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

enum { LEXER_ALPHA = 1, LEXER_DIGIT = 2, LEXER_COLON = 4, LEXER_SPACE = 8 };

/* What each byte is of these. */
extern const unsigned char lexer_classes[256];

/* Passes the bytes that are of one of the classes; returns the classes that were met. */
static inline unsigned lexer_skip(struct promql_lexer *lexer, unsigned classes) {
    const char *text = lexer->text.ptr;
    uint32_t pos = lexer->pos, end = (uint32_t)lexer->text.len;
    unsigned met = 0;
    for (; pos < end && lexer_classes[(unsigned char)text[pos]] & classes; pos++)
        met |= lexer_classes[(unsigned char)text[pos]];
    lexer->pos = pos;
    return met;
}

/* The token from start to pos; what follows starts a new one. */
struct promql_token lexer_emit(struct promql_lexer *lexer, enum promql_token_kind kind, int value);

/* Ends the text with a message. */
struct promql_token lexer_fail(struct promql_lexer *lexer, str message, str help);

/* A number or a duration; a digit, or a dot and a digit, is next. */
struct promql_token lexer_number(struct promql_lexer *lexer);

/* A string; its quote is next. */
struct promql_token lexer_string(struct promql_lexer *lexer);

#endif
