/* late-record: a rule that reads what is recorded only afterwards.
 *
 * Prometheus 3.14 (rules/group.go): the rules of a group run one after the other, and each sees what those before it
 * recorded at this evaluation. One that is further down, or in a group that runs less often, gives a value of an
 * earlier evaluation; groups know no order among each other. */
#include <monlint/rule.h>

/* The rule that alone records what the selector reads, or NULL. */
static const struct rule_fact *only_record(const struct rule_view *view, const struct promql_node *selector) {
    const struct metric_facts *metric = value_flow_at(&view->flow->values, selector)->metric;
    const struct named_rules *list =
        metric->is_recorded ? rule_names_find(&view->project->records, metric->name) : NULL;
    return list && list->rules.len == 1 ? list->rules.at[0] : NULL;
}

static void report_order(struct pass *pass, place at, const struct rule_fact *record) {
    struct diag *diag = report(pass, at, "recorded further down in this group: reads the value of one evaluation ago");
    report_note(pass, diag, record->name.at, "recorded here");
    report_help(pass, diag, "move that rule above this one");
}

static void report_pace(struct pass *pass, place at, const struct rule_fact *record,
                        const struct known_interval *slow) {
    struct diag *diag = report(pass, at, "recorded every %.*s in another group, and read more often than that",
                               STR_ARG(slow->written.text));
    report_note(pass, diag, record->name.at, "recorded here");
    report_help(pass, diag, "put both rules into one group, or give the groups one interval");
}

static void judge(struct pass *pass, const struct rule_view *view, const struct rule_fact *read,
                  const struct promql_node *selector) {
    place at = expression_place(view->expression, promql_selector_metric_at(selector));
    const struct group_fact *group = rule_group(view->project, read);
    double back;
    if (!promql_lookback(selector, &back) || back > 0 || read == view->rule || !group || !view->group)
        return;
    if (group == view->group) {
        if (read > view->rule) /* the rules of a file are one array */
            report_order(pass, at, read);
        return;
    }
    struct known_interval slow = group_evaluation(view->project, group);
    struct known_interval fast = group_evaluation(view->project, view->group);
    if (view->rule->kind == RULE_KIND_RECORD && fast.ms && slow.ms > fast.ms)
        report_pace(pass, at, read, &slow);
}

static void check(struct pass *pass, const struct rule_view *view) {
    struct map told = {0};
    if (!view->expression || !view->project->records.names.len)
        return;
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        const struct rule_fact *read = node->kind == PROMQL_SELECTOR ? only_record(view, node) : NULL;
        if (read && !map_put(pass->scratch, &told, read->name.text, (void *)read))
            judge(pass, view, read, node);
    }
}

const struct rule rule_late_record = {
    .id = "late-record",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a rule that reads a record which is computed after it, or less often",
    .why = "Rules of a group run in order and see what those above them have just recorded. What stands below, or in a "
           "slower group, lags behind, and the lags of a chain of rules add up.",
    .remedy = "Order the rules of a group by what they read, and keep a chain of records in one group.",
    .rule = check,
};
