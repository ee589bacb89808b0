/* beyond-retention: an expression that looks back further than samples are kept.
 *
 * Prometheus 3.14 (tsdb): samples older than --storage.tsdb.retention.time are deleted, so a longer range or offset
 * works with what is left, silently. Only a retention that every Prometheus of the set states counts: unstated it is
 * 24h under the operator and 15d elsewhere. */
#include <monlint/rule.h>

static bool is_leaf(const struct promql_node *node) {
    return node->kind == PROMQL_MATRIX ||
           (node->kind == PROMQL_SELECTOR && node->parent != NULL && node->parent->kind != PROMQL_MATRIX) ||
           (node->kind == PROMQL_SELECTOR && !node->parent);
}

/* The part to show: the outermost range or offset on the way up from the leaf. */
static const struct promql_node *shown(const struct promql_node *leaf) {
    const struct promql_node *best = leaf;
    for (const struct promql_node *node = leaf; node; node = node->parent)
        if (node->kind == PROMQL_SUBQUERY)
            best = node;
    return best;
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->expression || !view->project->prometheuses.len)
        return;
    struct known_interval retention = longest_retention(view->project);
    const struct promql_node *told = NULL;
    for (size_t i = 0; retention.ms && i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        double seconds;
        if (!is_leaf(node) || !promql_lookback(node, &seconds) || !(seconds * 1000 > (double)retention.ms))
            continue;
        const struct promql_node *part = shown(node);
        if (part == told)
            continue;
        told = part;
        struct diag *diag =
            report(pass, expression_place(view->expression, part->at), "looks back %.*s, but samples are kept for %.*s",
                   STR_ARG(promql_print_seconds(pass->scratch, seconds)), STR_ARG(retention.written.text));
        report_note(pass, diag, retention.written.at, "the retention");
        report_help(pass, diag, "shorten the range or offset, or raise the retention");
    }
}

const struct rule rule_beyond_retention = {
    .id = "beyond-retention",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a range or offset longer than the retention",
    .why = "Prometheus deletes samples older than the retention. A longer range is computed from what is left, without "
           "a word, and an offset beyond it finds nothing at all.",
    .remedy = "Raise the retention, or look back less far (long windows are cheaper from recorded series).",
    .rule = check,
};
