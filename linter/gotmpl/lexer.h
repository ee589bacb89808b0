/* The tokens of a template. */
#ifndef MONLINT_GOTMPL_LEXER_H
#define MONLINT_GOTMPL_LEXER_H

#include "base/arena.h"
#include "base/str.h"
#include "text/span.h"

enum token_kind {
    TOKEN_ERROR, /* the last token; tokens.message says what is wrong */
    TOKEN_END,   /* the last token */
    TOKEN_TEXT,  /* without what trim markers remove; never empty */
    TOKEN_LEFT,  /* {{ or {{- */
    TOKEN_RIGHT, /* }} or -}} with the space before it */
    TOKEN_SPACE,
    TOKEN_ASSIGN,  /* = */
    TOKEN_DECLARE, /* := */
    TOKEN_PIPE,
    TOKEN_STRING,
    TOKEN_RAW_STRING,
    TOKEN_CHARACTER, /* 'c' */
    TOKEN_NUMBER,
    TOKEN_COMPLEX,
    TOKEN_VARIABLE,
    TOKEN_FIELD,
    TOKEN_OPEN,
    TOKEN_CLOSE,
    TOKEN_NAME,
    TOKEN_BOOL,
    TOKEN_SIGN, /* any other printable ASCII */
    TOKEN_DOT,  /* from here on: the words of the language */
    TOKEN_NIL,
    TOKEN_BLOCK,
    TOKEN_BREAK,
    TOKEN_CONTINUE,
    TOKEN_DEFINE,
    TOKEN_ELSE,
    TOKEN_FINISH, /* end */
    TOKEN_IF,
    TOKEN_RANGE,
    TOKEN_TEMPLATE,
    TOKEN_WITH,
};

struct token {
    enum token_kind kind;
    span span;
};

struct tokens {
    struct token *at;
    size_t count; /* at least 1 */
    str message;  /* of the TOKEN_ERROR at the end, in Go's words */
    span opened;  /* the brace or parenthesis it left open; empty if none */
};

struct tokens gotmpl_lexer_run(struct arena *arena, str text);

#endif
