/* averaged-quantile: an average or sum of quantiles, which is not a quantile.
 *
 * Prometheus' documentation (practices/histograms, "Quantiles"): avg of a precomputed quantile is bad, since instances
 * with one slow request a minute count as much as those with a thousand a second. Quantiles are those of
 * histogram_quantile, of a selector with a label "quantile", and of what rules record of either. The ends 0 and 1 are
 * the smallest and largest value, and quantile_over_time() is one of a series over time, both added with sense.
 * Nothing is said where the aggregation only drops labels of which each series has but one value. */
#include <monlint/rule.h>

struct look {
    struct pass *pass;
    const struct rule_view *view;
};

static bool is_call(const struct promql_node *node) {
    if (node->kind != PROMQL_CALL || node->as.call.function->id != PROMQL_FUNCTION_histogram_quantile)
        return false;
    double number;
    return !promql_number(node->child, &number) || (number > 0 && number < 1);
}

/* A summary's series: a matcher of "quantile" that names none of the ends. */
static bool is_summary(const struct promql_node *node) {
    const struct promql_matcher *matcher =
        node->kind == PROMQL_SELECTOR ? promql_selector_matcher(node, STR("quantile")) : NULL;
    return matcher && matcher->op == PROMQL_MATCH_EQ && str_starts_with(matcher->value, STR("0.")) &&
           !str_equal(matcher->value, STR("0.0"));
}

/* The aggregation that averages or adds the values of node, or NULL. */
static const struct promql_node *averaged(const struct value_flow *values, const struct promql_node *node) {
    for (; node->parent; node = node->parent) {
        const struct promql_node *parent = node->parent;
        if (parent->kind == PROMQL_AGGREGATE) {
            enum promql_aggregator_id id = parent->as.aggregate.op->id;
            return id == PROMQL_AGGREGATOR_avg || id == PROMQL_AGGREGATOR_sum ? parent : NULL;
        }
        if (!promql_carried(values, node).carries)
            return NULL;
    }
    return NULL;
}

static bool merges(const struct look *look, const struct promql_node *aggregate) {
    const struct label_flows *labels = &look->view->flow->labels;
    return label_flow_may_merge(label_flow_of(labels, promql_aggregated(aggregate)), label_flow_of(labels, aggregate));
}

/* The labels of one target stay apart: perhaps there is one series in each group. */
static bool keeps_target(const struct look *look, const struct promql_node *aggregate) {
    const struct label_flow *outer = label_flow_of(&look->view->flow->labels, aggregate);
    return label_flow_may_have(outer, STR("instance")) || label_flow_may_have(outer, STR("pod"));
}

static void tell(const struct look *look, const struct promql_node *aggregate, bool sure, place quantile) {
    bool adds = aggregate->as.aggregate.op->id == PROMQL_AGGREGATOR_sum;
    struct diag *diag =
        report_as(look->pass, sure ? SEVERITY_WARNING : SEVERITY_INFO,
                  expression_place(look->view->expression, aggregate->as.aggregate.op_at),
                  adds ? "a sum of quantiles means nothing"
                       : "an average of quantiles is no quantile: an idle series weighs as much as a busy one");
    report_note(look->pass, diag, quantile, "the quantile");
    report_help(look->pass, diag,
                "add the buckets up, then take the quantile: histogram_quantile(..., sum by (le) (rate(...))); or take "
                "the max");
}

static void judge(const struct look *look, const struct promql_node *node) {
    const struct promql_node *aggregate = averaged(&look->view->flow->values, node);
    if (aggregate && merges(look, aggregate))
        tell(look, aggregate, node->kind == PROMQL_CALL || !keeps_target(look, aggregate),
             expression_place(look->view->expression, node->at));
}

/* Whether the values of node are those of the whole expression: no operand is combined with others. */
static bool reaches_root(const struct promql_node *node) {
    for (; node->parent; node = node->parent)
        if (node->parent->kind != PROMQL_PAREN &&
            (node->parent->kind != PROMQL_CALL ||
             (node->parent->as.call.function->id != PROMQL_FUNCTION_label_replace &&
              node->parent->as.call.function->id != PROMQL_FUNCTION_label_join)))
            return false;
    return true;
}

/* The quantile that a rule records, or NULL. */
static const struct promql_node *recorded(const struct rule_fact *rule) {
    if (!rule->expression || rule->expression->parsed.status != PROMQL_VALID)
        return NULL;
    const struct promql_expr *expr = &rule->expression->parsed;
    for (size_t i = expr->node_count; i > 0; i--) {
        const struct promql_node *node = expr->nodes[i - 1];
        if ((is_call(node) || is_summary(node)) && reaches_root(node))
            return node;
    }
    return NULL;
}

/* Only names of which every rule records a quantile. */
static void judge_record(const struct look *look, const struct promql_node *selector) {
    const struct record_rules *rules = flow_rules_read(look->view->project->flows, look->view->flow, selector);
    const struct promql_node *aggregate = rules ? averaged(&look->view->flow->values, selector) : NULL;
    const struct promql_node *quantile = NULL;
    if (!aggregate || !merges(look, aggregate))
        return;
    for (size_t i = 0; i < rules->len; i++) {
        quantile = recorded(rules->at[i]);
        if (!quantile)
            return;
    }
    if (quantile)
        tell(look, aggregate, true, expression_place(rules->at[rules->len - 1]->expression, quantile->at));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct look look = {pass, view};
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        if (is_call(node) || is_summary(node))
            judge(&look, node);
        else if (node->kind == PROMQL_SELECTOR)
            judge_record(&look, node);
    }
}

const struct rule rule_averaged_quantile = {
    .id = "averaged-quantile",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "an average or sum of quantiles",
    .why = "The average of the 99th percentiles of ten instances is not the 99th percentile of their requests: an "
           "idle instance with one slow request weighs as much as one that serves everybody. A sum of them has no "
           "meaning at all.",
    .remedy = "Add the buckets up and take the quantile of the sum, or ask for the worst with max.",
    .rule = check,
};
