/* The pass: children stand before parents, so every node finds the results of its operands. */
#include "promql/value_flow.h"

#include <math.h>

#include "promql/value_flow_call.h"
#include "promql/value_flow_share.h"

struct pass {
    struct arena *arena;
    const struct promql_expr *expr;
    const struct value_options *options;
    struct value_node *nodes;
};

static void read_selector(struct pass *pass, const struct promql_node *node) {
    struct metric_facts *facts = arena_new(pass->arena, struct metric_facts);
    *facts = metric_facts_of(node, pass->options);
    pass->nodes[node->index].metric = facts;
    pass->nodes[node->index].range = facts->range;
}

static bool has_bool(const struct promql_node *binary) {
    return binary->as.binary.matching && binary->as.binary.matching->is_bool;
}

static bool has_fill(const struct promql_node *binary) {
    const struct promql_matching *matching = binary->as.binary.matching;
    return matching && (matching->fill_left.is_set || matching->fill_right.is_set);
}

/* The values of an operand, with those that fill() puts where it has no sample. */
static struct value_range operand_of(const struct pass *pass, const struct promql_node *binary,
                                     const struct promql_node *operand) {
    const struct promql_matching *matching = binary->as.binary.matching;
    struct value_range range = pass->nodes[operand->index].range;
    if (!matching)
        return range;
    const struct promql_fill *fill = operand == promql_left(binary) ? &matching->fill_left : &matching->fill_right;
    return fill->is_set ? value_range_union(range, value_range_of(fill->value)) : range;
}

static struct value_range narrowed_by(struct value_range a, enum promql_operator op, struct value_range limit) {
    if (limit.empty || value_range_never(a, op, limit)) {
        a.empty = true;
        return a;
    }
    if (a.from_now != limit.from_now || a.empty)
        return a;
    if (limit.constant)
        return value_range_narrowed(a, op, limit.low);
    if (op == PROMQL_GT || op == PROMQL_GE || op == PROMQL_EQ)
        a = isinf(limit.low) ? a : value_range_narrowed(a, op == PROMQL_EQ ? PROMQL_GE : op, limit.low);
    if (op == PROMQL_LT || op == PROMQL_LE || op == PROMQL_EQ)
        a = isinf(limit.high) ? a : value_range_narrowed(a, op == PROMQL_EQ ? PROMQL_LE : op, limit.high);
    return a;
}

/* The samples that a comparison keeps are those of its left side; of its right side where the left one is a scalar. */
static void filter(struct pass *pass, const struct promql_node *node) {
    const struct promql_node *kept = promql_left(node), *other = promql_right(node);
    enum promql_operator op = node->as.binary.op;
    if (kept->type == PROMQL_SCALAR) {
        kept = promql_right(node);
        other = promql_left(node);
        op = value_operator_mirrored(op);
    }
    struct value_node *result = &pass->nodes[node->index];
    result->range = narrowed_by(operand_of(pass, node, kept), op, operand_of(pass, node, other));
    result->filter = has_fill(node) ? NULL : node;
}

/* With group_left and group_right a series meets others than itself. */
static bool meets_itself(const struct promql_node *binary) {
    const struct promql_matching *matching = binary->as.binary.matching;
    return !matching || matching->card == PROMQL_ONE_TO_ONE;
}

/* (a / b) * b is a. */
static const struct promql_node *undone_quotient(const struct pass *pass, const struct promql_node *node) {
    const struct promql_node *left = promql_unwrapped(promql_left(node)), *right = promql_right(node);
    double factor;
    if (node->as.binary.op != PROMQL_MUL || left->kind != PROMQL_BINARY || left->as.binary.op != PROMQL_DIV)
        return NULL;
    enum share found = share_of_quotient(pass->expr, pass->nodes, right, promql_right(left), &factor);
    bool same = found == SHARE_WHOLE && factor >= 1 && factor <= 1 && meets_itself(node) && meets_itself(left);
    return same ? promql_left(left) : NULL;
}

static struct value_range quotient_of(const struct pass *pass, const struct promql_node *node,
                                      struct value_range otherwise) {
    double factor = 1;
    enum share found = share_of_quotient(pass->expr, pass->nodes, promql_left(node), promql_right(node), &factor);
    if (found == SHARE_NONE || (found == SHARE_WHOLE && !meets_itself(node)))
        return otherwise;
    struct value_range range = found == SHARE_WHOLE ? value_range_of(1) : value_range_between(0, 1);
    range = value_range_arithmetic(PROMQL_MUL, range, value_range_of(factor));
    range.may_be_nan = true; /* 0 / 0 */
    range.integer &= found == SHARE_WHOLE;
    range.empty = otherwise.empty;
    return value_range_settled(range);
}

/* x - x; infinities give NaN, which no comparison keeps. */
static bool cancels_out(const struct pass *pass, const struct promql_node *node) {
    const struct promql_node *left = promql_unwrapped(promql_left(node));
    return meets_itself(node) && left->type == PROMQL_VECTOR &&
           share_is_whole(pass->expr, pass->nodes, left, promql_unwrapped(promql_right(node)));
}

static struct value_range arithmetic_of(const struct pass *pass, const struct promql_node *node) {
    const struct value_node *left = &pass->nodes[promql_left(node)->index];
    const struct value_node *right = &pass->nodes[promql_right(node)->index];
    struct value_range range = value_range_arithmetic(node->as.binary.op, operand_of(pass, node, promql_left(node)),
                                                      operand_of(pass, node, promql_right(node)));
    if (left->is_literal || right->is_literal || has_fill(node))
        return range;
    if (node->as.binary.op == PROMQL_DIV)
        return quotient_of(pass, node, range);
    if (node->as.binary.op == PROMQL_SUB && cancels_out(pass, node))
        return value_range_of(0);
    const struct promql_node *undone = undone_quotient(pass, node);
    return undone ? pass->nodes[undone->index].range : range;
}

static struct value_range set_of(struct value_range left, enum promql_operator op, struct value_range right) {
    if (op == PROMQL_OR)
        return value_range_union(left, right);
    left.empty |= op == PROMQL_AND && right.empty;
    return left;
}

static void read_binary(struct pass *pass, const struct promql_node *node) {
    const struct value_node *left = &pass->nodes[promql_left(node)->index];
    const struct value_node *right = &pass->nodes[promql_right(node)->index];
    struct value_node *result = &pass->nodes[node->index];
    enum promql_operator op = node->as.binary.op;
    result->is_literal = left->is_literal && right->is_literal;
    if (promql_operator_is_set(op)) {
        result->range = set_of(left->range, op, right->range);
        result->filter = op == PROMQL_OR ? NULL : left->filter;
    } else if (promql_operator_is_comparison(op) && !has_bool(node)) {
        filter(pass, node);
    } else {
        result->range = arithmetic_of(pass, node);
    }
}

static bool is_of_literals(const struct pass *pass, const struct promql_node *call) {
    enum promql_function_id id = call->as.call.function->id;
    if (id == PROMQL_FUNCTION_pi)
        return true;
    for (const struct promql_node *child = call->child; child; child = child->next)
        if (!pass->nodes[child->index].is_literal)
            return false;
    return call->child && id != PROMQL_FUNCTION_absent && id != PROMQL_FUNCTION_timestamp;
}

static void read_call(struct pass *pass, const struct promql_node *node) {
    struct value_node *result = &pass->nodes[node->index];
    result->range = value_of_call(pass->nodes, node);
    result->is_literal = is_of_literals(pass, node);
}

static void read_aggregate(struct pass *pass, const struct promql_node *node) {
    const struct value_node *inside = &pass->nodes[promql_aggregated(node)->index];
    struct value_node *result = &pass->nodes[node->index];
    result->range = value_of_aggregate(pass->nodes, node);
    result->is_literal = inside->is_literal;
}

/* Each of its steps is evaluated at a time of its own. */
static void read_subquery(struct pass *pass, const struct promql_node *node) {
    struct value_node *result = &pass->nodes[node->index];
    *result = pass->nodes[node->child->index];
    result->filter = NULL;
    if (result->range.from_now)
        result->range = value_range_any();
}

static void read_node(struct pass *pass, const struct promql_node *node) {
    struct value_node *result = &pass->nodes[node->index];
    switch (node->kind) {
    case PROMQL_NUMBER:
        result->range = value_range_of(node->as.number.value);
        result->is_literal = true;
        break;
    case PROMQL_STRING:
        result->range = value_range_any();
        result->is_literal = true;
        break;
    case PROMQL_SELECTOR:
        read_selector(pass, node);
        break;
    case PROMQL_MATRIX:
    case PROMQL_PAREN:
        *result = pass->nodes[node->child->index];
        break;
    case PROMQL_SUBQUERY:
        read_subquery(pass, node);
        break;
    case PROMQL_CALL:
        read_call(pass, node);
        break;
    case PROMQL_AGGREGATE:
        read_aggregate(pass, node);
        break;
    case PROMQL_BINARY:
        read_binary(pass, node);
        break;
    case PROMQL_UNARY:
        *result = pass->nodes[node->child->index];
        if (node->as.unary.op != PROMQL_SUB)
            break;
        result->range = result->range.from_now ? value_range_any() : value_range_negated(result->range);
        result->metric = NULL;
        break;
    }
}

struct value_flow value_flow(struct arena *arena, const struct promql_expr *expr, const struct value_options *options) {
    struct value_flow flow = {.expr = expr};
    if (expr->status != PROMQL_VALID)
        return flow;
    struct pass pass = {arena, expr, options, arena_array(arena, struct value_node, expr->node_count)};
    for (size_t i = 0; i < expr->node_count; i++)
        read_node(&pass, expr->nodes[i]);
    flow.nodes = pass.nodes;
    return flow;
}

const struct value_node *value_flow_at(const struct value_flow *flow, const struct promql_node *node) {
    return &flow->nodes[node->index];
}

const struct metric_facts *value_flow_only_metric(const struct value_flow *flow, const struct promql_node *node) {
    const struct metric_facts *found = NULL;
    for (uint32_t i = node->first; i <= node->index; i++) {
        const struct metric_facts *metric = flow->nodes[i].metric;
        if (flow->expr->nodes[i]->kind != PROMQL_SELECTOR)
            continue;
        if (found)
            return NULL;
        found = metric;
    }
    return found;
}
