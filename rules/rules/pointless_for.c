/* pointless-for: a `for` that waits for nothing.
 *
 * Prometheus 3.14 rules/alerting.go: an alert fires at the first evaluation at which it has been active for `for`;
 * below the evaluation interval that is the second one, as with any shorter value, and 0s is the default. Who states a
 * `for` for each of several alerts of a file states the zeros on purpose: awesome-prometheus-alerts writes 246 of them.
 */
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
                  const struct evaluation *standard, bool habit) {
    struct evaluation evaluation = *standard;
    int64_t ms;
    if (rule->kind != RULE_KIND_ALERT || !milliseconds(&rule->for_, &ms))
        return;
    if (ms == 0) {
        if (!habit)
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

/* Past the last rule that stands in the file of the first. */
static size_t end_of_file(const struct project *project, size_t first) {
    const struct source *source = project->rules.at[first]->where.source;
    while (first < project->rules.len && project->rules.at[first]->where.source == source)
        first++;
    return first;
}

/* Does each of several alerts say how long it waits? */
static bool is_habit(const struct project *project, size_t first, size_t end) {
    size_t alerts = 0;
    for (; first < end; first++) {
        const struct rule_fact *rule = project->rules.at[first];
        if (rule->kind == RULE_KIND_ALERT && !rule->for_.text.ptr)
            return false;
        alerts += rule->kind == RULE_KIND_ALERT;
    }
    return alerts > 1;
}

static void check(struct pass *pass, const struct project *project) {
    struct evaluation standard = default_evaluation(project);
    for (size_t i = 0, end; i < project->rules.len; i = end) {
        end = end_of_file(project, i);
        bool habit = is_habit(project, i, end);
        for (size_t k = i; k < end; k++)
            judge(pass, project, project->rules.at[k], &standard, habit);
    }
}

const struct rule rule_pointless_for = {
    .id = "pointless-for",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a for that is zero, or shorter than the evaluation interval",
    .why = "An alert is looked at once an evaluation. A for shorter than the time between two evaluations waits for "
           "the next one, whatever it says.",
    .remedy = "Leave it out, or make it at least one evaluation interval.",
    .reads = READS_STRUCTURE,
    .project = check,
};
