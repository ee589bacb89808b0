/* unreached-max-backoff: a cap that no sleep reaches.
 *
 * dskit backoff: with N sends the last sleep lies below min * 2^(N-1). */
#include <monlint/rule.h>

static double last_window(const struct backoff *backoff) {
    double top = (double)backoff->min;
    for (int64_t sleep = 1; sleep < backoff->retries && top < (double)backoff->max; sleep++)
        top *= 2;
    return top;
}

static void check(struct pass *pass, const struct node *node) {
    struct backoff backoff;
    if (!backoff_read(node, &backoff) || !backoff.max_node || backoff.retries < 2)
        return;
    double top = last_window(&backoff);
    if (top >= (double)backoff.max)
        return;
    struct backoff_total total = backoff_sum(&backoff);
    struct diag *diag =
        report(pass, node_place(backoff.max_node), "never reached: %lld attempts end with a delay below %.*s",
               (long long)backoff.retries, STR_ARG(duration_format_human(pass->scratch, (int64_t)top)));
    report_help(pass, diag, "all sleeps together take %.*s to %.*s",
                STR_ARG(duration_format_human(pass->scratch, (int64_t)total.shortest)),
                STR_ARG(duration_format_human(pass->scratch, (int64_t)total.longest)));
}

const struct rule rule_unreached_max_backoff = {
    .id = "unreached-max-backoff",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "the longest delay is never reached with these retries",
    .why = "The delay doubles from its minimum once a sleep. With so few attempts it ends below the maximum, which "
           "then does nothing.",
    .remedy = "Nothing is wrong if the total suits you; else raise max_retries.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_BACKOFF, ROLE_NONE},
    .node = check,
};
