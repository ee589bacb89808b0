/* never-compared: an alert that fires on any sample, whatever its value.
 *
 * An alert fires for each sample of its expression's result (Prometheus 3.14 rules/alerting.go); the value plays no
 * part. A comparison drops samples, one with bool keeps them all as 0 or 1.
 *
 * An expression without a comparison is right where the mere presence of a series is the fault: info metrics, series
 * picked by a matcher such as state="failed", absent(), unless, a recorded condition. A rate is there with value 0 too,
 * so behind it a matcher picks nothing. */
#include <monlint/rule.h>

struct evidence {
    bool filtered;                    /* a comparison, unless, absent */
    bool computed;                    /* a rate, a difference or a quotient, which is there at 0 as well */
    const struct promql_node *truth;  /* a comparison with bool */
    const struct promql_node *series; /* a selector */
};

static const str places[] = {{"job", 3},      {"instance", 8},  {"namespace", 9},    {"cluster", 7}, {"env", 3},
                             {"service", 7},  {"container", 9}, {"environment", 11}, {"app", 3},     {"pod", 3},
                             {"endpoint", 8}, {"region", 6},    {"node", 4},         {"team", 4}};

/* True for a matcher of what something is, not of where it runs. */
static bool picks(const struct promql_matcher *matcher) {
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (str_equal(matcher->name, places[i]))
            return false;
    return true;
}

static bool is_presence(const struct rule_names *records, const struct promql_selector *selector) {
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (picks(&selector->matchers[i]))
            return true;
    str name = selector->name;
    return str_ends_with(name, STR("_info")) || str_ends_with(name, STR("_metadata")) || str_contains(name, STR(":")) ||
           rule_names_find(records, name);
}

/* Functions whose result is there when nothing happens, too. */
static bool returns_zero(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate || id == PROMQL_FUNCTION_increase ||
           id == PROMQL_FUNCTION_delta || id == PROMQL_FUNCTION_idelta || id == PROMQL_FUNCTION_deriv ||
           id == PROMQL_FUNCTION_changes || id == PROMQL_FUNCTION_resets || id == PROMQL_FUNCTION_predict_linear ||
           id == PROMQL_FUNCTION_histogram_quantile;
}

static bool tells_presence(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_absent || id == PROMQL_FUNCTION_absent_over_time ||
           id == PROMQL_FUNCTION_present_over_time;
}

static void weigh_binary(struct evidence *evidence, const struct promql_node *node) {
    enum promql_operator op = node->as.binary.op;
    if (op == PROMQL_UNLESS)
        evidence->filtered = true;
    if (op == PROMQL_ADD || op == PROMQL_SUB || op == PROMQL_DIV || op == PROMQL_MOD)
        evidence->computed = true;
    if (!promql_operator_is_comparison(op))
        return;
    if (node->as.binary.matching && node->as.binary.matching->is_bool)
        evidence->truth = node;
    else
        evidence->filtered = true;
}

static void weigh(struct evidence *evidence, const struct promql_node *node) {
    if (node->kind == PROMQL_BINARY)
        weigh_binary(evidence, node);
    if (node->kind == PROMQL_SELECTOR)
        evidence->series = node;
    if (node->kind != PROMQL_CALL)
        return;
    evidence->filtered |= tells_presence(node->as.call.function->id);
    evidence->computed |= returns_zero(node->as.call.function->id);
}

static bool is_picked(const struct rule_names *records, const struct promql_expr *expr,
                      const struct promql_node *alternative) {
    for (uint32_t i = alternative->first; i <= alternative->index; i++)
        if (expr->nodes[i]->kind == PROMQL_SELECTOR && is_presence(records, &expr->nodes[i]->as.selector))
            return true;
    return false;
}

/* Alerts that are meant to fire always. */
static bool is_heartbeat(str name) {
    static const str words[] = {{"watchdog", 8}, {"deadman", 7}, {"heartbeat", 9}, {"dead-man", 8}, {"always", 6}};
    for (size_t at = 0; at < name.len; at++)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (str_equal_fold(str_slice(name, at, at + words[i].len), words[i]))
                return true;
    return false;
}

/* Presence means something where matchers pick the series, for info metrics and recorded conditions. */
static void judge(struct pass *pass, const struct rule_view *view, const struct promql_node *alternative, bool alone) {
    const struct expression *expression = view->expression;
    const struct rule_names *records = &view->project->records;
    struct evidence evidence = {0};
    for (uint32_t i = alternative->first; i <= alternative->index && !evidence.filtered; i++)
        weigh(&evidence, expression->parsed.nodes[i]);
    if (evidence.filtered || !evidence.series ||
        (!evidence.computed && !evidence.truth && is_picked(records, &expression->parsed, alternative)) ||
        is_heartbeat(view->rule->name.text))
        return;
    if (evidence.truth) {
        span at = evidence.truth->as.binary.matching->bool_at;
        struct diag *diag = report(pass, expression_place(expression, at),
                                   "with bool the comparison gives 0 or 1, and the alert fires on both");
        report_help(pass, diag, "leave bool out: the comparison then drops what does not meet it");
        return;
    }
    report(pass, expression_place(expression, alternative->at),
           alone ? "fires on any sample, whatever its value: nothing is compared"
                 : "this side of or fires on any sample, whatever its value: nothing is compared");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT || !view->expression)
        return;
    struct promql_alternatives alternatives = promql_find_alternatives(pass->scratch, &view->expression->parsed);
    for (size_t i = 0; i < alternatives.len; i++)
        judge(pass, view, alternatives.at[i], alternatives.len == 1);
}

const struct rule rule_never_compared = {
    .id = "never-compared",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "an alert whose expression compares nothing, or compares with bool",
    .why = "An alert fires for every sample that its expression returns, and a sample of value 0 is one. Without a "
           "comparison, or with one that bool turns into 0 and 1, it fires as soon as the metric exists.",
    .remedy = "Compare with a threshold, without bool: errors_total > 0.",
    .rule = check,
};
