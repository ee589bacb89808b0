/* irate-in-alert: irate() decides over an alert.
 *
 * Prometheus 3.14: irate reads the last two samples of its window. One calm pair of samples takes the condition away,
 * which resets `for`; one burst between two scrapes raises it. Inside a subquery its values are smoothed again. */
#include <monlint/rule.h>

static bool is_smoothed(const struct promql_node *node) {
    for (; node; node = node->parent)
        if (node->kind == PROMQL_SUBQUERY)
            return true;
    return false;
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->expression || view->rule->kind != RULE_KIND_ALERT)
        return;
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        if (node->kind != PROMQL_CALL || node->as.call.function->id != PROMQL_FUNCTION_irate || is_smoothed(node))
            continue;
        struct diag *diag = report(pass, expression_place(view->expression, node->as.call.name_at),
                                   "reads the last two samples only: one calm pair resets the alert");
        report_help(pass, diag, "use rate() in alerts");
        report_expression_fix(pass, diag, false, view->expression, node->as.call.name_at, STR("rate"), "use rate()");
        return;
    }
}

const struct rule rule_irate_in_alert = {
    .id = "irate-in-alert",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "irate() in the expression of an alert",
    .why = "irate() looks at the last two samples of its window, whatever its length. An alert on it flaps, and its "
           "`for` starts anew with every calm pair of samples.",
    .remedy = "Use rate() in alerts; irate() is for zooming into graphs.",
    .rule = check,
};
