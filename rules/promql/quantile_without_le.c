/* quantile-without-le: a quantile of buckets that lost their bounds.
 *
 * Prometheus 3.14 promql/quantile.go: classic buckets are told apart by le; without it there is nothing to interpolate.
 */
#include <monlint/rule.h>

static bool is_mine(const struct label_fault *fault) {
    return fault->kind == LABEL_FAULT_NO_LE;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    struct diag *diag = report(pass, expression_place(view->expression, fault->at),
                               "the buckets have lost their label le, so there is no quantile");
    report_label_reason(pass, diag, view, fault->why);
}

static void check(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; view->flow && i < view->flow->labels.fault_count; i++)
        if (is_mine(&view->flow->labels.faults[i]))
            judge(pass, view, &view->flow->labels.faults[i]);
}

const struct rule rule_quantile_without_le = {
    .id = "quantile-without-le",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "histogram_quantile of buckets without the label le",
    .why = "The bounds of the buckets are in the label le. An aggregation that drops it leaves one number, of which no "
           "quantile can be computed: the result is empty.",
    .remedy = "Keep le: sum by (job, le) (rate(x_bucket[5m])).",
    .rule = check,
};
