/* The tokens of PromQL, Prometheus 3.14 (promql/parser/lex.go).
 *
 * What a character means depends on where it stands: outside brackets, inside { }, inside [ ] before the first number,
 * and inside [ ] after it. The lexer keeps that state itself, and hands out one token at a time as a kind and a span.
 * After TOKEN_ERROR the text is at its end. */
#ifndef MONLINT_PROMQL_LEXER_H
#define MONLINT_PROMQL_LEXER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

enum promql_token_kind {
    TOKEN_EOF,
    TOKEN_ERROR,
    TOKEN_IDENTIFIER,
    TOKEN_METRIC_IDENTIFIER, /* holds a colon */
    TOKEN_NUMBER,
    TOKEN_DURATION,
    TOKEN_STRING,
    TOKEN_COMMA,
    TOKEN_COLON,
    TOKEN_LEFT_PAREN,
    TOKEN_RIGHT_PAREN,
    TOKEN_LEFT_BRACE,
    TOKEN_RIGHT_BRACE,
    TOKEN_LEFT_BRACKET,
    TOKEN_RIGHT_BRACKET,
    TOKEN_EQL,       /* = */
    TOKEN_EQL_REGEX, /* =~ */
    TOKEN_NEQ_REGEX, /* !~ */
    TOKEN_AT,
    TOKEN_OPERATOR,   /* value: enum promql_operator */
    TOKEN_AGGREGATOR, /* value: enum promql_aggregator_id */
    TOKEN_OFFSET,
    TOKEN_ANCHORED,
    TOKEN_SMOOTHED,
    TOKEN_BY,
    TOKEN_WITHOUT,
    TOKEN_ON,
    TOKEN_IGNORING,
    TOKEN_GROUP_LEFT,
    TOKEN_GROUP_RIGHT,
    TOKEN_BOOL,
    TOKEN_FILL,
    TOKEN_FILL_LEFT,
    TOKEN_FILL_RIGHT,
    TOKEN_START,
    TOKEN_END,
    TOKEN_STEP,
    TOKEN_RANGE,
    TOKEN_MIN_OF,
    TOKEN_MAX_OF,
};

/* Small, since the parser hands it around. */
struct promql_token {
    enum promql_token_kind kind : 16;
    int value : 16;
    span at;
};

struct promql_lexer {
    str text;
    uint32_t start, pos; /* of the pending token; the next byte to read */
    int parens;          /* open ( */
    bool in_braces, in_brackets;
    bool before_number; /* inside [ ], where no number has been read yet */
    bool saw_colon;     /* since the last [ */
    bool saw_number;    /* in any [ ] of the whole text: so it is in Prometheus */
    bool is_done;
    struct arena *arena; /* for messages */
    str message, help;   /* of TOKEN_ERROR; help may be empty */
};

/* text is at most UINT32_MAX / 2 bytes and outlives the lexer. */
void promql_lexer_init(struct promql_lexer *lexer, struct arena *arena, str text);

/* Comments are passed over. Messages of an error are in the lexer, its span starts where Prometheus says and ends
 * where the reading stopped. */
struct promql_token promql_lexer_next(struct promql_lexer *lexer);

/* The keyword a word stands for, in any case of letters: kind and *value; TOKEN_IDENTIFIER when it is none. */
enum promql_token_kind promql_keyword(str word, int *value);

#endif
