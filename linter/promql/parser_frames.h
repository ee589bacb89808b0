/* What the parser of expressions has on its stack, and the nodes that come out of it. Inside the module only. */
#ifndef MONLINT_PROMQL_PARSER_FRAMES_H
#define MONLINT_PROMQL_PARSER_FRAMES_H

#include "promql/parser.h"

/* An open parenthesis, call or aggregation, or a sign or binary operator that waits for its right operand. */
struct frame {
    enum { FRAME_PAREN, FRAME_CALL, FRAME_AGGREGATE, FRAME_SIGN, FRAME_BINARY } kind;
    enum promql_operator op;   /* sign, binary */
    int aggregator;            /* enum promql_aggregator_id */
    uint32_t count;            /* of the arguments so far */
    span at;                   /* of the operator, the opening parenthesis, or the name before it */
    span paren_at;             /* paren, call, aggregate */
    struct promql_node *first; /* binary: the left operand; call, aggregate: the arguments so far */
    struct promql_node *last;
    struct promql_aggregation *modifier; /* aggregate: by or without that came first; only its grouping is set */
    struct promql_matching *matching;    /* binary */
};

/* The node of a frame whose closing parenthesis, which ends at end, has been taken; inside is what stands in a plain
 * parenthesis. NULL after a failure. */
struct promql_node *frame_close(struct promql_parser *parser, const struct frame *frame, struct promql_node *inside,
                                uint32_t end);

/* The node of a sign or binary operator with its right operand. */
struct promql_node *frame_complete(struct promql_parser *parser, const struct frame *frame, struct promql_node *right);

#endif
