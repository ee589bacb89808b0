/* Binary operators: whose labels the result has, and what the match says of them.
 *
 * Matched series are equal in the compared labels, so that what one side says of such a label holds for the result.
 * Rules of the result: Prometheus 3.14, promql/engine.go, resultMetric. */
#include "promql/label_flow_internal.h"

/* The side that gives the result its labels, and the other, alternative by alternative. */
struct join {
    struct label_run *run;
    const struct label_matching *matching;
    const struct label_flow *base, *other;
    const struct promql_node *other_node;
    bool is_base_left;
    bool is_met;                        /* some series can meet; else all count as partners */
    uint32_t partners[LABEL_FLOW_SETS]; /* by alternative of base: a bit for each of other that can meet it */
    struct label_mismatch mismatch;     /* the first */
};

/* Arithmetic and bool comparisons drop the name; filters, set operators and the histogram trims keep it. */
static bool drops_name(const struct promql_node *node) {
    const struct promql_matching *matching = node->as.binary.matching;
    return node->as.binary.op >= PROMQL_ADD || (matching && matching->is_bool);
}

static void meet(struct join *join, size_t i, size_t k) {
    const struct label_set *base = &join->base->sets[i], *other = &join->other->sets[k];
    const struct label_set *left = join->is_base_left ? base : other, *right = join->is_base_left ? other : base;
    struct label_mismatch mismatch = label_sets_mismatch(join->run, join->matching, left, right);
    if (mismatch.kind == LABEL_CLASH_NONE)
        join->partners[i] |= 1u << k;
    else if (join->mismatch.kind == LABEL_CLASH_NONE)
        join->mismatch = mismatch;
}

/* Finds out who can meet; false when nobody can. */
static bool find_partners(struct join *join) {
    bool any = false;
    for (size_t i = 0; i < join->base->len; i++) {
        for (size_t k = 0; k < join->other->len; k++)
            meet(join, i, k);
        any = any || join->partners[i];
    }
    return any;
}

/* They can meet for all that is certain, but one operand is grouped by a label that the other has summed away. */
static bool meets_oddly(struct join *join) {
    struct label_mismatch mismatch = label_flows_mismatch(join->run, join->matching);
    if (mismatch.kind != LABEL_CLASH_NONE)
        join->mismatch = mismatch;
    return mismatch.kind != LABEL_CLASH_NONE;
}

/* What the partners say of a label together. */
static struct label_fact partners_fact(const struct join *join, uint32_t partners, str name) {
    struct label_fact out = {.name = name};
    bool is_first = true;
    for (size_t k = 0; k < join->other->len; k++) {
        if (!(partners & 1u << k))
            continue;
        struct label_fact fact = label_set_fact(&join->other->sets[k], name);
        out = is_first ? fact : label_fact_either(join->run->arena, &out, &fact);
        is_first = false;
    }
    return out;
}

/* Whether a fact stays as it is when it has to hold for series of the set too. */
static bool holds_for(const struct label_set *set, const struct label_fact *own) {
    const struct label_fact *theirs = label_set_find(set, own->name);
    if (!theirs)
        return set->others == LABEL_POSSIBLE;
    if (theirs->presence == LABEL_IMPOSSIBLE || theirs->value_count || (theirs->selector && !own->selector))
        return false;
    return theirs->presence == LABEL_POSSIBLE ||
           (own->presence == LABEL_CERTAIN && (!own->is_assumed || theirs->is_assumed));
}

/* Makes a fact of the draft hold for the partners too. */
static void agree(const struct join *join, struct label_fact *own, uint32_t partners) {
    if (own->presence == LABEL_IMPOSSIBLE || (join->other->len == 1 && holds_for(join->other->sets, own)))
        return;
    struct label_fact theirs = partners_fact(join, partners, own->name);
    struct label_fact both = label_fact_both(join->run->arena, own, &theirs);
    if (both.presence == LABEL_IMPOSSIBLE)
        both.why = label_reason_inner(join->run, LABEL_GONE_UNMATCHED, join->other_node->at, theirs.why);
    *own = both;
}

/* Every label but the ignored ones is compared: where the partners are closed, so is the result. */
static void agree_on_others(const struct join *join, struct label_draft *draft, uint32_t partners) {
    const struct label_reason *why = NULL;
    for (size_t k = 0; k < join->other->len; k++) {
        if (!(partners & 1u << k))
            continue;
        if (join->other->sets[k].others == LABEL_POSSIBLE)
            return;
        why = join->other->sets[k].others_why;
    }
    if (draft->others == LABEL_IMPOSSIBLE || !why)
        return;
    label_draft_at(draft, LABEL_NAME);
    for (size_t i = 0; i < join->matching->labels->len; i++)
        label_draft_at(draft, join->matching->labels->items[i].name);
    draft->others = LABEL_IMPOSSIBLE;
    draft->others_why = label_reason_inner(join->run, LABEL_GONE_UNMATCHED, join->other_node->at, why);
}

/* What the draft knows has been agreed on, unless its values and theirs exclude each other: then theirs are taken. */
static void agree_on_theirs(const struct join *join, struct label_draft *draft, const struct label_set *other,
                            uint32_t partners) {
    for (size_t i = 0; i < other->len; i++) {
        const struct label_fact *fact = &other->facts[i];
        if (!label_is_compared(join->matching, fact->name))
            continue;
        size_t known = draft->len;
        struct label_fact *own = label_draft_at(draft, fact->name);
        if (draft->len > known || (!own->value_count && fact->value_count))
            agree(join, own, partners);
    }
}

/* The draft is a copy of the base. */
static void agree_on_all(const struct join *join, struct label_draft *draft, const struct label_set *base,
                         uint32_t partners) {
    const struct promql_labels *labels = join->matching->labels;
    if (join->matching->is_on) {
        for (size_t i = 0; i < labels->len && !draft->is_full; i++)
            agree(join, label_draft_at(draft, labels->items[i].name), partners);
        return;
    }
    for (size_t i = 0; i < base->len; i++)
        if (label_is_compared(join->matching, base->facts[i].name))
            agree(join, &draft->facts[i], partners);
    for (size_t k = 0; k < join->other->len; k++)
        if (partners & 1u << k)
            agree_on_theirs(join, draft, &join->other->sets[k], partners);
    agree_on_others(join, draft, partners);
}

/* One-to-one: on keeps its labels, ignoring drops them. */
static void apply_clause(const struct join *join, struct label_draft *draft) {
    const struct label_matching *matching = join->matching;
    const struct promql_labels *labels = matching->labels;
    const struct promql_matching *written = matching->node->as.binary.matching;
    if (!written || !written->has_labels || matching->card != PROMQL_ONE_TO_ONE)
        return;
    if (!matching->is_on) {
        const struct label_reason *why = label_reason_new(join->run, LABEL_GONE_IGNORING, labels->at);
        for (size_t i = 0; i < labels->len; i++)
            label_draft_drop(draft, labels->items[i].name, why);
        return;
    }
    const struct label_reason *why = label_reason_new(join->run, LABEL_GONE_ON, labels->at);
    for (size_t i = 0; i < labels->len; i++)
        label_draft_at(draft, labels->items[i].name);
    for (size_t i = 0; i < draft->len; i++)
        if (!label_listed(labels, draft->facts[i].name) && draft->facts[i].presence != LABEL_IMPOSSIBLE)
            draft->facts[i] =
                (struct label_fact){.name = draft->facts[i].name, .presence = LABEL_IMPOSSIBLE, .why = why};
    if (draft->others == LABEL_IMPOSSIBLE)
        return;
    draft->others = LABEL_IMPOSSIBLE;
    draft->others_why = why;
}

/* group_left (x): x is what the other side has, even nothing. */
static void apply_include(const struct join *join, struct label_draft *draft, uint32_t partners) {
    const struct promql_labels *include = join->matching->include;
    for (size_t i = 0; i < include->len && !draft->is_full; i++) {
        if (label_is_compared(join->matching, include->items[i].name)) /* it is what this side has */
            continue;
        struct label_fact fact = partners_fact(join, partners, include->items[i].name);
        if (fact.presence == LABEL_IMPOSSIBLE)
            fact.why = label_reason_inner(join->run, LABEL_GONE_INCLUDE, include->items[i].at, fact.why);
        label_draft_set(draft, include->items[i].name, &fact);
    }
}

/* Steps for one alternative: each label known on a side is looked up in the clauses. */
static size_t join_cost(const struct join *join, const struct label_set *base) {
    size_t known = base->len + 1;
    for (size_t k = 0; k < join->other->len; k++)
        known += join->other->sets[k].len + 1;
    return known * (join->matching->labels->len + join->matching->include->len + 1);
}

static struct label_set join_set(struct join *join, size_t i, uint32_t partners) {
    const struct label_set *base = &join->base->sets[i];
    struct label_draft draft;
    label_draft_copy(&draft, base);
    draft.is_always = false;
    if (!label_work(join->run, join_cost(join, base)))
        return label_set_unknown;
    if (join->is_met)
        agree_on_all(join, &draft, base, partners);
    if (promql_operator_is_set(join->matching->node->as.binary.op))
        return label_draft_finish(join->run, &draft);
    apply_clause(join, &draft);
    apply_include(join, &draft, partners);
    if (drops_name(join->matching->node) && !label_listed(join->matching->include, LABEL_NAME))
        label_draft_drop(&draft, LABEL_NAME,
                         label_reason_new(join->run, LABEL_GONE_FUNCTION, join->matching->node->as.binary.op_at));
    return label_draft_finish(join->run, &draft);
}

/* Unmatched series get a sample too, so little is certain. */
static struct label_flow flow_filled(const struct join *join) {
    struct label_draft draft;
    label_draft_copy(&draft, &label_set_unknown);
    apply_clause(join, &draft);
    return label_flow_one(join->run, label_draft_finish(join->run, &draft));
}

static bool is_always_joined(const struct join *join) {
    const struct promql_node *node = join->matching->node;
    return drops_name(node) && join->base->len == 1 && join->other->len == 1 && join->base->sets[0].is_always &&
           join->other->sets[0].is_always &&
           label_sets_same(join->matching, &join->base->sets[0], &join->other->sets[0]);
}

static bool is_single_joined(const struct join *join) {
    bool is_set = promql_operator_is_set(join->matching->node->as.binary.op);
    return join->base->is_single || (!is_set && join->matching->card == PROMQL_ONE_TO_ONE && join->other->is_single);
}

static struct label_flow flow_joined(struct join *join) {
    if (join->matching->is_filled)
        return flow_filled(join);
    bool is_met = join->is_met = find_partners(join) && !meets_oddly(join);
    struct label_set *sets = arena_array(join->run->arena, struct label_set, join->base->len);
    struct label_flow flow = {.sets = sets};
    for (size_t i = 0; i < join->base->len; i++)
        if (!is_met || join->partners[i])
            sets[flow.len++] = join_set(join, i, is_met ? join->partners[i] : UINT32_MAX);
    flow.is_single = is_single_joined(join);
    flow.is_never = !is_met || join->base->is_never || join->other->is_never;
    if (is_met && is_always_joined(join))
        flow.is_always = sets[0].is_always = true;
    if (!is_met) {
        enum label_fault_kind kind =
            join->mismatch.kind == LABEL_CLASH_VALUE ? LABEL_FAULT_VALUE_MISMATCH : LABEL_FAULT_LABEL_MISMATCH;
        label_report_mismatch(join->run, join->matching, kind, &join->mismatch);
    }
    label_check_clauses(join->run, join->matching, is_met);
    if (is_met && !label_check_tables(join->run, join->matching))
        label_check_self(join->run, join->matching);
    return flow;
}

static struct label_flow flow_unless(struct join *join) {
    struct label_flow flow = label_flow_maybe(join->run, join->base);
    const struct promql_node *node = join->matching->node;
    if (label_always_meets(join->matching, join->other, join->base)) {
        label_fault_add(join->run, LABEL_FAULT_UNLESS_ALL, node, node->as.binary.op_at);
        flow.is_never = true;
        return flow;
    }
    bool is_met = find_partners(join) && !meets_oddly(join);
    if (!is_met)
        label_report_mismatch(join->run, join->matching, LABEL_FAULT_UNLESS_NOTHING, &join->mismatch);
    label_check_clauses(join->run, join->matching, is_met);
    return flow;
}

/* At most one series of both together: the right one shows only where the left has none. */
static bool is_single_or(const struct label_matching *matching) {
    const struct label_flow *left = matching->left, *right = matching->right;
    if (!left->is_single || !right->is_single)
        return false;
    if (matching->is_on && !matching->labels->len)
        return true;
    return left->len == 1 && right->len == 1 && label_sets_same(matching, &left->sets[0], &right->sets[0]);
}

static struct label_flow flow_or(struct label_run *run, const struct label_matching *matching) {
    const struct promql_node *node = matching->node;
    const struct promql_matching *written = node->as.binary.matching;
    label_clause_twice(run, node, matching->labels, matching->is_on ? LABEL_CLAUSE_ON : LABEL_CLAUSE_IGNORING);
    if (label_always_meets(matching, matching->left, matching->right)) {
        label_fault_add(run, LABEL_FAULT_DEAD_OR, node, promql_right(node)->at);
        return *matching->left;
    }
    struct label_flow right = *matching->right;
    if (written && written->has_labels && !label_flow_is_bare(matching->left)) /* a series of the left may hide it */
        right = label_flow_maybe(run, &right);
    struct label_flow flow = label_flow_unite(run, matching->left, &right);
    flow.is_always = matching->left->is_always || matching->right->is_always;
    flow.is_single = is_single_or(matching);
    return flow;
}

/* A vector and a scalar, or two scalars. */
static struct label_flow flow_scaled(struct label_run *run, const struct promql_node *node) {
    const struct promql_node *vector = promql_left(node);
    if (vector->type == PROMQL_SCALAR)
        vector = promql_right(node);
    if (vector->type == PROMQL_SCALAR)
        return label_flow_constant(run, LABEL_GONE_SCALAR, node->at);
    const struct label_flow *inner = &run->nodes[vector->index];
    if (drops_name(node))
        return label_flow_drop(run, inner, LABEL_NAME, node->as.binary.op_at);
    return label_flow_maybe(run, inner);
}

struct label_flow label_flow_binary(struct label_run *run, const struct promql_node *node) {
    if (promql_left(node)->type == PROMQL_SCALAR || promql_right(node)->type == PROMQL_SCALAR)
        return flow_scaled(run, node);
    struct label_matching matching = label_matching_of(run, node);
    if (node->as.binary.op == PROMQL_OR)
        return flow_or(run, &matching);
    bool is_base_left = matching.card != PROMQL_ONE_TO_MANY;
    struct join join = {
        .run = run,
        .matching = &matching,
        .base = is_base_left ? matching.left : matching.right,
        .other = is_base_left ? matching.right : matching.left,
        .other_node = is_base_left ? promql_right(node) : promql_left(node),
        .is_base_left = is_base_left,
    };
    return node->as.binary.op == PROMQL_UNLESS ? flow_unless(&join) : flow_joined(&join);
}
