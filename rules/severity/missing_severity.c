/* missing-severity: an alert that no route by severity can take.
 *
 * Convention of kube-prometheus and the monitoring mixins, on which Alertmanager routes are built. TiDB's rules say
 * level, CockroachDB's priority: who has another label for it routes by that. */
#include <monlint/rule.h>

static bool has_rank(const struct labels_fact *labels) {
    static const char *const names[] = {"severity", "level",  "priority",    "urgency",       "criticality",
                                        "sev",      "paging", "alert_level", "alertpriority", "importance"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (labels_find(labels, str_of(names[i])))
            return true;
    return false;
}

static void check(struct pass *pass, const struct project *project) {
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        const struct group_fact *group = rule_group(project, rule);
        if (rule->kind != RULE_KIND_ALERT || rule->labels.open || rule->name.text.len == 0 || rule->name.opaque ||
            has_rank(&rule->labels) || (group && has_rank(&group->labels)))
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
    .reads = READS_STRUCTURE,
    .project = check,
};
