/* From the flow of a rule's expression to the flow of the name that it records. */
#include "promql/label_flow_internal.h"

/* For functions outside of a run. */
static struct label_run run_in(struct arena *arena) {
    return (struct label_run){.arena = arena};
}

static void set_static(struct label_run *run, struct label_draft *draft, str name, str value) {
    struct label_fact *fact = label_draft_at(draft, name);
    if (!value.len) {
        label_draft_drop(draft, name, label_reason_new(run, LABEL_GONE_STATIC, (span){0}));
        return;
    }
    str *values = arena_new(run->arena, str);
    *values = value;
    *fact = (struct label_fact){.name = name, .presence = LABEL_CERTAIN, .values = values, .value_count = 1};
}

struct label_flow label_flow_with_statics(struct arena *arena, const struct label_flow *flow,
                                          const struct label_static *labels, size_t count) {
    struct label_run run = run_in(arena);
    struct label_flow out = *flow;
    struct label_set *sets = arena_array(arena, struct label_set, flow->len);
    for (size_t i = 0; i < flow->len; i++) {
        struct label_draft draft;
        label_draft_copy(&draft, &flow->sets[i]);
        for (size_t k = 0; k < count; k++)
            set_static(&run, &draft, labels[k].name, labels[k].value);
        sets[i] = label_draft_finish(&run, &draft);
    }
    out.sets = sets;
    return out;
}

struct label_flow label_flow_with_static(struct arena *arena, const struct label_flow *flow, str name, str value) {
    struct label_static label = {name, value};
    return label_flow_with_statics(arena, flow, &label, 1);
}

struct label_flow label_flow_recorded(struct arena *arena, const struct label_flow *flow, str name) {
    return label_flow_with_static(arena, flow, LABEL_NAME, name);
}

/* Makes the draft hold for the series of the set too. */
static void merge(struct label_run *run, struct label_draft *draft, const struct label_set *set) {
    for (size_t i = 0; i < draft->len; i++) {
        struct label_fact other = label_set_fact(set, draft->facts[i].name);
        draft->facts[i] = label_fact_either(run->arena, &draft->facts[i], &other);
    }
    for (size_t i = 0; i < set->len; i++) {
        struct label_fact *fact = label_draft_at(draft, set->facts[i].name);
        *fact = label_fact_either(run->arena, fact, &set->facts[i]);
    }
    if (set->others == LABEL_IMPOSSIBLE)
        return;
    draft->others = LABEL_POSSIBLE;
    draft->others_why = NULL;
}

static struct label_set merge_all(struct label_run *run, const struct label_set *sets, size_t count) {
    struct label_draft draft;
    label_draft_copy(&draft, &sets[0]);
    draft.is_always = false;
    for (size_t i = 1; i < count; i++) {
        if (!label_work(run, draft.len + sets[i].len))
            return label_set_unknown;
        merge(run, &draft, &sets[i]);
    }
    return label_draft_finish(run, &draft);
}

struct label_flow label_flow_unite(struct label_run *run, const struct label_flow *a, const struct label_flow *b) {
    struct label_flow out = {.len = a->len + b->len};
    struct label_set *sets = arena_array(run->arena, struct label_set, out.len);
    for (size_t i = 0; i < out.len; i++)
        sets[i] = i < a->len ? a->sets[i] : b->sets[i - a->len];
    out.sets = sets;
    out.is_always = a->is_always || b->is_always;
    out.is_never = a->is_never && b->is_never;
    if (!label_work(run, out.len))
        return *label_flow_unknown();
    if (out.len > LABEL_FLOW_SETS) {
        sets[0] = merge_all(run, sets, out.len);
        out.len = 1;
    }
    return out;
}

struct label_flow label_flow_union(struct arena *arena, const struct label_flow *a, const struct label_flow *b) {
    struct label_run run = run_in(arena);
    return label_flow_unite(&run, a, b);
}
