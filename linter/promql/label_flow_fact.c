/* What two facts about one label say together. */
#include "promql/label_flow_internal.h"
#include "promql/matchers.h"

static bool has_value(const struct label_fact *fact, str value) {
    for (size_t i = 0; i < fact->value_count; i++)
        if (str_equal(fact->values[i], value))
            return true;
    return false;
}

/* The values of both, as a list; none when either may have any or there are too many. */
static void unite_values(struct arena *arena, struct label_fact *out, const struct label_fact *a,
                         const struct label_fact *b) {
    if (a->presence == LABEL_IMPOSSIBLE || b->presence == LABEL_IMPOSSIBLE) {
        const struct label_fact *other = a->presence == LABEL_IMPOSSIBLE ? b : a;
        out->values = other->values;
        out->value_count = other->value_count;
        return;
    }
    if (!a->value_count || !b->value_count || a->value_count + b->value_count > LABEL_FLOW_VALUES)
        return;
    str *values = arena_array(arena, str, a->value_count + b->value_count);
    for (size_t i = 0; i < a->value_count; i++)
        values[out->value_count++] = a->values[i];
    for (size_t i = 0; i < b->value_count; i++)
        if (!has_value(a, b->values[i]))
            values[out->value_count++] = b->values[i];
    out->values = values;
}

struct label_fact label_fact_either(struct arena *arena, const struct label_fact *a, const struct label_fact *b) {
    struct label_fact out = {.name = a->name, .presence = LABEL_POSSIBLE};
    if (a->presence == b->presence) {
        out.presence = a->presence;
        out.why = a->why;
        out.is_assumed = a->is_assumed || b->is_assumed;
    }
    if (out.presence != LABEL_IMPOSSIBLE)
        unite_values(arena, &out, a, b);
    return out;
}

static void intersect_values(struct arena *arena, struct label_fact *out, const struct label_fact *a,
                             const struct label_fact *b) {
    const struct label_fact *only = !a->value_count ? b : !b->value_count || a->values == b->values ? a : NULL;
    if (only) {
        out->values = only->values;
        out->value_count = only->value_count;
        return;
    }
    str *values = arena_array(arena, str, a->value_count);
    for (size_t i = 0; i < a->value_count; i++)
        if (has_value(b, a->values[i]))
            values[out->value_count++] = a->values[i];
    out->values = values;
}

struct label_fact label_fact_both(struct arena *arena, const struct label_fact *a, const struct label_fact *b) {
    if (a->presence == LABEL_IMPOSSIBLE)
        return *a;
    if (b->presence == LABEL_IMPOSSIBLE)
        return *b;
    struct label_fact out = {.name = a->name, .presence = LABEL_POSSIBLE};
    out.selector = a->selector ? a->selector : b->selector;
    if (a->presence == LABEL_CERTAIN || b->presence == LABEL_CERTAIN) {
        out.presence = LABEL_CERTAIN;
        out.is_assumed =
            (a->presence != LABEL_CERTAIN || a->is_assumed) && (b->presence != LABEL_CERTAIN || b->is_assumed);
    }
    intersect_values(arena, &out, a, b);
    return out;
}

static bool selector_accepts(struct arena *arena, const struct promql_selector *selector, str name, str value) {
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (str_equal(selector->matchers[i].name, name) &&
            !promql_matcher_accepts(arena, &selector->matchers[i], value))
            return false;
    return true;
}

/* Whether a value of the list passes all matchers of the other side's selector. */
static bool some_value_passes(struct arena *arena, const struct label_fact *list, const struct label_fact *other) {
    if (!list->value_count || !other->selector)
        return true;
    for (size_t i = 0; i < list->value_count; i++)
        if (selector_accepts(arena, other->selector, other->name, list->values[i]))
            return true;
    return false;
}

static bool have_common_value(const struct label_fact *a, const struct label_fact *b) {
    if (!a->value_count || !b->value_count || a->values == b->values)
        return true;
    for (size_t i = 0; i < a->value_count; i++)
        if (has_value(b, a->values[i]))
            return true;
    return false;
}

enum label_clash label_fact_clash(struct arena *arena, const struct label_fact *a, const struct label_fact *b) {
    if (a->presence != LABEL_CERTAIN && b->presence != LABEL_CERTAIN)
        return LABEL_CLASH_NONE;
    if (a->presence == LABEL_IMPOSSIBLE || b->presence == LABEL_IMPOSSIBLE)
        return LABEL_CLASH_LABEL;
    if (have_common_value(a, b) && some_value_passes(arena, a, b) && some_value_passes(arena, b, a))
        return LABEL_CLASH_NONE;
    return LABEL_CLASH_VALUE;
}
