/* percent-of-ratio: a ratio compared with a percentage, or the reverse.
 *
 * Unit flow: a quotient of like units is a ratio, 0 to 1; times 100 it is a percentage. */
#include <monlint/rule.h>

static void judge(struct pass *pass, const struct rule_view *view, const struct value_comparison *comparison) {
    struct scale_doubt doubt = unit_scale_doubt(&view->flow->units, comparison);
    bool ratio = doubt.slip == SCALE_SLIP_PERCENT_OF_RATIO;
    place at = expression_place(view->expression, comparison->threshold->at);
    struct diag *diag = ratio ? report(pass, at, "a ratio of 0 to 1 is compared with a percentage")
                              : report(pass, at, "a percentage of 0 to 100 is compared with a ratio");
    report_note(pass, diag, expression_place(view->expression, comparison->compared->at),
                ratio ? "this is a ratio" : "this is a percentage");
    report_help(pass, diag,
                ratio ? "multiply the ratio by 100, or divide the threshold by 100" : "multiply the threshold by 100");
    if (comparison->has_value && comparison->threshold->kind == PROMQL_NUMBER)
        report_expression_fix(
            pass, diag, false, view->expression, comparison->threshold->at,
            arena_format(pass->scratch, "%.10g", ratio ? comparison->value / 100 : comparison->value * 100),
            ratio ? "divide the threshold by 100" : "multiply the threshold by 100");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct value_thresholds thresholds = view_thresholds(view);
    for (size_t i = 0; i < thresholds.len; i++)
        if (view_threshold_kind(view, i) == THRESHOLD_SCALE)
            judge(pass, view, &thresholds.items[i]);
}

const struct rule rule_percent_of_ratio = {
    .id = "percent-of-ratio",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a ratio compared with a percentage, or the reverse",
    .why = "A ratio runs from 0 to 1, a percentage from 0 to 100. Compared with the other's number the alert fires "
           "always or never.",
    .remedy = "Multiply the ratio by 100, or divide the threshold by 100.",
    .rule = check,
};
