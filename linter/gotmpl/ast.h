/* The tree of a template.
 *
 * Everything lies in the arena of the parse and points into the text. Lists are linked by `next` in the order of the
 * text; the span of a child lies inside the span of its parent. Comments leave no node, and the space that a trim
 * marker removes belongs to none. */
#ifndef MONLINT_GOTMPL_AST_H
#define MONLINT_GOTMPL_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "text/span.h"

/* .name after a term, or the term itself if it is a field. */
struct gotmpl_field {
    str name;  /* without the dot */
    span span; /* without the dot */
    struct gotmpl_field *next;
};

enum gotmpl_term_kind {
    GOTMPL_TERM_NUMBER, /* also a character constant and a complex number */
    GOTMPL_TERM_STRING,
    GOTMPL_TERM_BOOL,
    GOTMPL_TERM_NIL,
    GOTMPL_TERM_DOT,
    GOTMPL_TERM_FIELD,    /* .a.b: all names are in fields */
    GOTMPL_TERM_VARIABLE, /* $a.b: text is "$a", fields hold b */
    GOTMPL_TERM_FUNCTION,
    GOTMPL_TERM_PIPE, /* ( ... ) */
};

struct gotmpl_term {
    enum gotmpl_term_kind kind;
    bool escaped; /* a string whose source has escapes, so that value is not verbatim in the text */
    span span;    /* with its fields */
    str text;     /* the source without the fields; for a string with its quotes */
    str value;    /* a string, decoded */
    struct gotmpl_field *fields;
    struct gotmpl_pipe *pipe; /* GOTMPL_TERM_PIPE */
    struct gotmpl_term *next;
};

/* Terms side by side: a function and its arguments, or a lone value. At least one term. */
struct gotmpl_command {
    span span;
    struct gotmpl_term *terms;
    struct gotmpl_command *next;
};

struct gotmpl_declaration {
    str name; /* with the '$' */
    span span;
};

/* [$a [, $b] :=] command | command ... At least one command. */
struct gotmpl_pipe {
    span span;
    bool assigns; /* '=' and not ':=' */
    uint8_t declaration_count;
    struct gotmpl_declaration declarations[2];
    struct gotmpl_command *commands;
};

enum gotmpl_node_kind {
    GOTMPL_TEXT,
    GOTMPL_ACTION, /* {{ pipe }} */
    GOTMPL_IF,     /* {{ else if }} is an if alone in otherwise */
    GOTMPL_RANGE,
    GOTMPL_WITH, /* {{ else with }} likewise */
    GOTMPL_TEMPLATE,
    GOTMPL_BLOCK,
    GOTMPL_DEFINE,
    GOTMPL_BREAK,
    GOTMPL_CONTINUE,
};

struct gotmpl_node {
    enum gotmpl_node_kind kind;
    span span;                /* from the first brace to the last; text without what was trimmed */
    span head;                /* the opening action; of an else if the action from its {{ */
    struct gotmpl_pipe *pipe; /* NULL: none */
    bool chained;             /* the if of an else if, the with of an else with */
    str name;                 /* of a template, block or define, decoded */
    span name_span;           /* with its quotes */
    struct gotmpl_node *body, *otherwise;
    struct gotmpl_node *next;
};

#endif
