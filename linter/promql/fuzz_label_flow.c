/* Whatever the expression: the flow ends, every node has consistent alternatives, an impossible label has a reason, and
 * spans lie inside the text. The expression's own flow serves as the record of every name with a colon. */
#include <stdint.h>
#include <stdlib.h>

#include "promql/label_flow_internal.h"

static void require(bool holds) {
    if (!holds)
        abort();
}

static void check_span(span at, size_t len) {
    require(at.start <= at.end && at.end <= len);
}

static void check_reason(const struct label_reason *why, size_t len) {
    require(why != NULL);
    require((unsigned)why->kind <= LABEL_GONE_RECORD);
    check_span(why->at, len);
    require(why->kind != LABEL_GONE_RECORD || why->inner);
    require(why->kind != LABEL_GONE_UNMATCHED || why->inner);
}

static void check_fact(const struct label_fact *fact, size_t len) {
    if (fact->presence == LABEL_IMPOSSIBLE) {
        check_reason(fact->why, len);
        require(!fact->value_count);
        return;
    }
    require(!fact->value_count || fact->values);
    for (size_t i = 0; i < fact->value_count; i++)
        require(fact->values[i].len > 0);
}

static void check_set(const struct label_set *set, size_t len) {
    require(set->len <= LABEL_FLOW_LABELS && set->others != LABEL_CERTAIN);
    require(set->others == LABEL_POSSIBLE || set->others_why);
    for (size_t i = 0; i < set->len; i++) {
        check_fact(&set->facts[i], len);
        require(i == 0 || str_compare(set->facts[i - 1].name, set->facts[i].name) < 0);
        require(label_set_fact(set, set->facts[i].name).presence == set->facts[i].presence);
    }
}

static void check_flow(const struct label_flow *flow, size_t len) {
    require(flow->len > 0 && flow->len <= LABEL_FLOW_SETS);
    bool any = false;
    for (size_t i = 0; i < flow->len; i++) {
        check_set(&flow->sets[i], len);
        any = any || flow->sets[i].is_always;
    }
    require(flow->is_always || !any);
}

static void check_flows(struct arena *arena, const struct label_flows *flows, str text) {
    for (size_t i = 0; i < flows->node_count; i++)
        check_flow(&flows->nodes[i], text.len);
    for (size_t i = 0; i < flows->fault_count; i++) {
        const struct label_fault *fault = &flows->faults[i];
        check_span(fault->at, text.len);
        check_span(fault->note_at, text.len);
        require(fault->node != NULL);
        if (fault->why)
            check_reason(fault->why, text.len);
    }
    require(label_flow_describe(arena, label_flow_root(flows), text).len > 0);
}

static const struct label_flow *give_record(void *context, str name) {
    return str_find_byte(name, ':') < name.len ? context : NULL;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    str text = arena_copy(&arena, (str){(const char *)data, size});
    struct promql_expr expr = promql_parse(&arena, text, NULL);
    struct label_flows flows = label_flow_run(&arena, &expr, NULL);
    check_flows(&arena, &flows, text);
    struct label_flow record = label_flow_recorded(&arena, label_flow_root(&flows), STR("a:b"));
    record = label_flow_with_static(&arena, &record, STR("a"), STR(""));
    struct label_flow_options options = {.record = give_record, .context = &record};
    flows = label_flow_run(&arena, &expr, &options);
    check_flows(&arena, &flows, text);
    arena_free(&arena);
    return 0;
}
