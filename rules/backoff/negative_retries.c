/* negative-retries: fewer than no retries.
 *
 * dskit backoff: below 0 no attempt is ongoing after the first, so a batch is sent once. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *retries) {
    int64_t count;
    if (!node_ancestor(retries, ROLE_PROMTAIL_CLIENTS) && !node_ancestor(retries, ROLE_PROMTAIL_LONE_CLIENT))
        return;
    if (node_integer(retries, &count) && count < 0)
        report(pass, node_place(retries), "with %.*s retries a batch is sent once and then dropped",
               STR_ARG(node_value(retries)));
}

const struct rule rule_negative_retries = {
    .id = "negative-retries",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a negative number of retries tries once",
    .why = "A negative number ends the loop after the first attempt: any hiccup of Loki drops the batch.",
    .remedy = "Write how many attempts there shall be; 0 means for ever.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_BACKOFF_RETRIES, ROLE_NONE},
    .node = check,
};
