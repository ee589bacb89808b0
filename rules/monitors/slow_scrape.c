/* slow-scrape: samples so far apart that queries do not see them.
 *
 * Prometheus looks back 5 minutes for a sample (query.lookback-delta, promtool lint too-long-scrape-interval). */
#include <monlint/rule.h>

static const int64_t lookback = INT64_C(300000000000);

static void check(struct pass *pass, const struct node *interval) {
    int64_t ns;
    if (!node_duration(interval, &ns) || ns < lookback)
        return;
    struct diag *diag = report(pass, node_place(interval), "scraped every %.*s, but queries look back 5m only",
                               STR_ARG(node_value(interval)));
    report_help(pass, diag, "graphs have gaps and alerts flap; stay below 5m");
}

const struct rule rule_slow_scrape = {
    .id = "slow-scrape",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a scrape interval at or beyond the lookback of 5m",
    .why = "A query takes the newest sample of the last 5 minutes. With samples 5 minutes or more apart every graph "
           "has gaps and every alert on it resolves and fires again.",
    .remedy = "Scrape at least every 4m, better every 1m; keep costly data in the exporter's cache.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_SCRAPE_INTERVAL, ROLE_NONE},
    .node = check,
};
