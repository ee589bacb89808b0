/* conflicting-alert: two alerts of one name and the same labels with different expressions.
 *
 * Alertmanager tells alerts apart by their labels, alertname among them: what both rules fire for is one alert to it,
 * with the annotations of whichever came last. Several windows or severities of one alert are usual, and differ in a
 * label. */
#include <monlint/rule.h>

/* "x == 0" beside "time() - x > 3600 and x > 0" is one alert in two parts that exclude each other. */
static bool asks_for_zero(const struct rule_fact *rule) {
    const struct promql_node *root = promql_unwrapped(rule->expression->parsed.root);
    double value;
    return root->kind == PROMQL_BINARY && root->as.binary.op == PROMQL_EQ &&
           promql_number(promql_right(root), &value) && value == 0;
}

static bool is_conflict(struct pass *pass, const struct project *project, const struct rule_fact *a,
                        const struct rule_fact *b) {
    return asks_for_zero(a) == asks_for_zero(b) && rule_labels_agree(project, a, b) &&
           !rules_read_alike(pass->scratch, a, b) && rules_overlap(pass->scratch, a, b) &&
           !rules_are_alternatives(project, a, b);
}

static void judge(struct pass *pass, const struct project *project, const struct rule_fact *first,
                  const struct rule_fact *rule) {
    if (!is_conflict(pass, project, first, rule))
        return;
    struct diag *diag =
        report(pass, rule->name.at, "another alert of this name has another expression, and no label tells them apart");
    report_note(pass, diag, first->name.at, "the other one");
    report_help(pass, diag, "rename one of them, or add a label that tells them apart");
}

static void *begin(struct pass *pass, const struct project *project) {
    (void)project;
    return arena_new(pass->kept, struct map);
}

/* Each alert is compared with the first of its name and severity. */
static void visit(struct pass *pass, void *state, const struct rule_view *view) {
    const struct rule_fact *rule = view->rule;
    struct map *seen = state;
    if (rule->kind != RULE_KIND_ALERT || !view->expression || rule->name.opaque || !rule_recurs(view))
        return;
    const struct label_pair *severity = rule_label(view->project, rule, STR("severity"));
    str key = label_key(pass->scratch, rule->name.text, severity ? severity->value.text : STR(""));
    const struct rule_fact *first = map_get(seen, key);
    if (first)
        judge(pass, view->project, first, rule);
    else
        map_put(pass->kept, seen, arena_copy(pass->kept, key), (void *)rule);
}

const struct rule rule_conflicting_alert = {
    .id = "conflicting-alert",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "alerts of one name and the same labels with different expressions",
    .why = "To Alertmanager they are one alert when they fire for the same target: silences, inhibitions and the text "
           "of one apply to the other, and nobody can tell which condition is true.",
    .remedy = "Give each condition its own name, or a label such as severity that differs.",
    .begin = begin,
    .visit = visit,
};
