/* float-equality: a computed fraction compared with a number for equality.
 *
 * Prometheus 3.14: rate(), increase() and delta() extrapolate to the ends of their window (promql/functions.go), so an
 * increase of 3 may come out as 3.16; quotients are rounded. Exact are 0 where nothing happens, 1 and 100 where all is
 * the whole, and whole numbers that are counted. */
#include <monlint/rule.h>

static const char *manner_of(const struct promql_node *cause) {
    if (cause->kind == PROMQL_BINARY)
        return "a quotient is";
    if (cause->kind == PROMQL_AGGREGATE)
        return "a deviation is";
    switch ((int)cause->as.call.function->id) {
    case PROMQL_FUNCTION_increase:
    case PROMQL_FUNCTION_delta:
        return "an extrapolated difference is";
    case PROMQL_FUNCTION_rate:
    case PROMQL_FUNCTION_irate:
        return "a rate is";
    case PROMQL_FUNCTION_histogram_quantile:
        return "an interpolated quantile is";
    default:
        return "a computed fraction is";
    }
}

static void judge(struct pass *pass, const struct rule_view *view, const struct value_comparison *comparison,
                  const struct promql_node *cause) {
    bool equal = comparison->op == PROMQL_EQ;
    struct diag *diag = report(pass, expression_place(view->expression, comparison->node->as.binary.op_at),
                               "%s hardly ever exactly %.*s, so this is %s", manner_of(cause),
                               STR_ARG(promql_print_number(pass->scratch, comparison->value)),
                               equal ? "nearly never true" : "nearly always true");
    report_note(pass, diag, expression_place(view->expression, cause->at), "computed here");
    report_help(pass, diag, "compare with > or <, or round() first");
}

static bool is_equality(const struct promql_node *node) {
    return node->kind == PROMQL_BINARY && (node->as.binary.op == PROMQL_EQ || node->as.binary.op == PROMQL_NE);
}

static void check(struct pass *pass, const struct rule_view *view) {
    const struct promql_node *const *causes = NULL;
    for (size_t i = 0; view->flow && i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        struct value_comparison comparison;
        if (!is_equality(node) || !value_comparison_of(&view->flow->values, node, &comparison) || !comparison.has_value)
            continue;
        if (!causes)
            causes = promql_find_inexact(pass->scratch, &view->flow->values);
        const struct promql_node *cause = causes[comparison.compared->index];
        if (cause && comparison.verdict == VALUE_POSSIBLE &&
            !promql_is_exact_value(&view->flow->values, comparison.compared, cause, comparison.value))
            judge(pass, view, &comparison, cause);
    }
}

const struct rule rule_float_equality = {
    .id = "float-equality",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "== or != between a computed fraction and a number",
    .why = "increase() extrapolates and quotients are rounded: increase(x[1h]) == 3 misses the hour in which x grew by "
           "3, because the result is 3.05.",
    .remedy = "Compare with > or <, or round first.",
    .rule = check,
};
