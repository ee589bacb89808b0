/* impossible-threshold: a threshold that the values cannot reach.
 *
 * Value flow: ranges of metrics (dated vocabulary), functions and arithmetic of Prometheus 3.14. */
#include <monlint/rule.h>

static void judge(struct pass *pass, const struct rule_view *view, const struct value_comparison *comparison) {
    struct diag *diag =
        report(pass, expression_place(view->expression, comparison->threshold->at), "never true: the values are %.*s",
               STR_ARG(value_describe(pass->scratch, comparison->before)));
    report_note(pass, diag, expression_place(view->expression, comparison->compared->at), "what is compared");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct value_thresholds thresholds = view_thresholds(view);
    for (size_t i = 0; i < thresholds.len; i++)
        if (view_threshold_kind(view, i) == THRESHOLD_IMPOSSIBLE)
            judge(pass, view, &thresholds.items[i]);
}

const struct rule rule_impossible_threshold = {
    .id = "impossible-threshold",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a threshold beyond what the values can be",
    .why = "The values of the compared side have bounds, and the threshold lies outside: the comparison is never true "
           "and the alert never fires.",
    .remedy = "Correct the threshold, or the unit of one side.",
    .rule = check,
};
