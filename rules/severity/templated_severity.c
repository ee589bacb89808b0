/* templated-severity: a severity that a template computes.
 *
 * Labels are an alert's identity (Prometheus 3.14 rules/alerting.go): a changed value is another alert, which begins
 * its `for` anew while the old one resolves. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *label) {
    if (!str_equal(node_key(label), STR("severity")) || !str_contains(node_value(label), STR("{{")))
        return;
    if (pass->document->reader == READER_HELM || pass->document->template)
        return;
    report(pass, node_place(label), "a computed severity makes another alert whenever it changes");
}

const struct rule rule_templated_severity = {
    .id = "templated-severity",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a template computes the severity",
    .why = "Labels make an alert what it is. When the computed severity changes, one alert resolves and another starts "
           "its for from the beginning.",
    .remedy = "Write one alert a severity, each with its own threshold.",
    .roles = (const enum role[]){ROLE_RULE_LABEL, ROLE_NONE},
    .node = check,
};
