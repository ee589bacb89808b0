/* Numbers, durations, and the expressions over them that stand in [ ] and after offset.
 *
 *   duration := number | sign duration | duration op duration | '(' duration ')' | step '(' ')' | range '(' ')'
 *             | min_of '(' duration ',' duration ')' | max_of '(' duration ',' duration ')'
 *
 * with the precedence of the expressions around. Pending signs, operators and parentheses lie on a stack of our own, so
 * that the nesting of the text cannot exhaust that of the thread. After offset, Prometheus' grammar ends a literal, a
 * call or a signed parenthesis at once, but goes on behind an unsigned parenthesis. */
#include <math.h>

#include "promql/literal.h"
#include "promql/parser.h"
#include "promql/slips.h"

enum { SIGN_PRECEDENCE = 5 };

struct duration_frame {
    enum { FRAME_PAREN, FRAME_SIGN, FRAME_BINARY, FRAME_MIN_MAX } kind;
    enum promql_operator op; /* sign and binary */
    span at;                 /* of the token that opened it */
    bool is_max;
    struct promql_duration *left; /* binary; first argument of min_of and max_of */
};

struct duration_stack {
    VEC(struct duration_frame) frames;
    struct parser_context context;
};

static const struct parser_context in_offset = {"offset", "number, duration, step(), or range()"};

/* 2^63 nanoseconds in seconds. */
static const double greatest_seconds = 9223372036.854775807;

bool parser_number(struct promql_parser *parser, struct promql_token token, double *value) {
    str text = parser_text(parser, token.at), error;
    if (token.kind == TOKEN_DURATION) {
        if (promql_duration_value(parser->arena, text, value, &error))
            return true;
        return parser_fail(parser, token.at, slips_duration(text), "%.*s", STR_ARG(error));
    }
    enum literal_result result = promql_number_value(parser->arena, text, value);
    if (result == LITERAL_FINE)
        return true;
    return parser_fail(parser, token.at, (str){0}, "error parsing number: strconv.ParseFloat: parsing \"%.*s\": %s",
                       STR_ARG(text), result == LITERAL_RANGE ? "value out of range" : "invalid syntax");
}

static struct promql_duration *new_duration(struct promql_parser *parser, enum promql_duration_kind kind, span at) {
    struct promql_duration *duration = arena_new(parser->arena, struct promql_duration);
    duration->kind = kind;
    duration->at = at;
    return duration;
}

/* A literal that fits into 63 bits of nanoseconds. */
static bool in_range(struct promql_parser *parser, const struct promql_duration *literal) {
    if (literal->seconds > greatest_seconds || literal->seconds < -greatest_seconds)
        return parser_fail(parser, literal->at, (str){0}, "duration out of range");
    return true;
}

static struct promql_duration *literal(struct promql_parser *parser) {
    struct promql_token token = parser_take(parser);
    struct promql_duration *duration = new_duration(parser, PROMQL_DURATION_LITERAL, token.at);
    duration->is_constant = duration->is_plain = true;
    duration->from_duration = token.kind == TOKEN_DURATION;
    return parser_number(parser, token, &duration->seconds) ? duration : NULL;
}

/* sign duration: folds into a literal; a plus leaves nothing behind. */
static struct promql_duration *signed_duration(struct promql_parser *parser, enum promql_operator sign, span at,
                                               struct promql_duration *inner) {
    if (inner->is_plain) {
        inner->at.start = at.start;
        inner->seconds = sign == PROMQL_SUB ? -inner->seconds : inner->seconds;
        return in_range(parser, inner) ? inner : NULL;
    }
    if (sign == PROMQL_ADD)
        return inner;
    struct promql_duration *negative = new_duration(parser, PROMQL_DURATION_NEGATIVE, (span){at.start, inner->at.end});
    negative->left = inner;
    negative->is_constant = inner->is_constant;
    negative->seconds = -inner->seconds;
    return negative;
}

static double folded(enum promql_operator op, double left, double right) {
    if (op == PROMQL_ADD)
        return left + right;
    if (op == PROMQL_SUB)
        return left - right;
    if (op == PROMQL_MUL)
        return left * right;
    if (op == PROMQL_DIV)
        return left / right;
    return op == PROMQL_MOD ? fmod(left, right) : pow(left, right);
}

static struct promql_duration *binary_duration(struct promql_parser *parser, const struct duration_frame *frame,
                                               struct promql_duration *right) {
    enum promql_operator op = frame->op;
    struct promql_duration *left = frame->left;
    if ((op == PROMQL_DIV || op == PROMQL_MOD) && right->is_plain && !(right->seconds < 0 || right->seconds > 0) &&
        !isnan(right->seconds)) {
        parser_fail(parser, frame->at, (str){0}, op == PROMQL_DIV ? "division by zero" : "modulo by zero");
        return NULL;
    }
    struct promql_duration *binary =
        new_duration(parser, PROMQL_DURATION_BINARY, (span){left->at.start, right->at.end});
    binary->op = op;
    binary->left = left;
    binary->right = right;
    binary->is_constant = left->is_constant && right->is_constant;
    binary->seconds = binary->is_constant ? folded(op, left->seconds, right->seconds) : 0;
    return binary;
}

static struct promql_duration *extreme_duration(struct promql_parser *parser, const struct duration_frame *frame,
                                                struct promql_duration *right, uint32_t end) {
    struct promql_duration *call =
        new_duration(parser, frame->is_max ? PROMQL_DURATION_MAX : PROMQL_DURATION_MIN, (span){frame->at.start, end});
    call->left = frame->left;
    call->right = right;
    call->is_constant = frame->left->is_constant && right->is_constant;
    call->seconds =
        frame->is_max ? fmax(frame->left->seconds, right->seconds) : fmin(frame->left->seconds, right->seconds);
    return call;
}

/* Parentheses make an expression of a literal: [(0)] is only refused when it is evaluated. */
static struct promql_duration *paren_duration(struct promql_parser *parser, const struct duration_frame *frame,
                                              struct promql_duration *inside, uint32_t end) {
    struct promql_duration *paren = new_duration(parser, PROMQL_DURATION_PAREN, (span){frame->at.start, end});
    paren->left = inside;
    paren->is_constant = inside->is_constant;
    paren->seconds = inside->seconds;
    return paren;
}

static bool expect(struct promql_parser *parser, enum promql_token_kind kind, struct parser_context context) {
    return parser_accept(parser, kind) || parser_unexpected(parser, context);
}

/* step() or range(). */
static struct promql_duration *query_duration(struct promql_parser *parser, struct parser_context context) {
    struct promql_token word = parser_take(parser);
    enum promql_duration_kind kind = word.kind == TOKEN_STEP ? PROMQL_DURATION_STEP : PROMQL_DURATION_RANGE;
    parser->is_expression_duration = true;
    if (!expect(parser, TOKEN_LEFT_PAREN, context))
        return NULL;
    uint32_t end = parser_peek(parser).at.end;
    if (!expect(parser, TOKEN_RIGHT_PAREN, context))
        return NULL;
    return new_duration(parser, kind, (span){word.at.start, end});
}

static bool push(struct promql_parser *parser, struct duration_stack *stack, struct duration_frame frame) {
    if (stack->frames.len == PROMQL_DEPTH_LIMIT)
        return parser_too_deep(parser);
    vec_push(parser->scratch, &stack->frames, frame);
    return true;
}

static bool is_sign(struct promql_token token) {
    return token.kind == TOKEN_OPERATOR && (token.value == PROMQL_ADD || token.value == PROMQL_SUB);
}

/* Signs and opening parentheses, then a literal or a call without arguments. */
static struct promql_duration *operand(struct promql_parser *parser, struct duration_stack *stack) {
    for (;;) {
        struct promql_token token = parser_peek(parser);
        struct duration_frame frame = {.kind = FRAME_PAREN, .at = token.at};
        if (token.kind == TOKEN_NUMBER || token.kind == TOKEN_DURATION) {
            struct promql_duration *number = literal(parser);
            return number && in_range(parser, number) ? number : NULL;
        }
        if (token.kind == TOKEN_STEP || token.kind == TOKEN_RANGE)
            return query_duration(parser, stack->context);
        if (is_sign(token)) {
            frame.kind = FRAME_SIGN;
            frame.op = (enum promql_operator)token.value;
        } else if (token.kind == TOKEN_MIN_OF || token.kind == TOKEN_MAX_OF) {
            frame.kind = FRAME_MIN_MAX;
            frame.is_max = token.kind == TOKEN_MAX_OF;
        } else if (token.kind != TOKEN_LEFT_PAREN) {
            parser_unexpected(parser, stack->context);
            return NULL;
        }
        parser_take(parser);
        parser->is_expression_duration |= frame.kind != FRAME_SIGN;
        if (frame.kind == FRAME_MIN_MAX && !expect(parser, TOKEN_LEFT_PAREN, stack->context))
            return NULL;
        if (!push(parser, stack, frame))
            return NULL;
    }
}

/* Ends the signs and operators on top that bind at least as tight. */
static struct promql_duration *reduce(struct promql_parser *parser, struct duration_stack *stack, int precedence,
                                      struct promql_duration *right) {
    while (right && stack->frames.len > 0) {
        struct duration_frame *top = &stack->frames.at[stack->frames.len - 1];
        if (top->kind == FRAME_PAREN || top->kind == FRAME_MIN_MAX)
            break;
        int binds = top->kind == FRAME_SIGN ? SIGN_PRECEDENCE : promql_operator_precedence(top->op);
        bool is_right_associative = top->kind == FRAME_BINARY && top->op == PROMQL_POW;
        if (binds < precedence || (binds == precedence && is_right_associative))
            break;
        stack->frames.len--;
        right = top->kind == FRAME_SIGN ? signed_duration(parser, top->op, top->at, right)
                                        : binary_duration(parser, top, right);
    }
    return right;
}

static bool is_duration_operator(struct promql_token token) {
    return token.kind == TOKEN_OPERATOR && token.value >= PROMQL_ADD && token.value != PROMQL_ATAN2;
}

/* A comma or a parenthesis behind a whole duration: *duration becomes NULL where a further operand has to follow. */
static bool close_frame(struct promql_parser *parser, struct duration_stack *stack, struct promql_duration **duration) {
    struct duration_frame *top = &stack->frames.at[stack->frames.len - 1];
    bool wants_comma = top->kind == FRAME_MIN_MAX && !top->left;
    struct promql_token token = parser_peek(parser);
    if (token.kind != (wants_comma ? TOKEN_COMMA : TOKEN_RIGHT_PAREN))
        return parser_unexpected(parser, stack->context);
    parser_take(parser);
    if (wants_comma) {
        top->left = *duration;
        *duration = NULL;
        return true;
    }
    stack->frames.len--;
    *duration = top->kind == FRAME_PAREN ? paren_duration(parser, top, *duration, token.at.end)
                                         : extreme_duration(parser, top, *duration, token.at.end);
    return true;
}

/* Goes on until no operator follows and, with at_close, until the parenthesis on the stack has been closed. */
static struct promql_duration *run(struct promql_parser *parser, struct duration_stack *stack, bool stops_at_close) {
    struct promql_duration *duration = NULL;
    for (;;) {
        if (!duration)
            duration = operand(parser, stack);
        if (!duration)
            return NULL;
        struct promql_token token = parser_peek(parser);
        if (is_duration_operator(token)) {
            enum promql_operator op = (enum promql_operator)token.value;
            duration = reduce(parser, stack, promql_operator_precedence(op), duration);
            struct duration_frame frame = {.kind = FRAME_BINARY, .op = op, .at = token.at, .left = duration};
            parser_take(parser);
            parser->is_expression_duration = true;
            if (!duration || !push(parser, stack, frame))
                return NULL;
            duration = NULL;
            continue;
        }
        duration = reduce(parser, stack, 0, duration);
        if (!duration || stack->frames.len == 0)
            return duration;
        if (!close_frame(parser, stack, &duration))
            return NULL;
        if (duration && stops_at_close && stack->frames.len == 0)
            return duration;
    }
}

struct promql_duration *parser_duration(struct promql_parser *parser, struct parser_context context) {
    struct duration_stack stack = {.context = context};
    return run(parser, &stack, false);
}

/* A call, or a parenthesis behind a sign: what follows belongs to the expression around. */
static struct promql_duration *closed_operand(struct promql_parser *parser) {
    struct duration_stack stack = {.context = in_offset};
    struct promql_token token = parser_peek(parser);
    if (token.kind == TOKEN_STEP || token.kind == TOKEN_RANGE)
        return query_duration(parser, in_offset);
    return run(parser, &stack, true);
}

static struct promql_duration *signed_offset(struct promql_parser *parser, struct promql_token sign) {
    struct duration_stack stack = {.context = in_offset};
    enum promql_operator op = (enum promql_operator)sign.value;
    struct promql_token next = parser_peek(parser);
    if (is_sign(next)) {
        struct duration_frame frame = {.kind = FRAME_SIGN, .op = op, .at = sign.at};
        return push(parser, &stack, frame) ? run(parser, &stack, false) : NULL;
    }
    bool is_literal = next.kind == TOKEN_NUMBER || next.kind == TOKEN_DURATION;
    struct promql_duration *value = is_literal ? literal(parser) : closed_operand(parser);
    return value ? signed_duration(parser, op, sign.at, value) : NULL;
}

struct promql_duration *parser_offset(struct promql_parser *parser) {
    struct promql_token token = parser_peek(parser);
    if (token.kind == TOKEN_NUMBER || token.kind == TOKEN_DURATION) {
        struct promql_duration *value = literal(parser);
        return value && in_range(parser, value) ? value : NULL;
    }
    if (is_sign(token))
        return signed_offset(parser, parser_take(parser));
    if (token.kind == TOKEN_LEFT_PAREN)
        return parser_duration(parser, in_offset);
    return closed_operand(parser);
}
