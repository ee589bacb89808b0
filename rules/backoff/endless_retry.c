/* endless-retry: retries without end.
 *
 * dskit backoff: max_retries 0 means for ever. Promtail's client sends one batch at a time, so one that is always
 * refused with a 5xx or 429 blocks all that follow, and shutdown waits for it. Elsewhere (Tempo's backend worker) an
 * endless loop over work is the default and right. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *retries) {
    int64_t count;
    if (!node_ancestor(retries, ROLE_PROMTAIL_CLIENTS) && !node_ancestor(retries, ROLE_PROMTAIL_LONE_CLIENT))
        return;
    if (node_integer(retries, &count) && count == 0)
        report(pass, node_place(retries), "0 retries means for ever: one refused batch blocks all that follow");
}

const struct rule rule_endless_retry = {
    .id = "endless-retry",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "zero retries means for ever",
    .why = "0 does not switch retries off: it never gives up. One batch that is always refused then blocks all logs "
           "behind it, and a shutdown or reload waits for it.",
    .remedy = "Write how many attempts there shall be; 1 sends once and drops.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_BACKOFF_RETRIES, ROLE_NONE},
    .node = check,
};
