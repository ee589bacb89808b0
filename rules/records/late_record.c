/* late-record: a rule that reads what is recorded only afterwards.
 *
 * Prometheus 3.14 (rules/group.go): the rules of a group run one after the other, and each sees what those before it
 * recorded at this evaluation. One that is further down, or in a group that runs less often, gives a value of an
 * earlier evaluation; groups know no order among each other. */
#include <monlint/rule.h>

struct record {
    const struct rule_fact *rule;
    const struct group_fact *group;
    size_t order;
};

static const struct record *only_record(const struct project *project, const struct map *records, str name) {
    const struct named_rules *list = rule_names_find(&project->records, name);
    return list && list->rules.len == 1 ? map_get(records, name) : NULL;
}

static void report_order(struct pass *pass, place at, const struct record *record) {
    struct diag *diag = report(pass, at, "recorded further down in this group: reads the value of one evaluation ago");
    report_note(pass, diag, record->rule->name.at, "recorded here");
    report_help(pass, diag, "move that rule above this one");
}

static void report_pace(struct pass *pass, place at, const struct record *record, const struct known_interval *slow) {
    struct diag *diag = report(pass, at, "recorded every %.*s in another group, and read more often than that",
                               STR_ARG(slow->written.text));
    report_note(pass, diag, record->rule->name.at, "recorded here");
    report_help(pass, diag, "put both rules into one group, or give the groups one interval");
}

static void judge(struct pass *pass, const struct project *project, const struct record *reader,
                  const struct record *read, const struct promql_node *selector) {
    place at = expression_place(reader->rule->expression, promql_selector_metric_at(selector));
    double back;
    if (!promql_lookback(selector, &back) || back > 0 || read->rule == reader->rule || !reader->group || !read->group)
        return;
    if (reader->group == read->group) {
        if (read->order > reader->order)
            report_order(pass, at, read);
        return;
    }
    struct known_interval slow = group_evaluation(project, read->group);
    struct known_interval fast = group_evaluation(project, reader->group);
    if (reader->rule->kind == RULE_KIND_RECORD && fast.ms && slow.ms > fast.ms)
        report_pace(pass, at, read, &slow);
}

static void judge_rule(struct pass *pass, const struct project *project, const struct map *records,
                       const struct record *reader) {
    const struct expression *expression = reader->rule->expression;
    struct map told = {0};
    if (!expression || expression->parsed.status != PROMQL_VALID)
        return;
    for (size_t i = 0; i < expression->parsed.node_count; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        str name = node->kind == PROMQL_SELECTOR ? promql_selector_metric(node) : STR("");
        const struct record *read = name.len ? only_record(project, records, name) : NULL;
        if (read && !map_put(pass->scratch, &told, name, (void *)read))
            judge(pass, project, reader, read, node);
    }
}

static void check(struct pass *pass, const struct project *project) {
    struct record *all = arena_array(pass->scratch, struct record, project->rules.len);
    struct map records = {0};
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        all[i] = (struct record){rule, rule_group(project, rule), i};
        if (rule->kind == RULE_KIND_RECORD && !rule->name.opaque)
            map_put(pass->scratch, &records, rule->name.text, &all[i]);
    }
    for (size_t i = 0; i < project->rules.len; i++)
        judge_rule(pass, project, &records, &all[i]);
}

const struct rule rule_late_record = {
    .id = "late-record",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a rule that reads a record which is computed after it, or less often",
    .why = "Rules of a group run in order and see what those above them have just recorded. What stands below, or in a "
           "slower group, lags behind, and the lags of a chain of rules add up.",
    .remedy = "Order the rules of a group by what they read, and keep a chain of records in one group.",
    .project = check,
};
