/* unbalanced-for: a window that is too short for the pace of evaluation, or a `for` that outlives what it waits for.
 *
 * Prometheus 3.14: a rule sees its window once an evaluation, so that what happens between two windows is never seen;
 * a counter's step between the last sample of one and the first of the next is in neither (promql/functions.go,
 * extrapolatedRate). And `for` wants the condition at every evaluation (rules/alerting.go): one event is in its window
 * for no longer than that is, and a process is not younger than 5 minutes for 10. */
#include <math.h>

#include <monlint/rule.h>

struct balance {
    struct pass *pass;
    const struct rule_view *view;
    int64_t wait; /* ms of `for`; 0: none, or not known */
};

static place node_at_place(const struct balance *balance, span at) {
    return expression_place(balance->view->expression, at);
}

static bool is_call(const struct promql_node *node, enum promql_function_id id) {
    return node && node->kind == PROMQL_CALL && node->as.call.function->id == id;
}

/* What counts steps, so that a gap between two windows hides some. */
static bool counts_steps(const struct promql_node *call) {
    return is_call(call, PROMQL_FUNCTION_increase) || is_call(call, PROMQL_FUNCTION_rate) ||
           is_call(call, PROMQL_FUNCTION_changes) || is_call(call, PROMQL_FUNCTION_resets);
}

static bool is_in_subquery(const struct promql_node *node) {
    for (; node; node = node->parent)
        if (node->kind == PROMQL_SUBQUERY)
            return true;
    return false;
}

/* ---- Window and evaluation ---- */

static bool judge_window(const struct balance *balance, const struct known_interval *evaluation) {
    const struct promql_expr *expr = &balance->view->expression->parsed;
    for (size_t i = 0; i < expr->node_count; i++) {
        const struct promql_node *matrix = expr->nodes[i];
        if (matrix->kind != PROMQL_MATRIX || !counts_steps(promql_caller(matrix)))
            continue;
        const struct promql_duration *range = matrix->as.range.range;
        double window = range->is_constant ? range->seconds * 1000 : INFINITY;
        if (!(window < 2 * (double)evaluation->ms) || is_in_subquery(matrix))
            continue;
        struct diag *diag =
            report(balance->pass, node_at_place(balance, range->at),
                   window < (double)evaluation->ms
                       ? "looked at every %.*s: what happens between two windows is never seen"
                       : "shorter than two evaluations of %.*s: a step between two windows is in neither",
                   STR_ARG(evaluation->written.text));
        report_note(balance->pass, diag, evaluation->written.at, "the interval of evaluation");
        report_help(balance->pass, diag, "use a range of at least two evaluations");
        return true;
    }
    return false;
}

/* ---- One event ---- */

/* "> 0", ">= 1" and "!= 0" ask for one event. */
static bool asks_for_one(const struct promql_threshold *threshold) {
    double number = threshold->number;
    if (threshold->op == PROMQL_GE)
        return number > 0 && number <= 1;
    return (threshold->op == PROMQL_GT || threshold->op == PROMQL_NE) && number >= 0 && number < 1;
}

/* changes() and resets() speak of events; a rate or an increase may well go on. */
static const struct promql_node *event_window(const struct promql_node *value) {
    const struct promql_node *call = promql_unwrapped(value);
    bool is_event = is_call(call, PROMQL_FUNCTION_changes) || is_call(call, PROMQL_FUNCTION_resets);
    return is_event && call->child->kind == PROMQL_MATRIX && call->child->as.range.range->is_constant ? call->child
                                                                                                      : NULL;
}

static bool judge_event(const struct balance *balance, const struct promql_threshold *threshold) {
    const struct promql_node *matrix = asks_for_one(threshold) ? event_window(threshold->value) : NULL;
    if (!matrix || matrix->as.range.range->seconds * 1000 > (double)balance->wait)
        return false;
    const struct text_fact *written = &balance->view->rule->for_;
    struct diag *diag =
        report(balance->pass, written->at, "one event has left the window by then: only events that keep coming fire");
    report_note(balance->pass, diag, node_at_place(balance, matrix->as.range.range->at), "the window");
    report_help(balance->pass, diag, "leave `for` out, or make the window longer than it");
    return true;
}

/* ---- An age that passes ---- */

static bool is_start(str metric) {
    static const str endings[] = {
        {"_start_time_seconds", 19}, {"_boot_time_seconds", 18}, {"_created", 8}, {"kube_pod_start_time", 19}};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (str_ends_with(metric, endings[i]))
            return true;
    return false;
}

/* time() - x_start_time_seconds: no start is followed by a younger one. */
static bool is_age(const struct promql_node *value) {
    value = promql_unwrapped(value);
    if (value->kind != PROMQL_BINARY || value->as.binary.op != PROMQL_SUB)
        return false;
    const struct promql_node *now = promql_unwrapped(promql_left(value)),
                             *start = promql_unwrapped(promql_right(value));
    return is_call(now, PROMQL_FUNCTION_time) && start->kind == PROMQL_SELECTOR &&
           is_start(promql_selector_metric(start));
}

static bool judge_age(const struct balance *balance, const struct promql_threshold *threshold) {
    bool is_below = threshold->op == PROMQL_LT || threshold->op == PROMQL_LE;
    if (!is_below || threshold->number * 1000 > (double)balance->wait || !is_age(threshold->value))
        return false;
    struct diag *diag =
        report(balance->pass, balance->view->rule->for_.at,
               "never fires: by then the age is beyond the %gs that it must be below", threshold->number);
    report_note(balance->pass, diag, node_at_place(balance, threshold->limit->at), "the age");
    report_help(balance->pass, diag, "leave `for` out");
    return true;
}

/* What judge_event() and judge_age() look for. */
static bool may_pass(const struct rule_view *view) {
    return view_calls(view, PROMQL_FUNCTION_changes) || view_calls(view, PROMQL_FUNCTION_resets) ||
           view_calls(view, PROMQL_FUNCTION_time);
}

static void check(struct pass *pass, const struct rule_view *view) {
    struct balance balance = {.pass = pass, .view = view};
    if (view->rule->kind != RULE_KIND_ALERT || !view->expression)
        return;
    struct known_interval evaluation = group_evaluation(view->project, view->group);
    if (evaluation.ms && judge_window(&balance, &evaluation))
        return;
    if (!may_pass(view) || !text_milliseconds(&view->rule->for_, &balance.wait))
        return;
    struct promql_thresholds found = view_written_thresholds(view);
    for (size_t i = 0; i < found.len; i++)
        if (judge_event(&balance, &found.at[i]) || judge_age(&balance, &found.at[i]))
            return;
}

const struct rule rule_unbalanced_for = {
    .id = "unbalanced-for",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a range shorter than two evaluations, or a for that outlives what it waits for",
    .why = "A rule is looked at once an evaluation. What happens outside of its windows is never seen, and a `for` "
           "that is longer than an event stays in the window can hold only by chance, or not at all.",
    .remedy = "Make the range at least two evaluations long, and longer than `for`.",
    .rule = check,
};
