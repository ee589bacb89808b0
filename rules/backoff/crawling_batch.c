/* crawling-batch: logs that wait long, or one push after the other.
 *
 * Promtail 3.6 sends a batch when it is batchwait old, and looks every max(batchwait/10, 10 ms). */
#include <monlint/rule.h>

static const int64_t minute = INT64_C(60000000000);

static void check(struct pass *pass, const struct node *wait) {
    int64_t ns;
    if (duration_lacks_unit(wait) || !node_duration(wait, &ns))
        return;
    if (ns > minute)
        report(pass, node_place(wait), "a batch may wait %.*s before it is sent", STR_ARG(node_value(wait)));
    else if (ns <= 0)
        report(pass, node_place(wait), "with batchwait %.*s a push goes out every 10 ms", STR_ARG(node_value(wait)));
}

const struct rule rule_crawling_batch = {
    .id = "crawling-batch",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "batchwait over a minute, or none",
    .why = "A batch is sent when it is full or this old. Over a minute, logs of quiet services arrive late and alerts "
           "on them later; at zero or less a push goes out every 10 ms.",
    .remedy = "Use a value near the default of 1s.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_CLIENT_BATCH_WAIT, ROLE_NONE},
    .node = check,
};
