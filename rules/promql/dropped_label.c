/* dropped-label: a clause names a label that is gone.
 *
 * Label flow (Prometheus 3.14, promql/engine.go): an aggregation or a matching clause below keeps the label from every
 * series, so grouping or matching by it does nothing. */
#include <monlint/rule.h>

static bool is_mine(const struct label_fault *fault) {
    bool clause =
        fault->clause == LABEL_CLAUSE_BY || fault->clause == LABEL_CLAUSE_ON || fault->clause == LABEL_CLAUSE_INCLUDE;
    return (fault->kind == LABEL_FAULT_GONE && clause) || fault->kind == LABEL_FAULT_MATCHER_GONE;
}

static const char *whose(const struct label_fault *fault) {
    switch (fault->side) {
    case LABEL_SIDE_LEFT:
        return "the left side";
    case LABEL_SIDE_RIGHT:
        return "the right side";
    case LABEL_SIDE_BOTH:
        return "either side";
    case LABEL_SIDE_NONE:
        break;
    }
    return "what is grouped here";
}

static void judge(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    struct diag *diag;
    place at = expression_place(view->expression, fault->at);
    if (fault->kind == LABEL_FAULT_MATCHER_GONE)
        diag = report(pass, at, "no recorded series has the label \"%.*s\"", STR_ARG(fault->name));
    else
        diag = report(pass, at, "no series of %s has the label \"%.*s\"", whose(fault), STR_ARG(fault->name));
    report_label_reason(pass, diag, view, fault->why);
}

static void check(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; view->flow && i < view->flow->labels.fault_count; i++)
        if (is_mine(&view->flow->labels.faults[i]))
            judge(pass, view, &view->flow->labels.faults[i]);
}

const struct rule rule_dropped_label = {
    .id = "dropped-label",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "grouping or matching by a label that cannot be there any more",
    .why = "An aggregation below has dropped the label, so every series lacks it: grouping by it makes no groups, "
           "matching on it compares nothing with nothing.",
    .remedy = "Keep the label in the aggregation below, or leave it out here.",
    .rule = check,
};
