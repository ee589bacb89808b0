/* slow-group: a group that is evaluated less often than Prometheus looks back.
 *
 * Prometheus 3.14: a sample is seen for 5m (--query.lookback-delta); recorded series and ALERTS of a slower group
 * vanish between two evaluations. An alert that keeps firing that long is not disturbed. */
#include <monlint/rule.h>

enum { LOOKBACK_MS = 5 * 60 * 1000 };

static bool is_hurt(const struct rule_fact *rule, int64_t interval) {
    int64_t kept;
    return rule->kind == RULE_KIND_RECORD || rule->keep_firing_for.opaque ||
           !text_milliseconds(&rule->keep_firing_for, &kept) || kept < interval;
}

static void judge(struct pass *pass, const struct group_fact *group, const struct rule_fact *rule) {
    struct diag *diag = report(pass, group->interval.at,
                               rule->kind == RULE_KIND_RECORD
                                   ? "beyond the 5m that a sample is seen for: recorded series have gaps"
                                   : "beyond the 5m that a sample is seen for: alerts are seen to stop in between");
    report_note(pass, diag, rule->name.at, "for example");
    report_help(pass, diag, "evaluate at least every 5m, and use a longer range in the expression");
}

static void check(struct pass *pass, const struct project *project) {
    struct map told = {0};
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        const struct group_fact *group = rule_group(project, rule);
        int64_t interval;
        if (!group || !text_milliseconds(&group->interval, &interval) || interval <= LOOKBACK_MS ||
            !is_hurt(rule, interval))
            continue;
        str key = arena_format(pass->scratch, "%p", (const void *)group);
        if (!map_put(pass->scratch, &told, key, (void *)group))
            judge(pass, group, rule);
    }
}

const struct rule rule_slow_group = {
    .id = "slow-group",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a group that is evaluated less often than every 5m",
    .why = "Queries see a sample for 5 minutes. What a slower group records is there for a part of the time only, and "
           "rules, dashboards and ALERTS that read it see gaps.",
    .remedy = "Evaluate at least every 5m; for slow data use a longer range instead.",
    .project = check,
};
