/* implausible-rate: a threshold per second that the counter cannot reach.
 *
 * vocab/pace.h names counters of rare events, and why they rise slowly. Sums over many series can rise fast; only the
 * rate of single series is judged, and its maximum, minimum or average. */
#include <monlint/rule.h>

struct paced {
    const struct promql_node *call; /* rate, irate, or increase */
    double per_second;              /* the threshold on its result */
    double window;                  /* seconds */
    const struct vocab_pace *pace;
};

static bool find_pace(struct pass *pass, const struct promql_expr *expr, const struct promql_threshold *threshold,
                      struct paced *paced) {
    struct promql_scaled scaled = promql_unscaled(pass->scratch, expr, threshold->value, threshold->number);
    const struct promql_node *call = scaled.node;
    const struct promql_node *matrix = call->kind == PROMQL_CALL && !scaled.is_sum ? call->child : NULL;
    if (!matrix || matrix->kind != PROMQL_MATRIX || !matrix->as.range.range->is_constant)
        return false;
    double window = matrix->as.range.range->seconds;
    enum promql_function_id id = call->as.call.function->id;
    if (window < 300 || (id != PROMQL_FUNCTION_rate && id != PROMQL_FUNCTION_increase))
        return false;
    *paced = (struct paced){.call = call, .window = window, .per_second = scaled.number};
    if (id == PROMQL_FUNCTION_increase)
        paced->per_second = scaled.number / window;
    paced->pace = vocab_pace_find(matrix->child->as.selector.name);
    return paced->pace && paced->per_second > paced->pace->most_a_second;
}

static void judge(struct pass *pass, const struct expression *expression, const struct promql_threshold *threshold) {
    struct paced paced;
    if (threshold->op != PROMQL_GT && threshold->op != PROMQL_GE)
        return;
    if (!find_pace(pass, &expression->parsed, threshold, &paced))
        return;
    str window = duration_format(pass->scratch, (int64_t)(paced.window * 1000));
    double events = paced.per_second * paced.window;
    const struct promql_node *series = paced.call->child->child;
    struct diag *diag = report(pass, expression_place(expression, threshold->limit->at),
                               "%g per second is %g in %.*s, which %.*s cannot reach", paced.per_second, events,
                               STR_ARG(window), STR_ARG(series->as.selector.name));
    report_note(pass, diag, expression_place(expression, paced.call->at), "%s", paced.pace->reason);
    report_help(pass, diag, "a few events in %.*s are \"increase(...[%.*s]) > 3\"", STR_ARG(window), STR_ARG(window));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT || !view->expression ||
        !(view_calls(view, PROMQL_FUNCTION_rate) || view_calls(view, PROMQL_FUNCTION_increase)))
        return;
    struct promql_thresholds found = view_written_thresholds(view);
    for (size_t i = 0; i < found.len; i++)
        judge(pass, view->expression, &found.at[i]);
}

const struct rule rule_implausible_rate = {
    .id = "implausible-rate",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a threshold on a rate that the counter cannot reach",
    .why = "rate() is per second. A container restarts at most every few minutes once it crash-loops, so 0.1 restarts "
           "per second (90 in 15 minutes) never happen, and the alert never fires.",
    .remedy = "Count over a window instead: increase(kube_pod_container_status_restarts_total[15m]) > 3.",
    .rule = check,
};
