/* Two results are compared node by node, without their parentheses. They are one and the same if no node differs; part
 * is a part if its selectors only demand more, or name a metric that is always within the other's (a table), and every
 * node above them keeps that order. */
#include "promql/value_flow_share.h"

struct pair {
    str part, whole;
};

#define TEXT(literal)                                                                                                  \
    { literal, sizeof literal - 1 }

/* Metrics of which the first is never above the second in series that match (documentation of the products). Not here:
 * what a quota does not bind (CPU limits), what is 0 or -1 for "no limit" (memory limits, jvm_memory_max_bytes), and
 * what may be ahead for a while (replicas). */
static const struct pair pairs[] = {
    {TEXT("elasticsearch_filesystem_data_available_bytes"), TEXT("elasticsearch_filesystem_data_size_bytes")},
    {TEXT("elasticsearch_filesystem_data_free_bytes"), TEXT("elasticsearch_filesystem_data_size_bytes")},
    {TEXT("hikaricp_connections_active"), TEXT("hikaricp_connections")},
    {TEXT("hikaricp_connections_idle"), TEXT("hikaricp_connections")},
    {TEXT("kubelet_volume_stats_available_bytes"), TEXT("kubelet_volume_stats_capacity_bytes")},
    {TEXT("kubelet_volume_stats_inodes_free"), TEXT("kubelet_volume_stats_inodes")},
    {TEXT("kubelet_volume_stats_inodes_used"), TEXT("kubelet_volume_stats_inodes")},
    {TEXT("kubelet_volume_stats_used_bytes"), TEXT("kubelet_volume_stats_capacity_bytes")},
    {TEXT("node_filefd_allocated"), TEXT("node_filefd_maximum")},
    {TEXT("node_filesystem_avail_bytes"), TEXT("node_filesystem_size_bytes")},
    {TEXT("node_filesystem_files_free"), TEXT("node_filesystem_files")},
    {TEXT("node_filesystem_free_bytes"), TEXT("node_filesystem_size_bytes")},
    {TEXT("node_memory_Buffers_bytes"), TEXT("node_memory_MemTotal_bytes")},
    {TEXT("node_memory_Cached_bytes"), TEXT("node_memory_MemTotal_bytes")},
    {TEXT("node_memory_HugePages_Free"), TEXT("node_memory_HugePages_Total")},
    {TEXT("node_memory_MemAvailable_bytes"), TEXT("node_memory_MemTotal_bytes")},
    {TEXT("node_memory_MemFree_bytes"), TEXT("node_memory_MemTotal_bytes")},
    {TEXT("node_memory_SwapFree_bytes"), TEXT("node_memory_SwapTotal_bytes")},
    {TEXT("node_nf_conntrack_entries"), TEXT("node_nf_conntrack_entries_limit")},
    {TEXT("process_open_fds"), TEXT("process_max_fds")},
    {TEXT("prometheus_notifications_queue_length"), TEXT("prometheus_notifications_queue_capacity")},
};

/* What was found so far on the way through both results. */
struct comparison {
    bool narrower; /* part demands more at some selector */
    bool finer;    /* part keeps more labels at some aggregation */
    bool paired;   /* the metrics are a pair of the table */
    bool gathered; /* there is an aggregation */
    bool strict;   /* some node keeps no order: both must be the same */
    bool steady;   /* some aggregation keeps the order of a pair only over the same series: avg, min */
};

static bool is_pair(str part, str whole) {
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
        if (str_equal(part, pairs[i].part) && str_equal(whole, pairs[i].whole))
            return true;
    return false;
}

static bool is_same_duration(const struct promql_duration *a, const struct promql_duration *b) {
    if (!a || !b)
        return a == b;
    return a->is_constant && b->is_constant && a->seconds <= b->seconds && a->seconds >= b->seconds;
}

static bool are_same_modifiers(const struct promql_modifiers *a, const struct promql_modifiers *b) {
    if (!a || !b)
        return a == b;
    bool same_time = a->at != PROMQL_AT_TIME || (a->at_seconds <= b->at_seconds && a->at_seconds >= b->at_seconds);
    return is_same_duration(a->offset, b->offset) && a->at == b->at && same_time && a->anchored == b->anchored &&
           a->smoothed == b->smoothed;
}

static bool has_matcher(const struct promql_selector *selector, const struct promql_matcher *wanted) {
    for (size_t i = 0; i < selector->matcher_count; i++) {
        const struct promql_matcher *matcher = &selector->matchers[i];
        if (matcher->op == wanted->op && str_equal(matcher->name, wanted->name) &&
            str_equal(matcher->value, wanted->value))
            return true;
    }
    return false;
}

/* Lists of matchers beyond this length are not compared. */
enum { MOST_MATCHERS = 64 };

static bool compare_selectors(struct comparison *comparison, const struct promql_selector *part,
                              const struct promql_selector *whole) {
    if (!str_equal(part->name, whole->name)) {
        if (!is_pair(part->name, whole->name))
            return false;
        comparison->paired = true;
    }
    if (part->matcher_count > MOST_MATCHERS || whole->matcher_count > MOST_MATCHERS)
        return false;
    for (size_t i = 0; i < whole->matcher_count; i++)
        if (!has_matcher(part, &whole->matchers[i]))
            return false;
    for (size_t i = 0; i < part->matcher_count; i++)
        comparison->narrower |= !has_matcher(whole, &part->matchers[i]);
    return true;
}

static bool has_label(const struct promql_labels *labels, str name) {
    for (size_t i = 0; i < labels->len; i++)
        if (str_equal(labels->items[i].name, name))
            return true;
    return false;
}

static bool has_all_labels(const struct promql_labels *labels, const struct promql_labels *wanted) {
    if (labels->len > MOST_MATCHERS || wanted->len > MOST_MATCHERS)
        return false;
    for (size_t i = 0; i < wanted->len; i++)
        if (!has_label(labels, wanted->items[i].name))
            return false;
    return true;
}

/* sum by (a, b) is a part of sum by (a); by (), the same as no grouping, keeps nothing. */
static bool compare_aggregates(struct comparison *comparison, const struct promql_node *part,
                               const struct promql_node *whole) {
    const struct promql_labels *fine = &part->as.aggregate.grouping, *coarse = &whole->as.aggregate.grouping;
    enum promql_aggregator_id id = part->as.aggregate.op->id;
    if (id != whole->as.aggregate.op->id || part->child_count != whole->child_count ||
        part->as.aggregate.is_without != whole->as.aggregate.is_without)
        return false;
    bool contained = has_all_labels(fine, coarse), contains = has_all_labels(coarse, fine);
    if (part->as.aggregate.is_without ? !contains : !contained)
        return false;
    comparison->finer |= !(contained && contains);
    comparison->gathered = true;
    comparison->steady |= id == PROMQL_AGGREGATOR_avg || id == PROMQL_AGGREGATOR_min;
    comparison->strict |= id != PROMQL_AGGREGATOR_sum && id != PROMQL_AGGREGATOR_count && id != PROMQL_AGGREGATOR_max &&
                          id != PROMQL_AGGREGATOR_avg && id != PROMQL_AGGREGATOR_min;
    return true;
}

/* Functions of one series that keep the order of two: rate(part) is at most rate(whole) only for the same series. */
static bool keeps_order(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_avg_over_time || id == PROMQL_FUNCTION_max_over_time ||
           id == PROMQL_FUNCTION_min_over_time || id == PROMQL_FUNCTION_last_over_time ||
           id == PROMQL_FUNCTION_sum_over_time;
}

static bool is_of_series(enum promql_function_id id) {
    return keeps_order(id) || id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate ||
           id == PROMQL_FUNCTION_increase || id == PROMQL_FUNCTION_count_over_time;
}

static bool compare_calls(struct comparison *comparison, const struct promql_node *part,
                          const struct promql_node *whole) {
    if (part->as.call.function != whole->as.call.function || part->child_count != whole->child_count)
        return false;
    enum promql_function_id id = part->as.call.function->id;
    comparison->strict |= !is_of_series(id) || (comparison->paired && !keeps_order(id));
    return true;
}

static bool compare_nodes(struct comparison *comparison, const struct promql_node *part,
                          const struct promql_node *whole) {
    if (part->kind != whole->kind || !are_same_modifiers(part->modifiers, whole->modifiers))
        return false;
    switch (part->kind) {
    case PROMQL_NUMBER:
        return part->as.number.value <= whole->as.number.value && part->as.number.value >= whole->as.number.value;
    case PROMQL_STRING:
        return str_equal(part->as.string.value, whole->as.string.value);
    case PROMQL_SELECTOR:
        return compare_selectors(comparison, &part->as.selector, &whole->as.selector);
    case PROMQL_SUBQUERY:
    case PROMQL_MATRIX:
        return is_same_duration(part->as.range.range, whole->as.range.range) &&
               is_same_duration(part->as.range.step, whole->as.range.step);
    case PROMQL_CALL:
        return compare_calls(comparison, part, whole);
    case PROMQL_AGGREGATE:
        return compare_aggregates(comparison, part, whole);
    case PROMQL_BINARY:
        comparison->strict = true;
        return part->as.binary.op == whole->as.binary.op && !part->as.binary.matching && !whole->as.binary.matching;
    case PROMQL_UNARY:
        comparison->strict = true;
        return part->as.unary.op == whole->as.unary.op;
    case PROMQL_PAREN:
        break;
    }
    return true;
}

static uint32_t past_parens(const struct promql_expr *expr, uint32_t i, uint32_t last) {
    while (i <= last && expr->nodes[i]->kind == PROMQL_PAREN)
        i++;
    return i;
}

/* The nodes in post-order with their numbers of children make out the tree, so comparing the rows compares the trees.
 */
static bool compare_rows(struct comparison *comparison, const struct promql_expr *expr, const struct promql_node *part,
                         const struct promql_node *whole) {
    uint32_t i = past_parens(expr, part->first, part->index), j = past_parens(expr, whole->first, whole->index);
    while (i <= part->index && j <= whole->index) {
        if (!compare_nodes(comparison, expr->nodes[i], expr->nodes[j]))
            return false;
        i = past_parens(expr, i + 1, part->index);
        j = past_parens(expr, j + 1, whole->index);
    }
    return i > part->index && j > whole->index;
}

static enum share share_of(const struct promql_expr *expr, const struct value_node *nodes,
                           const struct promql_node *part, const struct promql_node *whole) {
    struct comparison found = {0};
    if (nodes[part->index].is_literal || !compare_rows(&found, expr, part, whole))
        return SHARE_NONE;
    bool differs = found.narrower || found.finer;
    if (!differs && !found.paired)
        return SHARE_WHOLE;
    if (found.strict || (differs && found.steady))
        return SHARE_NONE;
    if (!found.gathered && !found.paired)
        return SHARE_WHOLE;
    return found.paired || nodes[part->index].range.low >= 0 ? SHARE_PART : SHARE_NONE;
}

bool share_is_whole(const struct promql_expr *expr, const struct value_node *nodes, const struct promql_node *a,
                    const struct promql_node *b) {
    return share_of(expr, nodes, a, b) == SHARE_WHOLE || share_of(expr, nodes, b, a) == SHARE_WHOLE;
}

static bool is_binary(const struct promql_node *node, enum promql_operator op) {
    return node->kind == PROMQL_BINARY && node->as.binary.op == op;
}

/* x of (x > 0) and of (x or vector(0)). */
static const struct promql_node *unguarded(const struct value_node *nodes, const struct promql_node *node) {
    node = promql_unwrapped(node);
    if (node->kind != PROMQL_BINARY)
        return node;
    const struct value_range *right = &nodes[promql_right(node)->index].range;
    bool is_bool = node->as.binary.matching && node->as.binary.matching->is_bool;
    if (promql_operator_is_comparison(node->as.binary.op) && !is_bool && nodes[promql_right(node)->index].is_literal)
        return promql_unwrapped(promql_left(node));
    if (is_binary(node, PROMQL_OR) && right->constant && right->low >= 0 && right->low <= 0)
        return promql_unwrapped(promql_left(node));
    return node;
}

/* Whether part is whole or one of the terms of the sum that whole is, none of them negative. */
static enum share share_of_terms(const struct promql_expr *expr, const struct value_node *nodes,
                                 const struct promql_node *part, const struct promql_node *whole) {
    enum share found = share_of(expr, nodes, part, whole);
    for (bool is_sum = false; found == SHARE_NONE || is_sum;) {
        bool more = is_binary(whole, PROMQL_ADD);
        const struct promql_node *term = unguarded(nodes, more ? promql_right(whole) : whole);
        if ((more || is_sum) && !(nodes[term->index].range.low >= 0))
            return SHARE_NONE;
        if (is_sum || more)
            found = found != SHARE_NONE || share_of(expr, nodes, part, term) != SHARE_NONE ? SHARE_PART : SHARE_NONE;
        if (!more)
            break;
        is_sum = true;
        whole = promql_unwrapped(promql_left(whole));
    }
    return found;
}

/* size - avail is a part of size if avail is; size - size is nothing. */
static enum share share_of_rest(const struct promql_expr *expr, const struct value_node *nodes,
                                const struct promql_node *part, const struct promql_node *whole) {
    if (!is_binary(part, PROMQL_SUB))
        return SHARE_NONE;
    bool from_whole = share_of(expr, nodes, promql_left(part), whole) == SHARE_WHOLE;
    bool is_rest = from_whole && share_of(expr, nodes, promql_right(part), whole) == SHARE_PART;
    return is_rest ? SHARE_PART : SHARE_NONE;
}

/* Takes literal factors off: 100 * x. */
static const struct promql_node *without_factor(const struct value_node *nodes, const struct promql_node *node,
                                                double *factor) {
    *factor = 1;
    if (!is_binary(node, PROMQL_MUL))
        return node;
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    bool leading = nodes[left->index].is_literal;
    const struct value_range *literal = &nodes[leading ? left->index : right->index].range;
    if ((!leading && !nodes[right->index].is_literal) || !literal->constant)
        return node;
    *factor = literal->low;
    return promql_unwrapped(leading ? right : left);
}

/* x of clamp_min(x, 1), which is never less. */
static const struct promql_node *unraised(const struct promql_node *node) {
    bool is_raised = node->kind == PROMQL_CALL && node->as.call.function->id == PROMQL_FUNCTION_clamp_min;
    return is_raised ? promql_unwrapped(node->child) : node;
}

enum share share_of_quotient(const struct promql_expr *expr, const struct value_node *nodes,
                             const struct promql_node *part, const struct promql_node *whole, double *factor) {
    part = without_factor(nodes, unguarded(nodes, part), factor);
    part = unguarded(nodes, part);
    whole = unguarded(nodes, whole);
    const struct promql_node *least = unguarded(nodes, unraised(whole));
    enum share found = share_of_terms(expr, nodes, part, least);
    if (found == SHARE_NONE)
        found = share_of_rest(expr, nodes, part, least);
    if (found == SHARE_WHOLE && least != whole)
        return nodes[part->index].range.low >= 0 ? SHARE_PART : SHARE_NONE;
    return found;
}
