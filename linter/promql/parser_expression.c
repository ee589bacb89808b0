/* Expressions.
 *
 *   expr      := primary | sign expr | expr op matching expr
 *   primary   := ( number | string | '(' expr ')' | selector | call | aggregate ) { postfix }
 *   call      := name '(' [ expr { ',' expr } ] ')'
 *   aggregate := op [ by_without ] '(' args ')' | op '(' args ')' [ by_without ]
 *
 * Operator precedence with a stack of our own, so that nesting costs memory and no stack of the thread. */
#include "promql/literal.h"
#include "promql/parser_frames.h"

enum { SIGN_PRECEDENCE = 5 };

typedef VEC(struct frame) frame_stack;

static const struct parser_context anywhere = {NULL, NULL};

static bool push(struct promql_parser *parser, frame_stack *stack, struct frame frame) {
    if (stack->len == PROMQL_DEPTH_LIMIT)
        return parser_too_deep(parser);
    vec_push(parser->scratch, stack, frame);
    return true;
}

static struct frame *top(const frame_stack *stack) {
    return &stack->at[stack->len - 1];
}

static bool is_open(const struct frame *frame) {
    return frame->kind <= FRAME_AGGREGATE;
}

static struct promql_node *number_node(struct promql_parser *parser) {
    struct promql_token token = parser_take(parser);
    double value;
    if (!parser_number(parser, token, &value))
        return NULL;
    struct promql_node *node = parser_node(parser, PROMQL_NUMBER, PROMQL_SCALAR, token.at);
    if (!node)
        return NULL;
    node->as.number.value = value;
    node->as.number.is_duration = token.kind == TOKEN_DURATION;
    if (node->as.number.is_duration)
        parser_since(parser, SINCE_DURATION_NUMBERS, token.at, "duration as a number");
    node->as.number.literal_at = token.at;
    return node;
}

static struct promql_node *string_node(struct promql_parser *parser) {
    struct promql_token token = parser_take(parser);
    struct promql_node *node = parser_node(parser, PROMQL_STRING, PROMQL_TEXT, token.at);
    if (node)
        node->as.string.value = promql_string_value(parser->arena, parser_text(parser, token.at));
    return node;
}

/* Keywords that are metric names where an operand is wanted. */
static bool may_be_metric(struct promql_token token) {
    switch ((enum promql_token_kind)token.kind) {
    case TOKEN_METRIC_IDENTIFIER:
    case TOKEN_OFFSET:
    case TOKEN_ANCHORED:
    case TOKEN_SMOOTHED:
    case TOKEN_BY:
    case TOKEN_WITHOUT:
    case TOKEN_FILL:
    case TOKEN_FILL_LEFT:
    case TOKEN_FILL_RIGHT:
        return true;
    case TOKEN_OPERATOR:
        return promql_operator_is_set((enum promql_operator)token.value);
    case TOKEN_EOF:
    case TOKEN_ERROR:
    case TOKEN_IDENTIFIER:
    case TOKEN_NUMBER:
    case TOKEN_DURATION:
    case TOKEN_STRING:
    case TOKEN_COMMA:
    case TOKEN_COLON:
    case TOKEN_LEFT_PAREN:
    case TOKEN_RIGHT_PAREN:
    case TOKEN_LEFT_BRACE:
    case TOKEN_RIGHT_BRACE:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_RIGHT_BRACKET:
    case TOKEN_EQL:
    case TOKEN_EQL_REGEX:
    case TOKEN_NEQ_REGEX:
    case TOKEN_AT:
    case TOKEN_AGGREGATOR:
    case TOKEN_ON:
    case TOKEN_IGNORING:
    case TOKEN_GROUP_LEFT:
    case TOKEN_GROUP_RIGHT:
    case TOKEN_BOOL:
    case TOKEN_START:
    case TOKEN_END:
    case TOKEN_STEP:
    case TOKEN_RANGE:
    case TOKEN_MIN_OF:
    case TOKEN_MAX_OF:
        break;
    }
    return false;
}

/* Names of functions: all identifiers and these words. */
static bool may_be_function(struct promql_token token) {
    return token.kind == TOKEN_IDENTIFIER || (token.kind >= TOKEN_START && token.kind <= TOKEN_MAX_OF);
}

static bool is_sign(struct promql_token token) {
    return token.kind == TOKEN_OPERATOR && (token.value == PROMQL_ADD || token.value == PROMQL_SUB);
}

static bool starts_operand(struct promql_token token) {
    return may_be_metric(token) || may_be_function(token) || is_sign(token) || token.kind == TOKEN_AGGREGATOR ||
           token.kind == TOKEN_NUMBER || token.kind == TOKEN_DURATION || token.kind == TOKEN_STRING ||
           token.kind == TOKEN_LEFT_PAREN || token.kind == TOKEN_LEFT_BRACE;
}

/* Ends the signs and operators on top that bind at least as tight. */
static struct promql_node *reduce(struct promql_parser *parser, frame_stack *stack, int precedence,
                                  struct promql_node *node) {
    while (node && stack->len > 0 && !is_open(top(stack))) {
        const struct frame *frame = top(stack);
        int binds = frame->kind == FRAME_SIGN ? SIGN_PRECEDENCE : promql_operator_precedence(frame->op);
        bool is_right_associative = frame->kind == FRAME_BINARY && frame->op == PROMQL_POW;
        if (binds < precedence || (binds == precedence && is_right_associative))
            break;
        stack->len--;
        node = frame_complete(parser, frame, node);
    }
    return node;
}

/* A name that has been taken, followed by its parenthesis. */
static bool open_call(struct promql_parser *parser, frame_stack *stack, struct promql_token name) {
    struct promql_token paren = parser_take(parser);
    return push(parser, stack, (struct frame){.kind = FRAME_CALL, .at = name.at, .paren_at = paren.at});
}

/* An aggregation operator that has been taken, up to the parenthesis of its arguments. */
static bool open_aggregate(struct promql_parser *parser, frame_stack *stack, struct promql_token op) {
    struct frame frame = {.kind = FRAME_AGGREGATE, .at = op.at, .aggregator = op.value};
    parser->open_aggregations++;
    if (parser_peek(parser).kind != TOKEN_LEFT_PAREN) {
        frame.modifier = arena_new(parser->scratch, struct promql_aggregation);
        if (!parser_by_without(parser, frame.modifier))
            return false;
    }
    frame.paren_at = parser_peek(parser).at;
    if (!parser_accept(parser, TOKEN_LEFT_PAREN))
        return parser_unexpected(parser, anywhere);
    return push(parser, stack, frame);
}

static bool opens_aggregate(struct promql_token next) {
    return next.kind == TOKEN_LEFT_PAREN || next.kind == TOKEN_BY || next.kind == TOKEN_WITHOUT;
}

/* A word that has been taken: a call or aggregation is opened, and *node stays NULL; else it names a metric. */
static bool parse_word(struct promql_parser *parser, frame_stack *stack, struct promql_token word,
                       struct promql_node **node) {
    struct promql_token next = parser_peek(parser);
    if (word.kind == TOKEN_AGGREGATOR && opens_aggregate(next))
        return open_aggregate(parser, stack, word);
    if (may_be_function(word) && next.kind == TOKEN_LEFT_PAREN)
        return open_call(parser, stack, word);
    *node = parser_selector(parser, word.at);
    return *node != NULL;
}

static bool open_paren(struct promql_parser *parser, frame_stack *stack) {
    span at = parser_take(parser).at;
    return push(parser, stack, (struct frame){.kind = FRAME_PAREN, .at = at, .paren_at = at});
}

static bool open_sign(struct promql_parser *parser, frame_stack *stack) {
    struct promql_token sign = parser_take(parser);
    enum promql_operator op = (enum promql_operator)sign.value;
    return push(parser, stack, (struct frame){.kind = FRAME_SIGN, .op = op, .at = sign.at});
}

/* One step of what stands before an operator: *node stays NULL where something was opened and more has to come. */
static bool parse_operand(struct promql_parser *parser, frame_stack *stack, struct promql_node **node) {
    struct promql_token token = parser_peek(parser);
    if (token.kind == TOKEN_NUMBER || token.kind == TOKEN_DURATION)
        *node = number_node(parser);
    else if (token.kind == TOKEN_STRING)
        *node = string_node(parser);
    else if (token.kind == TOKEN_LEFT_BRACE)
        *node = parser_selector(parser, (span){token.at.start, token.at.start});
    else if (token.kind == TOKEN_LEFT_PAREN)
        return open_paren(parser, stack);
    else if (is_sign(token))
        return open_sign(parser, stack);
    else if (starts_operand(token))
        return parse_word(parser, stack, parser_take(parser), node);
    else
        return parser_unexpected(parser, anywhere);
    return *node != NULL;
}

static bool open_binary(struct promql_parser *parser, frame_stack *stack, struct promql_node *left) {
    struct promql_token token = parser_take(parser);
    enum promql_operator op = (enum promql_operator)token.value;
    left = reduce(parser, stack, promql_operator_precedence(op), left);
    struct frame frame = {.kind = FRAME_BINARY, .op = op, .at = token.at, .first = left};
    if (op == PROMQL_ATAN2)
        parser_since(parser, SINCE_ATAN2, token.at, "operator atan2");
    if (op == PROMQL_TRIM_UPPER || op == PROMQL_TRIM_LOWER)
        parser_since(parser, SINCE_TRIMMING, token.at, op == PROMQL_TRIM_UPPER ? "operator </" : "operator >/");
    return left && parser_matching(parser, &frame.matching) && push(parser, stack, frame);
}

static void add_argument(struct frame *frame, struct promql_node *argument) {
    if (frame->last)
        frame->last->next = argument;
    else
        frame->first = argument;
    frame->last = argument;
    frame->count++;
}

/* A comma behind an argument. */
static bool next_argument(struct promql_parser *parser) {
    struct promql_token comma = parser_take(parser);
    if (starts_operand(parser_peek(parser)))
        return true;
    return parser_fail(parser, comma.at, STR("remove the last comma"),
                       "trailing commas not allowed in function call args");
}

/* What follows a whole expression inside an open frame: *node becomes NULL where another argument has to come. */
static bool continue_open(struct promql_parser *parser, frame_stack *stack, struct promql_node **node) {
    struct frame *frame = top(stack);
    struct promql_token token = parser_peek(parser);
    bool is_list = frame->kind != FRAME_PAREN;
    if (token.kind != TOKEN_RIGHT_PAREN && !(is_list && token.kind == TOKEN_COMMA))
        return parser_unexpected(parser, anywhere);
    if (is_list)
        add_argument(frame, *node);
    if (token.kind == TOKEN_COMMA) {
        *node = NULL;
        return next_argument(parser);
    }
    parser_take(parser);
    stack->len--;
    *node = frame_close(parser, frame, *node, token.at.end);
    return *node != NULL;
}

/* Whether f( or sum( is closed at once. */
static bool closes_empty(struct promql_parser *parser, const frame_stack *stack) {
    if (stack->len == 0)
        return false;
    const struct frame *frame = top(stack);
    bool is_list = frame->kind == FRAME_CALL || frame->kind == FRAME_AGGREGATE;
    return is_list && frame->count == 0 && parser_peek(parser).kind == TOKEN_RIGHT_PAREN;
}

static struct promql_node *close_empty(struct promql_parser *parser, frame_stack *stack) {
    uint32_t end = parser_take(parser).at.end;
    const struct frame *frame = top(stack);
    stack->len--;
    return frame_close(parser, frame, NULL, end);
}

/* An operand with all that binds to it, or NULL. */
static struct promql_node *primary(struct promql_parser *parser, frame_stack *stack) {
    struct promql_node *node = NULL;
    while (!node) {
        if (closes_empty(parser, stack))
            node = close_empty(parser, stack);
        else if (!parse_operand(parser, stack, &node))
            return NULL;
        if (parser->has_failed)
            return NULL;
    }
    return parser_postfix(parser, node);
}

static struct promql_node *parse(struct promql_parser *parser, frame_stack *stack) {
    struct promql_node *node = NULL;
    for (;;) {
        node = node ? parser_postfix(parser, node) : primary(parser, stack);
        if (!node)
            return NULL;
        struct promql_token token = parser_peek(parser);
        if (token.kind == TOKEN_OPERATOR) {
            if (!open_binary(parser, stack, node))
                return NULL;
            node = NULL;
            continue;
        }
        node = reduce(parser, stack, 0, node);
        if (!node)
            return NULL;
        if (stack->len == 0) {
            if (token.kind == TOKEN_EOF)
                return node;
            parser_unexpected(parser, anywhere);
            return NULL;
        }
        if (!continue_open(parser, stack, &node))
            return NULL;
    }
}

/* Says where the parenthesis stands that nobody closed. */
static void note_open_paren(struct promql_parser *parser, const frame_stack *stack) {
    if (!str_equal(parser->error.message, STR("unclosed left parenthesis")))
        return;
    for (size_t i = stack->len; i > 0; i--) {
        if (is_open(&stack->at[i - 1])) {
            parser->error.note = STR("opened here");
            parser->error.note_at = stack->at[i - 1].paren_at;
            return;
        }
    }
}

struct promql_node *parser_expression(struct promql_parser *parser) {
    enum { USUAL_DEPTH = 16 };
    struct frame usual[USUAL_DEPTH];
    frame_stack stack = {.at = usual, .cap = USUAL_DEPTH};
    if (parser_peek(parser).kind == TOKEN_EOF) {
        parser_fail(parser, (span){0, 0}, (str){0}, "no expression found in input");
        return NULL;
    }
    struct promql_node *root = parse(parser, &stack);
    if (!root)
        note_open_paren(parser, &stack);
    return root;
}
