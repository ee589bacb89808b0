/* One loop over the post-order: children are known before their parents. */
#include "promql/idle.h"

#include <math.h>

static struct promql_idle of_call(const struct promql_node *call, const struct promql_idle *idle) {
    enum promql_function_id id = call->as.call.function->id;
    if (id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate || id == PROMQL_FUNCTION_increase)
        return (struct promql_idle){.is_known = true, .is_rate = true};
    if (!call->child)
        return (struct promql_idle){0};
    struct promql_idle result = idle[call->child->index];
    const struct promql_node *second = call->child->next;
    if (id == PROMQL_FUNCTION_vector || id == PROMQL_FUNCTION_scalar)
        return result;
    if (id == PROMQL_FUNCTION_abs) {
        result.value = fabs(result.value);
        return result;
    }
    bool low = id == PROMQL_FUNCTION_clamp_min || id == PROMQL_FUNCTION_clamp;
    bool high = id == PROMQL_FUNCTION_clamp_max || id == PROMQL_FUNCTION_clamp;
    if (!second || (!low && !high))
        return (struct promql_idle){.is_rate = result.is_rate};
    const struct promql_node *bound = second;
    for (; bound; bound = bound->next) {
        result.is_known &= idle[bound->index].is_known;
        if (isnan(result.value))
            continue;
        if (low && bound == second)
            result.value = fmax(result.value, idle[bound->index].value);
        else
            result.value = fmin(result.value, idle[bound->index].value);
    }
    return result;
}

static struct promql_idle of_binary(const struct promql_node *node, const struct promql_idle *idle) {
    struct promql_idle left = idle[promql_left(node)->index], right = idle[promql_right(node)->index];
    struct promql_idle result = {left.is_known && right.is_known, left.is_rate || right.is_rate, left.value};
    switch ((int)node->as.binary.op) {
    case PROMQL_ADD:
        result.value = left.value + right.value;
        break;
    case PROMQL_SUB:
        result.value = left.value - right.value;
        break;
    case PROMQL_MUL:
        result.value = left.value * right.value;
        break;
    case PROMQL_DIV:
        result.value = left.value / right.value;
        break;
    case PROMQL_POW:
        result.value = pow(left.value, right.value);
        break;
    default:
        result.is_known = false;
    }
    return result;
}

static struct promql_idle of_aggregate(const struct promql_node *node, const struct promql_idle *idle) {
    enum promql_aggregator_id id = node->as.aggregate.op->id;
    struct promql_idle result = idle[promql_aggregated(node)->index];
    result.is_known &= id == PROMQL_AGGREGATOR_sum || id == PROMQL_AGGREGATOR_avg || id == PROMQL_AGGREGATOR_min ||
                       id == PROMQL_AGGREGATOR_max;
    return result;
}

static struct promql_idle of_unary(const struct promql_node *node, const struct promql_idle *idle) {
    struct promql_idle result = idle[node->child->index];
    if (node->as.unary.op == PROMQL_SUB)
        result.value = -result.value;
    return result;
}

static struct promql_idle of_node(const struct promql_node *node, const struct promql_idle *idle) {
    switch (node->kind) {
    case PROMQL_NUMBER:
        return (struct promql_idle){.is_known = true, .value = node->as.number.value};
    case PROMQL_CALL:
        return of_call(node, idle);
    case PROMQL_AGGREGATE:
        return of_aggregate(node, idle);
    case PROMQL_BINARY:
        return of_binary(node, idle);
    case PROMQL_UNARY:
        return of_unary(node, idle);
    case PROMQL_PAREN:
        return idle[node->child->index];
    case PROMQL_STRING:
    case PROMQL_SELECTOR:
    case PROMQL_MATRIX:
    case PROMQL_SUBQUERY:
        break;
    }
    return (struct promql_idle){0};
}

const struct promql_idle *promql_when_idle(struct arena *arena, const struct promql_expr *expr) {
    struct promql_idle *idle = arena_array(arena, struct promql_idle, expr->node_count);
    for (size_t i = 0; i < expr->node_count; i++)
        idle[i] = of_node(expr->nodes[i], idle);
    return idle;
}
