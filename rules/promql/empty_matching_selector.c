/* empty-matching-selector: a selector that names no metric where values are computed.
 *
 * Prometheus 3.14: {job="x"} selects every series with the label, of all metrics: up, counters, buckets and the
 * scrape's own. Compared or added up they mean nothing, and a rule whose result holds two of them fails, since the
 * names are gone and the label sets equal (rules/alerting.go, rules/recording.go: "labelset after applying ...
 * labels").
 *
 * To count series, to ask whether there are any, and info()'s second argument are right without a name. So is LogQL,
 * which has rate({...}[5m]) too: what reads the same in both languages is left alone. */
#include <monlint/rule.h>

static bool names_metrics(const struct promql_selector *selector) {
    if (selector->name.len)
        return true;
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (str_equal(selector->matchers[i].name, STR("__name__")))
            return true;
    return false;
}

/* Calls that ask for presence or time alone, and those of a range that LogQL has as well. */
static bool excuses(const struct promql_node *call) {
    switch ((int)call->as.call.function->id) {
    case PROMQL_FUNCTION_absent:
    case PROMQL_FUNCTION_absent_over_time:
    case PROMQL_FUNCTION_present_over_time:
    case PROMQL_FUNCTION_count_over_time:
    case PROMQL_FUNCTION_timestamp:
    case PROMQL_FUNCTION_rate:
    case PROMQL_FUNCTION_info:
        return true;
    default:
        return false;
    }
}

static bool counts(const struct promql_node *aggregate) {
    enum promql_aggregator_id id = aggregate->as.aggregate.op->id;
    return id == PROMQL_AGGREGATOR_count || id == PROMQL_AGGREGATOR_group || id == PROMQL_AGGREGATOR_count_values;
}

static bool asks_for_presence(const struct promql_node *binary, const struct promql_node *operand) {
    enum promql_operator op = binary->as.binary.op;
    return (op == PROMQL_AND || op == PROMQL_UNLESS) && operand == promql_right(binary);
}

static bool reads_values(const struct promql_node *selector) {
    const struct promql_node *child = selector;
    for (const struct promql_node *node = selector->parent; node; child = node, node = node->parent) {
        if (node->kind == PROMQL_CALL && excuses(node))
            return false;
        if (node->kind == PROMQL_AGGREGATE && counts(node))
            return false;
        if (node->kind == PROMQL_BINARY && asks_for_presence(node, child))
            return false;
    }
    return true;
}

static void judge(struct pass *pass, const struct expression *expression, const struct promql_node *node) {
    const struct promql_selector *selector = &node->as.selector;
    struct diag *diag = report(pass, expression_place(expression, selector->braces_at),
                               "names no metric: every metric with these labels is selected");
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (str_equal(selector->matchers[i].name, STR("alertname")) ||
            str_equal(selector->matchers[i].name, STR("alertstate"))) {
            report_help(pass, diag, "the series of alerts are called ALERTS");
            return;
        }
    report_help(pass, diag, "write the metric before the braces; if several are meant, __name__=~\"...\"");
}

static void check(struct pass *pass, const struct expression *expression) {
    if (expression->parsed.status != PROMQL_VALID)
        return;
    for (size_t i = 0; i < expression->parsed.node_count; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        if (node->kind == PROMQL_SELECTOR && !names_metrics(&node->as.selector) && reads_values(node))
            judge(pass, expression, node);
    }
}

const struct rule rule_empty_matching_selector = {
    .id = "empty-matching-selector",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a selector without a metric where values are compared",
    .why =
        "Without a name every metric of these targets is selected, which is slow, and counters, durations and sizes "
        "are compared as if they were one. Where two of them reach the result, the rule fails with equal label sets.",
    .remedy = "Name the metric.",
    .expression = check,
};
