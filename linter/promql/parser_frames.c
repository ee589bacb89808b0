/* Nodes of closed parentheses, calls and aggregations and of complete operators, and the checks that Prometheus makes
 * as it builds them. A node is made when its last token has been read, so that the nodes lie in post-order. */
#include "promql/parser_frames.h"

#include "promql/quote.h"
#include "promql/slips.h"

/* Hangs a list of nodes below a new one. */
static void adopt_all(struct promql_node *parent, struct promql_node *first, uint32_t count) {
    parent->child = first;
    parent->child_count = count;
    if (first)
        parent->first = first->first;
    for (struct promql_node *child = first; child; child = child->next) {
        child->parent = parent;
        if (parent->height <= child->height)
            parent->height = child->height + 1;
    }
}

static struct promql_node *end_call(struct promql_parser *parser, const struct frame *frame, uint32_t end) {
    str name = parser_text(parser, frame->at);
    const struct promql_function *function = promql_function_find(name);
    if (!function) {
        str quoted = promql_quote(parser->arena, name);
        parser_fail(parser, frame->at, slips_function(parser->arena, name), "unknown function with name %.*s",
                    STR_ARG(quoted));
        return NULL;
    }
    parser_need(parser, function->is_experimental ? PROMQL_FEATURE_FUNCTIONS : PROMQL_FEATURE_NONE, function->since,
                frame->at, "function ", name);
    struct promql_node *call = parser_node(parser, PROMQL_CALL, function->result, (span){frame->at.start, end});
    if (!call)
        return NULL;
    call->as.call.function = function;
    call->as.call.name_at = frame->at;
    adopt_all(call, frame->first, frame->count);
    return call;
}

static bool check_arguments(struct promql_parser *parser, const struct frame *frame, span at) {
    const struct promql_aggregator *op = promql_aggregator_at((size_t)frame->aggregator);
    if (frame->count == 0)
        return parser_fail(parser, at, (str){0}, "no arguments for aggregate expression provided");
    unsigned expected = op->parameter == PROMQL_NONE ? 1 : 2;
    if (frame->count == expected)
        return true;
    return parser_fail(parser, at, slips_aggregate_count(op, frame->count),
                       "wrong number of arguments for aggregate expression provided, expected %u, got %u", expected,
                       frame->count);
}

static struct promql_node *end_aggregate(struct promql_parser *parser, const struct frame *frame, uint32_t end) {
    const struct promql_aggregator *op = promql_aggregator_at((size_t)frame->aggregator);
    struct promql_aggregation aggregation = {0};
    enum promql_token_kind next = frame->modifier ? TOKEN_EOF : parser_peek(parser).kind;
    if (frame->modifier)
        aggregation = *frame->modifier;
    if (next == TOKEN_BY || next == TOKEN_WITHOUT) {
        if (!parser_by_without(parser, &aggregation))
            return NULL;
        end = aggregation.grouping.at.end;
    }
    parser->open_aggregations--;
    span at = {frame->at.start, end};
    if (parser->has_failed || !check_arguments(parser, frame, at))
        return NULL;
    parser_need(parser, op->is_experimental ? PROMQL_FEATURE_FUNCTIONS : PROMQL_FEATURE_NONE, op->since, frame->at,
                "aggregation ", op->name);
    struct promql_node *node = parser_node(parser, PROMQL_AGGREGATE, PROMQL_VECTOR, at);
    if (!node)
        return NULL;
    node->as.aggregate = aggregation;
    node->as.aggregate.op = op;
    node->as.aggregate.op_at = frame->at;
    adopt_all(node, frame->first, frame->count);
    return node;
}

static struct promql_node *end_paren(struct promql_parser *parser, const struct frame *frame,
                                     struct promql_node *inside, uint32_t end) {
    struct promql_node *node = parser_node(parser, PROMQL_PAREN, inside->type, (span){frame->at.start, end});
    if (node)
        parser_adopt(node, inside);
    return node;
}

/* A sign folds into a number that stands alone. */
static struct promql_node *end_sign(struct promql_parser *parser, const struct frame *frame,
                                    struct promql_node *operand) {
    if (operand->kind == PROMQL_NUMBER) {
        operand->at.start = frame->at.start;
        if (frame->op == PROMQL_SUB)
            operand->as.number.value = -operand->as.number.value;
        return operand;
    }
    struct promql_node *node =
        parser_node(parser, PROMQL_UNARY, operand->type, (span){frame->at.start, operand->at.end});
    if (!node)
        return NULL;
    node->as.unary.op = frame->op;
    node->as.unary.op_at = frame->at;
    parser_adopt(node, operand);
    return node;
}

static struct promql_node *end_binary(struct promql_parser *parser, const struct frame *frame,
                                      struct promql_node *right) {
    struct promql_node *left = frame->first;
    bool is_scalar = left->type == PROMQL_SCALAR && right->type == PROMQL_SCALAR;
    struct promql_node *node = parser_node(parser, PROMQL_BINARY, is_scalar ? PROMQL_SCALAR : PROMQL_VECTOR,
                                           (span){left->at.start, right->at.end});
    if (!node)
        return NULL;
    node->as.binary.op = frame->op;
    node->as.binary.op_at = frame->at;
    node->as.binary.matching = frame->matching;
    if (frame->matching && promql_operator_is_set(frame->op) && frame->matching->card == PROMQL_ONE_TO_ONE)
        frame->matching->card = PROMQL_MANY_TO_MANY;
    left->next = NULL;
    parser_adopt(node, left);
    parser_adopt(node, right);
    return node;
}

struct promql_node *frame_close(struct promql_parser *parser, const struct frame *frame, struct promql_node *inside,
                                uint32_t end) {
    if (frame->kind == FRAME_CALL)
        return end_call(parser, frame, end);
    if (frame->kind == FRAME_AGGREGATE)
        return end_aggregate(parser, frame, end);
    return end_paren(parser, frame, inside, end);
}

struct promql_node *frame_complete(struct promql_parser *parser, const struct frame *frame, struct promql_node *right) {
    return frame->kind == FRAME_SIGN ? end_sign(parser, frame, right) : end_binary(parser, frame, right);
}
