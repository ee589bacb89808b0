/* Functions: most keep the labels and drop the name; the table lists the others. */
#include "promql/label_flow_internal.h"

/* NAMED: keeps __name__ too. QUANTILE: works out buckets and drops le. NATIVE: gives nothing for samples that are no
 * histograms. */
enum effect {
    EFFECT_UNNAMED,
    EFFECT_NAMED,
    EFFECT_CONSTANT,
    EFFECT_VECTOR,
    EFFECT_ABSENT,
    EFFECT_QUANTILE,
    EFFECT_QUANTILES,
    EFFECT_NATIVE,
    EFFECT_REPLACE,
    EFFECT_JOIN,
    EFFECT_INFO,
    EFFECT_SORT
};

/* Prometheus 3.14, promql/functions.go. */
static const unsigned char effects[PROMQL_FUNCTION_COUNT] = {
    [PROMQL_FUNCTION_sort] = EFFECT_NAMED,
    [PROMQL_FUNCTION_sort_desc] = EFFECT_NAMED,
    [PROMQL_FUNCTION_sort_by_label] = EFFECT_SORT,
    [PROMQL_FUNCTION_sort_by_label_desc] = EFFECT_SORT,
    [PROMQL_FUNCTION_last_over_time] = EFFECT_NAMED,
    [PROMQL_FUNCTION_first_over_time] = EFFECT_NAMED,
    [PROMQL_FUNCTION_scalar] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_time] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_pi] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_start] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_end] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_range] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_step] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_min_of] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_max_of] = EFFECT_CONSTANT,
    [PROMQL_FUNCTION_vector] = EFFECT_VECTOR,
    [PROMQL_FUNCTION_absent] = EFFECT_ABSENT,
    [PROMQL_FUNCTION_absent_over_time] = EFFECT_ABSENT,
    [PROMQL_FUNCTION_histogram_quantile] = EFFECT_QUANTILE,
    [PROMQL_FUNCTION_histogram_fraction] = EFFECT_QUANTILE,
    [PROMQL_FUNCTION_histogram_quantiles] = EFFECT_QUANTILES,
    [PROMQL_FUNCTION_histogram_avg] = EFFECT_NATIVE,
    [PROMQL_FUNCTION_histogram_count] = EFFECT_NATIVE,
    [PROMQL_FUNCTION_histogram_stddev] = EFFECT_NATIVE,
    [PROMQL_FUNCTION_histogram_stdvar] = EFFECT_NATIVE,
    [PROMQL_FUNCTION_histogram_sum] = EFFECT_NATIVE,
    [PROMQL_FUNCTION_label_replace] = EFFECT_REPLACE,
    [PROMQL_FUNCTION_label_join] = EFFECT_JOIN,
    [PROMQL_FUNCTION_info] = EFFECT_INFO,
};

static const struct promql_node *vector_argument(const struct promql_node *call) {
    const struct promql_node *child = call->child;
    while (child && child->type != PROMQL_VECTOR && child->type != PROMQL_RANGE_VECTOR)
        child = child->next;
    return child;
}

/* ---- absent ---- */

/* The selector whose matchers name the labels of absent(): only that of a direct argument. */
static const struct promql_selector *absent_selector(const struct promql_node *argument) {
    const struct promql_node *inside = promql_unwrapped(argument);
    if (inside->kind == PROMQL_MATRIX)
        inside = inside->child;
    return inside->kind == PROMQL_SELECTOR ? &inside->as.selector : NULL;
}

/* A label with one = matcher is set; any further matcher of the label removes it again. */
static void absent_label(struct label_draft *draft, const struct promql_matcher *matcher,
                         const struct promql_selector *selector, const struct label_reason *why) {
    struct label_fact *fact = label_draft_at(draft, matcher->name);
    bool is_first = fact->selector != selector;
    *fact = (struct label_fact){
        .name = matcher->name, .presence = LABEL_IMPOSSIBLE, .why = why, .selector = fact->selector};
    if (matcher->op != PROMQL_MATCH_EQ || !is_first)
        return;
    fact->selector = selector;
    if (!matcher->value.len)
        return;
    fact->presence = LABEL_CERTAIN;
    fact->why = NULL;
    fact->values = &matcher->value;
    fact->value_count = 1;
}

static struct label_flow flow_absent(struct label_run *run, const struct promql_node *node,
                                     const struct promql_node *argument) {
    struct label_draft draft;
    const struct label_reason *why = label_reason_new(run, LABEL_GONE_ABSENT, node->at);
    label_draft_close(&draft, why);
    const struct promql_selector *selector = absent_selector(argument);
    for (size_t i = 0; selector && i < selector->matcher_count; i++)
        if (!str_equal(selector->matchers[i].name, LABEL_NAME))
            absent_label(&draft, &selector->matchers[i], selector, why);
    struct label_flow flow = label_flow_one(run, label_draft_finish(run, &draft));
    flow.is_single = true;
    flow.is_never = run->nodes[argument->index].is_always;
    if (flow.is_never)
        label_fault_add(run, LABEL_FAULT_NEVER_ABSENT, node, argument->at);
    return flow;
}

/* ---- histogram_quantile ---- */

/* The first classic histogram, by its name, among the selectors below. */
static str bucket_metric(const struct label_run *run, const struct promql_node *node) {
    for (size_t i = node->first; i < node->index; i++) {
        const struct promql_node *below = run->expr->nodes[i];
        if (below->kind == PROMQL_SELECTOR && str_contains(below->as.selector.name, STR("_bucket")))
            return below->as.selector.name;
    }
    return (str){0};
}

/* Native histograms need no le, so only buckets are judged. */
static void check_le(struct label_run *run, const struct promql_node *node, const struct promql_node *argument) {
    const struct label_flow *inner = &run->nodes[argument->index];
    if (label_flow_may_have(inner, STR("le")))
        return;
    str metric = bucket_metric(run, argument->kind == PROMQL_SELECTOR ? node : argument);
    if (!metric.len)
        return;
    struct label_fault *fault = label_fault_add(run, LABEL_FAULT_NO_LE, node, argument->at);
    fault->name = metric;
    fault->why = label_flow_why_not(inner, STR("le"), NULL);
}

/* histogram_quantiles writes each quantile into the label that its second argument names. */
static void set_quantile_label(struct label_run *run, const struct promql_node *node, struct label_flow *flow) {
    const struct promql_node *label = promql_unwrapped(node->child->next);
    if (label->kind != PROMQL_STRING)
        return;
    struct label_fact fact = {.name = label->as.string.value, .presence = LABEL_CERTAIN};
    struct label_set *sets = arena_array(run->arena, struct label_set, flow->len);
    for (size_t i = 0; i < flow->len; i++) {
        struct label_draft draft;
        label_draft_copy(&draft, &flow->sets[i]);
        label_draft_set(&draft, fact.name, &fact);
        sets[i] = label_draft_finish(run, &draft);
    }
    flow->sets = sets;
    flow->is_single = false;
}

static struct label_flow flow_quantile(struct label_run *run, const struct promql_node *node,
                                       const struct promql_node *argument) {
    check_le(run, node, argument);
    struct label_flow flow = label_flow_drop(run, &run->nodes[argument->index], STR("le"), node->at);
    flow = label_flow_drop(run, &flow, LABEL_NAME, node->as.call.name_at);
    flow = label_flow_maybe(run, &flow);
    if (effects[node->as.call.function->id] == EFFECT_QUANTILES)
        set_quantile_label(run, node, &flow);
    return flow;
}

/* ---- info, sort_by_label ---- */

/* info() adds labels of other metrics to series that lack them. */
static struct label_flow flow_info(struct label_run *run, const struct promql_node *node) {
    struct label_flow flow = label_flow_maybe(run, &run->nodes[node->child->index]);
    struct label_set *sets = arena_array(run->arena, struct label_set, flow.len);
    for (size_t i = 0; i < flow.len; i++) {
        struct label_draft draft;
        label_draft_copy(&draft, &flow.sets[i]);
        for (size_t k = 0; k < draft.len; k++)
            if (draft.facts[k].presence != LABEL_CERTAIN)
                draft.facts[k] = (struct label_fact){.name = draft.facts[k].name};
        draft.others = LABEL_POSSIBLE;
        draft.others_why = NULL;
        sets[i] = label_draft_finish(run, &draft);
    }
    flow.sets = sets;
    return flow;
}

static void check_sorted(struct label_run *run, const struct promql_node *node, const struct label_flow *inner) {
    for (const struct promql_node *label = node->child->next; label; label = label->next) {
        const struct promql_node *name = promql_unwrapped(label);
        if (name->kind != PROMQL_STRING || label_flow_may_have(inner, name->as.string.value))
            continue;
        struct label_fault *fault = label_fault_add(run, LABEL_FAULT_GONE, node, label->at);
        fault->clause = LABEL_CLAUSE_SOURCE;
        fault->name = name->as.string.value;
        fault->why = label_flow_why_not(inner, name->as.string.value, NULL);
    }
}

/* clamp() with min above max gives nothing (Prometheus 3.14, functions.go, funcClamp). */
static bool may_give_nothing(const struct promql_node *call) {
    if (call->as.call.function->id != PROMQL_FUNCTION_clamp)
        return false;
    const struct promql_node *low = promql_unwrapped(promql_child(call, 1)),
                             *high = promql_unwrapped(promql_child(call, 2));
    bool are_numbers = low->kind == PROMQL_NUMBER && high->kind == PROMQL_NUMBER;
    return !are_numbers || low->as.number.value > high->as.number.value;
}

struct label_flow label_flow_call(struct label_run *run, const struct promql_node *node) {
    const struct promql_node *argument = vector_argument(node);
    enum effect effect = (enum effect)effects[node->as.call.function->id];
    if (effect == EFFECT_CONSTANT)
        return label_flow_constant(run, LABEL_GONE_SCALAR, node->at);
    if (effect == EFFECT_VECTOR)
        return label_flow_constant(run, LABEL_GONE_VECTOR, node->at);
    if (!argument)
        return label_flow_constant(run, LABEL_GONE_DATE, node->at);
    struct label_flow flow = run->nodes[argument->index];
    if (may_give_nothing(node))
        flow = label_flow_maybe(run, &flow);
    switch (effect) {
    case EFFECT_ABSENT:
        return flow_absent(run, node, argument);
    case EFFECT_QUANTILE:
    case EFFECT_QUANTILES:
        return flow_quantile(run, node, argument);
    case EFFECT_REPLACE:
        return label_flow_replace(run, node);
    case EFFECT_JOIN:
        return label_flow_join(run, node);
    case EFFECT_INFO:
        return flow_info(run, node);
    case EFFECT_SORT:
        check_sorted(run, node, &flow);
        return flow;
    case EFFECT_NAMED:
        return flow;
    case EFFECT_NATIVE:
        flow = label_flow_maybe(run, &flow);
        break;
    case EFFECT_UNNAMED:
    case EFFECT_CONSTANT:
    case EFFECT_VECTOR:
        break;
    }
    return label_flow_drop(run, &flow, LABEL_NAME, node->as.call.name_at);
}
