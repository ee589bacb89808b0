#include "promql/carry.h"

static bool keeps_values(enum promql_function_id id) {
    static const enum promql_function_id kept[] = {
        PROMQL_FUNCTION_label_replace,  PROMQL_FUNCTION_label_join,
        PROMQL_FUNCTION_sort,           PROMQL_FUNCTION_sort_desc,
        PROMQL_FUNCTION_sort_by_label,  PROMQL_FUNCTION_sort_by_label_desc,
        PROMQL_FUNCTION_round,          PROMQL_FUNCTION_ceil,
        PROMQL_FUNCTION_floor,          PROMQL_FUNCTION_max_over_time,
        PROMQL_FUNCTION_min_over_time,  PROMQL_FUNCTION_avg_over_time,
        PROMQL_FUNCTION_last_over_time, PROMQL_FUNCTION_first_over_time,
        PROMQL_FUNCTION_sum_over_time,
    };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (kept[i] == id)
            return true;
    return false;
}

static bool constant_of(const struct value_flow *values, const struct promql_node *node, double *number) {
    const struct value_node *value = value_flow_at(values, node);
    *number = value->range.low;
    return value->is_literal && value->range.constant;
}

static struct promql_carry in_binary(const struct value_flow *values, const struct promql_node *binary, bool is_left) {
    double number;
    struct promql_carry carry = {0};
    if (!constant_of(values, is_left ? promql_right(binary) : promql_left(binary), &number))
        return carry;
    switch ((int)binary->as.binary.op) {
    case PROMQL_ADD:
        return (struct promql_carry){.carries = true, .shifted = number < 0 || number > 0};
    case PROMQL_SUB:
        return (struct promql_carry){true, !is_left, number < 0 || number > 0};
    case PROMQL_MUL:
        return (struct promql_carry){.carries = number < 0 || number > 0, .turned = number < 0};
    case PROMQL_DIV:
        return (struct promql_carry){.carries = is_left && (number < 0 || number > 0), .turned = number < 0};
    default:
        return carry;
    }
}

struct promql_carry promql_carried(const struct value_flow *values, const struct promql_node *node) {
    const struct promql_node *parent = node->parent;
    switch ((int)parent->kind) {
    case PROMQL_PAREN:
    case PROMQL_MATRIX:
    case PROMQL_SUBQUERY:
        return (struct promql_carry){.carries = true};
    case PROMQL_UNARY:
        return (struct promql_carry){.carries = true, .turned = parent->as.unary.op == PROMQL_SUB};
    case PROMQL_CALL:
        return (struct promql_carry){.carries = parent->child == node && keeps_values(parent->as.call.function->id)};
    case PROMQL_BINARY:
        return in_binary(values, parent, promql_left(parent) == node);
    default:
        return (struct promql_carry){0};
    }
}
