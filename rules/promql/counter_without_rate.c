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

/* "{{ $value }} active connections": a gauge, whatever its name ends in. */
static bool prints_a_state(const struct rule_fact *rule) {
    static const char *const states[] = {"}} active",  "}} open",      "}} current", "}} concurrent",
                                         "}} pending", "}} connected", "}} running", "}} online"};
    for (size_t i = 0; i < rule->annotations.len; i++)
        for (size_t k = 0; k < sizeof states / sizeof *states; k++)
            if (str_contains(rule->annotations.at[i].value.text, str_of(states[k])))
                return true;
    return false;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct kind_fault *fault) {
    if (fault->kind != KIND_RAW_COUNTER || is_guard(fault->where))
        return;
    if (fault->metric->kind_evidence == FLOW_EVIDENCE_NAME && prints_a_state(view->rule))
        return;
    bool sure = fault->metric->kind_evidence == FLOW_EVIDENCE_TABLE && fault->use != COUNTER_RATIO;
    struct diag *diag =
        report_as(pass, sure ? SEVERITY_WARNING : SEVERITY_INFO, expression_place(view->expression, fault->metric->at),
                  fault->use == COUNTER_RATIO ? "a quotient of counters is one since the process began"
                                              : "a counter's total is compared, not its change");
    report_help(pass, diag, "use rate() or increase() over a window");
}

/* One comparison is one mistake, and so is one metric in several. */
static bool is_told(const struct kind_faults *faults, size_t at) {
    const struct kind_fault *fault = &faults->items[at];
    for (size_t i = at > 8 ? at - 8 : 0; i < at; i++) {
        const struct kind_fault *before = &faults->items[i];
        if (before->kind == fault->kind && !is_guard(before->where) &&
            (before->where == fault->where || str_equal(before->metric->name, fault->metric->name)))
            return true;
    }
    return false;
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct kind_faults faults = view_kind_faults(view);
    for (size_t i = 0; i < faults.len; i++)
        if (!is_told(&faults, i))
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
