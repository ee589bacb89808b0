/* Questions to a flow, over all its alternatives. */
#include "promql/label_flow_internal.h"

static enum label_presence presence_of(const struct label_set *set, str name) {
    const struct label_fact *fact = label_set_find(set, name);
    return fact ? fact->presence : set->others;
}

bool label_set_may_have(const struct label_set *set, str name) {
    return presence_of(set, name) != LABEL_IMPOSSIBLE;
}

bool label_set_surely_has(const struct label_set *set, str name) {
    return presence_of(set, name) == LABEL_CERTAIN;
}

bool label_flow_may_have(const struct label_flow *flow, str name) {
    for (size_t i = 0; i < flow->len; i++)
        if (label_set_may_have(&flow->sets[i], name))
            return true;
    return false;
}

bool label_flow_all_may_have(const struct label_flow *flow, str name) {
    return !label_flow_why_not(flow, name, NULL);
}

bool label_flow_surely_has(const struct label_flow *flow, str name) {
    for (size_t i = 0; i < flow->len; i++)
        if (!label_set_surely_has(&flow->sets[i], name))
            return false;
    return true;
}

const struct label_reason *label_flow_why_not(const struct label_flow *flow, str name, size_t *set) {
    for (size_t i = 0; i < flow->len; i++) {
        struct label_fact fact = label_set_fact(&flow->sets[i], name);
        if (fact.presence != LABEL_IMPOSSIBLE)
            continue;
        if (set)
            *set = i;
        return fact.why;
    }
    return NULL;
}

bool label_flow_value(const struct label_flow *flow, str name, str *value) {
    for (size_t i = 0; i < flow->len; i++) {
        struct label_fact fact = label_set_fact(&flow->sets[i], name);
        if (fact.presence != LABEL_CERTAIN || fact.value_count != 1)
            return false;
        if (i && !str_equal(*value, fact.values[0]))
            return false;
        *value = fact.values[0];
    }
    return true;
}

bool label_flow_is_open(const struct label_flow *flow) {
    for (size_t i = 0; i < flow->len; i++)
        if (flow->sets[i].others == LABEL_POSSIBLE)
            return true;
    return false;
}

static bool set_is_bare(const struct label_set *set) {
    if (set->others != LABEL_IMPOSSIBLE)
        return false;
    for (size_t i = 0; i < set->len; i++)
        if (set->facts[i].presence != LABEL_IMPOSSIBLE && !str_equal(set->facts[i].name, LABEL_NAME))
            return false;
    return true;
}

bool label_flow_is_bare(const struct label_flow *flow) {
    for (size_t i = 0; i < flow->len; i++)
        if (!set_is_bare(&flow->sets[i]))
            return false;
    return true;
}

static bool fact_is_fixed(const struct label_fact *fact) {
    return fact->presence == LABEL_IMPOSSIBLE || (fact->presence == LABEL_CERTAIN && fact->value_count == 1);
}

bool label_flow_may_merge(const struct label_flow *inner, const struct label_flow *outer) {
    if (inner->is_single)
        return false;
    if (inner->len > 1 || label_flow_is_open(inner))
        return true;
    for (size_t i = 0; i < inner->sets[0].len; i++) {
        const struct label_fact *fact = &inner->sets[0].facts[i];
        if (!fact_is_fixed(fact) && !str_equal(fact->name, LABEL_NAME) && !label_flow_may_have(outer, fact->name))
            return true;
    }
    return false;
}
