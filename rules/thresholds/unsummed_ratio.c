/* unsummed-ratio: a part divided by itself, not by its whole.
 *
 * Series match by all their labels: x{code=~"5.."} / x pairs each series of the left with itself, so that the ratio is
 * 1 for every one. */
#include <monlint/rule.h>

static bool is_mine(const struct label_fault *fault) {
    return fault->kind == LABEL_FAULT_SELF_MATCH || fault->kind == LABEL_FAULT_SELF_SCALED;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    place at = expression_place(view->expression, fault->at);
    if (fault->kind == LABEL_FAULT_SELF_SCALED) {
        struct diag *scaled = report(pass, at,
                                     "each series is compared with a part of itself, not of all: \"%.*s\" is matched "
                                     "too",
                                     STR_ARG(fault->name));
        report_help(pass, scaled, "sum both sides before comparing");
        return;
    }
    bool divides = fault->node->kind == PROMQL_BINARY && fault->node->as.binary.op == PROMQL_DIV;
    if (!divides)
        return;
    struct diag *diag;
    if (fault->name.len)
        diag = report(pass, at, "each series is divided by itself: \"%.*s\" is matched too, so the ratio is always 1",
                      STR_ARG(fault->name));
    else
        diag = report(pass, at, "each series is divided by itself, so the ratio is always 1");
    report_help(pass, diag, "sum both sides before dividing");
}

static void check(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; view->flow && i < view->flow->labels.fault_count; i++)
        if (is_mine(&view->flow->labels.faults[i]))
            judge(pass, view, &view->flow->labels.faults[i]);
}

const struct rule rule_unsummed_ratio = {
    .id = "unsummed-ratio",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a ratio whose series match themselves",
    .why = "Each series on the left meets the very same series on the right, since nothing is summed and all labels "
           "are compared: the ratio is always 1.",
    .remedy = "Sum both sides first: sum(rate(x{code=~\"5..\"}[5m])) / sum(rate(x[5m])).",
    .rule = check,
};
