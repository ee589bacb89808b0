/* zero-timeout: a push that has no time.
 *
 * Promtail 3.6 gives each attempt a context with this timeout; at or below 0 it has expired before the push begins. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *timeout) {
    int64_t ns;
    if (node_duration(timeout, &ns) && ns <= 0)
        report(pass, node_place(timeout), "with a timeout of %.*s every push fails", STR_ARG(node_value(timeout)));
}

const struct rule rule_zero_timeout = {
    .id = "zero-timeout",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_ERROR,
    .summary = "a push timeout of zero or less: every push fails",
    .why = "The timeout bounds one attempt. With none left every push fails before it begins, and every batch is "
           "dropped in the end.",
    .remedy = "Remove the line for the default of 10s, or write a time in which a push can end.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_CLIENT_TIMEOUT, ROLE_NONE},
    .node = check,
};
