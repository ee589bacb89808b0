/* The two halves of the parser: nodes (parser.c) and pipelines (pipeline.c).
 *
 * The parser walks an array of tokens whose last one is an error or the end and is never passed. After the first
 * error every function returns NULL or false, and nothing more is reported. */
#ifndef MONLINT_GOTMPL_PARSER_H
#define MONLINT_GOTMPL_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/map.h"
#include "base/vec.h"
#include "gotmpl/gotmpl.h"
#include "gotmpl/lexer.h"

/* A name that is declared somewhere. */
struct variable {
    size_t live; /* declarations in scope */
};

/* What a text, a define or a block can see: its declarations from the outermost to the innermost, below them in the
 * text those of Prometheus. */
struct scope {
    bool has_predefined;
    struct map names; /* to struct variable */
    VEC(struct variable *) declared;
};

struct parser {
    struct arena *arena;
    str text;
    enum gotmpl_dialect dialect;
    struct tokens tokens;
    size_t at;
    struct scope *scope;
    unsigned depth;       /* of nested actions and parentheses */
    unsigned range_depth; /* ranges around, up to the define or block */
    span action;          /* the {{ of the action being parsed; empty between actions */
    struct map templates; /* defined names with a body that is not empty, to their node */
    struct gotmpl_error *error;
    bool failed;
};

/* ---- tokens ---- */

/* The next token even if it is space. */
static inline struct token gotmpl_parser_peek_raw(const struct parser *parser) {
    return parser->tokens.at[parser->at];
}

/* The next token, spaces skipped. */
static inline struct token gotmpl_parser_peek(struct parser *parser) {
    while (gotmpl_parser_peek_raw(parser).kind == TOKEN_SPACE)
        parser->at++;
    return gotmpl_parser_peek_raw(parser);
}

/* The same, and past it. */
static inline struct token gotmpl_parser_next(struct parser *parser) {
    struct token token = gotmpl_parser_peek(parser);
    if (parser->at + 1 < parser->tokens.count)
        parser->at++;
    return token;
}

str gotmpl_parser_text(const struct parser *parser, span at);

/* ---- errors: all return NULL ---- */

void *gotmpl_parser_fail(struct parser *parser, span at, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* The same for a message that is there; it may hold NUL. */
void *gotmpl_parser_fail_text(struct parser *parser, span at, str message);

/* "unexpected X in CONTEXT", or what the lexer found wrong with the token. */
void *gotmpl_parser_unexpected(struct parser *parser, struct token token, const char *context);

/* Counts a level of nesting; false when there are too many. The caller leaves it by parser->depth--. */
bool gotmpl_parser_enter(struct parser *parser, span at);

/* ---- variables ---- */

void gotmpl_parser_declare(struct parser *parser, str name);
/* Forgets the newest declarations but the first count. */
void gotmpl_parser_undeclare(struct parser *parser, size_t count);

bool gotmpl_parser_is_declared(const struct parser *parser, str name);

/* ---- pipelines ---- */

/* Up to and with the token `end`; context names the place in messages. NULL after an error. */
struct gotmpl_pipe *gotmpl_parser_pipe(struct parser *parser, const char *context, enum token_kind end);

#endif
