/* unrendered-template: a template of Helm or Jinja that is no YAML until it is rendered. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    struct diag *diag = report(pass, violation->at, "template that is not YAML until it is rendered; checked in part");
    /* Only Jinja has statements, as in {% if %}. */
    if (str_contains(violation->at.source->bytes, STR("{%")))
        report_help(pass, diag, "for exact findings lint what it renders to");
    else
        report_help(pass, diag, "for exact findings lint the rendered output: helm template . | monlint -");
}

const struct rule rule_unrendered_template = {
    .id = "unrendered-template",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_INFO,
    .summary = "a template: only what does not depend on rendering is checked",
    .why = "Actions stand where YAML expects a value, so the file says nothing for sure until it is rendered. What "
           "does not touch an action is checked all the same.",
    .remedy = "For exact findings lint the rendered output: helm template . | monlint -",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_UNRENDERED_TEMPLATE, VIOLATION_COUNT},
    .violation = check,
};
