/* experimental-promql: syntax that the server does not offer as configured.
 *
 * Prometheus 3.14 --enable-feature: without the flag the parser refuses the expression. Whether a flag is set on the
 * running server cannot be seen here, so a flag that the project file does not list is a warning, and one that it
 * leaves out of a list of features an error. */
#include <monlint/rule.h>

static bool is_too_new(const struct promql_need *need) {
    return need->is_too_new;
}

static void tell_version(struct pass *pass, const struct expression *expression, const struct promql_need *need) {
    struct diag *diag = report(pass, expression_place(expression, need->at), "%.*s needs Prometheus %u.%u",
                               STR_ARG(need->what), need->since / 1000, need->since % 1000);
    report_help(pass, diag, "the project file states prometheus.version");
}

static void tell_feature(struct pass *pass, const struct expression *expression, const struct promql_need *need) {
    const char *feature = promql_feature_name(need->feature);
    struct diag *diag =
        report_as(pass, pass->config->prometheus.features_stated ? SEVERITY_ERROR : SEVERITY_WARNING,
                  expression_place(expression, need->at),
                  "%.*s is experimental and refused without --enable-feature=%s", STR_ARG(need->what), feature);
    report_help(pass, diag, "if the server has the flag, say so in .monlint.yaml: prometheus: {features: [%s]}",
                feature);
}

static void check(struct pass *pass, const struct expression *expression) {
    if (expression->parsed.status != PROMQL_VALID)
        return;
    for (const struct promql_need *need = expression->parsed.needs; need; need = need->next) {
        if (is_too_new(need))
            tell_version(pass, expression, need);
        else
            tell_feature(pass, expression, need);
    }
}

const struct rule rule_experimental_promql = {
    .id = "experimental-promql",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "syntax that needs a feature flag or a newer Prometheus",
    .why = "Without the flag, or in an older version, Prometheus refuses the expression and with it the whole file.",
    .remedy = "Start Prometheus with the flag and list it under prometheus.features in the project file, or write the "
              "expression without it.",
    .expression = check,
};
