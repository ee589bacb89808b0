/* pointless-for: a `for` that waits for nothing.
 *
 * Prometheus 3.14 rules/alerting.go: an alert fires at the first evaluation at which it has been active for `for`;
 * below the evaluation interval that is the second one, as with any shorter value, and 0s is the default. */
#include <monlint/rule.h>

struct evaluation {
    int64_t ms;
    struct text_fact written;
};

static bool milliseconds(const struct text_fact *text, int64_t *ms) {
    struct duration_error error;
    return text->text.len && !text->opaque && duration_parse_prometheus(text->text, ms, &error);
}

/* The evaluation interval if all of the set's Prometheuses state the same. */
static struct evaluation default_evaluation(const struct project *project) {
    struct evaluation found = {0};
    for (size_t i = 0; i < project->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = project->prometheuses.at[i];
        int64_t ms;
        if (!milliseconds(&prometheus->evaluation_interval, &ms) || (found.ms && ms != found.ms))
            return (struct evaluation){0};
        found = (struct evaluation){ms, prometheus->evaluation_interval};
    }
    return found;
}

static void judge(struct pass *pass, const struct project *project, const struct rule_fact *rule,
                  const struct evaluation *standard) {
    struct evaluation evaluation = *standard;
    int64_t ms;
    if (rule->kind != RULE_KIND_ALERT || !milliseconds(&rule->for_, &ms))
        return;
    if (ms == 0) {
        report(pass, rule->for_.at, "0 is the default: the alert fires at once without this line too");
        return;
    }
    const struct group_fact *group = rule_group(project, rule);
    if (group && milliseconds(&group->interval, &evaluation.ms))
        evaluation.written = group->interval;
    if (ms >= evaluation.ms)
        return;
    struct diag *diag = report(pass, rule->for_.at, "shorter than the evaluation interval of %.*s, so it waits for one",
                               STR_ARG(evaluation.written.text));
    report_note(pass, diag, evaluation.written.at, "the interval");
}

static void check(struct pass *pass, const struct project *project) {
    struct evaluation standard = default_evaluation(project);
    for (size_t i = 0; i < project->rules.len; i++)
        judge(pass, project, project->rules.at[i], &standard);
}

const struct rule rule_pointless_for = {
    .id = "pointless-for",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a for that is zero, or shorter than the evaluation interval",
    .why = "An alert is looked at once an evaluation. A for shorter than the time between two evaluations waits for "
           "the next one, whatever it says.",
    .remedy = "Leave it out, or make it at least one evaluation interval.",
    .project = check,
};
