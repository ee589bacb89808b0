/* redundant-group-label: a label named without need.
 *
 * Label flow: group_left adds labels of the one side; a label that both are matched on is there already, and one that
 * the many side surely has is overwritten. */
#include <monlint/rule.h>

#include <string.h>

static bool is_mine(const struct label_fault *fault) {
    return fault->kind == LABEL_FAULT_REDUNDANT || fault->kind == LABEL_FAULT_OVERWRITTEN ||
           fault->kind == LABEL_FAULT_TWICE;
}

/* A label that the many side has with one value is replaced on purpose. */
static bool is_meant(const struct label_fault *fault) {
    const struct label_fact *many = fault->side == LABEL_SIDE_LEFT ? &fault->left : &fault->right;
    return fault->kind == LABEL_FAULT_OVERWRITTEN && many->value_count == 1;
}

/* The label and the comma that parts it from the next or the one before. */
static span label_and_comma(str text, span label) {
    span cut = label;
    while (cut.end < text.len && strchr(" \t\n", text.ptr[cut.end]))
        cut.end++;
    if (cut.end < text.len && text.ptr[cut.end] == ',') {
        cut.end++;
        while (cut.end < text.len && text.ptr[cut.end] == ' ')
            cut.end++;
        return cut;
    }
    for (cut = label; cut.start > 0 && strchr(" \t\n", text.ptr[cut.start - 1]);)
        cut.start--;
    if (cut.start > 0 && text.ptr[cut.start - 1] == ',')
        cut.start--;
    return cut;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    place at = expression_place(view->expression, fault->at);
    if (is_meant(fault))
        return;
    struct diag *diag;
    if (fault->kind == LABEL_FAULT_TWICE)
        diag = report(pass, at, "the label \"%.*s\" is named twice", STR_ARG(fault->name));
    else if (fault->kind == LABEL_FAULT_REDUNDANT)
        diag = report(pass, at, "both sides are matched on \"%.*s\" already", STR_ARG(fault->name));
    else
        diag = report(pass, at, "the many side has \"%.*s\" already, and it is overwritten", STR_ARG(fault->name));
    if (fault->kind != LABEL_FAULT_OVERWRITTEN)
        report_expression_fix(pass, diag, true, view->expression, label_and_comma(view->expression->text, fault->at),
                              STR(""), "take the label out");
}

static void check(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; view->flow && i < view->flow->labels.fault_count; i++)
        if (is_mine(&view->flow->labels.faults[i]))
            judge(pass, view, &view->flow->labels.faults[i]);
}

const struct rule rule_redundant_group_label = {
    .id = "redundant-group-label",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a label that a clause names without need",
    .why = "The label is there already, or named twice.",
    .remedy = "Leave it out.",
    .rule = check,
};
