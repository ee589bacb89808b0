/* quantile-without-le: a quantile of buckets that lost their bounds, or that count since the process began.
 *
 * Prometheus 3.14 promql/quantile.go: classic buckets are told apart by le; without it there is nothing to interpolate.
 * Buckets are counters: without rate() or increase() the quantile is one of all observations ever made, which hardly
 * moves after some days. */
#include <monlint/rule.h>

static bool is_mine(const struct label_fault *fault) {
    return fault->kind == LABEL_FAULT_NO_LE;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    struct diag *diag = report(pass, expression_place(view->expression, fault->at),
                               "the buckets have lost their label le, so there is no quantile");
    report_label_reason(pass, diag, view, fault->why);
}

/* The selector whose samples a histogram_quantile is given as they are, through aggregations, or NULL. */
static const struct promql_node *raw_buckets(const struct promql_node *call) {
    const struct promql_node *node = call->child ? promql_unwrapped(call->child->next) : NULL;
    while (node && node->kind == PROMQL_AGGREGATE)
        node = promql_unwrapped(promql_aggregated(node));
    return node && node->kind == PROMQL_SELECTOR ? node : NULL;
}

static void judge_quantile(struct pass *pass, const struct rule_view *view, const struct promql_node *call) {
    const struct promql_node *buckets = raw_buckets(call);
    str metric = buckets ? promql_selector_metric(buckets) : STR("");
    if (!str_ends_with(metric, STR("_bucket")) || str_contains(metric, STR(":")))
        return;
    struct diag *diag = report(pass, expression_place(view->expression, promql_selector_metric_at(buckets)),
                               "these buckets count since the process began: so does the quantile");
    report_help(pass, diag, "take rate(%.*s[5m]) of them first", STR_ARG(metric));
}

static void check_quantiles(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        if (node->kind == PROMQL_CALL && node->as.call.function->id == PROMQL_FUNCTION_histogram_quantile)
            judge_quantile(pass, view, node);
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->flow)
        check_quantiles(pass, view);
    for (size_t i = 0; view->flow && i < view->flow->labels.fault_count; i++)
        if (is_mine(&view->flow->labels.faults[i]))
            judge(pass, view, &view->flow->labels.faults[i]);
}

const struct rule rule_quantile_without_le = {
    .id = "quantile-without-le",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "histogram_quantile of buckets without the label le, or without rate()",
    .why = "The bounds of the buckets are in the label le. An aggregation that drops it leaves one number, of which no "
           "quantile can be computed: the result is empty. Buckets that no rate() is taken of hold every observation "
           "since "
           "the process began: their quantile hardly moves any more.",
    .remedy = "Keep le, and take the rate: sum by (job, le) (rate(x_bucket[5m])).",
    .rule = check,
};
