/* The usual slips that the types tell: wrong functions, arguments and operands. */
#include "promql/slips.h"

#include "promql/suggest.h"

/* Longer pieces of the user's text do not read well inside a sentence. */
enum { LONGEST_QUOTE = 60 };

static str text_of(str text, span at) {
    str piece = str_slice(text, at.start, at.end);
    return piece.len <= LONGEST_QUOTE && str_find_byte(piece, '\n') == piece.len ? piece : STR("...");
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

static str type_list(struct arena *arena, const struct promql_function *function) {
    str list = {0};
    int shown = function->most < 0 ? function->fewest + 1 : function->most;
    for (int i = 0; i < shown && i < 6; i++)
        list = arena_format(arena, "%.*s%s%s", STR_ARG(list), i ? ", " : "",
                            promql_type_name(promql_function_argument(function, (uint32_t)i)));
    return shown > 6 || function->most < 0 ? arena_format(arena, "%.*s, ...", STR_ARG(list)) : list;
}

str slips_count(struct arena *arena, str text, const struct promql_node *call) {
    const struct promql_function *function = call->as.call.function;
    const struct promql_node *first = call->child;
    bool wants_range = function->most > 0 && promql_function_argument(function, 0) == PROMQL_RANGE_VECTOR;
    if (wants_range && first && first->kind == PROMQL_SELECTOR && first->next && first->next->type == PROMQL_SCALAR)
        return arena_format(arena, "the range stands behind the metric: %.*s(%.*s[5m])", STR_ARG(function->name),
                            STR_ARG(text_of(text, first->at)));
    if (function->most == 0)
        return arena_format(arena, "%.*s() takes no arguments", STR_ARG(function->name));
    return arena_format(arena, "it is %.*s(%.*s)%s", STR_ARG(function->name), STR_ARG(type_list(arena, function)),
                        function->fewest < function->most ? ", of which the last may be left out" : "");
}

str slips_aggregate_count(const struct promql_aggregator *op, unsigned count) {
    if (op->parameter == PROMQL_SCALAR)
        return STR("a number comes first, then the vector");
    if (op->parameter == PROMQL_TEXT)
        return STR("the name of the new label comes first, in quotes, then the vector");
    if (count == 2 && op->id == PROMQL_AGGREGATOR_max)
        return STR("max goes over the series of one vector; clamp_min(x, 5) is the greater of x and 5");
    if (count == 2 && op->id == PROMQL_AGGREGATOR_min)
        return STR("min goes over the series of one vector; clamp_max(x, 5) is the smaller of x and 5");
    return (str){0};
}

/* The first two arguments stand the wrong way round. */
static bool are_swapped(const struct promql_node *call, const struct promql_node *argument) {
    const struct promql_function *function = call->as.call.function;
    const struct promql_node *second = call->child->next;
    return argument == call->child && second && argument->type == promql_function_argument(function, 1) &&
           second->type == promql_function_argument(function, 0);
}

str slips_argument(struct arena *arena, str text, const struct promql_node *call, const struct promql_node *argument,
                   enum promql_type wanted) {
    str function = call->as.call.function->name, written = text_of(text, argument->at);
    const struct promql_node *inner = promql_unwrapped(argument);
    if (are_swapped(call, argument))
        return STR("the first two arguments stand the other way round");
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
    if (call->as.call.function->id == PROMQL_FUNCTION_vector && argument->type == PROMQL_VECTOR)
        return STR("it is an instant vector already");
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
    const struct promql_node *parameter = is_vector && aggregate->child != child ? aggregate->child : NULL;
    if (parameter && parameter->type == PROMQL_VECTOR && child->type != PROMQL_VECTOR)
        return slips_aggregate_count(aggregate->as.aggregate.op, 2);
    if (is_vector && child->type == PROMQL_RANGE_VECTOR)
        return arena_format(arena, "reduce the range first, as in %.*s(rate(%.*s))",
                            STR_ARG(aggregate->as.aggregate.op->name), STR_ARG(written));
    if (!is_vector && child->type == PROMQL_VECTOR && aggregate->as.aggregate.op->parameter == PROMQL_SCALAR)
        return STR("a number comes first, then the vector");
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
