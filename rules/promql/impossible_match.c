/* impossible-match: two vectors whose series can never match.
 *
 * Prometheus 3.14 matches series whose compared labels are equal, an absent label being empty. A label that one side
 * surely has and the other cannot have, or that both pin to different values, leaves nothing. */
#include <monlint/rule.h>

static bool is_mine(const struct label_fault *fault) {
    return fault->kind == LABEL_FAULT_LABEL_MISMATCH || fault->kind == LABEL_FAULT_VALUE_MISMATCH ||
           fault->kind == LABEL_FAULT_RECORD_MISMATCH || fault->kind == LABEL_FAULT_UNLESS_NOTHING;
}

static const char *side_name(enum label_side side) {
    return side == LABEL_SIDE_RIGHT ? "right" : "left";
}

static const char *other_name(enum label_side side) {
    return side == LABEL_SIDE_RIGHT ? "left" : "right";
}

static void judge_values(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    str left = fault->left.value_count ? fault->left.values[0] : STR("");
    str right = fault->right.value_count ? fault->right.values[0] : STR("");
    report(pass, expression_place(view->expression, fault->at),
           "%s: the label \"%.*s\" is \"%.*s\" on the left and \"%.*s\" on the right",
           fault->kind == LABEL_FAULT_UNLESS_NOTHING ? "removes nothing" : "nothing matches", STR_ARG(fault->name),
           STR_ARG(left), STR_ARG(right));
}

static void judge_labels(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    struct diag *diag = report(pass, expression_place(view->expression, fault->at),
                               "%s: the %s side has the label \"%.*s\", the %s side cannot have it",
                               fault->kind == LABEL_FAULT_UNLESS_NOTHING ? "removes nothing" : "nothing matches",
                               side_name(fault->side), STR_ARG(fault->name), other_name(fault->side));
    report_label_reason(pass, diag, view, fault->why);
}

static void judge(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    if (fault->kind == LABEL_FAULT_RECORD_MISMATCH)
        report(pass, expression_place(view->expression, fault->at), "no recorded series has this value of \"%.*s\"",
               STR_ARG(fault->name));
    else if (fault->kind == LABEL_FAULT_VALUE_MISMATCH || fault->is_value_mismatch)
        judge_values(pass, view, fault);
    else
        judge_labels(pass, view, fault);
}

/* Metrics of different units are another mistake, which mismatched-unit tells. */
static bool has_other_units(const struct rule_view *view, const struct label_fault *fault) {
    const struct unit_flow *units = &view->flow->units;
    for (size_t i = 0; fault->why && fault->why->kind == LABEL_GONE_METRIC && i < units->fault_count; i++)
        if (units->faults[i].node == fault->node)
            return true;
    return false;
}

static void check(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; view->flow && i < view->flow->labels.fault_count; i++)
        if (is_mine(&view->flow->labels.faults[i]) && !has_other_units(view, &view->flow->labels.faults[i]))
            judge(pass, view, &view->flow->labels.faults[i]);
}

const struct rule rule_impossible_match = {
    .id = "impossible-match",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "two vectors that can never match each other",
    .why = "Series match when all compared labels are equal. One side here has a label that the other cannot have, or "
           "both have another value of it: the result is always empty.",
    .remedy =
        "Match on the labels that both sides have, with on (...) or ignoring (...), or aggregate both sides alike.",
    .rule = check,
};
