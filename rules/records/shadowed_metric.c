/* shadowed-metric: a record that takes the name of a metric; project/shadow.h says of which, and why. */
#include <monlint/rule.h>

static struct diag *say_own(struct pass *pass, const struct rule_view *view, const struct promql_node *own) {
    struct diag *diag = report(pass, view->rule->name.at, "takes the name of a metric that the expression reads");
    report_note(pass, diag, expression_place(view->expression, promql_selector_metric_at(own)),
                "here it reads its own results too");
    return diag;
}

static struct diag *say_exported(struct pass *pass, const struct rule_view *view, const struct vocab_metric *metric) {
    str product = vocab_product_name(metric->product);
    return report(pass, view->rule->name.at, "%.*s has a metric of this name, and the two cannot be told apart",
                  STR_ARG(product));
}

static void check(struct pass *pass, const struct rule_view *view) {
    struct shadow shadow;
    if (!record_shadows(view, &shadow))
        return;
    struct diag *diag = shadow.own ? say_own(pass, view, shadow.own) : say_exported(pass, view, shadow.metric);
    report_help(pass, diag, "name records level:metric:operations, with colons no metric has");
}

const struct rule rule_shadowed_metric = {
    .id = "shadowed-metric",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a record with the name of a metric",
    .why = "Recorded and scraped series of one name are one metric to every query. Sums count twice, and a rule that "
           "reads what it records feeds on itself.",
    .remedy = "Choose a name with colons, level:metric:operations: no exporter uses them.",
    .rule = check,
};
