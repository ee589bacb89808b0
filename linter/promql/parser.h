/* What the files of the parser share. Inside the module only.
 *
 * A function that parses returns false or NULL once anything has failed; the first failure is kept, and every caller
 * gives up. A token is read only when the grammar needs it, because Prometheus' first error depends on that. */
#ifndef MONLINT_PROMQL_PARSER_H
#define MONLINT_PROMQL_PARSER_H

#include "base/vec.h"
#include "promql/lexer.h"
#include "promql/promql.h"

/* Open parentheses, signs and operators at one time; Prometheus has no limit, its tests go to 10,000. */
enum { PROMQL_DEPTH_LIMIT = 100000, PROMQL_NODE_LIMIT = 1000000 };

struct promql_parser {
    struct arena *arena;   /* of the result */
    struct arena *scratch; /* of what is only needed while parsing; it may be the same */
    str text;
    const struct promql_options *options;
    struct promql_lexer lexer;
    struct promql_token token; /* valid while has_token */
    bool has_token;
    bool has_failed;
    bool is_too_deep;
    bool is_expression_duration; /* the duration being parsed is more than a literal */
    unsigned open_aggregations;
    struct promql_error error;
    VEC(struct promql_node *) nodes; /* in scratch */
    struct promql_need *first_need, *last_need;
};

/* Where in the grammar an unexpected token stands. */
struct parser_context {
    const char *where;    /* NULL: not said */
    const char *expected; /* NULL: not said */
};

/* Reads a token, which becomes the next. */
void parser_read(struct promql_parser *parser);

/* The next token, without taking it. */
static inline struct promql_token parser_peek(struct promql_parser *parser) {
    if (!parser->has_token)
        parser_read(parser);
    return parser->token;
}

static inline struct promql_token parser_take(struct promql_parser *parser) {
    struct promql_token token = parser_peek(parser);
    parser->has_token = token.kind == TOKEN_ERROR || token.kind == TOKEN_EOF;
    return token;
}

/* Takes the next token if it is of this kind. */
static inline bool parser_accept(struct promql_parser *parser, enum promql_token_kind kind) {
    if (parser_peek(parser).kind != kind)
        return false;
    parser_take(parser);
    return true;
}

str parser_text(const struct promql_parser *parser, span at);

/* Keeps the error unless there is one already; always false. */
bool parser_fail(struct promql_parser *parser, span at, str help, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The next token does not fit; always false. A context without where stands for the aggregation around, if any. */
bool parser_unexpected(struct promql_parser *parser, struct parser_context context);

/* Records that we gave up; always false. */
bool parser_too_deep(struct promql_parser *parser);

/* A node at the end of the post-order; NULL when there are too many. */
struct promql_node *parser_node(struct promql_parser *parser, enum promql_kind kind, enum promql_type type, span at);

/* What was built in the scratch arena, where the result may keep it. */
void *parser_keep(struct promql_parser *parser, void *bytes, size_t size);

/* Adds the last child. */
void parser_adopt(struct promql_node *parent, struct promql_node *child);

/* Notes the need unless the options say that the server has it; what is needed is kind with the name behind. */
void parser_need(struct promql_parser *parser, enum promql_feature feature, unsigned since, span at, const char *kind,
                 str name);

/* Releases that brought syntax: numbers and durations in each other's place (docs/querying/basics.md of 2.54), quoted
 * names (pull request 13271, in 2.51), the operators that trim histograms (changelog 3.11) and atan2 (2.31), @ and
 * negative offsets without a flag (2.33). */
enum {
    SINCE_ATAN2 = 2031,
    SINCE_MOVING = 2033,
    SINCE_DURATION_NUMBERS = 2054,
    SINCE_QUOTED_NAMES = 2051,
    SINCE_TRIMMING = 3011,
};

/* Notes what only a newer server reads; every flag is on. */
void parser_since(struct promql_parser *parser, unsigned since, span at, const char *what);

/* parser_expression.c: everything up to the end of the text. */
struct promql_node *parser_expression(struct promql_parser *parser);

/* parser_selector.c: the braces, if any, after a name that has been taken; name_at is empty without one. */
struct promql_node *parser_selector(struct promql_parser *parser, span name_at);

/* parser_pattern.c: reads the value of =~ and !~; false, and nothing kept, with a fault in *regex. */
bool parser_pattern(struct promql_parser *parser, struct promql_matcher *matcher, struct regex *regex);

/* parser_postfix.c: offset, @, [ ], anchored and smoothed behind a node, as many as there are. */
struct promql_node *parser_postfix(struct promql_parser *parser, struct promql_node *node);

/* parser_duration.c: a number of seconds or a duration that has been taken. */
bool parser_number(struct promql_parser *parser, struct promql_token token, double *value);

/* A duration expression, as far as it goes. */
struct promql_duration *parser_duration(struct promql_parser *parser, struct parser_context context);

/* What stands after offset. */
struct promql_duration *parser_offset(struct promql_parser *parser);

/* parser_grouping.c: by or without, whose keyword is next; sets what belongs to the grouping. */
bool parser_by_without(struct promql_parser *parser, struct promql_aggregation *aggregate);

/* What may stand between a binary operator and its right operand; *matching stays NULL when nothing does. */
bool parser_matching(struct promql_parser *parser, struct promql_matching **matching);

#endif
