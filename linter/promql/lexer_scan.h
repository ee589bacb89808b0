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

/* The token from start to pos; what follows starts a new one. */
struct promql_token lexer_emit(struct promql_lexer *lexer, enum promql_token_kind kind, int value);

/* Ends the text with a message. */
struct promql_token lexer_fail(struct promql_lexer *lexer, str message, str help);

/* A number or a duration; a digit, or a dot and a digit, is next. */
struct promql_token lexer_number(struct promql_lexer *lexer);

/* A string; its quote is next. */
struct promql_token lexer_string(struct promql_lexer *lexer);

#endif
