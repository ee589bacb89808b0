/* Lists of labels, and what stands between a binary operator and its right operand.
 *
 *   labels   := '(' [ label { ',' label } [ ',' ] ] ')'
 *   matching := [ bool ] [ ( on | ignoring ) labels [ ( group_left | group_right ) [ labels ] ] ] [ fills ]
 *   fills    := fill value | fill_left value [ fill_right value ] | fill_right value [ fill_left value ]
 *   value    := '(' [ sign ] number ')' */
#include "promql/literal.h"
#include "promql/parser.h"
#include "promql/quote.h"

static const struct parser_context want_paren = {"grouping opts", "\"(\""};
static const struct parser_context want_label = {"grouping opts", "label"};
static const struct parser_context want_comma = {"grouping opts", "\",\" or \")\""};
static const struct parser_context anywhere = {NULL, NULL};

/* Keywords are labels too, except without; so are metric names with colons and strings. */
static bool may_be_label(struct promql_token token) {
    switch ((enum promql_token_kind)token.kind) {
    case TOKEN_IDENTIFIER:
    case TOKEN_METRIC_IDENTIFIER:
    case TOKEN_STRING:
    case TOKEN_AGGREGATOR:
    case TOKEN_OFFSET:
    case TOKEN_ANCHORED:
    case TOKEN_SMOOTHED:
    case TOKEN_BY:
    case TOKEN_ON:
    case TOKEN_IGNORING:
    case TOKEN_GROUP_LEFT:
    case TOKEN_GROUP_RIGHT:
    case TOKEN_BOOL:
    case TOKEN_FILL:
    case TOKEN_FILL_LEFT:
    case TOKEN_FILL_RIGHT:
    case TOKEN_START:
    case TOKEN_END:
    case TOKEN_STEP:
    case TOKEN_RANGE:
    case TOKEN_MIN_OF:
    case TOKEN_MAX_OF:
        return true;
    case TOKEN_OPERATOR:
        return promql_operator_is_set((enum promql_operator)token.value) || token.value == PROMQL_ATAN2;
    case TOKEN_EOF:
    case TOKEN_ERROR:
    case TOKEN_NUMBER:
    case TOKEN_DURATION:
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
    case TOKEN_WITHOUT:
        break;
    }
    return false;
}

static bool parse_label(struct promql_parser *parser, struct promql_label *label) {
    struct promql_token token = parser_peek(parser);
    if (!may_be_label(token))
        return parser_unexpected(parser, want_label);
    parser_take(parser);
    str text = parser_text(parser, token.at);
    label->at = token.at;
    label->name = text;
    if (token.kind != TOKEN_STRING)
        return true;
    parser_since(parser, SINCE_QUOTED_NAMES, token.at, "name in quotes");
    label->name = promql_string_value(parser->arena, text);
    if (label->name.len > 0 && promql_is_utf8(label->name))
        return true;
    str quoted = promql_quote(parser->arena, label->name);
    return parser_fail(parser, token.at, (str){0}, "invalid label name for grouping: %.*s", STR_ARG(quoted));
}

static bool parse_labels(struct promql_parser *parser, struct promql_labels *labels) {
    VEC(struct promql_label) items = {0};
    if (!parser_accept(parser, TOKEN_LEFT_PAREN))
        return parser_unexpected(parser, want_paren);
    while (!parser_accept(parser, TOKEN_RIGHT_PAREN)) {
        if (!parse_label(parser, vec_add(parser->scratch, &items)))
            return false;
        if (!parser_accept(parser, TOKEN_COMMA) && parser_peek(parser).kind != TOKEN_RIGHT_PAREN)
            return parser_unexpected(parser, want_comma);
    }
    labels->items = parser_keep(parser, items.at, items.len * sizeof *items.at);
    labels->len = items.len;
    labels->at.end = parser->lexer.start;
    return true;
}

bool parser_by_without(struct promql_parser *parser, struct promql_aggregation *aggregate) {
    struct promql_token keyword = parser_take(parser);
    aggregate->has_grouping = true;
    aggregate->is_without = keyword.kind == TOKEN_WITHOUT;
    aggregate->grouping.at = keyword.at;
    return parse_labels(parser, &aggregate->grouping);
}

static bool parse_fill(struct promql_parser *parser, struct promql_fill *fill) {
    struct promql_token keyword = parser_take(parser);
    if (!parser_accept(parser, TOKEN_LEFT_PAREN))
        return parser_unexpected(parser, anywhere);
    struct promql_token sign = parser_peek(parser);
    bool is_signed = sign.kind == TOKEN_OPERATOR && (sign.value == PROMQL_ADD || sign.value == PROMQL_SUB);
    if (is_signed)
        parser_take(parser);
    struct promql_token number = parser_peek(parser);
    if (number.kind != TOKEN_NUMBER && number.kind != TOKEN_DURATION)
        return parser_unexpected(parser, anywhere);
    parser_take(parser);
    if (!parser_number(parser, number, &fill->value))
        return false;
    if (is_signed && sign.value == PROMQL_SUB)
        fill->value = -fill->value;
    if (!parser_accept(parser, TOKEN_RIGHT_PAREN))
        return parser_unexpected(parser, anywhere);
    fill->is_set = true;
    fill->at = (span){keyword.at.start, parser->lexer.start};
    parser_need(parser, PROMQL_FEATURE_FILL, 3010, fill->at, "modifier ", parser_text(parser, keyword.at));
    return true;
}

static bool parse_fills(struct promql_parser *parser, struct promql_matching *matching) {
    enum promql_token_kind first = parser_peek(parser).kind;
    if (first == TOKEN_FILL) {
        if (!parse_fill(parser, &matching->fill_left))
            return false;
        matching->fill_right = matching->fill_left;
        return true;
    }
    bool left_first = first == TOKEN_FILL_LEFT;
    if (!parse_fill(parser, left_first ? &matching->fill_left : &matching->fill_right))
        return false;
    if (parser_peek(parser).kind != (left_first ? TOKEN_FILL_RIGHT : TOKEN_FILL_LEFT))
        return true;
    return parse_fill(parser, left_first ? &matching->fill_right : &matching->fill_left);
}

/* A token that begins an operand or a fill may follow group_left without labels. */
static bool may_follow_group(struct promql_token token) {
    if (token.kind == TOKEN_OPERATOR)
        return promql_operator_is_set((enum promql_operator)token.value) || token.value == PROMQL_ADD ||
               token.value == PROMQL_SUB;
    return token.kind == TOKEN_NUMBER || token.kind == TOKEN_DURATION || token.kind == TOKEN_LEFT_BRACE ||
           token.kind == TOKEN_WITHOUT ||
           (may_be_label(token) && token.kind != TOKEN_BOOL && token.kind != TOKEN_ON && token.kind != TOKEN_IGNORING &&
            token.kind != TOKEN_GROUP_LEFT && token.kind != TOKEN_GROUP_RIGHT);
}

static bool parse_group(struct promql_parser *parser, struct promql_matching *matching) {
    struct promql_token keyword = parser_take(parser);
    matching->card = keyword.kind == TOKEN_GROUP_LEFT ? PROMQL_MANY_TO_ONE : PROMQL_ONE_TO_MANY;
    matching->include.at = keyword.at;
    struct promql_token next = parser_peek(parser);
    if (next.kind == TOKEN_LEFT_PAREN)
        return parse_labels(parser, &matching->include);
    return may_follow_group(next) || parser_unexpected(parser, want_paren);
}

static bool parse_on(struct promql_parser *parser, struct promql_matching *matching) {
    struct promql_token keyword = parser_take(parser);
    matching->has_labels = true;
    matching->is_on = keyword.kind == TOKEN_ON;
    matching->labels.at = keyword.at;
    if (!parse_labels(parser, &matching->labels))
        return false;
    enum promql_token_kind next = parser_peek(parser).kind;
    return (next != TOKEN_GROUP_LEFT && next != TOKEN_GROUP_RIGHT) || parse_group(parser, matching);
}

static bool starts_matching(enum promql_token_kind kind) {
    return kind == TOKEN_BOOL || kind == TOKEN_ON || kind == TOKEN_IGNORING || kind == TOKEN_FILL ||
           kind == TOKEN_FILL_LEFT || kind == TOKEN_FILL_RIGHT;
}

bool parser_matching(struct promql_parser *parser, struct promql_matching **result) {
    struct promql_token token = parser_peek(parser);
    if (!starts_matching(token.kind))
        return true;
    struct promql_matching *matching = arena_new(parser->arena, struct promql_matching);
    *result = matching;
    if (parser_accept(parser, TOKEN_BOOL)) {
        matching->is_bool = true;
        matching->bool_at = token.at;
    }
    token = parser_peek(parser);
    if ((token.kind == TOKEN_ON || token.kind == TOKEN_IGNORING) && !parse_on(parser, matching))
        return false;
    token = parser_peek(parser);
    if (token.kind == TOKEN_FILL || token.kind == TOKEN_FILL_LEFT || token.kind == TOKEN_FILL_RIGHT)
        return parse_fills(parser, matching);
    return true;
}
