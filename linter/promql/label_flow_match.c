/* Which series of two operands can meet: they must agree in every label that is compared. */
#include "promql/label_flow_internal.h"

struct label_matching label_matching_of(const struct label_run *run, const struct promql_node *node) {
    static const struct promql_labels none = {0};
    const struct promql_matching *written = node->as.binary.matching;
    struct label_matching matching = {.node = node, .labels = &none, .include = &none};
    matching.left = &run->nodes[promql_left(node)->index];
    matching.right = &run->nodes[promql_right(node)->index];
    if (!written)
        return matching;
    matching.is_on = written->is_on;
    matching.labels = &written->labels;
    matching.include = &written->include;
    matching.card = written->card;
    matching.is_filled = written->fill_left.is_set || written->fill_right.is_set;
    return matching;
}

bool label_is_compared(const struct label_matching *matching, str name) {
    if (matching->is_on)
        return label_listed(matching->labels, name);
    return !(matching->labels->len && label_listed(matching->labels, name)) && !str_equal(name, LABEL_NAME);
}

/* Two facts clash only if one says that the label is there. left, right: NULL where the set of this side has no fact
 * of it, so that it may have any value or none, unless the others are impossible. */
static bool differs(struct label_run *run, const struct label_set *const sets[2], const struct label_fact *left,
                    const struct label_fact *right, struct label_mismatch *out) {
    bool is_certain = (left && left->presence == LABEL_CERTAIN) || (right && right->presence == LABEL_CERTAIN);
    const struct label_set *lacking = !left ? sets[0] : !right ? sets[1] : NULL;
    if (!is_certain || (lacking && lacking->others != LABEL_IMPOSSIBLE))
        return false;
    str name = left ? left->name : right->name;
    struct label_fact other = {0};
    if (lacking)
        other = label_set_other(lacking, name);
    const struct label_fact *l = left ? left : &other, *r = right ? right : &other;
    enum label_clash kind = label_fact_clash(run->arena, l, r);
    if (kind == LABEL_CLASH_NONE)
        return false;
    *out = (struct label_mismatch){kind, name, *l, *r};
    return true;
}

/* Labels that no set has a fact about clash never: nothing is certain of them. */
struct label_mismatch label_sets_mismatch(struct label_run *run, const struct label_matching *matching,
                                          const struct label_set *left, const struct label_set *right) {
    struct label_mismatch out = {0};
    const struct promql_labels *labels = matching->labels;
    if (!label_work(run, labels->len + left->len + right->len))
        return out;
    const struct label_set *const sides[] = {left, right};
    for (size_t i = 0; matching->is_on && i < labels->len; i++) {
        str name = labels->items[i].name;
        if (differs(run, sides, label_set_find(left, name), label_set_find(right, name), &out))
            return out;
    }
    for (size_t i = 0; !matching->is_on && i < left->len; i++) {
        const struct label_fact *own = &left->facts[i];
        if (label_is_compared(matching, own->name) && differs(run, sides, own, label_set_find(right, own->name), &out))
            return out;
    }
    for (size_t i = 0; !matching->is_on && i < right->len; i++) {
        const struct label_fact *own = &right->facts[i];
        if (left->others == LABEL_IMPOSSIBLE && !label_set_find(left, own->name) &&
            label_is_compared(matching, own->name) && differs(run, sides, NULL, own, &out))
            return out;
    }
    return out;
}

/* Grouping by a label says that the series have it. cluster and the like are the exception: they are written for the
 * global view that has them, and local series have none. */
static bool is_expected(const struct label_fact *fact) {
    return fact->presence == LABEL_POSSIBLE && !label_is_surrounding(fact->name);
}

static bool is_grouped_away(const struct label_set *set, str name) {
    struct label_fact fact = label_set_fact(set, name);
    const struct label_reason *why = fact.why;
    while (why && why->kind == LABEL_GONE_RECORD)
        why = why->inner;
    return fact.presence == LABEL_IMPOSSIBLE && why &&
           (why->kind == LABEL_GONE_BY || why->kind == LABEL_GONE_AGGREGATE);
}

struct label_mismatch label_flows_mismatch(struct label_run *run, const struct label_matching *matching) {
    struct label_mismatch out = {0};
    const struct label_flow *const sides[] = {matching->left, matching->right};
    if (matching->is_on || sides[0]->len != 1 || sides[1]->len != 1 || !label_work(run, LABEL_FLOW_LABELS))
        return out;
    bool are_grouped = sides[0]->sets[0].others == LABEL_IMPOSSIBLE && sides[1]->sets[0].others == LABEL_IMPOSSIBLE;
    for (size_t side = 0; are_grouped && side < 2; side++) {
        const struct label_set *own = &sides[side]->sets[0], *other = &sides[1 - side]->sets[0];
        for (size_t i = 0; i < own->len; i++) {
            str name = own->facts[i].name;
            if (!is_expected(&own->facts[i]) || !label_is_compared(matching, name) || !is_grouped_away(other, name))
                continue;
            return (struct label_mismatch){LABEL_CLASH_LABEL, name, label_set_fact(&sides[0]->sets[0], name),
                                           label_set_fact(&sides[1]->sets[0], name)};
        }
    }
    return out;
}

static bool is_same_fact(const struct label_set *left, const struct label_set *right, str name) {
    struct label_fact l = label_set_fact(left, name), r = label_set_fact(right, name);
    if (l.presence != r.presence || l.presence == LABEL_POSSIBLE)
        return false;
    if (l.presence == LABEL_IMPOSSIBLE)
        return true;
    return l.value_count == 1 && r.value_count == 1 && str_equal(l.values[0], r.values[0]);
}

bool label_sets_same(const struct label_matching *matching, const struct label_set *left,
                     const struct label_set *right) {
    if (matching->is_on) {
        for (size_t i = 0; i < matching->labels->len; i++)
            if (!is_same_fact(left, right, matching->labels->items[i].name))
                return false;
        return true;
    }
    if (left->others != LABEL_IMPOSSIBLE || right->others != LABEL_IMPOSSIBLE)
        return false;
    const struct label_set *const sides[] = {left, right};
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < sides[side]->len; i++) {
            str name = sides[side]->facts[i].name;
            if (label_is_compared(matching, name) && !is_same_fact(left, right, name))
                return false;
        }
    return true;
}

static bool meets_all(const struct label_matching *matching, const struct label_set *always,
                      const struct label_flow *other) {
    for (size_t i = 0; i < other->len; i++)
        if (!label_sets_same(matching, always, &other->sets[i]))
            return false;
    return true;
}

bool label_always_meets(const struct label_matching *matching, const struct label_flow *always,
                        const struct label_flow *other) {
    if (!always->is_always)
        return false;
    if (matching->is_on && !matching->labels->len)
        return true;
    for (size_t i = 0; i < always->len; i++)
        if (always->sets[i].is_always && meets_all(matching, &always->sets[i], other))
            return true;
    return false;
}
