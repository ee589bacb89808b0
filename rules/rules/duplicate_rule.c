/* duplicate-rule: the same rule twice, or two rules that record the same series differently.
 *
 * Prometheus 3.14: series and alerts are told apart by name and labels alone (rules/recording.go, rules/alerting.go).
 * Equal alerts of two rules are one to Alertmanager, resolved by whichever stops first; of two samples for one series
 * and one time the later is dropped (storage: duplicate sample for timestamp). promtool check rules looks for equal
 * names and labels in one file; here the expression counts too, and other files. */
#include <monlint/rule.h>

static bool same_place(const struct rule_fact *a, const struct rule_fact *b) {
    return a->where.source == b->where.source && a->where.span.start == b->where.span.start;
}

static void judge(struct pass *pass, const struct project *project, const struct rule_fact *first,
                  const struct rule_fact *rule) {
    bool alert = rule->kind == RULE_KIND_ALERT, equal = rules_read_alike(pass->scratch, first, rule);
    if ((!equal && (alert || !rules_overlap(pass->scratch, first, rule))) || same_place(first, rule) ||
        rules_are_alternatives(project, first, rule))
        return;
    struct diag *diag = report(pass, rule->name.at,
                               !equal  ? "another rule records this series, labels and all, from another expression"
                               : alert ? "this alert is already there, with the same labels and expression"
                                       : "this series is already recorded, with the same labels and expression");
    report_note(pass, diag, first->name.at, "the first one");
    report_help(pass, diag,
                !equal ? "give one of them another name, or a label that tells them apart" : "delete one of them");
}

static void *begin(struct pass *pass, const struct project *project) {
    (void)project;
    return arena_new(pass->kept, struct map);
}

/* Each rule is compared with the first of its name and labels. */
static void visit(struct pass *pass, void *state, const struct rule_view *view) {
    struct map *seen = state;
    str identity;
    if (!view->expression || !rule_recurs(view) || !rule_identity(pass->scratch, view->project, view->rule, &identity))
        return;
    const struct rule_fact *first = map_get(seen, identity);
    if (first)
        judge(pass, view->project, first, view->rule);
    else
        map_put(pass->kept, seen, arena_copy(pass->kept, identity), (void *)view->rule);
}

const struct rule rule_duplicate_rule = {
    .id = "duplicate-rule",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "the same alert or record twice",
    .why = "Alerts and series are told apart by name and labels. The same rule twice is work for nothing, and the copy "
           "is forgotten when the other is changed; two rules that record the same series overwrite each other.",
    .remedy = "Keep one of them, or give each its own name or a label that tells them apart.",
    .begin = begin,
    .visit = visit,
};
