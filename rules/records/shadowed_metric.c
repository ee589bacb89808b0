/* shadowed-metric: a record that takes the name of a metric.
 *
 * Prometheus 3.14: a recorded series lies beside the scraped ones of its name. A rule that reads the name it writes
 * reads its own last result too, and everybody who sums the metric counts it twice. Names of exporters' metrics come
 * from the tables of linter/vocab; one that newer versions of the exporter dropped is free to be recorded again, which
 * is how dashboards for the old name are kept alive. */
#include <monlint/rule.h>

/* A matcher on a label that the rule sets, such as recorded="", keeps its own results out. */
static bool keeps_itself_out(const struct rule_fact *rule, const struct promql_node *selector) {
    for (size_t i = 0; i < rule->labels.len; i++) {
        const struct promql_matcher *matcher = promql_selector_matcher(selector, rule->labels.at[i].name.text);
        if (matcher && !(matcher->op == PROMQL_MATCH_EQ && str_equal(matcher->value, rule->labels.at[i].value.text)))
            return true;
    }
    return false;
}

static const struct promql_node *reads_itself(const struct rule_view *view) {
    for (size_t i = 0; view->expression && i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        if (node->kind == PROMQL_SELECTOR && str_equal(promql_selector_metric(node), view->rule->name.text) &&
            !keeps_itself_out(view->rule, node))
            return node;
    }
    return NULL;
}

/* The exporter that has a metric of this name today, or NULL. */
static const struct vocab_metric *exported(str name) {
    struct vocab_metrics found = vocab_metric_find(name);
    for (size_t i = 0; i < found.count && !found.pattern && found.part != VOCAB_PART_CREATED; i++)
        if (found.rows[i].until == VOCAB_VERSION_UNKNOWN)
            return &found.rows[i];
    return NULL;
}

static void check(struct pass *pass, const struct rule_view *view) {
    const struct text_fact *name = &view->rule->name;
    if (view->rule->kind != RULE_KIND_RECORD || view->rule->dialect != DIALECT_PROMQL || name->opaque ||
        str_contains(name->text, STR(":")))
        return;
    const struct promql_node *own = reads_itself(view);
    const struct vocab_metric *metric = own ? NULL : exported(name->text);
    if (!own && !metric)
        return;
    struct diag *diag;
    if (own) {
        diag = report(pass, name->at, "takes the name of a metric that the expression reads");
        report_note(pass, diag, expression_place(view->expression, promql_selector_metric_at(own)),
                    "here it reads its own results too");
    } else {
        str product = vocab_product_name(metric->product);
        diag = report(pass, name->at, "%.*s has a metric of this name, and the two cannot be told apart",
                      STR_ARG(product));
    }
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
