/* idle-misfire: a ratio or rate that a quiet hour makes fire, or never lets fire.
 *
 * 0 / 0 is NaN, which meets no comparison: a success ratio of a service without traffic is silent by itself. A divisor
 * that clamp_min or an added constant keeps above 0 makes it 0, and 0 is below every lower bound. Clamping each part of
 * a sum makes the divisor at least the sum of the bounds. And a rate compared with 0 by series fires for each
 * combination of labels that nobody asked for (a status code, a path), not for a service without traffic. */
#include <monlint/rule.h>

struct quiet {
    struct pass *pass;
    const struct expression *expression;
    const struct promql_idle *idle;
    struct promql_thresholds thresholds;
};

static const struct promql_node *node_at_index(const struct quiet *quiet, uint32_t index) {
    return quiet->expression->parsed.nodes[index];
}

static bool holds(enum promql_operator op, double value, double limit) {
    switch ((int)op) {
    case PROMQL_LT:
        return value < limit;
    case PROMQL_LE:
        return value <= limit;
    default:
        return false;
    }
}

static bool is_division(const struct promql_node *node) {
    return node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_DIV;
}

/* The divisor that is kept above 0 though the rates in it are 0; NULL if there is none. */
static const struct promql_node *guarded_divisor(const struct quiet *quiet, const struct promql_node *value) {
    for (uint32_t i = value->first; i <= value->index; i++) {
        const struct promql_node *node = node_at_index(quiet, i);
        if (!is_division(node) || !quiet->idle[promql_left(node)->index].is_rate)
            continue;
        struct promql_idle divisor = quiet->idle[promql_right(node)->index];
        if (divisor.is_known && divisor.is_rate && divisor.value > 0)
            return promql_right(node);
    }
    return NULL;
}

/* Every other comparison must be known not to keep the alert quiet. */
static bool fires_when_idle(const struct quiet *quiet, const struct promql_threshold *threshold) {
    struct promql_idle idle = quiet->idle[threshold->value->index];
    return quiet->thresholds.whole && quiet->thresholds.len == 1 && idle.is_known && idle.is_rate &&
           holds(threshold->op, idle.value, threshold->number);
}

static void judge_lower_bound(const struct quiet *quiet, const struct promql_threshold *threshold) {
    struct pass *pass = quiet->pass;
    const struct promql_node *divisor =
        fires_when_idle(quiet, threshold) ? guarded_divisor(quiet, threshold->value) : NULL;
    if (!divisor)
        return;
    struct diag *diag = report(pass, expression_place(quiet->expression, divisor->at),
                               "without traffic this divisor is %g, the ratio %g, and the alert fires",
                               quiet->idle[divisor->index].value, quiet->idle[threshold->value->index].value);
    report_note(pass, diag, expression_place(quiet->expression, threshold->limit->at), "the lower bound");
    report_help(pass, diag, "divide by the plain rate: 0 / 0 is NaN, which fires nothing; or add \"and ... > 0\"");
}

static bool is_clamped_rate(const struct quiet *quiet, const struct promql_node *node) {
    node = promql_unwrapped(node);
    return node->kind == PROMQL_CALL && node->as.call.function->id == PROMQL_FUNCTION_clamp_min &&
           quiet->idle[node->index].is_known && quiet->idle[node->index].is_rate && quiet->idle[node->index].value > 0;
}

/* clamp_min(rate(a), 1) + clamp_min(rate(b), 1) */
static bool is_twice_clamped(const struct quiet *quiet, const struct promql_node *node) {
    return node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_ADD &&
           is_clamped_rate(quiet, promql_left(node)) && is_clamped_rate(quiet, promql_right(node));
}

static void judge_clamped_sum(const struct quiet *quiet, const struct promql_threshold *threshold) {
    if (threshold->op != PROMQL_GT && threshold->op != PROMQL_GE)
        return;
    for (uint32_t i = threshold->value->first; i <= threshold->value->index; i++) {
        const struct promql_node *node = node_at_index(quiet, i);
        if (!is_division(node))
            continue;
        const struct promql_node *divisor = promql_unwrapped(promql_right(node));
        if (!is_twice_clamped(quiet, divisor))
            continue;
        struct diag *diag =
            report(quiet->pass, expression_place(quiet->expression, divisor->at),
                   "each part is clamped, so the divisor is never below %g, and with little traffic the "
                   "ratio stays small",
                   quiet->idle[divisor->index].value);
        report_help(quiet->pass, diag, "clamp the sum, and no higher than needed: clamp_min(a + b, 0.001)");
        return;
    }
}

/* Labels by which requests are told apart, most of them unseen at any time. */
static const str kinds_of_request[] = {{"code", 4},    {"status", 6},       {"status_code", 11}, {"method", 6},
                                       {"handler", 7}, {"path", 4},         {"route", 5},        {"verb", 4},
                                       {"uri", 3},     {"grpc_method", 11}, {"grpc_code", 9},    {"reason", 6}};

static bool is_kind_of_request(str label) {
    for (size_t i = 0; i < sizeof kinds_of_request / sizeof *kinds_of_request; i++)
        if (str_equal(label, kinds_of_request[i]))
            return true;
    return false;
}

static bool pins(const struct promql_selector *selector, str label) {
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (selector->matchers[i].op == PROMQL_MATCH_EQ && str_equal(selector->matchers[i].name, label))
            return true;
    return false;
}

/* A label that splits the series by kinds of request; empty where none is known. */
static str splitting_label(const struct promql_selector *selector) {
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (selector->matchers[i].op != PROMQL_MATCH_EQ && is_kind_of_request(selector->matchers[i].name))
            return selector->matchers[i].name;
    struct vocab_metrics found = vocab_metric_find(selector->name);
    if (found.count == 0 || !(found.rows[0].flags & VOCAB_METRIC_LABELS_KNOWN))
        return STR("");
    struct vocab_labels labels = vocab_metric_labels(&found.rows[0]);
    for (size_t i = 0; i < labels.count; i++)
        if (is_kind_of_request(vocab_label(labels, i)) && !pins(selector, vocab_label(labels, i)))
            return vocab_label(labels, i);
    return STR("");
}

static void judge_zero(const struct quiet *quiet, const struct promql_threshold *threshold) {
    const struct promql_node *rate = promql_unwrapped(threshold->value);
    bool zero = threshold->op == PROMQL_EQ || threshold->op == PROMQL_LE;
    if (!zero || threshold->number != 0 || quiet->thresholds.len != 1 || !quiet->thresholds.whole ||
        rate->kind != PROMQL_CALL || !quiet->idle[rate->index].is_rate)
        return;
    const struct promql_node *matrix = rate->child;
    if (!matrix || matrix->kind != PROMQL_MATRIX || matrix->child->kind != PROMQL_SELECTOR)
        return;
    str label = splitting_label(&matrix->child->as.selector);
    if (!label.len)
        return;
    struct diag *diag =
        report(quiet->pass, expression_place(quiet->expression, rate->at),
               "fires for each %.*s that nobody used lately, not for a service without traffic", STR_ARG(label));
    report_help(quiet->pass, diag, "sum first: sum by (job) (%.*s(...)) == 0", STR_ARG(rate->as.call.function->name));
}

/* Without a rate nothing is quiet, as promql_when_idle() has it. */
static bool has_rate(const struct rule_view *view) {
    return view_calls(view, PROMQL_FUNCTION_rate) || view_calls(view, PROMQL_FUNCTION_irate) ||
           view_calls(view, PROMQL_FUNCTION_increase);
}

/* Each looks over all that it compares. */
enum { MOST_THRESHOLDS = 64 };

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT || !view->expression || !has_rate(view))
        return;
    struct quiet quiet = {.pass = pass, .expression = view->expression};
    quiet.thresholds = view_written_thresholds(view);
    if (quiet.thresholds.len > MOST_THRESHOLDS)
        return;
    quiet.idle = promql_when_idle(pass->scratch, &view->expression->parsed);
    for (size_t i = 0; i < quiet.thresholds.len; i++) {
        judge_lower_bound(&quiet, &quiet.thresholds.at[i]);
        judge_clamped_sum(&quiet, &quiet.thresholds.at[i]);
        judge_zero(&quiet, &quiet.thresholds.at[i]);
    }
}

const struct rule rule_idle_misfire = {
    .id = "idle-misfire",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "an alert on a ratio or rate that misfires when there is no traffic",
    .why =
        "Without traffic all rates are 0. A divisor that is clamped above 0 turns the ratio into 0, so an alert on a "
        "low success rate fires for each idle service; a sum of clamped parts hides real failures of small ones; "
        "a rate compared with 0 by series fires for each status code that did not occur.",
    .remedy = "Divide by the plain rate, ask for traffic with \"and sum(rate(...)) > 0\", and sum before comparing "
              "with 0.",
    .rule = check,
};
