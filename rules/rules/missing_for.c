/* missing-for: an alert without `for` on an expression that one missed scrape makes true.
 *
 * Prometheus 3.14: after a failed scrape the series of the target are stale at once and up is 0. pint (0.87) asks for
 * a `for` behind absent() (alerts/absent: at least two scrape intervals) and behind arithmetic of two aggregations
 * (promql/fragile: while pods are replaced one side is short of some). A written `for: 0s` is meant (pint 1466), and
 * what looks back over a range is calm by itself. */
#include <monlint/rule.h>

enum { SLOW_MS = 5 * 60 * 1000 }; /* from here on one evaluation more costs too much */

/* Whether some selector at or below the node is read at one moment. */
static bool reads_one_moment(const struct expression *expression, const struct promql_node *node) {
    for (uint32_t i = node->first; i <= node->index; i++) {
        const struct promql_node *selector = expression->parsed.nodes[i], *above = selector;
        if (selector->kind != PROMQL_SELECTOR)
            continue;
        while (above != node && above->kind != PROMQL_MATRIX && above->kind != PROMQL_SUBQUERY)
            above = above->parent;
        if (above->kind != PROMQL_MATRIX && above->kind != PROMQL_SUBQUERY)
            return true;
    }
    return false;
}

/* ---- absent() ---- */

static bool is_absent(const struct expression *expression, const struct promql_node *node) {
    return node->kind == PROMQL_CALL && node->as.call.function->id == PROMQL_FUNCTION_absent &&
           reads_one_moment(expression, node->child);
}

/* The scrape interval of the job that absent() asks for. */
static struct known_interval scrape_of(const struct project *project, const struct promql_node *absent) {
    const struct promql_node *selector = promql_unwrapped(absent->child);
    str job = selector->kind == PROMQL_SELECTOR ? promql_selector_pins(selector, STR("job")) : STR("");
    return job.len ? job_scrape(project, job) : (struct known_interval){0};
}

static bool judge_absent(struct pass *pass, const struct rule_view *view, const struct promql_node *absent) {
    int64_t wait;
    place at = expression_place(view->expression, absent->as.call.name_at);
    if (!view->rule->for_.text.len) {
        struct diag *diag = report(pass, at, "one missed scrape is enough to fire, since there is no for");
        report_help(pass, diag, "add a for of a few scrape intervals, or ask absent_over_time()");
        return true;
    }
    struct known_interval scrape = scrape_of(view->project, absent);
    if (!scrape.ms || !text_milliseconds(&view->rule->for_, &wait) || wait >= 2 * scrape.ms)
        return false;
    struct diag *diag = report(pass, view->rule->for_.at,
                               "shorter than two scrapes: one missed scrape is enough to "
                               "fire");
    report_note(pass, diag, scrape.written.at, "the job is scraped every %.*s", STR_ARG(scrape.written.text));
    return true;
}

/* ---- up == 0 ---- */

static bool is_health(str metric) {
    return str_equal(metric, STR("up")) || str_equal(metric, STR("probe_success"));
}

static bool asks_for_zero(const struct promql_threshold *threshold) {
    double number = threshold->number;
    bool is_zero = number >= 0 && number <= 0, is_one = number >= 1 && number <= 1;
    return (threshold->op == PROMQL_EQ && is_zero) || (threshold->op == PROMQL_LE && is_zero) ||
           (threshold->op == PROMQL_LT && number > 0 && number <= 1) || (threshold->op == PROMQL_NE && is_one);
}

static bool judge_health(struct pass *pass, const struct rule_view *view, const struct promql_threshold *threshold) {
    const struct promql_node *selector = promql_unwrapped(threshold->value);
    if (selector->kind != PROMQL_SELECTOR || !is_health(promql_selector_metric(selector)) || !asks_for_zero(threshold))
        return false;
    struct diag *diag = report(pass, expression_place(view->expression, promql_selector_metric_at(selector)),
                               "one failed scrape is enough to fire, since there is no for");
    report_help(pass, diag, "add a for of a few scrape intervals");
    return true;
}

/* ---- Aggregations that are put together ---- */

static bool is_arithmetic(const struct promql_node *node) {
    return node->kind == PROMQL_BINARY && !promql_operator_is_set(node->as.binary.op) &&
           !promql_operator_is_comparison(node->as.binary.op);
}

static bool judge_join(struct pass *pass, const struct rule_view *view, const struct promql_threshold *threshold) {
    const struct promql_node *node = promql_unwrapped(threshold->value);
    if (!is_arithmetic(node))
        return false;
    const struct promql_node *left = promql_unwrapped(promql_left(node)), *right = promql_unwrapped(promql_right(node));
    if (left->kind != PROMQL_AGGREGATE || right->kind != PROMQL_AGGREGATE ||
        !reads_one_moment(view->expression, left) || !reads_one_moment(view->expression, right))
        return false;
    struct diag *diag =
        report(pass, expression_place(view->expression, node->as.binary.op_at),
               "both sides lack series for a moment when pods or Prometheus restart, and there is no for");
    report_help(pass, diag, "add a for of a few scrape intervals");
    return true;
}

static bool is_quiet(const struct rule_view *view) {
    const struct label_pair *severity = rule_label(view->project, view->rule, STR("severity"));
    return group_evaluation(view->project, view->group).ms >= SLOW_MS ||
           (severity && str_equal(severity->value.text, STR("none")));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT || !view->expression || view->rule->for_.opaque || is_quiet(view))
        return;
    struct promql_alternatives sides = promql_find_alternatives(pass->scratch, &view->expression->parsed);
    for (size_t i = 0; i < sides.len; i++)
        if (is_absent(view->expression, sides.at[i]) && judge_absent(pass, view, sides.at[i]))
            return;
    if (view->rule->for_.text.len)
        return;
    struct promql_thresholds found = view_written_thresholds(view);
    for (size_t i = 0; i < found.len; i++)
        if (judge_health(pass, view, &found.at[i]) || judge_join(pass, view, &found.at[i]))
            return;
}

const struct rule rule_missing_for = {
    .id = "missing-for",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "an alert that one missed scrape fires, without for",
    .why = "Scrapes fail now and then: a restart, a slow answer, a rollout. Without `for` the alert fires at the first "
           "of them and is resolved at the next.",
    .remedy = "Add a `for` of a few scrape intervals. `for: 0s` says that none is wanted.",
    .rule = check,
};
