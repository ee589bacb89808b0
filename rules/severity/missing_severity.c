/* missing-severity: an alert that no route by severity can take.
 *
 * Convention of kube-prometheus and the monitoring mixins, on which Alertmanager routes are built. Others rank their
 * alerts by a label of another name (tidb-ansible: level, cockroach: priority), which routes as well. */
#include <monlint/rule.h>

static const str ranks[] = {{"level", 5},   {"alert_level", 11}, {"alertlevel", 10},  {"priority", 8},
                            {"urgency", 7}, {"sev", 3},          {"criticality", 11}, {"importance", 10}};

static bool is_ranked(const struct labels_fact *labels) {
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++)
        if (labels_find(labels, ranks[i]))
            return true;
    return false;
}

static void check(struct pass *pass, const struct project *project) {
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        const struct group_fact *group = rule_group(project, rule);
        if (rule->kind != RULE_KIND_ALERT || rule->labels.open || rule->name.text.len == 0 || rule->name.opaque ||
            labels_find(&rule->labels, STR("severity")) || (group && labels_find(&group->labels, STR("severity"))))
            continue;
        if (is_ranked(&rule->labels) || (group && is_ranked(&group->labels)))
            continue;
        struct diag *diag = report(pass, rule->name.at, "alert without a severity label");
        const struct label_pair *annotation = labels_find(&rule->annotations, STR("severity"));
        if (annotation)
            report_note(pass, diag, annotation->name.at,
                        "severity stands among the annotations, where no route sees it");
        report_help(pass, diag, "add it under labels: %s", "critical, warning, info or none");
    }
}

const struct rule rule_missing_severity = {
    .id = "missing-severity",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_WARNING,
    .summary = "an alert without the severity label",
    .why = "Alertmanager routes and inhibitions commonly go by severity. An alert without it falls through to the "
           "default receiver, or to nobody.",
    .remedy = "Add the label: labels: {severity: warning}.",
    .project = check,
};
