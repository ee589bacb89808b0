/* missing-zero-fallback: a recorded failure ratio that does not exist until something fails.
 *
 * Prometheus 3.14: an aggregation of no series is empty, not 0, and so is what is divided by or subtracted from it. A
 * series with code="500" appears with the first such answer; before, the ratio, and the availability of 1 - ratio, are
 * not there. */
#include <monlint/rule.h>

static const str outcomes[] = {{"code", 4},
                               {"status", 6},
                               {"status_code", 11},
                               {"statuscode", 10},
                               {"http_status", 11},
                               {"http_code", 9},
                               {"grpc_code", 9},
                               {"grpc_status", 11},
                               {"response_code", 13},
                               {"result", 6},
                               {"outcome", 7},
                               {"status_class", 12},
                               {"http_status_code", 16},
                               {"http_response_status_code", 25}};

static const str failures[] = {{"5", 1},      {"4", 1},      {"(5", 2},      {"error", 5},   {"fail", 4},
                               {"server", 6}, {"denied", 6}, {"timeout", 7}, {"internal", 8}};

static bool names_outcome(str label) {
    for (size_t i = 0; i < sizeof outcomes / sizeof *outcomes; i++)
        if (str_equal_fold(label, outcomes[i]))
            return true;
    return false;
}

static bool is_failure(const struct promql_matcher *matcher) {
    if (!names_outcome(matcher->name) || (matcher->op != PROMQL_MATCH_EQ && matcher->op != PROMQL_MATCH_RE))
        return false;
    for (size_t i = 0; i < sizeof failures / sizeof *failures; i++)
        if (matcher->value.len >= failures[i].len &&
            str_equal_fold(str_slice(matcher->value, 0, failures[i].len), failures[i]))
            return true;
    return false;
}

/* The only selector below the node; NULL when there are several, or an `or` that fills in. */
static const struct promql_node *only_selector(const struct expression *expression, const struct promql_node *node) {
    const struct promql_node *found = NULL;
    for (size_t i = node->first; i <= node->index; i++) {
        const struct promql_node *at = expression->parsed.nodes[i];
        bool fills = at->kind == PROMQL_BINARY && at->as.binary.op == PROMQL_OR;
        if (fills || (at->kind == PROMQL_SELECTOR && found))
            return NULL;
        if (at->kind == PROMQL_SELECTOR)
            found = at;
    }
    return found;
}

/* The matcher that picks the failures out of what the right side counts. */
static const struct promql_matcher *picks_failures(const struct promql_node *part, const struct promql_node *whole) {
    if (!str_equal(promql_selector_metric(part), promql_selector_metric(whole)))
        return NULL;
    for (size_t i = 0; i < part->as.selector.matcher_count; i++) {
        const struct promql_matcher *matcher = &part->as.selector.matchers[i];
        if (is_failure(matcher) && !promql_selector_matcher(whole, matcher->name))
            return matcher;
    }
    return NULL;
}

/* Does an empty division make the whole result empty? Nothing but arithmetic with numbers stands around it. */
static bool decides(const struct promql_node *node) {
    double ignored;
    for (; node->parent; node = node->parent) {
        const struct promql_node *parent = node->parent;
        if (parent->kind == PROMQL_PAREN || parent->kind == PROMQL_UNARY)
            continue;
        if (parent->kind != PROMQL_BINARY || promql_operator_is_set(parent->as.binary.op))
            return false;
        const struct promql_node *other = promql_left(parent) == node ? promql_right(parent) : promql_left(parent);
        if (!promql_number(other, &ignored))
            return false;
    }
    return true;
}

/* "100 * sum(x)" is as empty as sum(x). */
static const struct promql_node *without_factor(const struct promql_node *node) {
    double factor;
    node = promql_unwrapped(node);
    while (node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_MUL) {
        const struct promql_node *left = promql_left(node), *right = promql_right(node);
        if (!promql_number(left, &factor) && !promql_number(right, &factor))
            break;
        node = promql_unwrapped(promql_number(left, &factor) ? right : left);
    }
    return node;
}

static void judge(struct pass *pass, const struct expression *expression, const struct promql_node *division) {
    const struct promql_node *left = without_factor(promql_left(division)), *right = promql_right(division);
    const struct promql_node *part = only_selector(expression, left), *whole = only_selector(expression, right);
    if (left->kind != PROMQL_AGGREGATE || !part || !whole || !decides(division))
        return;
    const struct promql_matcher *matcher = picks_failures(part, whole);
    if (!matcher)
        return;
    struct diag *diag = report(pass, expression_place(expression, matcher->at),
                               "there is no such series until the first failure, and till then no ratio");
    if (left->as.aggregate.grouping.len || left->as.aggregate.is_without)
        report_help(pass, diag, "write (...) or 0 * the divisor, so that it starts at 0");
    else
        report_help(pass, diag, "write (... or vector(0)) / ..., so that it starts at 0");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->expression || view->rule->kind != RULE_KIND_RECORD)
        return;
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        if (node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_DIV &&
            !(node->as.binary.matching && node->as.binary.matching->fill_left.is_set))
            judge(pass, view->expression, node);
    }
}

const struct rule rule_missing_zero_fallback = {
    .id = "missing-zero-fallback",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a recorded failure ratio that is empty until the first failure",
    .why = "A counter for code=\"500\" appears with the first such answer. Until then the sum over it is empty rather "
           "than "
           "0, and dashboards and alerts on the ratio or on 1 - ratio see nothing instead of a perfect score.",
    .remedy =
        "Let the numerator fall back to zero: (sum(...) or vector(0)) / sum(...), or for groups sum by (job) (...) "
        "or 0 * sum by (job) (...).",
    .rule = check,
};
