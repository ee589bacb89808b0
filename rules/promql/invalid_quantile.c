/* invalid-quantile: a parameter that makes the result empty or infinite.
 *
 * Prometheus 3.14 promql/quantile.go and engine.go: a quantile is asked for as a number from 0 to 1, below is -Inf,
 * above +Inf, with a mere annotation; topk, bottomk and limitk cut their number to an integer and give nothing below
 * 1; limit_ratio is held to -1 to 1; clamp gives nothing where its minimum is above its maximum (functions.go), and
 * histogram_fraction gives 0 where its lower bound is not below the upper. */
#include <monlint/rule.h>

struct look {
    struct pass *pass;
    const struct expression *expression;
    const struct value_flow *values;
};

static bool number_of(const struct look *look, const struct promql_node *node, double *number) {
    const struct value_node *value = value_flow_at(look->values, node);
    *number = value->range.low;
    return value->is_literal && value->range.constant;
}

static void judge_quantile(const struct look *look, const struct promql_node *parameter) {
    double number;
    if (!number_of(look, parameter, &number) || (number >= 0 && number <= 1))
        return;
    struct diag *diag = report(look->pass, expression_place(look->expression, parameter->at),
                               "a quantile goes from 0 to 1, so the result is always %s", number > 1 ? "+Inf" : "-Inf");
    if (number > 1 && number <= 100)
        report_help(look->pass, diag, "write %g", number / 100);
}

static void judge_count(const struct look *look, const struct promql_node *node) {
    double number;
    if (!number_of(look, node->child, &number) || number >= 1)
        return;
    report(look->pass, expression_place(look->expression, node->child->at), "%.*s of fewer than one series is empty",
           STR_ARG(node->as.aggregate.op->name));
}

static void judge_ratio(const struct look *look, const struct promql_node *parameter) {
    double number;
    if (!number_of(look, parameter, &number) || (number >= -1 && number <= 1))
        return;
    report(look->pass, expression_place(look->expression, parameter->at),
           "limit_ratio takes a share from -1 to 1, so all series are kept");
}

static void judge_aggregate(const struct look *look, const struct promql_node *node) {
    switch ((int)node->as.aggregate.op->id) {
    case PROMQL_AGGREGATOR_quantile:
        judge_quantile(look, node->child);
        break;
    case PROMQL_AGGREGATOR_topk:
    case PROMQL_AGGREGATOR_bottomk:
    case PROMQL_AGGREGATOR_limitk:
        judge_count(look, node);
        break;
    case PROMQL_AGGREGATOR_limit_ratio:
        judge_ratio(look, node->child);
        break;
    }
}

static void judge_bounds(const struct look *look, const struct promql_node *low, const char *result) {
    double least, most;
    if (!number_of(look, low, &least) || !number_of(look, low->next, &most) || least <= most)
        return;
    struct diag *diag =
        report(look->pass, expression_place(look->expression, (span){low->at.start, low->next->at.end}),
               "the lower bound %g is above the upper %g, so the result is always %s", least, most, result);
    report_help(look->pass, diag, "exchange the two");
}

static void judge_call(const struct look *look, const struct promql_node *node) {
    switch ((int)node->as.call.function->id) {
    case PROMQL_FUNCTION_histogram_quantile:
    case PROMQL_FUNCTION_quantile_over_time:
        judge_quantile(look, node->child);
        break;
    case PROMQL_FUNCTION_histogram_quantiles:
        for (const struct promql_node *parameter = promql_child(node, 2); parameter; parameter = parameter->next)
            judge_quantile(look, parameter);
        break;
    case PROMQL_FUNCTION_clamp:
        judge_bounds(look, promql_child(node, 1), "empty");
        break;
    case PROMQL_FUNCTION_histogram_fraction:
        judge_bounds(look, node->child, "0");
        break;
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct look look = {pass, view->expression, &view->flow->values};
    const struct promql_expr *parsed = &view->expression->parsed;
    for (size_t i = 0; i < parsed->node_count; i++)
        if (parsed->nodes[i]->kind == PROMQL_CALL)
            judge_call(&look, parsed->nodes[i]);
        else if (parsed->nodes[i]->kind == PROMQL_AGGREGATE)
            judge_aggregate(&look, parsed->nodes[i]);
}

const struct rule rule_invalid_quantile = {
    .id = "invalid-quantile",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a quantile outside 0 to 1, topk of nothing, or bounds the wrong way round",
    .why = "histogram_quantile(95, ...) is +Inf for every series, since a quantile is a share and not a percentage; "
           "topk(0, ...) and clamp() with its minimum above its maximum are empty. Prometheus accepts all of them.",
    .remedy = "Write the quantile as a share (0.95), a count of at least 1, and the smaller bound first.",
    .rule = check,
};
