/* short-retry-window: all retries are over before a restart could be.
 *
 * dskit backoff: N retries are N sends with N-1 sleeps between them. A restart of Loki takes about a minute
 * (helm-charts loki: readiness after 45 s and more), so a window below 60 s loses logs at every one. */
#include <monlint/rule.h>

static str human(struct pass *pass, double ns) {
    return duration_format_human(pass->scratch, (int64_t)ns);
}

static void say(struct pass *pass, place at, const struct backoff *backoff, const struct backoff_total *total) {
    long long sleeps = (long long)backoff->retries - 1;
    struct diag *diag = report(pass, at, "all retries are over after at most %.*s: a restart takes longer",
                               STR_ARG(human(pass, total->longest)));
    report_help(pass, diag, "%lld sends with %lld sleep%s: shortest %.*s, mean %.*s, longest %.*s", sleeps + 1, sleeps,
                sleeps == 1 ? "" : "s", STR_ARG(human(pass, total->shortest)), STR_ARG(human(pass, total->mean)),
                STR_ARG(human(pass, total->longest)));
}

static void check(struct pass *pass, const struct node *node) {
    struct backoff backoff;
    if (!backoff_read(node, &backoff) || backoff.retries < 1)
        return;
    struct backoff_total total = backoff_sum(&backoff);
    double limit = (double)pass->config->policy.min_retry_window_ms * 1e6;
    if (total.longest >= limit)
        return;
    const struct node *guilty = backoff.retries_node ? backoff.retries_node : node;
    place at = guilty == node && node->key ? node_key_place(node) : node_place(guilty);
    if (backoff.retries == 1)
        report(pass, at, "sent once and not again: what Loki refuses while it restarts is dropped");
    else
        say(pass, at, &backoff, &total);
}

const struct rule rule_short_retry_window = {
    .id = "short-retry-window",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "all retries are over before Loki could have restarted",
    .why = "max_retries counts sends, so N sends sleep N-1 times. When even the longest sum of sleeps is below a "
           "minute, a batch is dropped before Loki has restarted.",
    .remedy = "Raise max_retries (Promtail's default is 10) or the bounds. policy.min_retry_window sets another limit.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_BACKOFF, ROLE_NONE},
    .node = check,
};
