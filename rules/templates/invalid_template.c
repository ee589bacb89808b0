/* invalid-template: a template that does not parse, or a call in it that fails whenever it is reached.
 *
 * Prometheus 3.14 parses the labels and annotations of alerts with Go's text/template when it loads the rules, and
 * refuses the file. It counts the arguments of a call only when the alert fires; then an error stands in place of the
 * text. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

static const char consequence[] = "the alert shows an error instead of the text";

static void tell_value(struct pass *pass, const struct templated *templated, const struct gotmpl_fault *fault) {
    const char *problem = fault->given ? "not a function, and takes no arguments" : "nil is no command";
    report_as(pass, SEVERITY_WARNING, templated_place(templated, fault->at), "%s: %s", problem, consequence);
}

/* first query "up": a function among the arguments, which was meant to have the rest of them. */
static bool is_among_arguments(const struct gotmpl_fault *fault, const struct gotmpl_fault *next) {
    return fault->kind == GOTMPL_TOO_MANY_ARGUMENTS && next && next->kind == GOTMPL_TOO_FEW_ARGUMENTS &&
           next->given == 0 && next->at.start > fault->at.end;
}

static void tell_call(struct pass *pass, const struct templated *templated, const struct gotmpl_fault *fault,
                      const struct gotmpl_fault *next) {
    const struct gotmpl_function *function = fault->function;
    bool few = fault->kind == GOTMPL_TOO_FEW_ARGUMENTS;
    unsigned wanted = few ? function->least : function->most;
    const char *bound = function->least == function->most ? "" : few ? "at least " : "at most ";
    struct diag *diag = report_as(pass, SEVERITY_WARNING, templated_place(templated, fault->at),
                                  "%s wants %s%u argument%s and gets %u: %s", function->name, bound, wanted,
                                  wanted == 1 ? "" : "s", fault->given, consequence);
    str name = str_of(function->name);
    if (is_among_arguments(fault, next))
        report_help(pass, diag, "put %s and its arguments into parentheses", next->function->name);
    else if (few && str_equal(name, STR("value")))
        report_help(pass, diag, "the value of the expression is $value");
    else if (few && fault->given == 0 && str_starts_with(name, STR("humanize")))
        report_help(pass, diag, "as in {{ $value | %s }}", function->name);
}

static void check_calls(struct pass *pass, const struct labels_fact *texts) {
    for (size_t i = 0; i < texts->len; i++) {
        const struct templated *templated = texts->at[i].templated;
        if (!templated || !templated->has_actions || texts->at[i].value.opaque)
            continue;
        const struct gotmpl_fault *faults = templated->calls.at;
        for (size_t k = 0; k < templated->calls.count; k++) {
            const struct gotmpl_fault *next = k + 1 < templated->calls.count ? &faults[k + 1] : NULL;
            if (faults[k].kind == GOTMPL_NOT_A_FUNCTION)
                tell_value(pass, templated, &faults[k]);
            else
                tell_call(pass, templated, &faults[k], next);
            k += is_among_arguments(&faults[k], next);
        }
    }
}

static void check_rule(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT)
        return;
    check_calls(pass, &view->rule->labels);
    check_calls(pass, &view->rule->annotations);
}

const struct rule rule_invalid_template = {
    .id = "invalid-template",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a label or annotation whose template does not parse, or fails when the alert fires",
    .why = "Prometheus refuses the whole rule file for one template that does not parse, and the operator the whole "
           "PrometheusRule. A call with the wrong number of arguments is found only when the alert fires, and then an "
           "error stands in place of the text.",
    .remedy = "Mend the place that is marked. There is no arithmetic in templates, and functions are Prometheus' own, "
              "not Helm's.",
    .violations = (const enum violation_kind[]){VIOLATION_TEMPLATE, VIOLATION_COUNT},
    .violation = check,
    .rule = check_rule,
};
