/* rate-of-sum: the rate of a sum of counters, which takes each restart for a restart of all.
 *
 * Prometheus 3.14 promql/functions.go: rate, irate and increase take every fall for a counter that began anew at 0, and
 * count what is left as new. The sum of several counters falls when one of them restarts, but not to 0, so that all the
 * others are counted again (Robust Perception, "Rate then sum, never sum then rate"; pint 0.87 promql/rate). The sum
 * stands in a subquery or is recorded. max and min make jumps of their own, but are used with sense where all
 * instances count the same thing (etcd's mixin: leader changes), so they are mentioned only. */
#include <monlint/rule.h>

static bool counts_falls(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate || id == PROMQL_FUNCTION_increase;
}

struct sum {
    const struct promql_node *aggregate; /* NULL: none */
    bool adds;                           /* sum, avg; else max, min */
};

/* An aggregation, or several in each other, of a counter's totals. */
static struct sum sum_of(const struct value_flow *values, const struct promql_node *node) {
    struct sum sum = {0};
    node = promql_unwrapped(node);
    for (; node->kind == PROMQL_AGGREGATE; node = promql_unwrapped(promql_aggregated(node))) {
        enum promql_aggregator_id id = node->as.aggregate.op->id;
        bool adds = id == PROMQL_AGGREGATOR_sum || id == PROMQL_AGGREGATOR_avg;
        if (!adds && id != PROMQL_AGGREGATOR_max && id != PROMQL_AGGREGATOR_min)
            return (struct sum){0};
        if (!sum.aggregate || (adds && !sum.adds))
            sum = (struct sum){node, adds};
    }
    const struct metric_facts *metric = node->kind == PROMQL_SELECTOR ? value_flow_at(values, node)->metric : NULL;
    bool counter = metric && metric_kind_is_cumulative(metric->kind) && metric->kind_evidence != FLOW_EVIDENCE_NONE;
    return counter ? sum : (struct sum){0};
}

/* Also of the first side of "or". */
static struct sum sum_in(const struct value_flow *values, const struct promql_node *node) {
    node = promql_unwrapped(node);
    while (node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_OR)
        node = promql_unwrapped(promql_left(node));
    return sum_of(values, node);
}

static void tell(struct pass *pass, const struct rule_view *view, const struct promql_node *call, bool adds,
                 place sum) {
    str name = call->as.call.function->name;
    place at = expression_place(view->expression, call->as.call.name_at);
    struct diag *diag =
        adds ? report(pass, at, "%.*s() after the sum: when one counter restarts, all the others are counted again",
                      STR_ARG(name))
             : report_as(pass, SEVERITY_INFO, at,
                         "%.*s() of whichever counter is the largest or smallest: where they change places it jumps",
                         STR_ARG(name));
    report_note(pass, diag, sum, adds ? "the sum" : "the choice");
    report_help(pass, diag, "take the %.*s of each counter first: sum(%.*s(...[5m]))", STR_ARG(name), STR_ARG(name));
}

static void judge_subquery(struct pass *pass, const struct rule_view *view, const struct promql_node *call,
                           const struct promql_node *subquery) {
    struct sum sum = sum_in(&view->flow->values, subquery->child);
    if (sum.aggregate)
        tell(pass, view, call, sum.adds, expression_place(view->expression, sum.aggregate->as.aggregate.op_at));
}

/* The sum that a rule records; of counters whose kind their names tell, without the flow of the other rule. */
static struct sum recorded_sum(struct pass *pass, const struct rule_fact *rule) {
    if (!rule->expression || rule->expression->parsed.status != PROMQL_VALID)
        return (struct sum){0};
    const struct promql_node *root = promql_unwrapped(rule->expression->parsed.root);
    if (root->kind != PROMQL_AGGREGATE)
        return (struct sum){0};
    struct value_flow values = value_flow(pass->scratch, &rule->expression->parsed, NULL);
    return sum_of(&values, root);
}

/* A name that an exporter has as well may be meant as the exporter's. */
static void judge_record(struct pass *pass, const struct rule_view *view, const struct promql_node *call,
                         const struct promql_node *selector) {
    str name = promql_selector_metric(selector);
    const struct record_rules *rules = flow_rules_read(view->project->flows, view->flow, selector);
    struct sum sum = {0};
    if (!rules || vocab_metric_find(name).count)
        return;
    for (size_t i = 0; i < rules->len; i++) {
        sum = recorded_sum(pass, rules->at[i]);
        if (!sum.aggregate)
            return;
    }
    if (sum.aggregate)
        tell(pass, view, call, sum.adds,
             expression_place(rules->at[rules->len - 1]->expression, sum.aggregate->as.aggregate.op_at));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    const struct promql_expr *parsed = &view->expression->parsed;
    for (size_t i = 0; i < parsed->node_count; i++) {
        const struct promql_node *call = parsed->nodes[i];
        if (call->kind != PROMQL_CALL || !counts_falls(call->as.call.function->id))
            continue;
        const struct promql_node *range = promql_unwrapped(call->child);
        if (range->kind == PROMQL_SUBQUERY)
            judge_subquery(pass, view, call, range);
        else if (range->kind == PROMQL_MATRIX && range->child->kind == PROMQL_SELECTOR)
            judge_record(pass, view, call, range->child);
    }
}

const struct rule rule_rate_of_sum = {
    .id = "rate-of-sum",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "rate of a sum of counters instead of the sum of their rates",
    .why = "rate() takes a fall for a restart at 0 and counts what is left as new. A sum of counters falls when one "
           "of them restarts, and the totals of all the others appear as one huge rate.",
    .remedy = "Take the rate of each counter, then the sum: sum by (job) (rate(x_total[5m])).",
    .rule = check,
};
