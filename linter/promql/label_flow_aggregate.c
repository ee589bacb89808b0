/* Aggregations: by keeps the named labels, without drops them, and topk and its like keep the series as they are. */
#include "promql/label_flow_internal.h"

static bool keeps_series(enum promql_aggregator_id id) {
    return id == PROMQL_AGGREGATOR_topk || id == PROMQL_AGGREGATOR_bottomk || id == PROMQL_AGGREGATOR_limitk ||
           id == PROMQL_AGGREGATOR_limit_ratio;
}

static bool drops_named(const struct promql_node *node) {
    return node->as.aggregate.has_grouping && node->as.aggregate.is_without;
}

/* Keeps the labels of the clause. One that an inner operation took away keeps its reason. */
static void keep_named(struct label_draft *draft, const struct label_set *set, const struct promql_labels *named,
                       const struct label_reason *why) {
    const struct label_reason *others = set->others == LABEL_IMPOSSIBLE ? set->others_why : why;
    label_draft_close(draft, others);
    draft->is_always = set->is_always;
    for (size_t i = 0; i < set->len; i++) {
        const struct label_fact *fact = &set->facts[i];
        if (fact->presence == LABEL_IMPOSSIBLE)
            label_draft_set(draft, fact->name, fact);
        else if (others != why)
            label_draft_at(draft, fact->name)->why = why;
    }
    for (size_t i = 0; i < named->len; i++) {
        struct label_fact fact = label_set_fact(set, named->items[i].name);
        label_draft_set(draft, named->items[i].name, &fact);
    }
}

static void drop_named(struct label_draft *draft, const struct label_set *set, const struct promql_labels *named,
                       const struct label_reason *why) {
    label_draft_copy(draft, set);
    for (size_t i = 0; i < named->len; i++)
        label_draft_drop(draft, named->items[i].name, why);
    label_draft_drop(draft, LABEL_NAME, why);
}

/* count_values("x", v) writes each value into x, which by keeps and without (x) drops again (Prometheus 3.14,
 * engine.go, aggregationCountValues). */
static void add_value_label(struct label_draft *draft, const struct promql_node *node) {
    const struct promql_node *parameter = promql_unwrapped(node->child);
    if (node->as.aggregate.op->id != PROMQL_AGGREGATOR_count_values || parameter->kind != PROMQL_STRING)
        return;
    str name = parameter->as.string.value;
    const struct promql_labels *grouping = &node->as.aggregate.grouping;
    for (size_t i = 0; node->as.aggregate.is_without && i < grouping->len; i++)
        if (str_equal(grouping->items[i].name, name))
            return;
    label_draft_set(draft, name, &(struct label_fact){.name = name, .presence = LABEL_CERTAIN});
    draft->is_always = false;
}

static const struct label_reason *clause_reason(struct label_run *run, const struct promql_node *node) {
    if (!node->as.aggregate.has_grouping)
        return label_reason_new(run, LABEL_GONE_AGGREGATE, node->as.aggregate.op_at);
    enum label_gone kind = node->as.aggregate.is_without ? LABEL_GONE_WITHOUT : LABEL_GONE_BY;
    struct label_reason *why = label_reason_new(run, kind, node->as.aggregate.grouping.at);
    why->op = node->as.aggregate.op->name;
    return why;
}

static struct label_flow flow_grouped(struct label_run *run, const struct promql_node *node,
                                      const struct label_flow *inner) {
    const struct promql_labels *named = &node->as.aggregate.grouping;
    const struct label_reason *why = clause_reason(run, node);
    struct label_flow flow = *inner;
    struct label_set *sets = arena_array(run->arena, struct label_set, inner->len);
    for (size_t i = 0; i < inner->len; i++) {
        struct label_draft draft;
        (drops_named(node) ? drop_named : keep_named)(&draft, &inner->sets[i], named, why);
        add_value_label(&draft, node);
        sets[i] = label_draft_finish(run, &draft);
    }
    flow.sets = sets;
    if (label_flow_is_bare(&flow) && !label_flow_may_have(&flow, LABEL_NAME)) {
        flow.len = 1; /* series without labels are one series, wherever they come from */
        sets[0].is_always = inner->is_always;
    }
    flow.is_single = inner->is_single || (flow.len == 1 && label_set_is_fixed(&sets[0]));
    return flow;
}

/* topk(1, x) is one series; of an empty or unknown number nothing is certain. */
static struct label_flow flow_chosen(struct label_run *run, const struct promql_node *node,
                                     const struct label_flow *inner) {
    const struct promql_node *parameter = promql_unwrapped(node->child);
    bool is_number = parameter->kind == PROMQL_NUMBER;
    double number = is_number ? parameter->as.number.value : 0;
    bool is_ratio = node->as.aggregate.op->id == PROMQL_AGGREGATOR_limit_ratio;
    struct label_flow flow = number >= 1 && !is_ratio ? *inner : label_flow_maybe(run, inner);
    if (is_number && !is_ratio && !node->as.aggregate.grouping.len && !drops_named(node))
        flow.is_single = flow.is_single || number < 2;
    return flow;
}

static void check_named(struct label_run *run, const struct promql_node *node, const struct label_flow *inner) {
    const struct promql_labels *named = &node->as.aggregate.grouping;
    enum label_clause clause = drops_named(node) ? LABEL_CLAUSE_WITHOUT : LABEL_CLAUSE_BY;
    label_clause_twice(run, node, named, clause);
    if (clause == LABEL_CLAUSE_WITHOUT) /* a list of what must not stay may name what is gone already */
        return;
    for (size_t i = 0; i < named->len && label_work(run, inner->len); i++) {
        if (label_flow_may_have(inner, named->items[i].name))
            continue;
        struct label_fault *fault = label_fault_add(run, LABEL_FAULT_GONE, node, named->items[i].at);
        fault->clause = clause;
        fault->name = named->items[i].name;
        fault->why = label_flow_why_not(inner, named->items[i].name, NULL);
    }
}

struct label_flow label_flow_aggregate(struct label_run *run, const struct promql_node *node) {
    const struct promql_node *vector = promql_aggregated(node);
    const struct label_flow *inner = &run->nodes[vector->index];
    check_named(run, node, inner);
    return keeps_series(node->as.aggregate.op->id) ? flow_chosen(run, node, inner) : flow_grouped(run, node, inner);
}
