/* unaggregated-quantile: a quantile for each series, where the alert's text speaks of all.
 *
 * histogram_quantile gives one quantile for each combination of the labels besides le. An alert on it fires for a
 * single route or status that is asked for once an hour, and for long polls that are slow by design. That is meant
 * where the text names such a label, as etcd's mixin does with $labels.To, so the rule speaks only where it names none
 * of them. The labels are those of the vocabulary; a request's duration of an unknown application has some (method,
 * path, status) by convention (Prometheus, practices/instrumentation). */
#include <monlint/rule.h>

struct look {
    struct pass *pass;
    const struct rule_view *view;
};

/* ---- The quantile ---- */

/* The buckets' selector of histogram_quantile(0.9, rate(x_bucket[5m])), or NULL. */
static const struct promql_node *bare_buckets(const struct promql_node *call) {
    if (call->kind != PROMQL_CALL || call->as.call.function->id != PROMQL_FUNCTION_histogram_quantile)
        return NULL;
    const struct promql_node *rate = promql_unwrapped(call->child->next);
    if (rate->kind != PROMQL_CALL || !rate->child || rate->child->kind != PROMQL_MATRIX)
        return NULL;
    const struct promql_node *selector = rate->child->child;
    return selector->kind == PROMQL_SELECTOR && str_ends_with(promql_selector_metric(selector), STR("_bucket"))
               ? selector
               : NULL;
}

static bool is_below_aggregate(const struct promql_node *node) {
    for (node = node->parent; node; node = node->parent)
        if (node->kind == PROMQL_AGGREGATE)
            return true;
    return false;
}

/* ---- The text ---- */

/* Labels of where a series comes from, not of what it counts. */
static bool is_of_target(str label) {
    static const str names[] = {{"job", 3},          {"instance", 8},  {"pod", 3},      {"namespace", 9},
                                {"service", 7},      {"container", 9}, {"cluster", 7},  {"endpoint", 8},
                                {"node", 4},         {"app", 3},       {"env", 3},      {"region", 6},
                                {"environment", 11}, {"team", 4},      {"severity", 8}, {"application", 11}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_equal(label, names[i]))
            return true;
    return false;
}

static bool is_among(struct vocab_labels labels, str name) {
    for (size_t i = 0; i < labels.count; i++)
        if (str_equal(vocab_label(labels, i), name))
            return true;
    return false;
}

/* Whether a label tells the metric's series apart: one of its own, if those are known. */
static bool tells_apart(struct vocab_labels labels, str name) {
    return labels.count ? is_among(labels, name) : !is_of_target(name);
}

/* Whether the text prints such a label, or may. */
static bool names_series(struct vocab_labels labels, const struct labels_fact *texts) {
    for (size_t i = 0; i < texts->len; i++) {
        const struct templated *text = texts->at[i].templated;
        if (texts->at[i].value.opaque)
            return true;
        for (size_t k = 0; text && k < text->reads.read_count; k++) {
            const struct gotmpl_read *read = &text->reads.reads[k];
            if (read->kind == GOTMPL_READ_ALL_LABELS ||
                (read->kind == GOTMPL_READ_LABEL && tells_apart(labels, read->name)))
                return true;
        }
    }
    return texts->open;
}

/* ---- The labels ---- */

/* The metric's own labels that no matcher fixes: "method, route and ws". */
static str divided_by(struct arena *arena, const struct promql_node *selector, struct vocab_labels labels) {
    str text = {"", 0}, last = {"", 0};
    for (size_t i = 0; i < labels.count; i++) {
        str label = vocab_label(labels, i);
        if (str_equal(label, STR("le")) || promql_selector_pins(selector, label).len)
            continue;
        if (last.len)
            text = text.len ? arena_format(arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(last)) : last;
        last = label;
    }
    return text.len ? arena_format(arena, "%.*s and %.*s", STR_ARG(text), STR_ARG(last)) : last;
}

static bool pins_any(const struct promql_node *selector) {
    const struct promql_selector *of = &selector->as.selector;
    for (size_t i = 0; i < of->matcher_count; i++)
        if (of->matchers[i].op == PROMQL_MATCH_EQ && !is_of_target(of->matchers[i].name))
            return true;
    return false;
}

/* The duration of a request, of an application that nobody knows. */
static bool is_of_requests(const struct promql_node *selector) {
    str name = promql_selector_metric(selector);
    bool is_time = str_contains(name, STR("duration")) || str_contains(name, STR("latency"));
    return is_time && str_contains(name, STR("request")) && !pins_any(selector);
}

/* The labels of the metric; count 0: not known. */
static struct vocab_labels own_labels(const struct promql_node *selector) {
    struct vocab_metrics found = vocab_metric_find(promql_selector_metric(selector));
    if (found.count != 1 || !(found.rows[0].flags & VOCAB_METRIC_LABELS_KNOWN))
        return (struct vocab_labels){0};
    return vocab_metric_labels(&found.rows[0]);
}

/* What each series is of; empty where there is one, or nothing is known. */
static str series_of(struct arena *arena, const struct promql_node *selector, struct vocab_labels labels) {
    if (labels.count)
        return divided_by(arena, selector, labels);
    bool is_known = vocab_metric_find(promql_selector_metric(selector)).count > 0;
    return !is_known && is_of_requests(selector) ? STR("combination of labels (method, path, status)") : STR("");
}

/* ---- */

static void judge(const struct look *look, const struct promql_node *call, const struct promql_node *selector) {
    const struct rule_fact *rule = look->view->rule;
    struct vocab_labels labels = own_labels(selector);
    str series = series_of(look->pass->scratch, selector, labels);
    if (!series.len || !rule->annotations.len || names_series(labels, &rule->annotations) ||
        names_series(labels, &rule->labels))
        return;
    struct diag *diag = report(look->pass, expression_place(look->view->expression, call->as.call.name_at),
                               "one quantile per %.*s, none of which the alert's text names", STR_ARG(series));
    report_help(look->pass, diag, "add the buckets up first: histogram_quantile(..., sum by (job, le) (rate(...)))");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT || !view->flow)
        return;
    struct look look = {pass, view};
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *call = view->expression->parsed.nodes[i];
        const struct promql_node *selector = bare_buckets(call);
        if (selector && !is_below_aggregate(call))
            judge(&look, call, selector);
    }
}

const struct rule rule_unaggregated_quantile = {
    .id = "unaggregated-quantile",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a quantile for each series where the text speaks of all",
    .why = "Without an aggregation histogram_quantile gives one quantile for each route, method and status. The alert "
           "fires for the slowest of them, be it asked for once an hour or slow by design, and does not say which.",
    .remedy = "Add the buckets up first: histogram_quantile(0.99, sum by (job, le) (rate(x_bucket[5m]))); or name the "
              "labels in the text.",
    .rule = check,
};
