/* What binds tightest: offset, @, ranges and subqueries, anchored and smoothed, in any number behind a primary.
 *
 *   postfix := offset value | '@' ( [ sign ] number | ( start | end ) '(' ')' )
 *            | '[' duration ']' | '[' duration ':' [ duration ] ']' | anchored | smoothed
 *
 * The modifiers of the selector in x[5m] are kept on the range, wherever they were written. */
#include <math.h>

#include "promql/parser.h"
#include "promql/slips.h"

static const struct parser_context want_timestamp = {"@", "timestamp"};
static const struct parser_context want_range = {"subquery or range selector", "number, duration, step(), or range()"};
static const struct parser_context want_colon = {"subquery or range", "\":\" or \"]\""};
static const struct parser_context want_step = {"subquery selector", "number, duration, step(), range(), or \"]\""};
static const struct parser_context want_bracket = {"subquery selector", "\"]\""};

static bool takes_modifiers(const struct promql_node *node) {
    return node->kind == PROMQL_SELECTOR || node->kind == PROMQL_MATRIX || node->kind == PROMQL_SUBQUERY;
}

static struct promql_modifiers *modifiers_of(struct promql_parser *parser, struct promql_node *node) {
    if (!node->modifiers)
        node->modifiers = arena_new(parser->arena, struct promql_modifiers);
    return node->modifiers;
}

/* An offset of no milliseconds counts as none. */
static bool has_offset(const struct promql_node *node) {
    const struct promql_duration *offset = node->modifiers ? node->modifiers->offset : NULL;
    return offset && (!offset->is_plain || fabs(round(offset->seconds * 1000)) >= 1);
}

static bool has_at(const struct promql_node *node) {
    return node->modifiers && node->modifiers->at != PROMQL_AT_NONE;
}

/* The end of what has been taken: nothing is being looked at, or what is starts behind it. */
static uint32_t taken_end(const struct promql_parser *parser, const struct promql_duration *value) {
    return parser->has_token ? value->at.end : parser->lexer.start;
}

static void need_duration(struct promql_parser *parser, const struct promql_duration *value) {
    if (value->is_plain && !value->from_duration)
        parser_since(parser, SINCE_DURATION_NUMBERS, value->at, "number as a duration");
    if (parser->is_expression_duration)
        parser_need(parser, PROMQL_FEATURE_DURATIONS, 3004, value->at, "duration expression", (str){0});
    parser->is_expression_duration = false;
}

static bool parse_offset(struct promql_parser *parser, struct promql_node *node) {
    struct promql_token keyword = parser_take(parser);
    const struct promql_duration *value = parser_offset(parser);
    if (!value)
        return false;
    need_duration(parser, value);
    if (!takes_modifiers(node))
        return parser_fail(parser, node->at, STR("write the offset directly behind the selector"),
                           "offset modifier must be preceded by an instant vector selector or range vector selector "
                           "or a subquery");
    if (has_offset(node))
        return parser_fail(parser, node->at, (str){0}, "offset may not be set multiple times");
    struct promql_modifiers *modifiers = modifiers_of(parser, node);
    modifiers->offset = value;
    node->at.end = taken_end(parser, value);
    modifiers->offset_at = (span){keyword.at.start, node->at.end};
    if (value->is_constant && value->seconds < 0)
        parser_since(parser, SINCE_MOVING, modifiers->offset_at, "negative offset");
    return true;
}

static bool set_at(struct promql_parser *parser, struct promql_node *node, enum promql_at at, double seconds,
                   span where) {
    if (!takes_modifiers(node))
        return parser_fail(parser, node->at, STR("write the @ directly behind the selector"),
                           "@ modifier must be preceded by an instant vector selector or range vector selector or a "
                           "subquery");
    if (has_at(node))
        return parser_fail(parser, node->at, (str){0}, "@ <timestamp> may not be set multiple times");
    struct promql_modifiers *modifiers = modifiers_of(parser, node);
    modifiers->at = at;
    modifiers->at_seconds = seconds;
    modifiers->at_at = where;
    parser_since(parser, SINCE_MOVING, where, "modifier @");
    node->at.end = where.end;
    return true;
}

static bool out_of_bounds(struct promql_parser *parser, const struct promql_node *node, double seconds) {
    const char *sign = seconds > 0 ? "+" : "-";
    static const char message[] = "timestamp out of bounds for @ modifier";
    if (isnan(seconds))
        return parser_fail(parser, node->at, (str){0}, "%s: NaN", message);
    if (isinf(seconds))
        return parser_fail(parser, node->at, (str){0}, "%s: %sInf", message, sign);
    return parser_fail(parser, node->at, (str){0}, "%s: %f", message, seconds);
}

static bool parse_at(struct promql_parser *parser, struct promql_node *node) {
    uint32_t start = parser_take(parser).at.start;
    struct promql_token token = parser_peek(parser);
    if (token.kind == TOKEN_START || token.kind == TOKEN_END) {
        parser_take(parser);
        if (!parser_accept(parser, TOKEN_LEFT_PAREN) || !parser_accept(parser, TOKEN_RIGHT_PAREN))
            return parser_unexpected(parser, want_timestamp);
        return set_at(parser, node, token.kind == TOKEN_START ? PROMQL_AT_START : PROMQL_AT_END, 0,
                      (span){start, parser->lexer.start});
    }
    bool is_negative = token.kind == TOKEN_OPERATOR && token.value == PROMQL_SUB;
    if (is_negative || (token.kind == TOKEN_OPERATOR && token.value == PROMQL_ADD)) {
        parser_take(parser);
        token = parser_peek(parser);
    }
    if (token.kind != TOKEN_NUMBER && token.kind != TOKEN_DURATION)
        return parser_unexpected(parser, want_timestamp);
    parser_take(parser);
    double seconds;
    if (!parser_number(parser, token, &seconds))
        return false;
    if (is_negative)
        seconds = -seconds;
    static const double bound = 9223372036854775808.0; /* 2^63 */
    if (!(seconds < bound && seconds > -bound))
        return out_of_bounds(parser, node, seconds);
    return set_at(parser, node, PROMQL_AT_TIME, seconds, (span){start, token.at.end});
}

/* A range or step: a literal must be positive, an expression is only checked when it is evaluated. */
static const struct promql_duration *positive(struct promql_parser *parser, struct parser_context context) {
    const struct promql_duration *value = parser_duration(parser, context);
    if (!value)
        return NULL;
    need_duration(parser, value);
    if (!value->is_plain || value->seconds > 0)
        return value;
    parser_fail(parser, value->at, (str){0}, "duration must be greater than 0");
    return NULL;
}

static bool may_range(struct promql_parser *parser, const struct promql_node *node, span brackets) {
    if (node->kind != PROMQL_SELECTOR)
        return parser_fail(parser, brackets, slips_range(parser->arena, parser->text, node, brackets),
                           "ranges only allowed for vector selectors");
    if (has_offset(node))
        return parser_fail(parser, brackets, STR("the range comes first, as in x[5m] offset 1h"),
                           "no offset modifiers allowed before range");
    if (has_at(node))
        return parser_fail(parser, brackets, STR("the range comes first, as in x[5m] @ start()"),
                           "no @ modifiers allowed before range");
    return true;
}

static struct promql_node *wrap(struct promql_parser *parser, enum promql_kind kind, struct promql_node *inner,
                                struct promql_range range) {
    struct promql_node *node =
        parser_node(parser, kind, PROMQL_RANGE_VECTOR, (span){inner->at.start, range.brackets_at.end});
    if (!node)
        return NULL;
    node->as.range = range;
    parser_adopt(node, inner);
    if (kind == PROMQL_MATRIX) {
        node->modifiers = inner->modifiers;
        inner->modifiers = NULL;
    }
    return node;
}

static struct promql_node *parse_range(struct promql_parser *parser, struct promql_node *inner) {
    struct promql_range range = {.brackets_at = parser_take(parser).at};
    range.range = positive(parser, want_range);
    if (!range.range)
        return NULL;
    if (parser_accept(parser, TOKEN_RIGHT_BRACKET)) {
        range.brackets_at.end = parser->lexer.start;
        return may_range(parser, inner, range.brackets_at) ? wrap(parser, PROMQL_MATRIX, inner, range) : NULL;
    }
    if (!parser_accept(parser, TOKEN_COLON)) {
        parser_unexpected(parser, want_colon);
        return NULL;
    }
    if (parser_peek(parser).kind != TOKEN_RIGHT_BRACKET) {
        range.step = positive(parser, want_step);
        if (!range.step)
            return NULL;
    }
    if (!parser_accept(parser, TOKEN_RIGHT_BRACKET)) {
        parser_unexpected(parser, want_bracket);
        return NULL;
    }
    range.brackets_at.end = parser->lexer.start;
    return wrap(parser, PROMQL_SUBQUERY, inner, range);
}

static bool parse_extended(struct promql_parser *parser, struct promql_node *node) {
    struct promql_token word = parser_take(parser);
    bool is_anchored = word.kind == TOKEN_ANCHORED;
    const char *name = is_anchored ? "anchored" : "smoothed";
    parser_need(parser, PROMQL_FEATURE_EXTENDED, 3007, word.at, "modifier ", parser_text(parser, word.at));
    if (node->kind == PROMQL_SUBQUERY)
        return parser_fail(parser, node->at, (str){0}, "%s modifier is not supported for subqueries", name);
    if (!takes_modifiers(node))
        return parser_fail(parser, node->at, (str){0}, "%s modifier not implemented", name);
    struct promql_modifiers *modifiers = modifiers_of(parser, node);
    if (is_anchored ? modifiers->smoothed : modifiers->anchored)
        return parser_fail(parser, node->at, (str){0}, "anchored and smoothed modifiers cannot be used together");
    modifiers->anchored = is_anchored;
    modifiers->smoothed = !is_anchored;
    modifiers->extended_at = word.at;
    node->at.end = word.at.end;
    return true;
}

struct promql_node *parser_postfix(struct promql_parser *parser, struct promql_node *node) {
    bool fine = true;
    while (node && fine) {
        enum promql_token_kind kind = parser_peek(parser).kind;
        if (kind == TOKEN_OFFSET)
            fine = parse_offset(parser, node);
        else if (kind == TOKEN_AT)
            fine = parse_at(parser, node);
        else if (kind == TOKEN_ANCHORED || kind == TOKEN_SMOOTHED)
            fine = parse_extended(parser, node);
        else if (kind == TOKEN_LEFT_BRACKET)
            node = parse_range(parser, node);
        else
            return node;
    }
    return NULL;
}
