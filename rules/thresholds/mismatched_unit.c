/* mismatched-unit: operands whose units differ.
 *
 * Unit flow: units of metrics (dated vocabulary, then the name's suffix), functions and arithmetic. */
#include <monlint/rule.h>

static const char *relation(const struct promql_node *node) {
    return promql_operator_is_comparison(node->as.binary.op) ? "compared with" : "combined with";
}

static void judge_fault(struct pass *pass, const struct rule_view *view, const struct unit_fault *fault) {
    if (fault->left.evidence < FLOW_EVIDENCE_TABLE && fault->right.evidence < FLOW_EVIDENCE_TABLE)
        return;
    struct diag *diag = report(pass, expression_place(view->expression, fault->node->as.binary.op_at), "%.*s %s %.*s",
                               STR_ARG(unit_describe(pass->scratch, fault->left)), relation(fault->node),
                               STR_ARG(unit_describe(pass->scratch, fault->right)));
    report_note(pass, diag, expression_place(view->expression, fault->left.at), "%.*s",
                STR_ARG(unit_describe(pass->scratch, fault->left)));
    report_note(pass, diag, expression_place(view->expression, fault->right.at), "%.*s",
                STR_ARG(unit_describe(pass->scratch, fault->right)));
}

/* An amount with a threshold below 1 was meant to be a share. */
static void judge_amount(struct pass *pass, const struct rule_view *view, const struct value_comparison *comparison) {
    struct scale_doubt doubt = unit_scale_doubt(&view->flow->units, comparison);
    if (doubt.slip != SCALE_SLIP_RATIO_OF_AMOUNT || doubt.certainty < SCALE_LIKELY)
        return;
    report(pass, expression_place(view->expression, comparison->threshold->at), "%.*s compared with a share",
           STR_ARG(unit_describe(pass->scratch, doubt.unit)));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    for (size_t i = 0; i < view->flow->units.fault_count; i++)
        judge_fault(pass, view, &view->flow->units.faults[i]);
    struct value_thresholds thresholds = view_thresholds(view);
    for (size_t i = 0; i < thresholds.len; i++)
        judge_amount(pass, view, &thresholds.items[i]);
}

const struct rule rule_mismatched_unit = {
    .id = "mismatched-unit",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "values of different units are added or compared",
    .why = "Milliseconds against seconds, a point in time against a duration, bytes per second against bytes: the "
           "result is a number without a meaning.",
    .remedy = "Convert one side, or use the metric that was meant.",
    .rule = check,
};
