/* Whatever the expression: ends are no NaN and in order, filters and faults point into the tree, and what the flow
 * folds to a constant is what a plain evaluator of literals computes. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "promql/unit_flow.h"

static void require(bool holds) {
    if (!holds)
        abort();
}

/* The value of a tree of numbers, signs, parentheses and arithmetic; false for anything else. */
static bool evaluate(const struct promql_expr *expr, const double *values, const bool *known, size_t i, double *value) {
    const struct promql_node *node = expr->nodes[i];
    if (node->kind == PROMQL_NUMBER) {
        *value = node->as.number.value;
        return true;
    }
    if (node->kind == PROMQL_PAREN || node->kind == PROMQL_UNARY) {
        bool negative = node->kind == PROMQL_UNARY && node->as.unary.op == PROMQL_SUB;
        *value = negative ? -values[node->child->index] : values[node->child->index];
        return known[node->child->index];
    }
    if (node->kind != PROMQL_BINARY || !known[promql_left(node)->index] || !known[promql_right(node)->index])
        return false;
    double a = values[promql_left(node)->index], b = values[promql_right(node)->index];
    enum promql_operator op = node->as.binary.op;
    if (op == PROMQL_ADD)
        *value = a + b;
    else if (op == PROMQL_SUB)
        *value = a - b;
    else if (op == PROMQL_MUL)
        *value = a * b;
    else if (op == PROMQL_DIV)
        *value = a / b;
    else
        return false;
    return true;
}

static void check_constants(struct arena *arena, const struct value_flow *flow) {
    size_t count = flow->expr->node_count;
    double *values = arena_array(arena, double, count);
    bool *known = arena_array(arena, bool, count);
    for (size_t i = 0; i < count; i++) {
        known[i] = evaluate(flow->expr, values, known, i, &values[i]);
        const struct value_range *range = &flow->nodes[i].range;
        if (!known[i] || !range->constant)
            continue;
        require(values[i] >= range->low && values[i] <= range->low);
    }
    for (size_t i = 0; i < count; i++)
        require(!known[i] || isnan(values[i]) || value_range_contains(flow->nodes[i].range, values[i]));
}

static void check_node(struct arena *arena, const struct value_flow *flow, size_t i) {
    const struct value_node *node = &flow->nodes[i];
    const struct value_range *range = &node->range;
    require(range->low <= range->high);
    require(!range->constant || range->low >= range->high);
    require(!range->known || range->low > -INFINITY || range->high < INFINITY);
    require(!node->filter || node->filter->index <= i);
    value_describe(arena, *range);
}

static void check_thresholds(struct arena *arena, const struct unit_flow *units) {
    struct value_thresholds found = value_thresholds(arena, units->values);
    for (size_t i = 0; i < found.len; i++) {
        require(found.items[i].node->kind == PROMQL_BINARY);
        require((found.items[i].verdict != VALUE_EMPTY) || found.items[i].earlier);
        unit_scale_doubt(units, &found.items[i]);
    }
}

static void check_units(struct arena *arena, const struct value_flow *flow) {
    struct unit_flow units = unit_flow(arena, flow);
    for (size_t i = 0; i < flow->expr->node_count; i++) {
        require(!unit_is_known(units.units[i]) || !isnan(units.units[i].factor));
        unit_describe(arena, units.units[i]);
    }
    for (size_t i = 0; i < units.fault_count; i++)
        require(units.faults[i].clash != UNIT_CLASH_NONE && units.faults[i].node->kind == PROMQL_BINARY);
    check_thresholds(arena, &units);
    struct kind_faults kinds = unit_kind_faults(arena, flow);
    for (size_t i = 0; i < kinds.len; i++)
        require(kinds.items[i].selector->kind == PROMQL_SELECTOR &&
                kinds.items[i].where->index > kinds.items[i].selector->index);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    struct promql_options options = {
        .experimental_functions = true, .binop_fill = true, .extended_range_selectors = true};
    str text = arena_copy(&arena, (str){(const char *)data, size});
    struct promql_expr expr = promql_parse(&arena, text, &options);
    struct value_flow flow = value_flow(&arena, &expr, NULL);
    require((flow.nodes != NULL) == (expr.status == PROMQL_VALID));
    for (size_t i = 0; flow.nodes && i < expr.node_count; i++)
        check_node(&arena, &flow, i);
    if (flow.nodes) {
        check_constants(&arena, &flow);
        check_units(&arena, &flow);
    }
    arena_free(&arena);
    return 0;
}
