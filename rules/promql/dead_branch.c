/* dead-branch: a side of or, unless or absent that never counts.
 *
 * Label flow: a left side of or that is never empty and has all the labels of the right hides it; unless with a right
 * side that is always there removes everything. */
#include <monlint/rule.h>

static bool is_mine(const struct label_fault *fault) {
    return fault->kind == LABEL_FAULT_DEAD_OR || fault->kind == LABEL_FAULT_UNLESS_ALL ||
           fault->kind == LABEL_FAULT_NEVER_ABSENT;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    place at = expression_place(view->expression, fault->at);
    if (fault->kind == LABEL_FAULT_DEAD_OR)
        report(pass, at, "the left side is never empty, so the right side of \"or\" never shows");
    else if (fault->kind == LABEL_FAULT_UNLESS_ALL)
        report(pass, at, "the right side is always there, so \"unless\" removes everything");
    else
        report(pass, at, "never absent: what is asked for is always there");
}

static void check(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; view->flow && i < view->flow->labels.fault_count; i++)
        if (is_mine(&view->flow->labels.faults[i]))
            judge(pass, view, &view->flow->labels.faults[i]);
}

const struct rule rule_dead_branch = {
    .id = "dead-branch",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a part of the expression that never has an effect",
    .why = "One side is always there, so the other never shows (or), everything is removed (unless), or nothing is "
           "ever absent.",
    .remedy = "Remove the dead part, or move the fallback inside the aggregation.",
    .rule = check,
};
