/* unselected-rule: a PrometheusRule that no Prometheus and no ThanosRuler of the set takes.
 *
 * ruleSelector reads the labels of the object itself; the labels of its rules are those of the alerts
 * (prometheus-operator 0.93). */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct project *project) {
    struct selection selection;
    selection_init(&selection, pass->scratch, project);
    struct untaken_list list = selection_untaken(&selection, pass->scratch, true);
    for (size_t i = 0; i < list.objects.len; i++) {
        const struct untaken *untaken = &list.objects.at[i];
        enum severity severity = untaken->sure ? SEVERITY_WARNING : SEVERITY_INFO;
        struct diag *diag = report_as(pass, severity, untaken->at, "%.*s", STR_ARG(untaken->message));
        report_object(diag, untaken->object);
        report_note(pass, diag, untaken->note_at, "%.*s", STR_ARG(untaken->note));
        if (untaken->help.len)
            report_help(pass, diag, "%.*s", STR_ARG(untaken->help));
    }
}

const struct rule rule_unselected_rule = {
    .id = "unselected-rule",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "no Prometheus of the files takes this PrometheusRule",
    .why = "ruleSelector of a Prometheus or ThanosRuler matches the labels in the metadata of the PrometheusRule, and "
           "ruleNamespaceSelector the labels of its Namespace. Without a selector none is taken. "
           "kube-prometheus-stack asks for release: <name of its release> until ruleSelectorNilUsesHelmValues is "
           "false. Rules that nobody takes never fire, without an error.",
    .remedy = "Add the label that the selector asks for, or widen the selector.",
    .reads = READS_STRUCTURE,
    .project = check,
};
