/* zero-backoff: no delay at all between retries.
 *
 * Promtail 3.6 validates nothing: a shortest delay of 0 doubles to 0 for ever (dskit backoff). */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *min) {
    int64_t ns;
    if (node_duration(min, &ns) && ns <= 0)
        report(pass, node_place(min), "a minimum backoff of %.*s retries without any delay", STR_ARG(node_value(min)));
}

const struct rule rule_zero_backoff = {
    .id = "zero-backoff",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_ERROR,
    .summary = "a shortest delay of zero or less: a busy loop",
    .why = "The delay doubles from its minimum, and twice nothing is nothing: a client that cannot push tries again at "
           "once, without end, at full speed.",
    .remedy = "Write a minimum above zero; Promtail's default is 500ms.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_BACKOFF_MIN, ROLE_NONE},
    .node = check,
};
