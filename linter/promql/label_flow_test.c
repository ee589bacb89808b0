/* Label sets and faults of expressions, in a compact notation (label_flow_cases.def).
 *
 * A set: {a! b? c=x d?=x,y -e *}: a surely, b perhaps, c surely with the value x, d perhaps and then x or y, e cannot
 * be, and * for an open set. T stands for the assumed job! and instance! of scraped series. Alternatives stand behind
 * "|"; one, always, never behind the sets. __name__ is left out. A fault: its kind, its label, the text that it points
 * at and the side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/vec.h"
#include "promql/label_flow.h"

typedef VEC(char) text_buffer;

static void put(struct arena *arena, text_buffer *out, str s) {
    for (size_t i = 0; i < s.len; i++)
        vec_push(arena, out, s.ptr[i]);
}

static bool is_assumed_target(const struct label_fact *fact) {
    return fact->is_assumed && !fact->value_count &&
           (str_equal(fact->name, STR("job")) || str_equal(fact->name, STR("instance")));
}

static void put_fact(struct arena *arena, text_buffer *out, const struct label_set *set,
                     const struct label_fact *fact) {
    bool is_idle = !fact->value_count && fact->presence == set->others;
    if (str_equal(fact->name, STR("__name__")) || is_assumed_target(fact) || is_idle)
        return;
    if (fact->presence == LABEL_IMPOSSIBLE)
        put(arena, out, STR("-"));
    put(arena, out, fact->name);
    if (fact->presence == LABEL_POSSIBLE)
        put(arena, out, STR("?"));
    if (fact->presence == LABEL_CERTAIN && !fact->value_count)
        put(arena, out, STR("!"));
    for (size_t i = 0; i < fact->value_count; i++) {
        put(arena, out, i ? STR(",") : STR("="));
        put(arena, out, fact->values[i]);
    }
    put(arena, out, STR(" "));
}

static void put_set(struct arena *arena, text_buffer *out, const struct label_set *set) {
    size_t targets = 0;
    put(arena, out, STR("{"));
    for (size_t i = 0; i < set->len; i++)
        targets += is_assumed_target(&set->facts[i]);
    if (targets == 2)
        put(arena, out, STR("T "));
    for (size_t i = 0; i < set->len; i++) {
        if (targets == 1 && is_assumed_target(&set->facts[i]))
            put(arena, out, arena_format(arena, "%.*s! ", STR_ARG(set->facts[i].name)));
        put_fact(arena, out, set, &set->facts[i]);
    }
    if (set->others == LABEL_POSSIBLE)
        put(arena, out, STR("* "));
    if (out->at[out->len - 1] == ' ')
        out->len--;
    put(arena, out, STR("}"));
}

static str flow_notation(struct arena *arena, const struct label_flow *flow) {
    text_buffer out = {0};
    for (size_t i = 0; i < flow->len; i++) {
        put(arena, &out, i ? STR(" | ") : STR(""));
        put_set(arena, &out, &flow->sets[i]);
    }
    put(arena, &out, flow->is_single ? STR(" one") : STR(""));
    put(arena, &out, flow->is_always ? STR(" always") : STR(""));
    put(arena, &out, flow->is_never ? STR(" never") : STR(""));
    return (str){out.at, out.len};
}

static const char *const kinds[] = {
    [LABEL_FAULT_GONE] = "gone",
    [LABEL_FAULT_TWICE] = "twice",
    [LABEL_FAULT_REDUNDANT] = "redundant",
    [LABEL_FAULT_OVERWRITTEN] = "overwritten",
    [LABEL_FAULT_LABEL_MISMATCH] = "label-mismatch",
    [LABEL_FAULT_VALUE_MISMATCH] = "value-mismatch",
    [LABEL_FAULT_DEAD_OR] = "dead-or",
    [LABEL_FAULT_UNLESS_ALL] = "unless-all",
    [LABEL_FAULT_UNLESS_NOTHING] = "unless-nothing",
    [LABEL_FAULT_NEVER_SELECTED] = "never-selected",
    [LABEL_FAULT_MATCHER_GONE] = "matcher-gone",
    [LABEL_FAULT_RECORD_MISMATCH] = "record-mismatch",
    [LABEL_FAULT_NO_LE] = "no-le",
    [LABEL_FAULT_SELF_MATCH] = "self-match",
    [LABEL_FAULT_SELF_SCALED] = "self-scaled",
    [LABEL_FAULT_MANY] = "many",
    [LABEL_FAULT_NEVER_ABSENT] = "never-absent",
};

static const char *const sides[] = {"", " left", " right", " both"};

static str faults_notation(struct arena *arena, const struct label_flows *flows, str text) {
    text_buffer out = {0};
    for (size_t i = 0; i < flows->fault_count; i++) {
        const struct label_fault *fault = &flows->faults[i];
        str at = str_slice(text, fault->at.start, fault->at.end);
        put(arena, &out,
            arena_format(arena, "%s%s %.*s@%.*s%s", i ? "; " : "", kinds[fault->kind], STR_ARG(fault->name),
                         STR_ARG(at), sides[fault->side]));
    }
    return (str){out.at, out.len};
}

/* Recording rules that the cases may name; each may use those above it. */
static const struct {
    const char *record, *expr, *label, *value;
} rules[] = {
    {"job:up:sum", "sum by (job) (up)", NULL, NULL},
    {"total:up:sum", "sum(up)", NULL, NULL},
    {"ns:cpu:rate", "sum by (namespace, mode) (rate(cpu_total{mode=~\"idle|user\"}[5m]))", "level", "ns"},
    {"open:rec", "rate(cpu_total[5m])", NULL, NULL},
    {"either:rec", "sum by (a) (x{a=\"1\"}) or sum by (b) (y)", NULL, NULL},
    {"recorded_plain", "max by (pod) (x)", NULL, NULL},
    {"err:rate", "rate(x{code=~\"5..\"}[5m])", NULL, NULL},
    {"all:rate", "rate(x[5m])", NULL, NULL},
    {"x:foo_bucket:rate", "sum by (job) (rate(foo_bucket[5m]))", NULL, NULL},
};

enum { RULE_COUNT = sizeof rules / sizeof rules[0] };

struct rule_set {
    struct label_flow flows[RULE_COUNT];
    struct promql_expr exprs[RULE_COUNT];
    size_t len;
};

static const struct label_flow *find_record(void *context, str name) {
    const struct rule_set *set = context;
    for (size_t i = 0; i < set->len; i++)
        if (str_equal(name, str_of(rules[i].record)))
            return &set->flows[i];
    return str_equal(name, STR("cyclic:rec")) ? label_flow_unknown() : NULL;
}

static const struct promql_expr *find_expr(void *context, str name) {
    const struct rule_set *set = context;
    for (size_t i = 0; i < set->len; i++)
        if (str_equal(name, str_of(rules[i].record)))
            return &set->exprs[i];
    return NULL;
}

static bool has_target_label(void *context, str metric, str label) {
    (void)context;
    return !str_equal(metric, STR("relabelled")) || !str_equal(label, STR("instance"));
}

static struct label_flow_options options_of(struct rule_set *set) {
    return (struct label_flow_options){
        .record = find_record, .record_expr = find_expr, .has_target_label = has_target_label, .context = set};
}

static void add_rules(struct arena *arena, struct rule_set *set) {
    struct label_flow_options options = options_of(set);
    for (set->len = 0; set->len < RULE_COUNT; set->len++) {
        struct promql_expr *expr = &set->exprs[set->len];
        *expr = promql_parse(arena, str_of(rules[set->len].expr), NULL);
        struct label_flows flows = label_flow_run(arena, expr, &options);
        struct label_flow flow = label_flow_recorded(arena, label_flow_root(&flows), str_of(rules[set->len].record));
        if (rules[set->len].label)
            flow = label_flow_with_static(arena, &flow, str_of(rules[set->len].label), str_of(rules[set->len].value));
        set->flows[set->len] = flow;
    }
}

static const struct {
    const char *expr, *flow, *faults;
} cases[] = {
#define CASE(expr, flow, faults) {expr, flow, faults},
#include "promql/label_flow_cases.def"
#undef CASE
};

static void follows_labels(void **state) {
    (void)state;
    struct arena arena = {0};
    struct rule_set set;
    size_t failed = 0;
    add_rules(&arena, &set);
    struct label_flow_options options = options_of(&set);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        str text = str_of(cases[i].expr);
        struct promql_expr expr = promql_parse(&arena, text, NULL);
        if (expr.status != PROMQL_VALID)
            fail_msg("%s: %.*s", cases[i].expr, STR_ARG(expr.error.message));
        struct label_flows flows = label_flow_run(&arena, &expr, &options);
        str flow = flow_notation(&arena, label_flow_root(&flows)), faults = faults_notation(&arena, &flows, text);
        if (str_equal(flow, str_of(cases[i].flow)) && str_equal(faults, str_of(cases[i].faults)))
            continue;
        print_error("%s\n  flow   %.*s\n  wanted %s\n  faults %.*s\n  wanted %s\n", cases[i].expr, STR_ARG(flow),
                    cases[i].flow, STR_ARG(faults), cases[i].faults);
        failed++;
    }
    assert_int_equal(failed, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
