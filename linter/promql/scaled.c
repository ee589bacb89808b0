/* Down from the comparison, one step a node. */
#include "promql/scaled.h"

#include "promql/condition.h"

/* The side of a product that is not the number; the threshold follows. NULL for anything else. */
static const struct promql_node *unscale(struct arena *scratch, const struct promql_expr *expr,
                                         const struct promql_node *node, double *number) {
    bool is_product = node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_MUL;
    bool is_quotient = node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_DIV;
    double factor;
    const struct promql_node *other;
    if (!is_product && !is_quotient)
        return NULL;
    if (promql_constant(scratch, expr, promql_right(node), &factor))
        other = promql_left(node);
    else if (is_product && promql_constant(scratch, expr, promql_left(node), &factor))
        other = promql_right(node);
    else
        return NULL;
    if (!(factor > 0))
        return NULL;
    *number = is_product ? *number / factor : *number * factor;
    return other;
}

static bool is_sum(const struct promql_node *node) {
    return node->kind == PROMQL_AGGREGATE && node->as.aggregate.op->id == PROMQL_AGGREGATOR_sum;
}

static bool gives_one_of_them(const struct promql_node *node) {
    if (node->kind != PROMQL_AGGREGATE)
        return false;
    enum promql_aggregator_id id = node->as.aggregate.op->id;
    return id == PROMQL_AGGREGATOR_max || id == PROMQL_AGGREGATOR_min || id == PROMQL_AGGREGATOR_avg ||
           id == PROMQL_AGGREGATOR_topk || id == PROMQL_AGGREGATOR_bottomk;
}

struct promql_scaled promql_unscaled(struct arena *scratch, const struct promql_expr *expr,
                                     const struct promql_node *value, double number) {
    enum { MOST_STEPS = 16 };
    struct promql_scaled scaled = {.node = promql_unwrapped(value), .number = number};
    for (unsigned i = 0; i < MOST_STEPS; i++) {
        const struct promql_node *node = scaled.node, *inner = NULL;
        scaled.is_sum |= is_sum(node);
        if (is_sum(node) || gives_one_of_them(node))
            inner = promql_aggregated(node);
        else
            inner = unscale(scratch, expr, node, &scaled.number);
        if (!inner)
            break;
        scaled.node = promql_unwrapped(inner);
    }
    return scaled;
}

static bool keeps(const struct promql_node *aggregate, str label) {
    const struct promql_labels *grouping = &aggregate->as.aggregate.grouping;
    for (size_t i = 0; i < grouping->len; i++)
        if (str_equal(grouping->items[i].name, label))
            return !aggregate->as.aggregate.is_without;
    return aggregate->as.aggregate.is_without;
}

bool promql_sums_keep(const struct promql_scaled *scaled, const struct promql_node *value, str label) {
    for (const struct promql_node *node = scaled->node; node != value; node = node->parent)
        if (is_sum(node->parent) && !keeps(node->parent, label))
            return false;
    return true;
}
