/* PromQL: from the text of an expression to its tree, its first error, and what it asks of the server.
 *
 * The language is that of Prometheus 3.14: what promql_parse refuses, that server refuses, with the same words at the
 * same place. What an option switches off or a version does not know is still parsed and type-checked, and recorded
 * as a need. */
#ifndef MONLINT_PROMQL_PROMQL_H
#define MONLINT_PROMQL_PROMQL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "promql/ast.h"
#include "text/span.h"

/* Values of --enable-feature of Prometheus 3.14; NONE: a newer server is enough. */
enum promql_feature {
    PROMQL_FEATURE_NONE,
    PROMQL_FEATURE_FUNCTIONS, /* promql-experimental-functions */
    PROMQL_FEATURE_DURATIONS, /* promql-duration-expr; on by default since 3.14 */
    PROMQL_FEATURE_EXTENDED,  /* promql-extended-range-selectors */
    PROMQL_FEATURE_FILL,      /* promql-binop-fill-modifiers */
};

/* The name for --enable-feature; "" for PROMQL_FEATURE_NONE. */
const char *promql_feature_name(enum promql_feature feature);

struct promql_options {
    unsigned version; /* major * 1000 + minor, 3014 for 3.14; 0: the newest known */
    bool experimental_functions;
    bool duration_expressions; /* for versions below 3.14 */
    bool extended_range_selectors;
    bool binop_fill;
    struct arena *scratch; /* for what the parse needs and the result does not; NULL: the arena of the result */
};

/* Something in the expression that the options' server does not offer. */
struct promql_need {
    enum promql_feature feature;
    span at;
    str what;        /* "function info", "modifier fill", "duration expression" */
    unsigned since;  /* the release that brought it: major * 1000 + minor; 0: not known */
    bool is_too_new; /* since is above the options' version; else only the feature is off */
    struct promql_need *next;
};

enum promql_status {
    PROMQL_VALID,
    PROMQL_INVALID,
    PROMQL_TOO_DEEP, /* nested or long beyond our bounds; says nothing about the expression */
};

/* The first mistake; what follows it is not read. */
struct promql_error {
    str message; /* in the words of Prometheus */
    span at;     /* its start is the position Prometheus prints; empty at the end of the text */
    str help;    /* what to write instead; may be empty */
    str note;    /* about note_at; may be empty */
    span note_at;
};

struct promql_expr {
    enum promql_status status;
    const struct promql_node *root;   /* NULL when there was a syntax error; set after a type error */
    struct promql_node *const *nodes; /* all of them, children before parents; root is the last */
    size_t node_count;
    struct promql_error error;       /* PROMQL_INVALID */
    const struct promql_need *needs; /* inner ones first; incomplete after an error */
};

/* Everything returned lives in the arena or in text, which both must outlive the result. Names and values in the tree
 * are views of text where they hold no escapes. */
struct promql_expr promql_parse(struct arena *arena, str text, const struct promql_options *options);

#endif
