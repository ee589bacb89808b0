/* invalid-promql: an expression that Prometheus does not parse.
 *
 * Words and position are those of Prometheus 3.14; it prints the first error, and so do we. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct expression *expression) {
    const struct promql_error *error = &expression->parsed.error;
    if (expression->parsed.status != PROMQL_INVALID)
        return;
    struct diag *diag = report(pass, expression_place(expression, error->at), "%.*s", STR_ARG(error->message));
    if (error->note.len)
        report_note(pass, diag, expression_place(expression, error->note_at), "%.*s", STR_ARG(error->note));
    if (error->help.len)
        report_help(pass, diag, "%.*s", STR_ARG(error->help));
}

const struct rule rule_invalid_promql = {
    .id = "invalid-promql",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "an expression that Prometheus does not parse",
    .why = "Prometheus refuses the whole rule file for one such expression, and the operator the whole PrometheusRule: "
           "none of its rules is loaded.",
    .remedy = "Mend the place that is marked; only the first error of an expression is shown.",
    .expression = check,
};
