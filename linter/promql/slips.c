/* The usual slips. The wording assumes nothing about where the expression came from. */
#include "promql/slips.h"

#include "promql/quote.h"
#include "promql/suggest.h"

/* Longer pieces of the user's text do not read well inside a sentence. */
enum { LONGEST_QUOTE = 60 };

static str text_of(str text, span at) {
    str piece = str_slice(text, at.start, at.end);
    return piece.len <= LONGEST_QUOTE && str_find_byte(piece, '\n') == piece.len ? piece : STR("...");
}

static bool follows(str text, span at, const char *before) {
    return str_ends_with(str_trim(str_slice(text, 0, at.start)), str_of(before));
}

str slips_unexpected(struct arena *arena, str text, struct promql_token token) {
    (void)arena;
    if (token.kind == TOKEN_EQL) {
        if (follows(text, token.at, "="))
            return STR("a label is matched with a single =, values are compared with ==");
        if (follows(text, token.at, "==") || follows(text, token.at, ">") || follows(text, token.at, "<"))
            return STR("the comparisons are == != < <= > >=");
        return STR("equality is written ==");
    }
    if (token.kind == TOKEN_LEFT_BRACE)
        return STR("labels stand directly behind the metric name");
    if (token.kind == TOKEN_IGNORING || token.kind == TOKEN_ON)
        return STR("on and ignoring stand once, directly behind the operator");
    if (token.kind == TOKEN_GROUP_LEFT || token.kind == TOKEN_GROUP_RIGHT)
        return STR("group_left and group_right need on(...) or ignoring(...) before them");
    if (token.kind == TOKEN_BOOL)
        return STR("bool stands directly behind a comparison");
    if (token.kind == TOKEN_BY || token.kind == TOKEN_WITHOUT)
        return STR("by and without stand once, before or behind the parentheses of an aggregation");
    if (token.kind == TOKEN_OPERATOR && token.value == PROMQL_GT && follows(text, token.at, "<"))
        return STR("unequal is written !=");
    return (str){0};
}

str slips_function(struct arena *arena, str name) {
    str known = promql_nearest_function(name);
    if (str_equal(name, STR("holt_winters")))
        return STR("it is called double_exponential_smoothing since Prometheus 3.0");
    if (known.len == 0)
        return (str){0};
    if (str_equal_fold(known, name))
        return arena_format(arena, "function names are case-sensitive: write %.*s", STR_ARG(known));
    return arena_format(arena, "did you mean %.*s?", STR_ARG(known));
}

str slips_range(struct arena *arena, str text, const struct promql_node *inner, span brackets) {
    str range = text_of(text, (span){brackets.start + 1, brackets.end - 1});
    if (inner->type != PROMQL_VECTOR)
        return (str){0};
    return arena_format(arena, "a range over an expression is a subquery: write [%.*s:]", STR_ARG(range));
}

str slips_argument(struct arena *arena, str text, const struct promql_node *call, const struct promql_node *argument,
                   enum promql_type wanted) {
    str function = call->as.call.function->name, written = text_of(text, argument->at);
    const struct promql_node *inner = promql_unwrapped(argument);
    if (wanted == PROMQL_RANGE_VECTOR && inner->kind == PROMQL_SELECTOR)
        return arena_format(arena, "add a range: %.*s(%.*s[5m])", STR_ARG(function), STR_ARG(written));
    if (wanted == PROMQL_RANGE_VECTOR && inner->kind == PROMQL_AGGREGATE) {
        str op = inner->as.aggregate.op->name;
        return arena_format(arena, "aggregate outside: %.*s(%.*s(...[5m])), or write a subquery: %.*s(...)[5m:]",
                            STR_ARG(op), STR_ARG(function), STR_ARG(op));
    }
    if (wanted == PROMQL_RANGE_VECTOR && argument->type == PROMQL_VECTOR)
        return arena_format(arena, "a range over an expression is a subquery: %.*s[5m:]", STR_ARG(written));
    if (wanted == PROMQL_VECTOR && inner->kind == PROMQL_MATRIX)
        return arena_format(arena,
                            "%.*s takes the last value: remove the range, or reduce it with a function such as "
                            "rate or avg_over_time",
                            STR_ARG(function));
    if (wanted == PROMQL_TEXT && inner->kind == PROMQL_SELECTOR)
        return arena_format(arena, "put %.*s into quotes", STR_ARG(written));
    if (wanted == PROMQL_SCALAR && argument->type == PROMQL_VECTOR)
        return STR("scalar() makes a scalar of a vector of one series");
    if (wanted == PROMQL_VECTOR && argument->type == PROMQL_SCALAR)
        return STR("vector() makes an instant vector of a scalar");
    return (str){0};
}

str slips_aggregated(struct arena *arena, str text, const struct promql_node *aggregate,
                     const struct promql_node *child) {
    str written = text_of(text, child->at);
    bool is_vector = child == promql_aggregated(aggregate);
    if (is_vector && child->type == PROMQL_RANGE_VECTOR)
        return arena_format(arena, "reduce the range first, as in %.*s(rate(%.*s))",
                            STR_ARG(aggregate->as.aggregate.op->name), STR_ARG(written));
    if (!is_vector && child->type == PROMQL_VECTOR && aggregate->as.aggregate.op->parameter == PROMQL_SCALAR)
        return STR("the number comes first, then the vector");
    if (!is_vector && aggregate->as.aggregate.op->parameter == PROMQL_TEXT)
        return STR("the name of the new label comes first, in quotes");
    return (str){0};
}

str slips_operand(const struct promql_node *operand) {
    if (operand->type == PROMQL_RANGE_VECTOR)
        return STR("reduce the range to an instant vector first, with a function such as rate or avg_over_time");
    if (operand->type == PROMQL_TEXT)
        return STR("labels are compared inside { }, as in x{label=\"value\"}");
    return (str){0};
}
