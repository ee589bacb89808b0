/* invalid-template: a template that does not parse.
 *
 * Prometheus 3.14 parses the labels and annotations of alerts with Go's text/template when it loads the rules. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_invalid_template = {
    .id = "invalid-template",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a label or annotation whose template does not parse",
    .why = "Prometheus refuses the whole rule file for one such template, and the operator the whole PrometheusRule.",
    .remedy = "Mend the place that is marked. There is no arithmetic in templates, and functions are Prometheus' own, "
              "not Helm's.",
    .violations = (const enum violation_kind[]){VIOLATION_TEMPLATE, VIOLATION_COUNT},
    .violation = check,
};
