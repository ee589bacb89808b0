/* invalid-rule: a rule or group that Prometheus refuses as a whole.
 *
 * Prometheus 3.14 model/rulefmt: exactly one of alert and record, a non-empty expr, no for, keep_firing_for or
 * annotations on a record, a non-empty group name. The operator rejects the whole PrometheusRule. */
#include <monlint/rule.h>

static bool is_set(const struct node *node) {
    return node_value(node).len > 0;
}

static bool is_zero(const struct node *duration) {
    int64_t ns;
    return !is_set(duration) || (node_duration(duration, &ns) && ns == 0);
}

static void judge_record(struct pass *pass, const struct node *rule, const struct node *record) {
    static const enum role durations[] = {ROLE_RULE_FOR, ROLE_RULE_KEEP_FIRING_FOR};
    for (size_t i = 0; i < 2; i++) {
        const struct node *node = node_field(rule, durations[i]);
        if (!node || is_zero(node))
            continue;
        struct diag *diag = report(pass, node_key_place(node), "a recording rule has no %.*s", STR_ARG(node_key(node)));
        report_note(pass, diag, node_key_place(record), "this rule records");
    }
    const struct node *annotations = node_field(rule, ROLE_RULE_ANNOTATIONS);
    if (!annotations || annotations->child_count == 0)
        return;
    struct diag *diag = report(pass, node_key_place(annotations), "a recording rule has no annotations");
    report_note(pass, diag, node_key_place(record), "this rule records");
}

/* An empty text is for the parser to refuse: invalid-promql. */
static bool is_parsed(const struct pass *pass, const struct node *expr) {
    return expr->style != STYLE_PLAIN && pass->document->dialect != DIALECT_LOGQL;
}

static void judge_rule(struct pass *pass, const struct node *rule) {
    const struct node *alert = node_field(rule, ROLE_RULE_ALERT), *record = node_field(rule, ROLE_RULE_RECORD);
    const struct node *expr = node_field(rule, ROLE_RULE_EXPR);
    bool opaque = node_is_opaque(rule);
    place first = rule->children ? node_key_place(rule->children) : node_place(rule);
    if (is_set(alert) && is_set(record) && !opaque) {
        struct diag *diag = report(pass, node_key_place(record), "a rule is an alert or a record, not both");
        report_note(pass, diag, node_key_place(alert), "the alert");
    } else if (!is_set(alert) && !is_set(record) && !opaque) {
        report(pass,
               alert    ? node_key_place(alert)
               : record ? node_key_place(record)
                        : first,
               alert || record ? "a rule needs a name" : "neither alert nor record: a rule needs one of them");
    } else if (is_set(record) && !is_set(alert)) {
        judge_record(pass, rule, record);
    }
    if (expr && !is_set(expr) && expr->kind == NODE_SCALAR && !opaque && !is_parsed(pass, expr))
        report(pass, node_key_place(expr), "the expression is empty");
}

static void judge_group(struct pass *pass, const struct node *group) {
    const struct node *name = node_field(group, ROLE_GROUP_NAME);
    if (is_set(name) || node_is_opaque(group) || (name && name->kind != NODE_SCALAR))
        return;
    place first = group->children ? node_key_place(group->children) : node_place(group);
    report(pass, name ? node_key_place(name) : first, "a group needs a name");
}

static void check(struct pass *pass, const struct node *node) {
    if (node->kind != NODE_MAPPING)
        return;
    if (node->role == ROLE_GROUP)
        judge_group(pass, node);
    else
        judge_rule(pass, node);
}

const struct rule rule_invalid_rule = {
    .id = "invalid-rule",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a rule that is neither an alert nor a record, or both, or lacks a part",
    .why = "Prometheus refuses the whole file for one such rule, and the operator the whole PrometheusRule: none of "
           "its groups is loaded.",
    .remedy =
        "Give each rule alert or record, and an expr; for and annotations belong to alerts; each group needs a name.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_RULE, ROLE_GROUP, ROLE_NONE},
    .node = check,
};
