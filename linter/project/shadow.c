#include "project/shadow.h"

#include "promql/selectors.h"

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

bool record_shadows(const struct rule_view *view, struct shadow *shadow) {
    const struct text_fact *name = &view->rule->name;
    if (view->rule->kind != RULE_KIND_RECORD || view->rule->dialect != DIALECT_PROMQL || name->opaque ||
        str_contains(name->text, STR(":")))
        return false;
    shadow->own = reads_itself(view);
    shadow->metric = shadow->own ? NULL : exported(name->text);
    return shadow->own || shadow->metric;
}
