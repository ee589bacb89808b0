/* unknown-template-label: a label that the alert cannot have.
 *
 * Prometheus 3.14 rules/alerting.go: $labels are those of the sample; a label that the expression dropped is the empty
 * string. Labels of the rule and of external_labels are not among them. A text that tests the label first, by if or
 * with, is made for several alerts and shows no hole. */
#include <monlint/rule.h>

static bool is_static(const struct rule_view *view, str name) {
    return labels_find(&view->rule->labels, name) || (view->group && labels_find(&view->group->labels, name));
}

enum { TESTED = GOTMPL_READ_IN_IF | GOTMPL_READ_IN_WITH };

static bool is_tested(const struct templated *templated, str name) {
    for (size_t i = 0; i < templated->reads.read_count; i++) {
        const struct gotmpl_read *read = &templated->reads.reads[i];
        if (read->kind == GOTMPL_READ_LABEL && read->flags & TESTED && str_equal(read->name, name))
            return true;
    }
    return false;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct templated *templated,
                  const struct gotmpl_read *read) {
    const struct label_flow *flow = label_flow_root(&view->flow->labels);
    if (read->kind != GOTMPL_READ_LABEL || read->flags & TESTED || label_flow_may_have(flow, read->name) ||
        (read->flags & GOTMPL_READ_CONDITIONAL && is_tested(templated, read->name)))
        return;
    struct diag *diag = report(pass, templated_place(templated, read->span), "the alert cannot have the label \"%.*s\"",
                               STR_ARG(read->name));
    if (is_static(view, read->name))
        report_help(pass, diag, "$labels holds the labels of the sample; those that the rule adds are not among them");
    report_label_reason(pass, diag, view, label_flow_why_not(flow, read->name, NULL));
}

static void judge_texts(struct pass *pass, const struct rule_view *view, const struct labels_fact *texts) {
    for (size_t i = 0; i < texts->len; i++) {
        const struct templated *templated = texts->at[i].templated;
        for (size_t k = 0; templated && k < templated->reads.read_count; k++)
            judge(pass, view, templated, &templated->reads.reads[k]);
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow || view->rule->kind != RULE_KIND_ALERT)
        return;
    judge_texts(pass, view, &view->rule->labels);
    judge_texts(pass, view, &view->rule->annotations);
}

const struct rule rule_unknown_template_label = {
    .id = "unknown-template-label",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a template reads a label that the expression cannot carry",
    .why = "The expression has dropped the label, so the text has a hole where it should name the guilty thing.",
    .remedy = "Keep the label in the aggregation (by (...)), or leave it out of the text.",
    .rule = check,
};
