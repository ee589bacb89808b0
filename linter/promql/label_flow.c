/* The loop over the tree, and flows that need no rules of their own.
 *
 * Invariant: when a node is reached, the flows of its children stand in run->nodes, for nodes come in post-order. */
#include <string.h>

#include "promql/label_flow_internal.h"

static const struct label_flow unknown = {.sets = &label_set_unknown, .len = 1};

const struct label_flow *label_flow_unknown(void) {
    return &unknown;
}

bool label_work(struct label_run *run, size_t cost) {
    run->work += cost;
    return run->work <= LABEL_FLOW_WORK;
}

bool label_listed(const struct promql_labels *labels, str name) {
    for (size_t i = 0; i < labels->len; i++)
        if (str_equal(labels->items[i].name, name))
            return true;
    return false;
}

struct label_reason *label_reason_inner(struct label_run *run, enum label_gone kind, span at,
                                        const struct label_reason *inner) {
    struct label_reason *reason = arena_new(run->arena, struct label_reason);
    enum label_gone origin = inner ? inner->origin : kind;
    *reason = (struct label_reason){.kind = kind, .origin = origin, .at = at, .inner = inner};
    return reason;
}

struct label_reason *label_reason_new(struct label_run *run, enum label_gone kind, span at) {
    return label_reason_inner(run, kind, at, NULL);
}

struct label_flow label_flow_one(struct label_run *run, struct label_set set) {
    struct label_set *sets = arena_new(run->arena, struct label_set);
    *sets = set;
    return (struct label_flow){.sets = sets, .len = 1, .is_always = set.is_always};
}

/* A label with a fact: only that is another one. */
static struct label_set set_without(struct label_run *run, const struct label_set *set, str name,
                                    const struct label_reason *why) {
    const struct label_fact *fact = label_set_find(set, name);
    if (!fact) {
        struct label_draft draft;
        label_draft_copy(&draft, set);
        label_draft_drop(&draft, name, why);
        return label_draft_finish(run, &draft);
    }
    if (!label_work(run, set->len + 1))
        return label_set_unknown;
    if (fact->presence == LABEL_IMPOSSIBLE)
        return *set;
    struct label_fact *facts = arena_alloc(run->arena, set->len * sizeof *facts);
    memcpy(facts, set->facts, set->len * sizeof *facts);
    facts[fact - set->facts] = (struct label_fact){.name = name, .presence = LABEL_IMPOSSIBLE, .why = why};
    struct label_set out = *set;
    out.facts = facts;
    return out;
}

struct label_flow label_flow_drop(struct label_run *run, const struct label_flow *flow, str name, span at) {
    if (!label_flow_may_have(flow, name))
        return *flow;
    struct label_flow out = *flow;
    struct label_set *sets = arena_array(run->arena, struct label_set, flow->len);
    const struct label_reason *why = label_reason_new(run, LABEL_GONE_FUNCTION, at);
    for (size_t i = 0; i < flow->len; i++)
        sets[i] = set_without(run, &flow->sets[i], name, why);
    out.sets = sets;
    return out;
}

struct label_flow label_flow_maybe(struct label_run *run, const struct label_flow *flow) {
    if (!flow->is_always)
        return *flow;
    struct label_flow out = *flow;
    struct label_set *sets = arena_array(run->arena, struct label_set, flow->len);
    for (size_t i = 0; i < flow->len; i++) {
        sets[i] = flow->sets[i];
        sets[i].is_always = false;
    }
    out.sets = sets;
    out.is_always = false;
    return out;
}

struct label_flow label_flow_constant(struct label_run *run, enum label_gone kind, span at) {
    struct label_set set = {.others = LABEL_IMPOSSIBLE, .is_always = true};
    set.others_why = label_reason_new(run, kind, at);
    struct label_flow flow = label_flow_one(run, set);
    flow.is_single = true;
    return flow;
}

struct label_fault *label_fault_add(struct label_run *run, enum label_fault_kind kind, const struct promql_node *node,
                                    span at) {
    struct label_fault *fault = vec_add(run->arena, &run->faults);
    fault->kind = kind;
    fault->node = node;
    fault->at = at;
    return fault;
}

/* Clauses are short; of a long one, only the first labels are compared. */
void label_clause_twice(struct label_run *run, const struct promql_node *node, const struct promql_labels *labels,
                        enum label_clause clause) {
    for (size_t i = 1; i < labels->len && i < LABEL_FLOW_LABELS; i++) {
        size_t first = 0;
        while (!str_equal(labels->items[first].name, labels->items[i].name))
            first++;
        if (first == i)
            continue;
        struct label_fault *fault = label_fault_add(run, LABEL_FAULT_TWICE, node, labels->items[i].at);
        fault->clause = clause;
        fault->name = labels->items[i].name;
        fault->note_at = labels->items[first].at;
    }
}

/* A window of samples: how many there are is another matter. The one series of topk(1, x) may be another one at each
 * moment. */
static struct label_flow flow_window(struct label_run *run, const struct promql_node *node) {
    struct label_flow flow = label_flow_maybe(run, &run->nodes[node->child->index]);
    flow.is_single = flow.is_single && (label_flow_is_bare(&flow) || (flow.len == 1 && label_set_is_fixed(flow.sets)));
    return flow;
}

static struct label_flow flow_unary(struct label_run *run, const struct promql_node *node) {
    const struct label_flow *inner = &run->nodes[node->child->index];
    if (node->as.unary.op == PROMQL_ADD || node->type != PROMQL_VECTOR)
        return *inner;
    return label_flow_drop(run, inner, LABEL_NAME, node->as.unary.op_at);
}

static struct label_flow flow_node(struct label_run *run, const struct promql_node *node) {
    switch (node->kind) {
    case PROMQL_NUMBER:
    case PROMQL_STRING:
        return label_flow_constant(run, LABEL_GONE_SCALAR, node->at);
    case PROMQL_SELECTOR:
        return label_flow_selector(run, node);
    case PROMQL_MATRIX:
    case PROMQL_SUBQUERY:
        return flow_window(run, node);
    case PROMQL_CALL:
        return label_flow_call(run, node);
    case PROMQL_AGGREGATE:
        return label_flow_aggregate(run, node);
    case PROMQL_BINARY:
        return label_flow_binary(run, node);
    case PROMQL_UNARY:
        return flow_unary(run, node);
    case PROMQL_PAREN:
        return run->nodes[node->child->index];
    }
    return unknown;
}

struct label_flows label_flow_run(struct arena *arena, const struct promql_expr *expr,
                                  const struct label_flow_options *options) {
    static const struct label_flow_options defaults = {0};
    if (expr->status != PROMQL_VALID)
        return (struct label_flows){0};
    struct label_run run = {.arena = arena, .expr = expr, .options = options ? options : &defaults};
    run.nodes = arena_array(arena, struct label_flow, expr->node_count);
    for (size_t i = 0; i < expr->node_count; i++)
        run.nodes[i] = run.work <= LABEL_FLOW_WORK ? flow_node(&run, expr->nodes[i]) : unknown;
    return (struct label_flows){run.nodes, expr->node_count, run.faults.at, run.faults.len};
}

const struct label_flow *label_flow_of(const struct label_flows *flows, const struct promql_node *node) {
    return node->index < flows->node_count ? &flows->nodes[node->index] : &unknown;
}

const struct label_flow *label_flow_root(const struct label_flows *flows) {
    return flows->node_count ? &flows->nodes[flows->node_count - 1] : &unknown;
}
