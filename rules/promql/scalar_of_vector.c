/* scalar-of-vector: scalar() of what may be several series.
 *
 * Prometheus 3.14 promql/functions.go: scalar() is the value of a vector of exactly one element, and NaN for none and
 * for several. NaN meets no comparison. Label flow tells when there is one series at most (an aggregation without
 * labels, labels that matchers fix, topk(1, ...), vector()); that it may be missing is how "nothing to compare with" is
 * written, and not told. An aggregation by labels of unknown values, and a metric of many series of which none is
 * picked, are told as a warning; what an unknown metric has, or what is left after some labels are fixed, as a hint. */
#include <monlint/rule.h>

/* Labels that are the same on everything that one Prometheus sees, or on all series of one metric, in many set-ups. */
static bool is_usually_one(str label) {
    static const str names[] = {{"cluster", 7},     {"env", 3},        {"environment", 11}, {"region", 6},
                                {"tenant", 6},      {"job", 3},        {"service", 7},      {"namespace", 9},
                                {"prometheus", 10}, {"cluster_id", 10}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(label, names[i]))
            return true;
    return false;
}

/* A label of a closed flow by which there may be several series; one that tells most. */
static str dividing_label(const struct label_flow *flow) {
    str found = {"", 0};
    for (size_t i = 0; i < flow->len; i++)
        for (size_t k = 0; k < flow->sets[i].len; k++) {
            const struct label_fact *fact = &flow->sets[i].facts[k];
            if (fact->presence == LABEL_IMPOSSIBLE || str_equal(fact->name, STR("__name__")) ||
                (fact->presence == LABEL_CERTAIN && fact->value_count == 1))
                continue;
            if (!found.len || is_usually_one(found))
                found = fact->name;
        }
    return found;
}

/* ---- Of selectors, whose labels are open ---- */

enum picked { PICKED_ONE, PICKED_SOME, PICKED_ALL };

static bool is_target(str label) {
    return str_equal(label, STR("instance")) || str_equal(label, STR("pod")) || str_equal(label, STR("node"));
}

/* How narrowly the matchers pick, by the metric's own labels where they are known. */
static enum picked picked_by(const struct promql_node *selector) {
    struct vocab_metrics found = vocab_metric_find(promql_selector_metric(selector));
    const struct promql_selector *of = &selector->as.selector;
    bool any = false;
    for (size_t i = 0; i < of->matcher_count; i++) {
        if (of->matchers[i].op == PROMQL_MATCH_EQ && is_target(of->matchers[i].name))
            return PICKED_ONE;
        any |= of->matchers[i].op == PROMQL_MATCH_EQ && !str_equal(of->matchers[i].name, STR("job"));
    }
    if (found.count != 1 || !(found.rows[0].flags & VOCAB_METRIC_LABELS_KNOWN))
        return PICKED_SOME;
    struct vocab_labels labels = vocab_metric_labels(&found.rows[0]);
    size_t open = 0;
    for (size_t i = 0; i < labels.count; i++)
        open += !promql_selector_pins(selector, vocab_label(labels, i)).len;
    if (labels.count > 0 && open == 0)
        return PICKED_ONE;
    return open > 0 && !any ? PICKED_ALL : PICKED_SOME;
}

static const struct promql_node *first_selector(const struct promql_expr *expr, const struct promql_node *node) {
    for (uint32_t i = node->first; i <= node->index; i++)
        if (expr->nodes[i]->kind == PROMQL_SELECTOR)
            return expr->nodes[i];
    return NULL;
}

/* ---- */

static void help(struct pass *pass, struct diag *diag) {
    report_help(pass, diag, "make it one series with sum(), max() or min(); or match the vectors with on () instead");
}

static void judge_closed(struct pass *pass, const struct rule_view *view, const struct promql_node *call,
                         const struct label_flow *flow) {
    str label = dividing_label(flow);
    if (!label.len)
        return;
    help(pass, report_as(pass, is_usually_one(label) ? SEVERITY_INFO : SEVERITY_WARNING,
                         expression_place(view->expression, call->as.call.name_at),
                         "NaN unless it gets one series, and here is one for each %.*s", STR_ARG(label)));
}

static void judge_open(struct pass *pass, const struct rule_view *view, const struct promql_node *call) {
    const struct promql_node *selector = first_selector(&view->expression->parsed, call->child);
    enum picked picked = selector ? picked_by(selector) : PICKED_ONE;
    if (picked == PICKED_ONE)
        return;
    struct diag *diag =
        report_as(pass, picked == PICKED_ALL ? SEVERITY_WARNING : SEVERITY_INFO,
                  expression_place(view->expression, call->as.call.name_at), "NaN unless it gets exactly one series");
    report_note(pass, diag, expression_place(view->expression, selector->at),
                picked == PICKED_ALL ? "the metric has many" : "there may be none, or several");
    help(pass, diag);
}

static void judge(struct pass *pass, const struct rule_view *view, const struct promql_node *call) {
    const struct label_flow *flow = label_flow_of(&view->flow->labels, call->child);
    if (flow->is_single || flow->is_never)
        return;
    if (label_flow_is_open(flow))
        judge_open(pass, view, call);
    else
        judge_closed(pass, view, call, flow);
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    const struct promql_expr *parsed = &view->expression->parsed;
    for (size_t i = 0; i < parsed->node_count; i++)
        if (parsed->nodes[i]->kind == PROMQL_CALL && parsed->nodes[i]->as.call.function->id == PROMQL_FUNCTION_scalar)
            judge(pass, view, parsed->nodes[i]);
}

const struct rule rule_scalar_of_vector = {
    .id = "scalar-of-vector",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "scalar() of what may be several series",
    .why = "scalar() gives the value of a vector of exactly one series, and NaN for none or several. No comparison "
           "with NaN is true, so the alert never fires, without an error.",
    .remedy = "Aggregate to one series inside: scalar(max(x)); or keep the vector and match with on (): x > on () "
              "group_left () y.",
    .rule = check,
};
