/* Selectors.
 *
 *   selector := name [ '{' matchers '}' ] | '{' matchers '}'
 *   matchers := [ matcher { ',' matcher } [ ',' ] ]
 *   matcher  := ( identifier | string ) op string | string */
#include "promql/literal.h"
#include "promql/parser.h"
#include "text/regex.h"

typedef VEC(struct promql_matcher) matcher_list;

static const struct parser_context want_name = {"label matching", "identifier or \"}\""};
static const struct parser_context want_operator = {"label matching", "label matching operator"};
static const struct parser_context want_value = {"label matching", "string"};
static const struct parser_context want_comma = {"label matching", "\",\" or \"}\""};

static bool match_operator(struct promql_token token, enum promql_match *op) {
    if (token.kind == TOKEN_EQL)
        *op = PROMQL_MATCH_EQ;
    else if (token.kind == TOKEN_EQL_REGEX)
        *op = PROMQL_MATCH_RE;
    else if (token.kind == TOKEN_NEQ_REGEX)
        *op = PROMQL_MATCH_NRE;
    else if (token.kind == TOKEN_OPERATOR && token.value == PROMQL_NE)
        *op = PROMQL_MATCH_NE;
    else
        return false;
    return true;
}

static bool check_regex(struct promql_parser *parser, struct promql_matcher *matcher) {
    if (matcher->op != PROMQL_MATCH_RE && matcher->op != PROMQL_MATCH_NRE)
        return true;
    struct regex regex;
    return parser_pattern(parser, matcher, &regex) ||
           parser_fail(parser, matcher->at, regex_help(matcher->value, &regex), "error parsing regexp: %.*s",
                       STR_ARG(regex.message));
}

static bool matcher_value(struct promql_parser *parser, struct promql_matcher *matcher) {
    parser_take(parser);
    struct promql_token value = parser_peek(parser);
    if (value.kind != TOKEN_STRING)
        return parser_unexpected(parser, want_value);
    parser_take(parser);
    matcher->value_at = value.at;
    matcher->value = promql_string_value(parser->arena, parser_text(parser, value.at));
    matcher->at.end = value.at.end;
    return check_regex(parser, matcher);
}

static bool parse_matcher(struct promql_parser *parser, struct promql_matcher *matcher) {
    struct promql_token name = parser_peek(parser);
    if (name.kind != TOKEN_IDENTIFIER && name.kind != TOKEN_STRING)
        return parser_unexpected(parser, want_name);
    parser_take(parser);
    bool is_quoted = name.kind == TOKEN_STRING;
    str written = parser_text(parser, name.at);
    matcher->name = is_quoted ? promql_string_value(parser->arena, written) : written;
    matcher->name_at = matcher->at = name.at;
    if (is_quoted)
        parser_since(parser, SINCE_QUOTED_NAMES, name.at, "name in quotes");
    if (match_operator(parser_peek(parser), &matcher->op))
        return matcher_value(parser, matcher);
    if (!is_quoted)
        return parser_unexpected(parser, want_operator);
    matcher->is_lone_name = true;
    matcher->value = matcher->name;
    matcher->name = STR("__name__");
    matcher->value_at = name.at;
    return true;
}

/* Everything behind the opening brace. */
static bool parse_matchers(struct promql_parser *parser, matcher_list *matchers) {
    if (parser_accept(parser, TOKEN_RIGHT_BRACE))
        return true;
    for (;;) {
        if (!parse_matcher(parser, vec_add(parser->scratch, matchers)))
            return false;
        if (parser_accept(parser, TOKEN_RIGHT_BRACE))
            return true;
        if (!parser_accept(parser, TOKEN_COMMA))
            return parser_unexpected(parser, want_comma);
        if (parser_accept(parser, TOKEN_RIGHT_BRACE))
            return true;
    }
}

struct promql_node *parser_selector(struct promql_parser *parser, span name_at) {
    struct promql_selector selector = {.name = parser_text(parser, name_at), .name_at = name_at};
    struct promql_token brace = parser_peek(parser);
    span at = name_at;
    if (brace.kind == TOKEN_LEFT_BRACE) {
        matcher_list matchers = {0};
        parser_take(parser);
        if (!parse_matchers(parser, &matchers))
            return NULL;
        selector.matchers = parser_keep(parser, matchers.at, matchers.len * sizeof *matchers.at);
        selector.matcher_count = matchers.len;
        selector.braces_at = (span){brace.at.start, parser->lexer.start};
        at = (span){name_at.start == name_at.end ? brace.at.start : name_at.start, selector.braces_at.end};
    }
    struct promql_node *node = parser_node(parser, PROMQL_SELECTOR, PROMQL_VECTOR, at);
    if (node)
        node->as.selector = selector;
    return node;
}
