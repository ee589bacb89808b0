/* misread-metric: a metric that does not mean what the alert makes of it.
 *
 * Facts of kube-state-metrics 2.20 (docs/metrics), Kubernetes 1.36 (pod lifecycle: phase Running says that a container
 * runs, the condition Ready that probes succeed; a container that ends is restarted once before anything loops),
 * blackbox_exporter 0.28 (probe_http_status_code is the last answer's code, 0 without one), and of exporters that write
 * x_up themselves: it is missing, not 0, while the exporter is down; of Linux (proc_meminfo: MemFree is unused memory,
 * MemAvailable what programs can get). Metrics with one series for each state: vocab/state_labels.h. */
#include <monlint/rule.h>

struct reading {
    struct pass *pass;
    const struct rule_view *view;
    const struct promql_expr *expr;
    const bool *alone; /* by index */
};

static bool says(const struct rule_fact *rule, const char *const *phrases) {
    for (size_t i = 0; phrases[i]; i++) {
        if (phrase_found(rule->name.text, str_of(phrases[i])))
            return true;
        for (size_t k = 0; k < rule->annotations.len; k++)
            if (phrase_found(rule->annotations.at[k].value.text, str_of(phrases[i])))
                return true;
    }
    return false;
}

static bool name_says(const struct rule_fact *rule, const char *const *phrases) {
    for (size_t i = 0; phrases[i]; i++)
        if (phrase_found(rule->name.text, str_of(phrases[i])))
            return true;
    return false;
}

/* The selector that the subtree has, when it has one. */
static const struct promql_node *only_selector(const struct reading *reading, const struct promql_node *node) {
    const struct promql_node *found = NULL;
    for (uint32_t i = node->first; i <= node->index; i++) {
        if (reading->expr->nodes[i]->kind != PROMQL_SELECTOR)
            continue;
        if (found)
            return NULL;
        found = reading->expr->nodes[i];
    }
    return found;
}

static struct diag *report_metric(const struct reading *reading, const struct promql_node *selector,
                                  const char *message) {
    return report(reading->pass, expression_place(reading->view->expression, promql_selector_metric_at(selector)), "%s",
                  message);
}

/* Whether 1 (or 0) meets the comparison. */
static bool passes(const struct promql_threshold *threshold, double value) {
    switch ((int)threshold->op) {
    case PROMQL_EQ:
        return !(value < threshold->number) && !(value > threshold->number);
    case PROMQL_NE:
        return value < threshold->number || value > threshold->number;
    case PROMQL_LT:
        return value < threshold->number;
    case PROMQL_LE:
        return value <= threshold->number;
    case PROMQL_GT:
        return value > threshold->number;
    case PROMQL_GE:
        return value >= threshold->number;
    default:
        return false;
    }
}

/* Which nodes have nothing but "or" above them, so that nothing else decides. From the root down: parents come later in
 * post-order. */
static const bool *find_alone(struct arena *arena, const struct promql_expr *expr) {
    bool *alone = arena_array(arena, bool, expr->node_count);
    for (size_t i = expr->node_count; i-- > 0;) {
        const struct promql_node *parent = expr->nodes[i]->parent;
        bool passes_on = !parent || parent->kind == PROMQL_PAREN ||
                         (parent->kind == PROMQL_BINARY && parent->as.binary.op == PROMQL_OR);
        alone[i] = passes_on && (!parent || alone[parent->index]);
    }
    return alone;
}

static bool decides_alone(const struct reading *reading, const struct promql_node *node) {
    return reading->alone[node->index];
}

/* x, or min_over_time(x[5m]) and its like, that keep a state's 0 or 1. */
static const struct promql_node *plain_selector(const struct promql_node *node) {
    node = promql_unwrapped(node);
    if (node->kind == PROMQL_CALL && node->child && node->child->kind == PROMQL_MATRIX &&
        (node->as.call.function->id == PROMQL_FUNCTION_min_over_time ||
         node->as.call.function->id == PROMQL_FUNCTION_max_over_time ||
         node->as.call.function->id == PROMQL_FUNCTION_last_over_time))
        node = promql_unwrapped(node->child->child);
    return node->kind == PROMQL_SELECTOR ? node : NULL;
}

static bool chooses(const struct promql_node *selector, str label) {
    const struct promql_matcher *matcher = promql_selector_matcher(selector, label);
    return matcher && !(matcher->op == PROMQL_MATCH_RE &&
                        (str_equal(matcher->value, STR(".*")) || str_equal(matcher->value, STR(".+"))));
}

static bool is_recorded(const struct reading *reading, const struct promql_node *selector) {
    return rule_names_find(&reading->view->project->records, promql_selector_metric(selector)) != NULL;
}

/* kube_node_status_condition{condition="Ready"} == 0: two of true, false and unknown always are. */
static void judge_states(const struct reading *reading, const struct promql_threshold *threshold) {
    const struct promql_node *selector = plain_selector(threshold->value);
    str label = selector ? vocab_state_label(promql_selector_metric(selector)) : STR("");
    if (!label.len || chooses(selector, label) || is_recorded(reading, selector) ||
        !decides_alone(reading, threshold->comparison) || !(passes(threshold, 0) || passes(threshold, 1)))
        return;
    struct pass *pass = reading->pass;
    struct diag *diag =
        report(pass, expression_place(reading->view->expression, promql_selector_metric_at(selector)),
               "there is a series for each %.*s, and %s always is %s: the alert always fires", STR_ARG(label),
               passes(threshold, 1) ? "one" : "another", passes(threshold, 1) ? "1" : "0");
    report_help(pass, diag, "choose one with a matcher, %.*s=\"...\"", STR_ARG(label));
}

static void judge_phase(const struct reading *reading, const struct promql_threshold *threshold) {
    static const char *const readiness[] = {"ready", "unready", "notready", "readiness", NULL};
    const struct promql_node *selector = only_selector(reading, threshold->value);
    if (!selector || !str_equal(promql_selector_metric(selector), STR("kube_pod_status_phase")) ||
        !str_equal(promql_selector_pins(selector, STR("phase")), STR("Running")) || !passes(threshold, 0) ||
        !says(reading->view->rule, readiness))
        return;
    struct diag *diag = report_metric(
        reading, selector, "phase Running is not readiness: a pod that fails its readiness probe goes on running");
    report_help(reading->pass, diag, "ask kube_pod_status_ready{condition=\"true\"}");
}

static bool is_restarts(str metric) {
    return str_equal(metric, STR("kube_pod_container_status_restarts_total")) ||
           str_equal(metric, STR("kube_pod_init_container_status_restarts_total"));
}

/* The call that counts restarts over a window, or NULL. */
static const struct promql_node *counting_call(const struct promql_node *selector) {
    const struct promql_node *matrix = selector->parent;
    const struct promql_node *call = matrix && matrix->kind == PROMQL_MATRIX ? promql_caller(matrix) : NULL;
    if (!call || !matrix->as.range.range->is_constant)
        return NULL;
    enum promql_function_id id = call->as.call.function->id;
    bool counts = id == PROMQL_FUNCTION_increase || id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_delta ||
                  id == PROMQL_FUNCTION_changes;
    return counts ? call : NULL;
}

/* rate() > 0, increase() >= 1: true of one restart. */
static bool one_is_enough(const struct promql_threshold *threshold, const struct promql_node *call) {
    if (passes(threshold, 0) || !passes(threshold, 1) || threshold->op == PROMQL_EQ)
        return false;
    bool plain = promql_unwrapped(threshold->value) == call && call->as.call.function->id != PROMQL_FUNCTION_rate;
    return plain || (threshold->op == PROMQL_GT && !(threshold->number > 0));
}

/* While one restart is in the window, the alert is pending; with a `for` as long as the window it takes more. */
static void judge_restarts(const struct reading *reading, const struct promql_threshold *threshold) {
    static const char *const loops[] = {"crashloop",        "crashlooping",  "crashloops",
                                        "crashloopbackoff", "crashloopback", NULL};
    const struct rule_fact *rule = reading->view->rule;
    const struct promql_node *selector = only_selector(reading, threshold->value);
    if (!selector || !is_restarts(promql_selector_metric(selector)) || !decides_alone(reading, threshold->comparison))
        return;
    const struct promql_node *call = counting_call(selector);
    if (!call || !one_is_enough(threshold, call))
        return;
    double window = selector->parent->as.range.range->seconds;
    int64_t held = 0;
    struct duration_error error;
    if (rule->for_.text.len && !duration_parse_prometheus(rule->for_.text, &held, &error))
        return;
    if ((double)held >= window * 1000 || !says(rule, loops))
        return;
    struct diag *diag =
        report_metric(reading, selector, "one restart is not a crash loop: a single one in the window fires the alert");
    report_help(reading->pass, diag,
                "ask kube_pod_container_status_waiting_reason{reason=\"CrashLoopBackOff\"}, or for more restarts");
}

/* mysql_up == 0 as MysqlExporterDown. */
static void judge_own_up(const struct reading *reading, const struct promql_threshold *threshold) {
    static const char *const exporter[] = {"exporter", NULL};
    static const char *const down[] = {"down", "unreachable", "missing", "absent", "unavailable", NULL};
    const struct promql_node *selector = plain_selector(threshold->value);
    str metric = selector ? promql_selector_metric(selector) : STR("");
    if (!str_ends_with(metric, STR("_up")) || !passes(threshold, 0) || passes(threshold, 1) ||
        only_selector(reading, reading->expr->root) != selector || !name_says(reading->view->rule, exporter) ||
        !name_says(reading->view->rule, down))
        return;
    struct diag *diag = report_metric(
        reading, selector, "the exporter writes this itself: while it is down there is no series, and nothing fires");
    report_help(reading->pass, diag, "ask up{job=\"...\"} == 0 for the exporter; this metric tells what it measures");
}

/* kube_pod_container_status_last_terminated_reason{reason="OOMKilled"} == 1 */
static void judge_last_end(const struct reading *reading, const struct promql_threshold *threshold) {
    const struct promql_node *selector = only_selector(reading, threshold->value);
    if (!selector ||
        !str_equal(promql_selector_metric(selector), STR("kube_pod_container_status_last_terminated_reason")) ||
        (!plain_selector(threshold->value) && promql_unwrapped(threshold->value)->kind != PROMQL_AGGREGATE) ||
        passes(threshold, 0) || !passes(threshold, 1) || !decides_alone(reading, threshold->comparison))
        return;
    struct diag *diag =
        report_metric(reading, selector,
                      "this is how the container ended last, however long ago: the alert stays until the pod goes");
    report_help(reading->pass, diag,
                "demand a restart too: and increase(kube_pod_container_status_restarts_total[10m]) > 0, on the same "
                "labels");
}

/* up{job="blackbox"} == 0 as SiteDown */
static void judge_probe_up(const struct reading *reading, const struct promql_threshold *threshold) {
    static const char *const prober[] = {"blackbox", "exporter", "prober", "blackboxexporter", NULL};
    const struct promql_node *selector = plain_selector(threshold->value);
    if (!selector || !str_equal(promql_selector_metric(selector), STR("up")) ||
        !str_starts_with(promql_selector_pins(selector, STR("job")), STR("blackbox")) || !passes(threshold, 0) ||
        passes(threshold, 1) || only_selector(reading, reading->expr->root) != selector ||
        says(reading->view->rule, prober))
        return;
    struct diag *diag = report_metric(
        reading, selector, "up of a probe says that blackbox_exporter answered, not that what it probed did");
    report_help(reading->pass, diag, "ask probe_success");
}

/* MemFree and MemTotal alone, without the cache. */
static void judge_free_memory(const struct reading *reading, const struct promql_threshold *threshold) {
    const struct promql_node *free = NULL, *total = NULL;
    bool is_rest = false; /* 1 - free / total, total - free */
    for (uint32_t i = threshold->value->first; i <= threshold->value->index; i++) {
        const struct promql_node *node = reading->expr->nodes[i];
        is_rest |= node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_SUB;
        if (node->kind != PROMQL_SELECTOR)
            continue;
        if (str_equal(promql_selector_metric(node), STR("node_memory_MemFree_bytes")))
            free = node;
        else if (str_equal(promql_selector_metric(node), STR("node_memory_MemTotal_bytes")))
            total = node;
        else
            return;
    }
    bool is_upper = threshold->op == PROMQL_LT || threshold->op == PROMQL_LE;
    if (!free || !total || is_upper == is_rest)
        return;
    struct diag *diag =
        report_metric(reading, free, "free memory is what no cache uses either: it is low on every busy host");
    report_help(reading->pass, diag, "ask node_memory_MemAvailable_bytes");
}

/* The codes of answers and processes are names, not amounts. */
static void judge_code(const struct reading *reading, const struct promql_node *selector) {
    static const char *const codes[] = {"probe_http_status_code", "kube_pod_container_status_last_terminated_exitcode",
                                        "kube_pod_init_container_status_last_terminated_exitcode"};
    const struct promql_node *call = selector->parent ? promql_caller(selector->parent) : NULL;
    if (!call || (call->as.call.function->id != PROMQL_FUNCTION_sum_over_time &&
                  call->as.call.function->id != PROMQL_FUNCTION_avg_over_time))
        return;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!str_is(promql_selector_metric(selector), codes[i]))
            continue;
        struct diag *diag =
            report_metric(reading, selector, "the value is a code, of which sums and averages say nothing");
        report_help(reading->pass, diag, "compare the code first: sum_over_time((x >= bool 500)[5m:])");
    }
}

static bool may_be_misread(str metric) {
    return vocab_state_label(metric).len || is_restarts(metric) || str_ends_with(metric, STR("_up")) ||
           str_equal(metric, STR("up")) || str_ends_with(metric, STR("code")) ||
           str_equal(metric, STR("node_memory_MemFree_bytes")) ||
           str_equal(metric, STR("kube_pod_container_status_last_terminated_reason"));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT || !view->expression)
        return;
    struct reading reading = {.pass = pass, .view = view, .expr = &view->expression->parsed};
    bool any = false;
    for (size_t i = 0; i < reading.expr->node_count; i++) {
        const struct promql_node *node = reading.expr->nodes[i];
        if (node->kind != PROMQL_SELECTOR || !may_be_misread(promql_selector_metric(node)))
            continue;
        any = true;
        judge_code(&reading, node);
    }
    if (!any)
        return;
    reading.alone = find_alone(pass->scratch, reading.expr);
    struct promql_thresholds thresholds = view_written_thresholds(view);
    for (size_t i = 0; i < thresholds.len; i++) {
        judge_states(&reading, &thresholds.at[i]);
        judge_phase(&reading, &thresholds.at[i]);
        judge_restarts(&reading, &thresholds.at[i]);
        judge_own_up(&reading, &thresholds.at[i]);
        judge_last_end(&reading, &thresholds.at[i]);
        judge_probe_up(&reading, &thresholds.at[i]);
        judge_free_memory(&reading, &thresholds.at[i]);
    }
}

const struct rule rule_misread_metric = {
    .id = "misread-metric",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a metric that does not mean what the alert makes of it",
    .why =
        "Phase Running is not readiness, one restart is no crash loop, an exporter's own _up is missing while the "
        "exporter is down, and a metric with a series for each state always has one that is 1 and others that are "
        "0; MemFree leaves the cache out, and the reason of the last end never goes away. Such an alert fires always, "
        "never, or for something else.",
    .remedy = "Ask the metric that says it: the help names it.",
    .rule = check,
};
