/* experimental-promql: syntax that the server does not offer as configured.
 *
 * Prometheus 3.14 --enable-feature: without the flag the parser refuses the expression. Whether a flag is set on the
 * running server cannot be seen here, so a flag that the project file does not list is a warning, and one that it
 * leaves out of a list of features an error. */
#include <monlint/rule.h>

static bool holds(const struct promql_node *node, const struct promql_need *need) {
    if (need->feature == PROMQL_FEATURE_EXTENDED)
        return node->modifiers && node->modifiers->extended_at.start == need->at.start;
    return node->kind == PROMQL_BINARY && node->as.binary.matching && node->as.binary.op_at.start < need->at.start &&
           node->at.end > need->at.end && promql_right(node)->at.start >= need->at.end;
}

/* Prometheus points at the beginning of the expression that a modifier belongs to; the innermost comes first. */
static place place_of(const struct expression *expression, const struct promql_need *need) {
    span at = need->at;
    bool modifies = need->feature == PROMQL_FEATURE_EXTENDED || need->feature == PROMQL_FEATURE_FILL;
    for (size_t i = 0; modifies && i < expression->parsed.node_count; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        if (!holds(node, need))
            continue;
        at.start = node->at.start;
        break;
    }
    return expression_place(expression, at);
}

static void tell_version(struct pass *pass, const struct expression *expression, const struct promql_need *need) {
    struct diag *diag = report(pass, place_of(expression, need), "%.*s needs Prometheus %u.%u", STR_ARG(need->what),
                               need->since / 1000, need->since % 1000);
    report_help(pass, diag, "the project file states prometheus.version");
}

static void tell_feature(struct pass *pass, const struct expression *expression, const struct promql_need *need) {
    const char *feature = promql_feature_name(need->feature);
    struct diag *diag = report_as(
        pass, pass->config->prometheus.features_stated ? SEVERITY_ERROR : SEVERITY_WARNING, place_of(expression, need),
        "%.*s is experimental and refused without --enable-feature=%s", STR_ARG(need->what), feature);
    report_help(pass, diag, "if the server has the flag, say so in .monlint.yaml: prometheus: {features: [%s]}",
                feature);
}

static void check(struct pass *pass, const struct expression *expression) {
    if (expression->parsed.status != PROMQL_VALID)
        return;
    for (const struct promql_need *need = expression->parsed.needs; need; need = need->next) {
        if (need->is_too_new)
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
