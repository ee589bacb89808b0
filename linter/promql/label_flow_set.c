/* Label sets: look-up, and drafts of new ones. Facts are sorted by name. */
#include <assert.h>
#include <string.h>

#include "promql/label_flow_internal.h"

const struct label_set label_set_unknown = {0};

/* As str_compare(). Many names are the same bytes, and most that differ do so in the first one. */
static int name_order(str a, str b) {
    if (a.ptr == b.ptr && a.len == b.len)
        return 0;
    if (a.len && b.len && a.ptr[0] != b.ptr[0])
        return (unsigned char)a.ptr[0] < (unsigned char)b.ptr[0] ? -1 : 1;
    return str_compare(a, b);
}

/* There are few facts, so that a look at each length and first byte is faster than halving. */
const struct label_fact *label_set_find(const struct label_set *set, str name) {
    for (size_t i = 0; i < set->len; i++) {
        const struct label_fact *fact = &set->facts[i];
        bool may_be = fact->name.len == name.len && (!name.len || fact->name.ptr[0] == name.ptr[0]);
        if (may_be && (fact->name.ptr == name.ptr || str_equal(fact->name, name)))
            return fact;
    }
    return NULL;
}

/* Where the label's fact is, or where it would have to be put. */
static bool find_fact(const struct label_fact *facts, size_t len, str name, size_t *at) {
    size_t low = 0;
    while (low < len) {
        size_t middle = low + (len - low) / 2;
        int order = name_order(facts[middle].name, name);
        if (order == 0) {
            *at = middle;
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            len = middle;
    }
    *at = low;
    return false;
}

struct label_fact label_set_other(const struct label_set *set, str name) {
    return (struct label_fact){.name = name, .presence = set->others, .why = set->others_why};
}

struct label_fact label_set_fact(const struct label_set *set, str name) {
    const struct label_fact *fact = label_set_find(set, name);
    return fact ? *fact : label_set_other(set, name);
}

bool label_set_is_fixed(const struct label_set *set) {
    if (set->others != LABEL_IMPOSSIBLE)
        return false;
    for (size_t i = 0; i < set->len; i++) {
        const struct label_fact *fact = &set->facts[i];
        if (fact->presence == LABEL_POSSIBLE || (fact->presence == LABEL_CERTAIN && fact->value_count != 1))
            return false;
    }
    return true;
}

void label_draft_copy(struct label_draft *draft, const struct label_set *set) {
    draft->len = set->len;
    draft->others = set->others;
    draft->others_why = set->others_why;
    draft->is_always = set->is_always;
    draft->is_full = false;
    if (set->len)
        memcpy(draft->facts, set->facts, set->len * sizeof *set->facts);
}

void label_draft_close(struct label_draft *draft, const struct label_reason *why) {
    draft->len = 0;
    draft->others = LABEL_IMPOSSIBLE;
    draft->others_why = why;
    draft->is_always = false;
    draft->is_full = false;
}

struct label_fact *label_draft_at(struct label_draft *draft, str name) {
    size_t i;
    if (find_fact(draft->facts, draft->len, name, &i))
        return &draft->facts[i];
    struct label_fact fact = {.name = name, .presence = draft->others, .why = draft->others_why};
    if (draft->len == LABEL_FLOW_LABELS) {
        draft->is_full = true;
        draft->spare = fact;
        return &draft->spare;
    }
    if (i < draft->len)
        memmove(&draft->facts[i + 1], &draft->facts[i], (draft->len - i) * sizeof *draft->facts);
    draft->len++;
    draft->facts[i] = fact;
    return &draft->facts[i];
}

struct label_fact *label_draft_append(struct label_draft *draft, str name) {
    assert(draft->len < LABEL_FLOW_LABELS);
    assert(!draft->len || name_order(draft->facts[draft->len - 1].name, name) < 0);
    struct label_fact *fact = &draft->facts[draft->len++];
    *fact = (struct label_fact){.name = name, .presence = draft->others, .why = draft->others_why};
    return fact;
}

void label_draft_set(struct label_draft *draft, str name, const struct label_fact *fact) {
    struct label_fact *place = label_draft_at(draft, name);
    *place = *fact;
    place->name = name;
}

void label_draft_drop(struct label_draft *draft, str name, const struct label_reason *why) {
    struct label_fact *fact = label_draft_at(draft, name);
    if (fact->presence != LABEL_IMPOSSIBLE)
        *fact = (struct label_fact){.name = name, .presence = LABEL_IMPOSSIBLE, .why = why};
}

/* A fact that says no more than the others' rule. */
static bool is_idle(const struct label_draft *draft, const struct label_fact *fact) {
    return fact->presence == draft->others && !fact->value_count && !fact->selector && fact->why == draft->others_why;
}

struct label_set label_draft_finish(struct label_run *run, const struct label_draft *draft) {
    if (draft->is_full || !label_work(run, draft->len + 1))
        return label_set_unknown;
    struct label_set set = {.others = draft->others, .others_why = draft->others_why, .is_always = draft->is_always};
    if (!draft->len)
        return set;
    struct label_fact *facts = arena_alloc(run->arena, draft->len * sizeof *facts);
    for (size_t i = 0; i < draft->len; i++)
        if (!is_idle(draft, &draft->facts[i]))
            facts[set.len++] = draft->facts[i];
    set.facts = facts;
    return set;
}
