/* Why labels are gone, the questions to a flow, its text, and its bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/vec.h"
#include "promql/label_flow.h"

static struct label_flow flow_of(struct arena *arena, const char *text, const struct label_flow_options *options) {
    struct promql_expr *expr = arena_new(arena, struct promql_expr);
    *expr = promql_parse(arena, str_of(text), NULL);
    if (expr->status != PROMQL_VALID)
        fail_msg("%s: %.*s", text, STR_ARG(expr->error.message));
    struct label_flows flows = label_flow_run(arena, expr, options);
    return *label_flow_root(&flows);
}

static const struct {
    const char *expr, *label;
    enum label_gone kind;
    const char *at;
} reasons[] = {
    {"sum by (a) (x)", "b", LABEL_GONE_BY, "by (a)"},
    {"sum(x) by (a)", "b", LABEL_GONE_BY, "by (a)"},
    {"sum without (b) (x)", "b", LABEL_GONE_WITHOUT, "without (b)"},
    {"sum(x)", "b", LABEL_GONE_AGGREGATE, "sum"},
    {"x / on (a) y", "b", LABEL_GONE_ON, "on (a)"},
    {"x / ignoring (b) y", "b", LABEL_GONE_IGNORING, "ignoring (b)"},
    {"x * on (a) group_left (b) sum by (a) (y)", "b", LABEL_GONE_INCLUDE, "b"},
    {"open:x and sum by (a) (y)", "b", LABEL_GONE_UNMATCHED, "sum by (a) (y)"},
    {"absent(x)", "b", LABEL_GONE_ABSENT, "absent(x)"},
    {"scalar(x)", "b", LABEL_GONE_SCALAR, "scalar(x)"},
    {"vector(1)", "b", LABEL_GONE_VECTOR, "vector(1)"},
    {"minute()", "b", LABEL_GONE_DATE, "minute()"},
    {"x{b=\"\"}", "b", LABEL_GONE_MATCHER, "b=\"\""},
    {"rate(x[5m])", "__name__", LABEL_GONE_FUNCTION, "rate"},
    {"x * 2", "__name__", LABEL_GONE_FUNCTION, "*"},
    {"x > bool 2", "__name__", LABEL_GONE_FUNCTION, ">"},
    {"-x", "__name__", LABEL_GONE_FUNCTION, "-"},
    {"histogram_quantile(1, x)", "le", LABEL_GONE_FUNCTION, "histogram_quantile(1, x)"},
    {"label_replace(x, \"b\", \"\", \"\", \"\")", "b", LABEL_GONE_REPLACED,
     "label_replace(x, \"b\", \"\", \"\", \"\")"},
    /* the first that took it away */
    {"sum by (a) (sum without (b) (x))", "b", LABEL_GONE_WITHOUT, "without (b)"},
    {"sum by (a) (sum by (c) (x))", "b", LABEL_GONE_BY, "by (c)"},
    {"sum by (a) (sum by (a, c) (x))", "c", LABEL_GONE_BY, "by (a)"},
    {"(sum by (a) (x)) > 1 or absent(y)", "b", LABEL_GONE_BY, "by (a)"},
    {"x or absent(y)", "b", LABEL_GONE_ABSENT, "absent(y)"},
};

static void names_what_took_a_label(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        struct label_flow flow = flow_of(&arena, reasons[i].expr, NULL);
        const struct label_reason *why = label_flow_why_not(&flow, str_of(reasons[i].label), NULL);
        assert_non_null(why);
        str at = str_slice(str_of(reasons[i].expr), why->at.start, why->at.end);
        if (why->kind != reasons[i].kind || !str_equal(at, str_of(reasons[i].at)))
            fail_msg("%s: %d %.*s", reasons[i].expr, (int)why->kind, STR_ARG(at));
    }
    arena_free(&arena);
}

static const struct {
    const char *expr;
    bool has_name;
} names[] = {
    {"x", true},
    {"x > 1", true},
    {"x > y", true},
    {"x > on (a) y", false},
    {"x > on (a) group_left y", true},
    {"x > ignoring (a) y", true},
    {"x > bool y", false},
    {"x + y", false},
    {"x </ 2", true},
    {"x atan2 y", false},
    {"x and y", true},
    {"+x", true},
    {"topk(1, x)", true},
    {"sum without (a) (x)", false},
    {"count by (__name__) (x)", true},
    {"last_over_time(x[5m])", true},
    {"max_over_time(x[5m])", false},
    {"label_replace(x, \"a\", \"b\", \"\", \"\")", true},
    {"label_replace(rate(x[5m]), \"__name__\", \"b\", \"\", \"\")", true},
    {"sort(x)", true},
    {"x * on (a) group_left (__name__) y", true},
};

static void follows_the_name(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct label_flow flow = flow_of(&arena, names[i].expr, NULL);
        if (label_flow_surely_has(&flow, STR("__name__")) != names[i].has_name ||
            label_flow_may_have(&flow, STR("__name__")) != names[i].has_name)
            fail_msg("%s", names[i].expr);
    }
    arena_free(&arena);
}

static const struct {
    const char *expr; /* an aggregation */
    bool may_merge;
} merges[] = {
    {"sum(x)", true},
    {"sum by (a) (x)", true},
    {"sum without () (x)", true},
    {"avg by (a) (sum by (a) (x))", false},
    {"avg by (a) (sum by (a, b) (x))", true},
    {"avg by (a) (sum by (a, b) (x{b=\"1\"}))", false},
    {"avg by (a, b) (sum by (a) (x))", false},
    {"avg without (b) (sum by (a) (x))", false},
    {"avg without (a) (sum by (a) (x))", true},
    {"avg(sum(x))", false},
    {"avg(sum(x) or sum by (a) (y))", true},
    {"avg(topk(1, x))", false},
};

static void tells_what_merges(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof merges / sizeof merges[0]; i++) {
        struct promql_expr expr = promql_parse(&arena, str_of(merges[i].expr), NULL);
        struct label_flows flows = label_flow_run(&arena, &expr, NULL);
        const struct label_flow *inner = label_flow_of(&flows, promql_aggregated(expr.root));
        if (label_flow_may_merge(inner, label_flow_root(&flows)) != merges[i].may_merge)
            fail_msg("%s", merges[i].expr);
    }
    arena_free(&arena);
}

static void answers_over_alternatives(void **state) {
    (void)state;
    struct arena arena = {0};
    struct label_flow flow = flow_of(&arena, "sum by (a, c) (x{c=\"1\"}) or absent(y{b=\"2\",c=\"1\"})", NULL);
    str value;
    size_t set = 9;
    assert_true(label_flow_may_have(&flow, STR("a")));
    assert_false(label_flow_all_may_have(&flow, STR("a")));
    assert_non_null(label_flow_why_not(&flow, STR("a"), &set));
    assert_int_equal(set, 1);
    assert_false(label_flow_may_have(&flow, STR("d")));
    assert_true(label_flow_surely_has(&flow, STR("c")));
    assert_true(label_flow_value(&flow, STR("c"), &value));
    assert_true(str_equal(value, STR("1")));
    assert_false(label_flow_value(&flow, STR("b"), &value));
    assert_false(label_flow_is_open(&flow));
    assert_false(label_flow_is_bare(&flow));
    flow = flow_of(&arena, "sum(x) or vector(0)", NULL);
    assert_true(label_flow_is_bare(&flow));
    assert_true(flow.is_always);
    flow = flow_of(&arena, "sum(x) or y", NULL);
    assert_true(label_flow_is_open(&flow));
    arena_free(&arena);
}

static const struct label_flow *give_record(void *context, str name) {
    return str_equal(name, STR("r")) ? context : NULL;
}

static void follows_records(void **state) {
    (void)state;
    struct arena arena = {0};
    struct label_flow flow = flow_of(&arena, "sum by (a) (x)", NULL);
    flow = label_flow_recorded(&arena, &flow, STR("r"));
    flow = label_flow_with_static(&arena, &flow, STR("s"), STR("v"));
    struct label_flow_options options = {.record = give_record, .context = &flow};
    struct label_flow used = flow_of(&arena, "max by (b, s) (r)", &options);
    const struct label_reason *why = label_flow_why_not(&used, STR("b"), NULL);
    assert_non_null(why);
    assert_int_equal(why->kind, LABEL_GONE_RECORD);
    assert_true(str_equal(why->record, STR("r")));
    assert_int_equal(why->inner->kind, LABEL_GONE_BY);
    str value;
    assert_true(label_flow_value(&used, STR("s"), &value) && str_equal(value, STR("v")));
    struct label_flow dropped = label_flow_with_static(&arena, &flow, STR("s"), STR(""));
    assert_false(label_flow_may_have(&dropped, STR("s")));
    assert_int_equal(label_flow_why_not(&dropped, STR("s"), NULL)->kind, LABEL_GONE_STATIC);
    struct label_flow both = label_flow_union(&arena, &flow, &dropped);
    assert_int_equal(both.len, 2);
    for (int i = 0; i < 10; i++)
        both = label_flow_union(&arena, &both, &both);
    assert_true(both.len <= 16);
    assert_true(label_flow_all_may_have(&both, STR("a")));
    assert_false(label_flow_may_have(&both, STR("b")));
    arena_free(&arena);
}

static void describes(void **state) {
    (void)state;
    static const struct {
        const char *expr, *text;
    } cases[] = {
        {"up", "labels: __name__=\"up\", instance, job surely; others perhaps"},
        {"sum by (job, le) (x)", "labels: job surely; le perhaps; others removed by sum by (job, le)"},
        {"sum without (pod) (x)", "labels: instance, job surely; __name__ removed by sum without (pod); pod removed by "
                                  "sum without (pod); others perhaps"},
        {"sum(x) or vector(0)", "labels: others removed by sum\nor labels: others not a label of vector(0)\n"
                                "at most one series\nnever empty"},
        {"x{a=\"1\",a=\"2\"}", "labels: __name__=\"x\", a=\"1\", instance, job surely; others perhaps\nalways empty"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct label_flow flow = flow_of(&arena, cases[i].expr, NULL);
        str text = label_flow_describe(&arena, &flow, str_of(cases[i].expr));
        if (!str_equal(text, str_of(cases[i].text)))
            fail_msg("%s: %.*s", cases[i].expr, STR_ARG(text));
    }
    arena_free(&arena);
}

static void points_into_the_text(void **state) {
    (void)state;
    struct arena arena = {0};
    static const char text[] = "sum by (a, b, a) (x) / on (a) sum by (c) (y)";
    struct promql_expr expr = promql_parse(&arena, STR(text), NULL);
    struct label_flows flows = label_flow_run(&arena, &expr, NULL);
    assert_int_equal(flows.node_count, expr.node_count);
    assert_int_equal(flows.faults[0].kind, LABEL_FAULT_TWICE);
    assert_int_equal(flows.faults[0].at.start, 14);
    assert_int_equal(flows.faults[0].note_at.start, 8);
    const struct label_fault *gone = &flows.faults[1];
    assert_int_equal(gone->kind, LABEL_FAULT_GONE);
    assert_int_equal(gone->clause, LABEL_CLAUSE_ON);
    assert_int_equal(gone->side, LABEL_SIDE_RIGHT);
    assert_int_equal(gone->at.start, 27);
    assert_int_equal(gone->why->at.start, 34);
    const struct label_flow *right = label_flow_of(&flows, promql_right(expr.root));
    assert_true(label_flow_may_have(right, STR("c")));
    arena_free(&arena);
}

/* before + count * (piece with the number in place of %) + after */
static str repeat(struct arena *arena, const char *before, const char *piece, size_t count, const char *after) {
    VEC(char) out = {0};
    for (const char *p = before; *p; p++)
        vec_push(arena, &out, *p);
    for (size_t i = 0; i < count; i++)
        for (const char *p = piece; *p; p++) {
            str number = arena_format(arena, "%zu", i);
            for (size_t k = 0; *p == '%' && k < number.len; k++)
                vec_push(arena, &out, number.ptr[k]);
            if (*p != '%')
                vec_push(arena, &out, *p);
        }
    for (const char *p = after; *p; p++)
        vec_push(arena, &out, *p);
    return (str){out.at, out.len};
}

/* Beyond the bounds nothing is claimed: every label is possible. */
static void gives_up_quietly(void **state) {
    (void)state;
    static const struct {
        const char *before, *piece, *after;
        size_t count;
    } cases[] = {
        {"sum by (a) (z) ", "or sum by (a%) (x) ", "", 40},
        {"sum by (a) (sum by (", "l%,", "x) (y))", 5000},
        {"x{", "a%=~\"b|c\",", "}", 5000},
        {"x / on (", "a%,", "z) group_left y", 5000},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        str text = repeat(&arena, cases[i].before, cases[i].piece, cases[i].count, cases[i].after);
        struct promql_expr expr = promql_parse(&arena, text, NULL);
        assert_int_equal(expr.status, PROMQL_VALID);
        struct label_flows flows = label_flow_run(&arena, &expr, NULL);
        if (!label_flow_may_have(label_flow_root(&flows), STR("a")))
            fail_msg("%s %.*s", cases[i].piece, STR_ARG(label_flow_describe(&arena, label_flow_root(&flows), STR(""))));
        assert_int_equal(flows.fault_count, 0);
    }
    arena_free(&arena);
}

static void knows_nothing_of_the_invalid(void **state) {
    (void)state;
    struct arena arena = {0};
    struct promql_expr expr = promql_parse(&arena, STR("sum(x"), NULL);
    struct label_flows flows = label_flow_run(&arena, &expr, NULL);
    assert_int_equal(flows.node_count, 0);
    assert_int_equal(flows.fault_count, 0);
    assert_true(label_flow_is_open(label_flow_root(&flows)));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_what_took_a_label),
        cmocka_unit_test(follows_the_name),
        cmocka_unit_test(tells_what_merges),
        cmocka_unit_test(answers_over_alternatives),
        cmocka_unit_test(follows_records),
        cmocka_unit_test(describes),
        cmocka_unit_test(points_into_the_text),
        cmocka_unit_test(gives_up_quietly),
        cmocka_unit_test(knows_nothing_of_the_invalid),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
