/* Which nodes decide is marked from the root down: a loop over the post-order from its end. */
#include "promql/value_flow_threshold.h"

static const struct value_range *range_at(const struct value_flow *flow, const struct promql_node *node) {
    return &value_flow_at(flow, node)->range;
}

/* The side of a filter whose samples it keeps. */
static const struct promql_node *kept_by(const struct promql_node *filter) {
    return promql_left(filter)->type == PROMQL_SCALAR ? promql_right(filter) : promql_left(filter);
}

/* ">= 1" of a count, and ">= 2" of two added, which says that both are there. */
static bool asks_for_fewest(const struct value_comparison *comparison) {
    const struct value_range *range = &comparison->before;
    if (!comparison->has_value || !range->integer || range->low < 1)
        return false;
    return (comparison->op == PROMQL_GE && comparison->value >= range->low) ||
           (comparison->op == PROMQL_GT && comparison->value >= range->low - 1);
}

/* "> 0" and "!= 0" above a lower bound, the fewest that a count can be, and a constant compared with itself, are how
 * people ask for a sample. */
static bool asks_for_sample(const struct value_comparison *comparison) {
    bool above_zero = comparison->op == PROMQL_GT || comparison->op == PROMQL_NE;
    bool zero = comparison->has_value && comparison->value >= 0 && comparison->value <= 0;
    return (above_zero && zero) || asks_for_fewest(comparison) || comparison->before.constant;
}

static void judge(const struct value_flow *flow, struct value_comparison *comparison) {
    const struct value_range *limit = range_at(flow, comparison->threshold);
    const struct promql_node *filter = value_flow_at(flow, comparison->compared)->filter;
    const struct value_range *before = filter ? range_at(flow, kept_by(filter)) : &comparison->before;
    if (value_range_always(comparison->before, comparison->op, *limit)) {
        comparison->verdict = VALUE_ALWAYS;
        comparison->is_presence = asks_for_sample(comparison);
        comparison->earlier = value_range_always(*before, comparison->op, *limit) ? NULL : filter;
    }
    if (!value_range_never(comparison->before, comparison->op, *limit))
        return;
    comparison->earlier = value_range_never(*before, comparison->op, *limit) ? NULL : filter;
    comparison->verdict = comparison->earlier ? VALUE_EMPTY : VALUE_NEVER;
}

static bool is_comparison(const struct promql_node *node) {
    return node->kind == PROMQL_BINARY && promql_operator_is_comparison(node->as.binary.op);
}

/* Which side of a comparison is compared with which; false when both are literals. */
static bool find_sides(const struct value_flow *flow, const struct promql_node *node,
                       struct value_comparison *comparison) {
    const struct promql_node *left = promql_unwrapped(promql_left(node)), *right = promql_unwrapped(promql_right(node));
    bool left_literal = value_flow_at(flow, left)->is_literal, right_literal = value_flow_at(flow, right)->is_literal;
    if (left_literal && right_literal)
        return false;
    bool mirrored = left_literal || (left->type == PROMQL_SCALAR && right->type == PROMQL_VECTOR);
    *comparison = (struct value_comparison){
        .node = node,
        .compared = mirrored ? right : left,
        .threshold = mirrored ? left : right,
        .op = mirrored ? value_operator_mirrored(node->as.binary.op) : node->as.binary.op,
        .is_bool = node->as.binary.matching && node->as.binary.matching->is_bool,
    };
    comparison->has_value = (left_literal || right_literal) && range_at(flow, comparison->threshold)->constant;
    return true;
}

bool value_comparison_of(const struct value_flow *flow, const struct promql_node *node,
                         struct value_comparison *comparison) {
    if (!flow->nodes || !is_comparison(node) || !find_sides(flow, node, comparison))
        return false;
    comparison->value = range_at(flow, comparison->threshold)->low;
    comparison->before = *range_at(flow, comparison->compared);
    const struct promql_matching *matching = node->as.binary.matching;
    if (!matching || !(matching->fill_left.is_set || matching->fill_right.is_set))
        judge(flow, comparison);
    return true;
}

enum mark { MARK_NONE, MARK_DECIDES = 1, MARK_ALTERNATIVE = 2, MARK_INSIDE = 4 };

static bool keeps_values(const struct promql_node *call) {
    enum promql_function_id id = call->as.call.function->id;
    return id == PROMQL_FUNCTION_label_replace || id == PROMQL_FUNCTION_label_join || id == PROMQL_FUNCTION_sort ||
           id == PROMQL_FUNCTION_sort_desc || id == PROMQL_FUNCTION_sort_by_label ||
           id == PROMQL_FUNCTION_sort_by_label_desc || id == PROMQL_FUNCTION_info;
}

static void mark_binary(const struct value_flow *flow, const struct promql_node *node, unsigned char *marks) {
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    unsigned char mark = marks[node->index];
    struct value_comparison comparison;
    if (node->as.binary.op == PROMQL_OR)
        mark |= MARK_ALTERNATIVE;
    if (promql_operator_precedence(node->as.binary.op) > promql_operator_precedence(PROMQL_EQ))
        marks[left->index] = marks[right->index] = mark | MARK_INSIDE;
    if (promql_operator_is_set(node->as.binary.op))
        marks[left->index] = mark;
    if (node->as.binary.op == PROMQL_AND || node->as.binary.op == PROMQL_OR)
        marks[right->index] = mark;
    if (is_comparison(node) && find_sides(flow, node, &comparison) && !comparison.is_bool)
        marks[comparison.compared->index] = mark;
}

/* The result of a call is empty when its vector is, but for absent() and scalar(). */
static void mark_arguments(const struct promql_node *call, unsigned char *marks) {
    enum promql_function_id id = call->as.call.function->id;
    unsigned char mark = marks[call->index];
    if (id == PROMQL_FUNCTION_absent || id == PROMQL_FUNCTION_scalar)
        return;
    if (!keeps_values(call))
        mark |= MARK_INSIDE;
    for (const struct promql_node *child = call->child; child; child = child->next)
        marks[child->index] = child->type == PROMQL_VECTOR ? mark : MARK_NONE;
}

static void mark_operands(const struct value_flow *flow, const struct promql_node *node, unsigned char *marks) {
    if (node->kind == PROMQL_PAREN)
        marks[node->child->index] = marks[node->index];
    if (node->kind == PROMQL_UNARY)
        marks[node->child->index] = marks[node->index] | MARK_INSIDE;
    if (node->kind == PROMQL_AGGREGATE)
        marks[promql_aggregated(node)->index] = marks[node->index] | MARK_INSIDE;
    if (node->kind == PROMQL_CALL)
        mark_arguments(node, marks);
    if (node->kind == PROMQL_BINARY)
        mark_binary(flow, node, marks);
}

struct value_thresholds value_thresholds(struct arena *arena, const struct value_flow *flow) {
    struct value_thresholds found = {0};
    size_t count = flow->nodes ? flow->expr->node_count : 0, comparisons = 0;
    for (size_t i = 0; i < count; i++)
        comparisons += is_comparison(flow->expr->nodes[i]);
    if (!comparisons)
        return found;
    unsigned char *marks = arena_array(arena, unsigned char, count);
    marks[count - 1] = MARK_DECIDES;
    for (size_t i = count; i-- > 0;)
        if (marks[i] != MARK_NONE)
            mark_operands(flow, flow->expr->nodes[i], marks);
    struct value_comparison *items = arena_array(arena, struct value_comparison, comparisons);
    for (size_t i = 0; i < count; i++) {
        if (marks[i] == MARK_NONE || !is_comparison(flow->expr->nodes[i]) ||
            !value_comparison_of(flow, flow->expr->nodes[i], &items[found.len]) || items[found.len].is_bool)
            continue;
        items[found.len].is_inside = (marks[i] & MARK_INSIDE) != 0;
        items[found.len++].is_alternative = (marks[i] & MARK_ALTERNATIVE) != 0;
    }
    found.items = items;
    return found;
}
