/* many-to-many: a match that finds several series where it may find one.
 *
 * Prometheus 3.14 fails the whole evaluation when the one side of a match has two series with equal matching labels. */
#include <monlint/rule.h>

static bool is_mine(const struct label_fault *fault) {
    return fault->kind == LABEL_FAULT_MANY;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    report(pass, expression_place(view->expression, fault->at),
           "the %s side may have several series that differ in \"%.*s\", which is not matched on",
           fault->side == LABEL_SIDE_RIGHT ? "right" : "left", STR_ARG(fault->name));
}

static void check(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; view->flow && i < view->flow->labels.fault_count; i++)
        if (is_mine(&view->flow->labels.faults[i]))
            judge(pass, view, &view->flow->labels.faults[i]);
}

const struct rule rule_many_to_many = {
    .id = "many-to-many",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "the one side of a match may have several series",
    .why = "When two series of the one side have the same matching labels Prometheus stops with many-to-many matching "
           "not allowed, and the rule gives nothing.",
    .remedy = "Aggregate the one side to the labels that are matched on, or match on the others too.",
    .rule = check,
};
