/* certain-threshold: a comparison that every value passes.
 *
 * Value flow, as in impossible-threshold. A comparison that only asks whether there is a sample is no such mistake. */
#include <monlint/rule.h>

static void judge(struct pass *pass, const struct rule_view *view, const struct value_comparison *comparison) {
    struct diag *diag =
        report(pass, expression_place(view->expression, comparison->threshold->at), "always true: the values are %.*s",
               STR_ARG(value_describe(pass->scratch, comparison->before)));
    report_note(pass, diag, expression_place(view->expression, comparison->compared->at), "what is compared");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct value_thresholds thresholds = view_thresholds(view);
    for (size_t i = 0; i < thresholds.len; i++)
        if (view_threshold_kind(view, i) == THRESHOLD_CERTAIN)
            judge(pass, view, &thresholds.items[i]);
}

const struct rule rule_certain_threshold = {
    .id = "certain-threshold",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a comparison that is always true",
    .why = "Every value that the compared side can have passes: the alert fires whenever the metric is there.",
    .remedy = "Correct the operator or the threshold; to ask for presence alone leave the comparison out.",
    .rule = check,
};
