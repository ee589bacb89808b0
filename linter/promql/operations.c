/* One pass over the nodes; the outermost aggregation is looked for from the root. */
#include "promql/operations.h"

#include <math.h>

#include "base/vec.h"
#include "promql/selectors.h"

struct collector {
    struct arena *arena;
    struct operations *result;
    VEC(int64_t) windows;
    VEC(double) quantiles;
};

static const struct {
    enum promql_function_id function;
    unsigned operations;
} functions[] = {
    {PROMQL_FUNCTION_rate, RECORD_RATE},
    {PROMQL_FUNCTION_irate, RECORD_RATE},
    {PROMQL_FUNCTION_deriv, RECORD_RATE},
    {PROMQL_FUNCTION_increase, RECORD_INCREASE},
    {PROMQL_FUNCTION_delta, RECORD_INCREASE},
    {PROMQL_FUNCTION_idelta, RECORD_INCREASE},
    {PROMQL_FUNCTION_changes, RECORD_INCREASE | RECORD_COUNT},
    {PROMQL_FUNCTION_resets, RECORD_INCREASE | RECORD_COUNT},
    {PROMQL_FUNCTION_avg_over_time, RECORD_AVG},
    {PROMQL_FUNCTION_min_over_time, RECORD_MIN},
    {PROMQL_FUNCTION_max_over_time, RECORD_MAX},
    {PROMQL_FUNCTION_sum_over_time, RECORD_SUM},
    {PROMQL_FUNCTION_count_over_time, RECORD_COUNT},
    {PROMQL_FUNCTION_histogram_avg, RECORD_AVG},
    {PROMQL_FUNCTION_histogram_sum, RECORD_SUM},
    {PROMQL_FUNCTION_histogram_count, RECORD_COUNT},
    {PROMQL_FUNCTION_histogram_fraction, RECORD_RATIO},
};

static unsigned of_function(enum promql_function_id id) {
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        if (functions[i].function == id)
            return functions[i].operations;
    return 0;
}

static const struct {
    enum promql_aggregator_id aggregator;
    unsigned operations;
} aggregators[] = {
    {PROMQL_AGGREGATOR_sum, RECORD_SUM},     {PROMQL_AGGREGATOR_avg, RECORD_AVG},
    {PROMQL_AGGREGATOR_min, RECORD_MIN},     {PROMQL_AGGREGATOR_bottomk, RECORD_MIN},
    {PROMQL_AGGREGATOR_max, RECORD_MAX},     {PROMQL_AGGREGATOR_topk, RECORD_MAX},
    {PROMQL_AGGREGATOR_count, RECORD_COUNT}, {PROMQL_AGGREGATOR_count_values, RECORD_COUNT},
};

static unsigned of_aggregator(enum promql_aggregator_id id) {
    for (size_t i = 0; i < sizeof aggregators / sizeof *aggregators; i++)
        if (aggregators[i].aggregator == id)
            return aggregators[i].operations;
    return 0;
}

static void add_window(struct collector *collector, const struct promql_duration *duration) {
    if (!duration)
        return;
    if (!duration->is_constant || !(fabs(duration->seconds) < 1e12))
        collector->result->windows_open = true;
    else
        vec_push(collector->arena, &collector->windows, (int64_t)llround(duration->seconds * 1000));
}

static void add_quantile(struct collector *collector, const struct promql_node *node) {
    double quantile;
    if (node && promql_number(node, &quantile))
        vec_push(collector->arena, &collector->quantiles, quantile);
    else
        collector->result->quantiles_open = true;
}

static void read_call(struct collector *collector, const struct promql_node *node) {
    if (!node->as.call.function)
        return;
    enum promql_function_id id = node->as.call.function->id;
    collector->result->done |= of_function(id);
    if (id == PROMQL_FUNCTION_histogram_quantile || id == PROMQL_FUNCTION_quantile_over_time)
        add_quantile(collector, promql_child(node, 0));
    if (id == PROMQL_FUNCTION_histogram_quantiles)
        collector->result->quantiles_open = true;
    if (id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate)
        collector->result->rate = node;
}

/* "." is for names that only UTF-8 allows. */
static void read_name(struct collector *collector, str name) {
    bool recorded = str_contains(name, STR(":"));
    for (size_t start = 0, end; start < name.len; start = end + 1) {
        for (end = start; end < name.len && name.ptr[end] != '_' && name.ptr[end] != ':' && name.ptr[end] != '.';)
            end++;
        struct record_word word = record_name_word(str_slice(name, start, end));
        collector->result->read |= (unsigned)word.operation;
        if (recorded && word.window_ms)
            vec_push(collector->arena, &collector->windows, word.window_ms);
        if (word.operation == RECORD_QUANTILE)
            vec_push(collector->arena, &collector->quantiles, word.quantile);
    }
}

/* A summary's quantile="0.99", or what a recorded name carries. */
static void read_selector(struct collector *collector, const struct promql_node *node) {
    const struct promql_matcher *matcher = promql_selector_matcher(node, STR("quantile"));
    str name = promql_selector_metric(node);
    struct promql_expr parsed;
    read_name(collector, name);
    if (str_ends_with(name, STR("_total")) && !collector->result->total)
        collector->result->total = node;
    if (!matcher)
        return;
    parsed = promql_parse(collector->arena, matcher->value, &(struct promql_options){0});
    add_quantile(collector, matcher->op == PROMQL_MATCH_EQ && parsed.status == PROMQL_VALID ? parsed.root : NULL);
}

static bool is_number(const struct promql_node *node) {
    return node->type == PROMQL_SCALAR;
}

static void read_binary(struct collector *collector, const struct promql_node *node) {
    enum promql_operator op = node->as.binary.op;
    if (promql_operator_is_set(op) || promql_operator_is_comparison(op))
        return;
    collector->result->calculates = true;
    collector->result->divides |= op == PROMQL_DIV || op == PROMQL_MOD;
    collector->result->adds |= op == PROMQL_ADD;
}

static void read_node(struct collector *collector, const struct promql_node *node) {
    if (node->modifiers)
        add_window(collector, node->modifiers->offset);
    switch (node->kind) {
    case PROMQL_MATRIX:
    case PROMQL_SUBQUERY:
        add_window(collector, node->as.range.range);
        break;
    case PROMQL_CALL:
        read_call(collector, node);
        break;
    case PROMQL_AGGREGATE:
        collector->result->done |= of_aggregator(node->as.aggregate.op->id);
        if (node->as.aggregate.op->id == PROMQL_AGGREGATOR_quantile)
            add_quantile(collector, promql_child(node, 0));
        break;
    case PROMQL_BINARY:
        read_binary(collector, node);
        break;
    case PROMQL_SELECTOR:
        read_selector(collector, node);
        break;
    case PROMQL_NUMBER:
    case PROMQL_STRING:
    case PROMQL_UNARY:
    case PROMQL_PAREN:
        break;
    }
}

/* The one vector that the node works on; NULL: none, or several. */
static const struct promql_node *operand(const struct promql_node *node) {
    if (node->kind == PROMQL_PAREN || node->kind == PROMQL_UNARY)
        return node->child;
    if (node->kind == PROMQL_BINARY && is_number(promql_right(node)))
        return promql_left(node);
    if (node->kind == PROMQL_BINARY && is_number(promql_left(node)))
        return promql_right(node);
    if (node->kind != PROMQL_CALL)
        return NULL;
    const struct promql_node *found = NULL;
    for (const struct promql_node *child = node->child; child; child = child->next) {
        if (child->type != PROMQL_VECTOR)
            continue;
        if (found)
            return NULL;
        found = child;
    }
    return found;
}

const struct promql_node *promql_outermost_aggregation(const struct promql_expr *expr) {
    const struct promql_node *node = expr->root;
    while (node && node->kind != PROMQL_AGGREGATE)
        node = operand(node);
    return node;
}

bool promql_selects(const struct promql_expr *expr) {
    for (size_t i = 0; i < expr->node_count; i++)
        if (expr->nodes[i]->kind == PROMQL_SELECTOR)
            return true;
    return false;
}

struct operations operations_of(struct arena *arena, const struct promql_expr *expr) {
    struct operations result = {0};
    struct collector collector = {.arena = arena, .result = &result};
    for (size_t i = 0; i < expr->node_count; i++)
        read_node(&collector, expr->nodes[i]);
    result.windows = collector.windows.at;
    result.window_count = collector.windows.len;
    result.quantiles = collector.quantiles.at;
    result.quantile_count = collector.quantiles.len;
    result.aggregation = promql_outermost_aggregation(expr);
    return result;
}

bool operations_have_window(const struct operations *operations, int64_t ms) {
    for (size_t i = 0; i < operations->window_count; i++)
        if (operations->windows[i] == ms)
            return true;
    return false;
}

bool operations_have_quantile(const struct operations *operations, double quantile) {
    for (size_t i = 0; i < operations->quantile_count; i++)
        if (fabs(operations->quantiles[i] - quantile) < 1e-9)
            return true;
    return false;
}
