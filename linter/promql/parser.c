/* The stream of tokens, errors, nodes and needs; and the public entry. */
#include "promql/parser.h"

#include <stdarg.h>
#include <string.h>

#include "promql/quote.h"
#include "promql/slips.h"
#include "promql/types.h"

enum { NEWEST_VERSION = 3014, SHORT_TOKEN = 10 };

const char *promql_feature_name(enum promql_feature feature) {
    static const char *const names[] = {"", "promql-experimental-functions", "promql-duration-expr",
                                        "promql-extended-range-selectors", "promql-binop-fill-modifiers"};
    return names[feature];
}

str parser_text(const struct promql_parser *parser, span at) {
    return str_slice(parser->text, at.start, at.end);
}

bool parser_fail(struct promql_parser *parser, span at, str help, const char *format, ...) {
    if (parser->has_failed)
        return false;
    va_list arguments;
    va_start(arguments, format);
    parser->error.message = arena_format_list(parser->arena, format, arguments);
    va_end(arguments);
    parser->error.at = at;
    parser->error.help = help;
    parser->has_failed = true;
    return false;
}

bool parser_too_deep(struct promql_parser *parser) {
    parser->is_too_deep = parser->has_failed = true;
    return false;
}

static void lexer_failed(struct promql_parser *parser, span at) {
    const struct promql_lexer *lexer = &parser->lexer;
    parser_fail(parser, at, lexer->help, "%.*s", STR_ARG(lexer->message));
}

void parser_read(struct promql_parser *parser) {
    parser->token = promql_lexer_next(&parser->lexer);
    parser->has_token = true;
    if (parser->token.kind == TOKEN_ERROR && !parser->has_failed)
        lexer_failed(parser, parser->token.at);
}

static str shortened(struct arena *arena, str text) {
    str quoted = promql_quote(arena, str_slice(text, 0, SHORT_TOKEN));
    return text.len <= SHORT_TOKEN ? quoted : arena_format(arena, "%.*s...", STR_ARG(quoted));
}

/* A token in the words of Prometheus. */
static str described(struct promql_parser *parser, struct promql_token token) {
    struct arena *arena = parser->arena;
    str text = parser_text(parser, token.at);
    str quoted = shortened(arena, text);
    switch ((enum promql_token_kind)token.kind) {
    case TOKEN_EOF:
        return STR("end of input");
    case TOKEN_IDENTIFIER:
    case TOKEN_METRIC_IDENTIFIER:
        quoted = promql_quote(arena, text);
        return arena_format(arena, "%sidentifier %.*s", token.kind == TOKEN_IDENTIFIER ? "" : "metric ",
                            STR_ARG(quoted));
    case TOKEN_NUMBER:
        return arena_format(arena, "number %.*s", STR_ARG(quoted));
    case TOKEN_DURATION:
        return arena_format(arena, "duration %.*s", STR_ARG(quoted));
    case TOKEN_STRING:
        return arena_format(arena, "string %.*s", STR_ARG(quoted));
    case TOKEN_AT:
    case TOKEN_OPERATOR:
    case TOKEN_EQL_REGEX:
    case TOKEN_NEQ_REGEX:
        return arena_format(arena, "<op:%.*s>", STR_ARG(text));
    case TOKEN_AGGREGATOR:
        return arena_format(arena, "<aggr:%.*s>", STR_ARG(text));
    case TOKEN_OFFSET:
    case TOKEN_ANCHORED:
    case TOKEN_SMOOTHED:
    case TOKEN_BY:
    case TOKEN_WITHOUT:
    case TOKEN_ON:
    case TOKEN_IGNORING:
    case TOKEN_GROUP_LEFT:
    case TOKEN_GROUP_RIGHT:
    case TOKEN_BOOL:
    case TOKEN_FILL:
    case TOKEN_FILL_LEFT:
    case TOKEN_FILL_RIGHT:
        return arena_format(arena, "<%.*s>", STR_ARG(text));
    case TOKEN_ERROR:
    case TOKEN_COMMA:
    case TOKEN_COLON:
    case TOKEN_LEFT_PAREN:
    case TOKEN_RIGHT_PAREN:
    case TOKEN_LEFT_BRACE:
    case TOKEN_RIGHT_BRACE:
    case TOKEN_LEFT_BRACKET:
    case TOKEN_RIGHT_BRACKET:
    case TOKEN_EQL:
    case TOKEN_START:
    case TOKEN_END:
    case TOKEN_STEP:
    case TOKEN_RANGE:
    case TOKEN_MIN_OF:
    case TOKEN_MAX_OF:
        break;
    }
    return quoted;
}

bool parser_unexpected(struct promql_parser *parser, struct parser_context context) {
    struct promql_token token = parser_peek(parser);
    if (parser->has_failed)
        return false;
    if (!context.where && parser->open_aggregations > 0)
        context.where = "aggregation";
    str help = slips_unexpected(parser->text, token, parser->lexer.in_braces);
    str what = described(parser, token);
    return parser_fail(parser, token.at, help, "unexpected %.*s%s%s%s%s", STR_ARG(what), context.where ? " in " : "",
                       context.where ? context.where : "", context.expected ? ", expected " : "",
                       context.expected ? context.expected : "");
}

struct promql_node *parser_node(struct promql_parser *parser, enum promql_kind kind, enum promql_type type, span at) {
    if (parser->nodes.len == PROMQL_NODE_LIMIT) {
        parser_too_deep(parser);
        return NULL;
    }
    struct promql_node *node = arena_new(parser->arena, struct promql_node);
    node->kind = kind;
    node->type = type;
    node->at = at;
    node->index = node->first = (uint32_t)parser->nodes.len;
    vec_push(parser->scratch, &parser->nodes, node);
    return node;
}

void parser_adopt(struct promql_node *parent, struct promql_node *child) {
    struct promql_node **link = &parent->child;
    while (*link)
        link = &(*link)->next;
    *link = child;
    if (parent->child == child)
        parent->first = child->first;
    child->parent = parent;
    parent->child_count++;
    if (parent->height <= child->height)
        parent->height = child->height + 1;
}

void *parser_keep(struct promql_parser *parser, void *bytes, size_t size) {
    if (parser->scratch == parser->arena || size == 0)
        return bytes;
    return memcpy(arena_alloc(parser->arena, size), bytes, size);
}

static bool feature_is_on(const struct promql_options *options, enum promql_feature feature) {
    switch (feature) {
    case PROMQL_FEATURE_NONE:
        return true;
    case PROMQL_FEATURE_FUNCTIONS:
        return options->experimental_functions;
    case PROMQL_FEATURE_DURATIONS:
        return options->duration_expressions || options->version == 0 || options->version >= NEWEST_VERSION;
    case PROMQL_FEATURE_EXTENDED:
        return options->extended_range_selectors;
    case PROMQL_FEATURE_FILL:
        return options->binop_fill;
    }
    return true;
}

void parser_need(struct promql_parser *parser, enum promql_feature feature, unsigned since, span at, const char *kind,
                 str name) {
    const struct promql_options *options = parser->options;
    bool is_too_new = options->version != 0 && since > options->version;
    if (feature_is_on(options, feature) && !is_too_new)
        return;
    struct promql_need *need = arena_new(parser->arena, struct promql_need);
    str what = arena_format(parser->arena, "%s%.*s", kind, STR_ARG(name));
    *need = (struct promql_need){feature, at, what, since, is_too_new, NULL};
    if (parser->last_need)
        parser->last_need->next = need;
    else
        parser->first_need = need;
    parser->last_need = need;
}

void parser_since(struct promql_parser *parser, unsigned since, span at, const char *what) {
    parser_need(parser, PROMQL_FEATURE_NONE, since, at, what, STR(""));
}

struct promql_expr promql_parse(struct arena *arena, str text, const struct promql_options *options) {
    static const struct promql_options defaults;
    struct promql_parser parser = {.arena = arena, .scratch = arena, .text = text, .options = &defaults};
    struct promql_expr expr = {.status = PROMQL_TOO_DEEP};
    if (text.len > UINT32_MAX / 2)
        return expr;
    if (options)
        parser.options = options;
    if (options && options->scratch)
        parser.scratch = options->scratch;
    promql_lexer_init(&parser.lexer, arena, text);
    const struct promql_node *root = parser_expression(&parser);
    if (root && !parser.has_failed) {
        expr.root = root;
        expr.nodes = parser_keep(&parser, parser.nodes.at, parser.nodes.len * sizeof *parser.nodes.at);
        expr.node_count = parser.nodes.len;
        promql_check_types(&parser, root);
    }
    expr.needs = parser.first_need;
    expr.error = parser.error;
    if (!parser.is_too_deep)
        expr.status = parser.has_failed ? PROMQL_INVALID : PROMQL_VALID;
    return expr;
}
