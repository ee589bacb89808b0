/* One pass over the post-order. Functions from promql/functions.go, Prometheus 3.14: rate, increase and delta
 * extrapolate to the ends of the window, quantiles of histograms interpolate. */
#include "promql/inexact.h"

#include <math.h>

#include "promql/value_flow_call.h"

static bool computes_fraction(enum promql_function_id id) {
    static const enum promql_function_id ids[] = {
        PROMQL_FUNCTION_rate,
        PROMQL_FUNCTION_irate,
        PROMQL_FUNCTION_increase,
        PROMQL_FUNCTION_delta,
        PROMQL_FUNCTION_deriv,
        PROMQL_FUNCTION_predict_linear,
        PROMQL_FUNCTION_histogram_quantile,
        PROMQL_FUNCTION_stddev_over_time,
        PROMQL_FUNCTION_stdvar_over_time,
        PROMQL_FUNCTION_exp,
        PROMQL_FUNCTION_ln,
        PROMQL_FUNCTION_log2,
        PROMQL_FUNCTION_log10,
        PROMQL_FUNCTION_sqrt,
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (ids[i] == id)
            return true;
    return false;
}

static bool keeps_values(enum promql_function_id id) {
    static const enum promql_function_id ids[] = {
        PROMQL_FUNCTION_abs,           PROMQL_FUNCTION_avg_over_time,      PROMQL_FUNCTION_clamp,
        PROMQL_FUNCTION_clamp_max,     PROMQL_FUNCTION_clamp_min,          PROMQL_FUNCTION_label_join,
        PROMQL_FUNCTION_label_replace, PROMQL_FUNCTION_last_over_time,     PROMQL_FUNCTION_max_over_time,
        PROMQL_FUNCTION_min_over_time, PROMQL_FUNCTION_quantile_over_time, PROMQL_FUNCTION_scalar,
        PROMQL_FUNCTION_sort,          PROMQL_FUNCTION_sort_desc,          PROMQL_FUNCTION_sum_over_time,
    };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (ids[i] == id)
            return true;
    return false;
}

static const struct promql_node *of_call(const struct promql_node *const *causes, const struct promql_node *node) {
    enum promql_function_id id = node->as.call.function->id;
    if (computes_fraction(id))
        return node;
    const struct promql_node *carrier = keeps_values(id) ? value_carrier_of(node) : NULL;
    return carrier ? causes[carrier->index] : NULL;
}

static const struct promql_node *of_aggregate(const struct promql_node *const *causes, const struct promql_node *node) {
    switch ((int)node->as.aggregate.op->id) {
    case PROMQL_AGGREGATOR_stddev:
    case PROMQL_AGGREGATOR_stdvar:
        return node;
    case PROMQL_AGGREGATOR_count:
    case PROMQL_AGGREGATOR_group:
    case PROMQL_AGGREGATOR_count_values:
        return NULL;
    default:
        return causes[promql_aggregated(node)->index];
    }
}

static const struct promql_node *of_binary(const struct value_flow *values, const struct promql_node *const *causes,
                                           const struct promql_node *node) {
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    enum promql_operator op = node->as.binary.op;
    if (op == PROMQL_AND || op == PROMQL_UNLESS)
        return causes[left->index];
    if (promql_operator_is_comparison(op)) {
        bool is_bool = node->as.binary.matching && node->as.binary.matching->is_bool;
        return is_bool ? NULL : causes[(left->type == PROMQL_SCALAR ? right : left)->index];
    }
    bool scaled = value_flow_at(values, left)->is_literal || value_flow_at(values, right)->is_literal;
    if (op == PROMQL_DIV && !scaled)
        return node;
    return causes[left->index] ? causes[left->index] : causes[right->index];
}

static const struct promql_node *cause_of(const struct value_flow *values, const struct promql_node *const *causes,
                                          const struct promql_node *node) {
    if (value_flow_at(values, node)->is_literal || value_flow_at(values, node)->range.integer)
        return NULL;
    switch (node->kind) {
    case PROMQL_NUMBER:
    case PROMQL_STRING:
    case PROMQL_SELECTOR:
    case PROMQL_MATRIX:
        return NULL;
    case PROMQL_SUBQUERY:
    case PROMQL_PAREN:
    case PROMQL_UNARY:
        return causes[node->child->index];
    case PROMQL_CALL:
        return of_call(causes, node);
    case PROMQL_AGGREGATE:
        return of_aggregate(causes, node);
    case PROMQL_BINARY:
        return of_binary(values, causes, node);
    }
    return NULL;
}

const struct promql_node *const *promql_find_inexact(struct arena *arena, const struct value_flow *values) {
    const struct promql_node **causes = arena_array(arena, const struct promql_node *, values->expr->node_count);
    for (size_t i = 0; values->nodes && i < values->expr->node_count; i++)
        causes[i] = cause_of(values, causes, values->expr->nodes[i]);
    return causes;
}

static bool equals(double a, double b) {
    return a <= b && a >= b;
}

bool promql_is_exact_value(const struct value_flow *values, const struct promql_node *node,
                           const struct promql_node *cause, double value) {
    const struct value_range *range = &value_flow_at(values, node)->range;
    if (equals(value, 0) || isnan(value) || isinf(value))
        return true;
    if (cause->kind != PROMQL_BINARY)
        return false;
    return equals(value, 1) || equals(value, 100) || equals(value, range->low) || equals(value, range->high);
}
