/* counter-without-rate: the total of a counter decides.
 *
 * Counters only grow and start anew at 0 with the process: compared as they are they cross any threshold once and stay
 * there (pint promql/counter, with its exceptions). */
#include <monlint/rule.h>

static bool is_zero(const struct promql_node *node) {
    node = promql_unwrapped(node);
    return node->kind == PROMQL_NUMBER && node->as.number.value == 0;
}

/* "x > 0 and …": the counter only has to have counted at all. */
static bool is_guard(const struct promql_node *comparison) {
    const struct promql_node *parent = comparison->parent;
    while (parent && parent->kind == PROMQL_PAREN)
        parent = parent->parent;
    bool joined = parent && parent->kind == PROMQL_BINARY && parent->as.binary.op == PROMQL_AND;
    return joined && (is_zero(promql_left(comparison)) || is_zero(promql_right(comparison)));
}

static void judge(struct pass *pass, const struct rule_view *view, const struct kind_fault *fault) {
    if (fault->kind != KIND_RAW_COUNTER || is_guard(fault->where))
        return;
    bool sure = fault->metric->kind_evidence == FLOW_EVIDENCE_TABLE && fault->use != COUNTER_RATIO;
    struct diag *diag =
        report_as(pass, sure ? SEVERITY_WARNING : SEVERITY_INFO, expression_place(view->expression, fault->metric->at),
                  fault->use == COUNTER_RATIO ? "a quotient of counters is one since the process began"
                                              : "a counter's total is compared, not its change");
    report_help(pass, diag, "use rate() or increase() over a window");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct kind_faults faults = view_kind_faults(view);
    for (size_t i = 0; i < faults.len; i++)
        if (i == 0 || faults.items[i].where != faults.items[i - 1].where)
            judge(pass, view, &faults.items[i]);
}

const struct rule rule_counter_without_rate = {
    .id = "counter-without-rate",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a counter is compared without rate or increase",
    .why = "A counter holds the total since its process began. Once above the threshold it stays there until a "
           "restart: the alert never resolves.",
    .remedy = "Ask for the change: rate(x[5m]) or increase(x[1h]).",
    .rule = check,
};
