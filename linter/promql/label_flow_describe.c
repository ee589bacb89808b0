/* Label flows as text for people. */
#include "promql/label_flow_internal.h"

#include <string.h>

typedef VEC(char) text_buffer;

static void put(struct arena *arena, text_buffer *out, str s) {
    for (size_t i = 0; i < s.len; i++)
        vec_push(arena, out, s.ptr[i]);
}

static const char *const reasons[] = {
    [LABEL_GONE_BY] = "removed by",
    [LABEL_GONE_WITHOUT] = "removed by",
    [LABEL_GONE_AGGREGATE] = "removed by",
    [LABEL_GONE_ON] = "removed by",
    [LABEL_GONE_IGNORING] = "removed by",
    [LABEL_GONE_INCLUDE] = "overwritten with nothing by",
    [LABEL_GONE_UNMATCHED] = "not on the series that match",
    [LABEL_GONE_ABSENT] = "not a label of",
    [LABEL_GONE_SCALAR] = "not a label of the scalar",
    [LABEL_GONE_VECTOR] = "not a label of",
    [LABEL_GONE_DATE] = "not a label of",
    [LABEL_GONE_MATCHER] = "excluded by",
    [LABEL_GONE_FUNCTION] = "removed by",
    [LABEL_GONE_REPLACED] = "set to nothing by",
    [LABEL_GONE_METRIC] = "not a label of",
    [LABEL_GONE_STATIC] = "removed by a static label of the rule",
    [LABEL_GONE_RECORD] = "not in the recording rule",
};

str label_reason_describe(struct arena *arena, const struct label_reason *why, str text) {
    const char *verb = reasons[why->kind];
    if (why->kind == LABEL_GONE_RECORD)
        return arena_format(arena, "%s %.*s", verb, STR_ARG(why->record));
    str piece = str_slice(text, why->at.start, why->at.end);
    if (!piece.len)
        return str_of(verb);
    if (why->op.len)
        return arena_format(arena, "%s %.*s %.*s", verb, STR_ARG(why->op), STR_ARG(piece));
    return arena_format(arena, "%s %.*s", verb, STR_ARG(piece));
}

/* The names with this presence: "job, instance surely; ". */
static void put_names(struct arena *arena, text_buffer *out, const struct label_set *set, enum label_presence presence,
                      const char *adverb) {
    bool any = false;
    for (size_t i = 0; i < set->len; i++) {
        const struct label_fact *fact = &set->facts[i];
        if (fact->presence != presence)
            continue;
        put(arena, out, any ? STR(", ") : STR(""));
        put(arena, out, fact->name);
        if (fact->value_count == 1)
            put(arena, out, arena_format(arena, "=\"%.*s\"", STR_ARG(fact->values[0])));
        any = true;
    }
    if (any)
        put(arena, out, arena_format(arena, " %s; ", adverb));
}

static void put_gone(struct arena *arena, text_buffer *out, const struct label_set *set, str text) {
    for (size_t i = 0; i < set->len; i++) {
        const struct label_fact *fact = &set->facts[i];
        if (fact->presence != LABEL_IMPOSSIBLE || fact->why == set->others_why)
            continue;
        str reason = label_reason_describe(arena, fact->why, text);
        put(arena, out, arena_format(arena, "%.*s %.*s; ", STR_ARG(fact->name), STR_ARG(reason)));
    }
}

str label_set_describe(struct arena *arena, const struct label_set *set, str text) {
    text_buffer out = {0};
    put_names(arena, &out, set, LABEL_CERTAIN, "surely");
    put_names(arena, &out, set, LABEL_POSSIBLE, "perhaps");
    put_gone(arena, &out, set, text);
    if (set->others == LABEL_POSSIBLE) {
        put(arena, &out, STR("others perhaps"));
        return (str){out.at, out.len};
    }
    str reason = label_reason_describe(arena, set->others_why, text);
    put(arena, &out, arena_format(arena, "others %.*s", STR_ARG(reason)));
    return (str){out.at, out.len};
}

str label_flow_describe(struct arena *arena, const struct label_flow *flow, str text) {
    text_buffer out = {0};
    for (size_t i = 0; i < flow->len; i++) {
        put(arena, &out, i ? STR("\nor labels: ") : STR("labels: "));
        put(arena, &out, label_set_describe(arena, &flow->sets[i], text));
    }
    if (flow->is_single)
        put(arena, &out, STR("\nat most one series"));
    if (flow->is_always)
        put(arena, &out, STR("\nnever empty"));
    if (flow->is_never)
        put(arena, &out, STR("\nalways empty"));
    return (str){out.at, out.len};
}
