/* Where counters and gauges are taken for each other. Contexts are handed from the root down: what a node's value is
 * used for decides about the selectors below it. */
#include "promql/unit_flow.h"

#include "base/vec.h"
#include "promql/selectors.h"

struct context {
    const struct promql_node *comparison; /* that the value reaches, or NULL */
    const struct promql_node *call;       /* the innermost rate() or its like above a range, or NULL */
    enum counter_use use;
    bool is_whole; /* one operand with something that is no counter: used / total, total - used */
    bool is_guard; /* below the right side of "and" or "unless" */
};

struct pass {
    struct arena *arena;
    const struct value_flow *values;
    struct context *contexts;
    struct kind_fault_list {
        struct kind_fault *at;
        size_t len, cap;
    } faults;
};

static bool hides_total_of_group(enum promql_aggregator_id id) {
    return id == PROMQL_AGGREGATOR_count || id == PROMQL_AGGREGATOR_group || id == PROMQL_AGGREGATOR_count_values ||
           id == PROMQL_AGGREGATOR_stddev || id == PROMQL_AGGREGATOR_stdvar;
}

static bool is_scaling(const struct pass *pass, const struct promql_node *node) {
    enum promql_operator op = node->as.binary.op;
    return (op == PROMQL_MUL || op == PROMQL_DIV) && (value_flow_at(pass->values, promql_left(node))->is_literal ||
                                                      value_flow_at(pass->values, promql_right(node))->is_literal);
}

/* The one metric whose values these are: through parentheses, aggregations and literal factors. */
static const struct metric_facts *metric_at(const struct pass *pass, const struct promql_node *node) {
    for (;;) {
        node = promql_unwrapped(node);
        if (node->kind == PROMQL_AGGREGATE && !hides_total_of_group(node->as.aggregate.op->id))
            node = promql_aggregated(node);
        else if (node->kind == PROMQL_BINARY && is_scaling(pass, node))
            node = value_flow_at(pass->values, promql_left(node))->is_literal ? promql_right(node) : promql_left(node);
        else
            return value_flow_at(pass->values, node)->metric;
    }
}

static bool is_one_counter(const struct pass *pass, const struct promql_node *node) {
    const struct metric_facts *metric = metric_at(pass, node);
    return metric && metric_kind_is_cumulative(metric->kind);
}

/* A counter, or some added up: hits + misses. */
static bool is_counter(const struct pass *pass, const struct promql_node *node) {
    node = promql_unwrapped(node);
    while (node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_ADD && is_one_counter(pass, promql_right(node)))
        node = promql_unwrapped(promql_left(node));
    return is_one_counter(pass, node);
}

/* x and x offset 5m: only the growth counts. */
static bool are_same_metric(const struct pass *pass, const struct promql_node *a, const struct promql_node *b) {
    const struct metric_facts *left = metric_at(pass, a), *right = metric_at(pass, b);
    return left && right && left->name.len > 0 && str_equal(left->name, right->name);
}

/* "> 0" asks whether there is anything. */
static bool asks_presence(const struct value_flow *values, const struct promql_node *comparison) {
    struct value_comparison found;
    return value_comparison_of(values, comparison, &found) && found.has_value && found.value >= 0 && found.value <= 0;
}

static void enter_comparison(struct pass *pass, const struct promql_node *node, struct context context) {
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    bool silent = are_same_metric(pass, left, right) || (context.is_guard && asks_presence(pass->values, node));
    context.comparison = silent ? NULL : node;
    context.use = is_counter(pass, left) && is_counter(pass, right) ? COUNTER_DIFFERENCE : COUNTER_DIRECT;
    pass->contexts[left->index] = pass->contexts[right->index] = context;
}

static void enter_set(struct pass *pass, const struct promql_node *node, struct context context) {
    pass->contexts[promql_left(node)->index] = context;
    if (node->as.binary.op != PROMQL_OR) {
        context.comparison = NULL;
        context.is_guard = true;
    }
    pass->contexts[promql_right(node)->index] = context;
}

/* devices_offline_total / devices_total: things that are in a state now, called total for their whole. */
static bool names_a_state(const struct pass *pass, const struct promql_node *node) {
    static const char *const endings[] = {"_active_total",  "_inactive_total",   "_offline_total",   "_online_total",
                                          "_idle_total",    "_healthy_total",    "_unhealthy_total", "_available_total",
                                          "_enabled_total", "_disabled_total",   "_degraded_total",  "_pending_total",
                                          "_used_total",    "_unavailable_total"};
    const struct metric_facts *metric = metric_at(pass, node);
    if (!metric || metric->kind_evidence != FLOW_EVIDENCE_NAME)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_ends_with(metric->name, str_of(endings[i])))
            return true;
    return false;
}

static void enter_binary(struct pass *pass, const struct promql_node *node, struct context context) {
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    enum promql_operator op = node->as.binary.op;
    if (promql_operator_is_comparison(op)) {
        enter_comparison(pass, node, context);
        return;
    }
    if (promql_operator_is_set(op)) {
        enter_set(pass, node, context);
        return;
    }
    if (op == PROMQL_SUB && are_same_metric(pass, left, right))
        context.comparison = NULL;
    bool compared = (op == PROMQL_SUB || op == PROMQL_DIV) && !is_scaling(pass, node);
    bool states = names_a_state(pass, left) || names_a_state(pass, right);
    if (compared && !states && is_counter(pass, left) && is_counter(pass, right))
        context.use = op == PROMQL_SUB ? COUNTER_DIFFERENCE : COUNTER_RATIO;
    else
        context.is_whole |= compared;
    pass->contexts[left->index] = pass->contexts[right->index] = context;
}

/* Functions after which a counter's total is no longer seen. */
static bool hides_total(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_absent || id == PROMQL_FUNCTION_absent_over_time ||
           id == PROMQL_FUNCTION_present_over_time || id == PROMQL_FUNCTION_changes || id == PROMQL_FUNCTION_resets ||
           id == PROMQL_FUNCTION_count_over_time || id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate ||
           id == PROMQL_FUNCTION_increase || id == PROMQL_FUNCTION_timestamp || id == PROMQL_FUNCTION_delta ||
           id == PROMQL_FUNCTION_idelta || id == PROMQL_FUNCTION_deriv || id == PROMQL_FUNCTION_histogram_quantile ||
           id == PROMQL_FUNCTION_histogram_fraction || id == PROMQL_FUNCTION_stddev_over_time ||
           id == PROMQL_FUNCTION_stdvar_over_time || id == PROMQL_FUNCTION_predict_linear ||
           id == PROMQL_FUNCTION_ts_of_last_over_time || id == PROMQL_FUNCTION_ts_of_first_over_time;
}

static void enter(struct pass *pass, const struct promql_node *node) {
    struct context context = pass->contexts[node->index];
    if (node->kind == PROMQL_BINARY) {
        enter_binary(pass, node, context);
        return;
    }
    if (node->kind == PROMQL_CALL) {
        bool hides = hides_total(node->as.call.function->id);
        context.comparison = hides ? NULL : context.comparison;
        context.call = node;
    }
    if (node->kind == PROMQL_AGGREGATE && hides_total_of_group(node->as.aggregate.op->id))
        context.comparison = NULL;
    for (const struct promql_node *child = node->child; child; child = child->next)
        pass->contexts[child->index] = context;
}

static void add(struct pass *pass, struct kind_fault fault) {
    vec_push(pass->arena, &pass->faults, fault);
}

static bool is_rate(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate || id == PROMQL_FUNCTION_increase ||
           id == PROMQL_FUNCTION_resets;
}

static bool is_difference(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_delta || id == PROMQL_FUNCTION_idelta || id == PROMQL_FUNCTION_deriv ||
           id == PROMQL_FUNCTION_predict_linear;
}

/* Words at the end of a name that only a gauge has; "_total" missing proves nothing. */
static bool is_gauge_by_name(str name) {
    static const char *const endings[] = {"_depth",       "_ratio",       "_percent",         "_celsius",
                                          "_temperature", "_limit",       "_usage_bytes",     "_used_bytes",
                                          "_free_bytes",  "_size_bytes",  "_available_bytes", "_duration_seconds",
                                          "_duration",    "_queue_length"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_ends_with(name, str_of(endings[i])))
            return true;
    return false;
}

static bool is_gauge(struct pass *pass, const struct metric_facts **metric) {
    const struct metric_facts *facts = *metric;
    if (facts->kind == METRIC_GAUGE || facts->kind == METRIC_QUANTILE)
        return true;
    if (facts->kind != METRIC_UNKNOWN || facts->is_recorded || !is_gauge_by_name(facts->name))
        return false;
    struct metric_facts *guessed = arena_new(pass->arena, struct metric_facts);
    *guessed = *facts;
    guessed->kind = METRIC_GAUGE;
    guessed->kind_evidence = FLOW_EVIDENCE_NAME;
    *metric = guessed;
    return true;
}

/* The call whose range this selector is, x[5m]; of a subquery, the values of the selector are taken as they come. */
static const struct promql_node *call_on(const struct promql_node *selector, struct context context) {
    const struct promql_node *range = selector->parent;
    while (range && range->kind == PROMQL_PAREN)
        range = range->parent;
    return range && (range->kind == PROMQL_MATRIX || range->kind == PROMQL_SUBQUERY) ? context.call : NULL;
}

/* Words that only events have: an error that has happened stays one. */
static bool names_an_event(str name) {
    static const char *const endings[] = {
        "_errors_total",     "_failures_total", "_failed_total",  "_violations_total", "_exceptions_total",
        "_rejections_total", "_crashes_total",  "_panics_total",  "_timeouts_total",   "_retries_total",
        "_dropped_total",    "_restarts_total", "_breaches_total"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_ends_with(name, str_of(endings[i])))
            return true;
    return false;
}

static bool asks_state(const struct promql_node *node) {
    for (size_t i = 0; i < node->as.selector.matcher_count; i++)
        if (str_equal(node->as.selector.matchers[i].name, STR("state")))
            return true;
    return false;
}

/* x{state="idle"} / x: series of one state each are numbers of things, whatever the name ends in (phpfpm's
 * processes_total). */
static bool has_states(const struct pass *pass, const struct metric_facts *metric) {
    const struct promql_expr *expr = pass->values->expr;
    for (size_t i = 0; i < expr->node_count; i++) {
        const struct promql_node *node = expr->nodes[i];
        if (node->kind == PROMQL_SELECTOR && str_equal(promql_selector_metric(node), metric->name) && asks_state(node))
            return true;
    }
    return false;
}

/* Where only the name says counter, "total" may as well be a total amount of which a part is used, or a number of
 * things that are wrong now: x_incidents_total > 0. */
static bool may_be_gauge(const struct pass *pass, const struct metric_facts *metric, struct context context) {
    if (metric->kind != METRIC_COUNTER || metric->kind_evidence != FLOW_EVIDENCE_NAME)
        return false;
    if (context.is_whole)
        return true;
    return !names_an_event(metric->name) &&
           (has_states(pass, metric) || asks_presence(pass->values, context.comparison));
}

/* Functions of native histograms: what they are given the rate of is one, whatever its name says. */
static bool takes_histogram(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_histogram_quantile || id == PROMQL_FUNCTION_histogram_fraction ||
           id == PROMQL_FUNCTION_histogram_count || id == PROMQL_FUNCTION_histogram_sum ||
           id == PROMQL_FUNCTION_histogram_avg || id == PROMQL_FUNCTION_histogram_stddev ||
           id == PROMQL_FUNCTION_histogram_stdvar;
}

static bool is_histogram(const struct promql_node *call) {
    for (const struct promql_node *node = call->parent; node; node = node->parent)
        if (node->kind == PROMQL_CALL)
            return takes_histogram(node->as.call.function->id);
    return false;
}

/* deriv(x[5m]) > 0 asks for the growth of a counter and leaves out the falls of its restarts. */
static bool drops_falls(const struct pass *pass, const struct promql_node *call) {
    const struct promql_node *parent = call->parent;
    while (parent && parent->kind == PROMQL_PAREN)
        parent = parent->parent;
    struct value_comparison found;
    return call->as.call.function->id == PROMQL_FUNCTION_deriv && parent && parent->kind == PROMQL_BINARY &&
           value_comparison_of(pass->values, parent, &found) && found.op == PROMQL_GT && found.has_value &&
           found.value >= 0 && found.value <= 0;
}

static void judge_selector(struct pass *pass, const struct promql_node *node) {
    struct context context = pass->contexts[node->index];
    const struct metric_facts *metric = value_flow_at(pass->values, node)->metric;
    const struct promql_node *call = call_on(node, context);
    bool cumulative = metric_kind_is_cumulative(metric->kind);
    if (call && is_rate(call->as.call.function->id) && is_gauge(pass, &metric) &&
        !(metric->kind_evidence == FLOW_EVIDENCE_NAME && is_histogram(call)))
        add(pass, (struct kind_fault){KIND_RATE_OF_GAUGE, COUNTER_DIRECT, metric, node, call});
    else if (call && is_difference(call->as.call.function->id) && cumulative && !drops_falls(pass, call))
        add(pass, (struct kind_fault){KIND_DELTA_OF_COUNTER, COUNTER_DIRECT, metric, node, call});
    else if (context.comparison && cumulative && !may_be_gauge(pass, metric, context))
        add(pass, (struct kind_fault){KIND_RAW_COUNTER, context.use, metric, node, context.comparison});
}

/* Whether what is done and what it is done to are there at all: most expressions compare gauges, or take the rate of
 * counters. */
static bool may_have_fault(const struct value_flow *values) {
    bool compares = false, takes_rate = false, takes_difference = false, has_counter = false, has_other = false;
    for (size_t i = 0; i < values->expr->node_count; i++) {
        const struct promql_node *node = values->expr->nodes[i];
        if (node->kind == PROMQL_SELECTOR) {
            bool is_cumulative = metric_kind_is_cumulative(values->nodes[i].metric->kind);
            has_counter |= is_cumulative;
            has_other |= !is_cumulative;
        } else if (node->kind == PROMQL_CALL) {
            takes_rate |= is_rate(node->as.call.function->id);
            takes_difference |= is_difference(node->as.call.function->id);
        } else if (node->kind == PROMQL_BINARY) {
            compares |= promql_operator_is_comparison(node->as.binary.op);
        }
    }
    return (has_counter && (compares || takes_difference)) || (has_other && takes_rate);
}

struct kind_faults unit_kind_faults(struct arena *arena, const struct value_flow *values) {
    if (!values->nodes || !may_have_fault(values))
        return (struct kind_faults){0};
    const struct promql_expr *expr = values->expr;
    struct pass pass = {.arena = arena, .values = values};
    pass.contexts = arena_array(arena, struct context, expr->node_count);
    for (size_t i = expr->node_count; i-- > 0;)
        enter(&pass, expr->nodes[i]);
    for (size_t i = 0; i < expr->node_count; i++)
        if (expr->nodes[i]->kind == PROMQL_SELECTOR)
            judge_selector(&pass, expr->nodes[i]);
    return (struct kind_faults){pass.faults.at, pass.faults.len};
}
