/* inverted-backoff: the shortest delay is above the longest.
 *
 * dskit's backoff (Promtail 3.6, Loki, Mimir) starts at min and doubles while below max: with min above max every
 * delay is min, and max is silently ignored. Loki's ingester.flush_op_backoff refuses such a pair, and so does
 * Prometheus 3.12 in queue_config. */
#include <monlint/rule.h>

static const struct node *either(const struct node *mapping, enum role first, enum role second) {
    const struct node *node = node_field(mapping, first);
    return node ? node : node_field(mapping, second);
}

/* Prometheus validates a queue_config since 3.12 (28 May 2026); which version runs must be stated to be sure. */
static bool is_refused(const struct pass *pass, const struct node *backoff) {
    return backoff->role == ROLE_QUEUE_CONFIG && pass->config->prometheus.version >= 3012000;
}

static void check_written(struct pass *pass, const struct node *backoff, const struct node *min,
                          const struct node *max) {
    int64_t shortest, longest;
    if (duration_lacks_unit(min) || duration_lacks_unit(max) || !node_duration(min, &shortest) ||
        !node_duration(max, &longest) || shortest <= longest)
        return;
    struct diag *diag = report_as(pass, is_refused(pass, backoff) ? SEVERITY_ERROR : SEVERITY_WARNING, node_place(min),
                                  "minimum backoff is above the maximum");
    report_note(pass, diag, node_place(max), "the maximum is %.*s", STR_ARG(node_value(max)));
}

/* One of the two is written, and the other has its default. */
static void check_default(struct pass *pass, const struct node *node) {
    struct backoff backoff;
    if (!backoff_read(node, &backoff) || backoff.min <= backoff.max)
        return;
    if (backoff.min_node) {
        str standard = duration_format_human(pass->scratch, backoff.max);
        report_as(pass, SEVERITY_WARNING, node_place(backoff.min_node),
                  "minimum backoff is above the maximum, which is %.*s by default", STR_ARG(standard));
    } else if (backoff.max_node) {
        str standard = duration_format_human(pass->scratch, backoff.min);
        report_as(pass, SEVERITY_WARNING, node_place(backoff.max_node),
                  "maximum backoff is below the minimum, which is %.*s by default", STR_ARG(standard));
    }
}

static void check(struct pass *pass, const struct node *backoff) {
    const struct node *min = either(backoff, ROLE_BACKOFF_MIN, ROLE_QUEUE_MIN_BACKOFF);
    const struct node *max = either(backoff, ROLE_BACKOFF_MAX, ROLE_QUEUE_MAX_BACKOFF);
    if (min && max)
        check_written(pass, backoff, min, max);
    else if (backoff->role == ROLE_BACKOFF)
        check_default(pass, backoff);
}

const struct rule rule_inverted_backoff = {
    .id = "inverted-backoff",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_ERROR,
    .summary = "the shortest delay between retries is above the longest",
    .why = "The delay starts at the minimum and grows up to the maximum. With the minimum above the maximum every "
           "delay is the minimum: nothing grows, and the maximum is ignored without a word.",
    .remedy = "Swap the two, or raise the maximum.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_BACKOFF, ROLE_QUEUE_CONFIG, ROLE_NONE},
    .node = check,
};
