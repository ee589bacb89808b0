/* unreachable-limit: a threshold beyond what the workload can use, by the limits that the set gives it.
 *
 * Kubernetes 1.34: a container is throttled at limits.cpu (CFS quota) and killed at limits.memory, so that the rate of
 * its CPU seconds and its working set stay below; an autoscaler never asks for more than maxReplicas; without a
 * persistent volume the kubelet has no statistics of a claim. Which workload a rule means: project/allowance.h. */
#include <monlint/rule.h>

/* A quota is enforced by periods of 100 ms, and a rate is extrapolated: a little above the limit can be seen. */
static const double QUOTA_SLACK = 1.05;

struct question {
    struct pass *pass;
    const struct rule_view *view;
    const struct promql_threshold *threshold;
    struct promql_scaled scaled;
};

static bool is_one_of(str name, const str *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

/* What is never more than the whole of it. */
static bool is_cpu(str name) {
    static const str names[] = {{"container_cpu_usage_seconds_total", 33},
                                {"container_cpu_user_seconds_total", 32},
                                {"container_cpu_system_seconds_total", 34},
                                {"process_cpu_seconds_total", 25}};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

static bool is_memory(str name) {
    static const str names[] = {{"container_memory_working_set_bytes", 34},
                                {"container_memory_usage_bytes", 28},
                                {"container_memory_rss", 20},
                                {"container_memory_max_usage_bytes", 32},
                                {"process_resident_memory_bytes", 29},
                                {"node_namespace_pod_container:container_memory_working_set_bytes", 63}};
    return is_one_of(name, names, sizeof names / sizeof *names);
}

static place limit_place(const struct question *question) {
    return expression_place(question->view->expression, question->threshold->limit->at);
}

static bool is_beyond(const struct question *question, double most) {
    return question->threshold->op == PROMQL_GE ? question->scaled.number > most : question->scaled.number >= most;
}

static void note_limit(struct pass *pass, struct diag *diag, const struct allowance *allowance) {
    if (allowance->parts > 1)
        report_note(pass, diag, allowance->written.at, "the first of %zu limits that add up to it", allowance->parts);
    else
        report_note(pass, diag, allowance->written.at, "the limit");
}

/* ---- CPU ---- */

/* Cores by rate() or increase() of seconds, or as kubernetes-mixin records them; NULL for anything else. */
static const struct promql_node *cpu_selector(struct promql_scaled *scaled) {
    static const str recorded = {"node_namespace_pod_container:container_cpu_usage_seconds_total:sum_", 67};
    if (scaled->node->kind == PROMQL_SELECTOR && str_starts_with(promql_selector_metric(scaled->node), recorded))
        return scaled->node;
    const struct promql_node *call = scaled->node, *matrix = call->kind == PROMQL_CALL ? call->child : NULL;
    if (!matrix || matrix->kind != PROMQL_MATRIX || !is_cpu(promql_selector_metric(matrix->child)))
        return NULL;
    enum promql_function_id id = call->as.call.function->id;
    if (id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate)
        return matrix->child;
    if (id != PROMQL_FUNCTION_increase || !matrix->as.range.range->is_constant ||
        !(matrix->as.range.range->seconds > 0))
        return NULL;
    scaled->number /= matrix->as.range.range->seconds;
    return matrix->child;
}

static void judge_cpu(struct question *question, const struct promql_node *selector) {
    struct pass *pass = question->pass;
    struct allowance allowance = allowance_of(question->view->project, pass->scratch, question->view->rule, selector,
                                              ALLOWANCE_CPU, question->scaled.is_sum);
    if (!allowance.is_known || question->scaled.number <= QUOTA_SLACK * allowance.most)
        return;
    struct diag *diag = report(pass, limit_place(question), "never true: the CPU limit of %g cores keeps it below %g",
                               allowance.limit, question->scaled.number);
    note_limit(pass, diag, &allowance);
    report_help(pass, diag,
                "compare with a share of the limit, or watch throttling: "
                "container_cpu_cfs_throttled_periods_total / container_cpu_cfs_periods_total");
}

/* ---- Memory ---- */

/* Bytes now, or over a time. */
static const struct promql_node *memory_selector(const struct promql_scaled *scaled) {
    const struct promql_node *node = scaled->node;
    if (node->kind == PROMQL_CALL && node->child_count == 1) {
        enum promql_function_id id = node->as.call.function->id;
        bool is_bytes = id == PROMQL_FUNCTION_max_over_time || id == PROMQL_FUNCTION_avg_over_time ||
                        id == PROMQL_FUNCTION_min_over_time || id == PROMQL_FUNCTION_last_over_time;
        node = is_bytes && node->child->kind == PROMQL_MATRIX ? node->child->child : node;
    }
    return node->kind == PROMQL_SELECTOR && is_memory(promql_selector_metric(node)) ? node : NULL;
}

static void judge_memory(struct question *question, const struct promql_node *selector) {
    struct pass *pass = question->pass;
    struct allowance allowance = allowance_of(question->view->project, pass->scratch, question->view->rule, selector,
                                              ALLOWANCE_MEMORY, question->scaled.is_sum);
    if (!allowance.is_known || !is_beyond(question, allowance.most) || question->scaled.number > 1e18)
        return;
    str asked = size_format(pass->scratch, (uint64_t)question->scaled.number);
    str limit = size_format(pass->scratch, (uint64_t)allowance.limit);
    struct diag *diag = report(pass, limit_place(question),
                               "never true: the memory limit of %.*s, at which a container is killed, keeps it below "
                               "%.*s",
                               STR_ARG(limit), STR_ARG(asked));
    note_limit(pass, diag, &allowance);
    report_help(pass, diag, "compare with a share of the limit");
}

/* ---- Replicas ---- */

static void judge_replicas(struct question *question, const struct promql_node *selector) {
    struct pass *pass = question->pass;
    struct allowance allowance =
        allowance_of_replicas(question->view->project, pass->scratch, question->view->rule, selector);
    if (!allowance.is_known || question->scaled.is_sum || !is_beyond(question, allowance.most))
        return;
    struct diag *diag =
        report(pass, limit_place(question), "never true: the autoscaler stops at %g replicas", allowance.limit);
    report_note(pass, diag, allowance.written.at, "the most");
    report_help(pass, diag, "to see an autoscaler at its end ask for >= %g", allowance.limit);
}

static void judge_threshold(struct question *question) {
    const struct promql_threshold *threshold = question->threshold;
    if (threshold->op != PROMQL_GT && threshold->op != PROMQL_GE)
        return;
    question->scaled = promql_unscaled(question->pass->scratch, &question->view->expression->parsed, threshold->value,
                                       threshold->number);
    if (!promql_sums_keep(&question->scaled, threshold->value, STR("pod")))
        return;
    const struct promql_node *cpu = cpu_selector(&question->scaled), *memory = memory_selector(&question->scaled);
    if (cpu)
        judge_cpu(question, cpu);
    else if (memory)
        judge_memory(question, memory);
    else if (question->scaled.node->kind == PROMQL_SELECTOR)
        judge_replicas(question, question->scaled.node);
}

/* ---- Volumes ---- */

/* One finding an expression: used and capacity ask for the same claims. */
static void judge_volume(struct pass *pass, const struct rule_view *view) {
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        if (node->kind != PROMQL_SELECTOR ||
            !str_starts_with(promql_selector_metric(node), STR("kubelet_volume_stats_")))
            continue;
        struct text_fact off = allowance_no_volume(view->project, pass->scratch, view->rule, node);
        if (!off.text.ptr)
            continue;
        const struct promql_matcher *matcher = promql_selector_matcher(node, STR("persistentvolumeclaim"));
        struct diag *diag = report(pass, expression_place(view->expression, matcher->value_at),
                                   "persistence is off, so there is no such claim and the alert never fires");
        report_note(pass, diag, off.at, "here");
        return;
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT || !view->expression || !view->project->world.whole)
        return;
    str text = view->expression->text;
    if (str_contains(text, STR("kubelet_volume_stats_")))
        judge_volume(pass, view);
    if (!str_contains(text, STR("container_")) && !str_contains(text, STR("process_")) &&
        !str_contains(text, STR("replicas")))
        return;
    struct promql_thresholds found = view_written_thresholds(view);
    for (size_t i = 0; i < found.len; i++)
        judge_threshold(&(struct question){.pass = pass, .view = view, .threshold = &found.at[i]});
}

const struct rule rule_unreachable_limit = {
    .id = "unreachable-limit",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a threshold beyond what the workload's limits let it use",
    .why = "A container that is limited to 0.2 cores cannot use 0.8, one that is limited to 256Mi is killed before it "
           "uses 512Mi, and an autoscaler stops at maxReplicas. An alert above the limit never fires, and what it "
           "should warn of shows as throttling or restarts instead.",
    .remedy = "Set the threshold as a share of the limit, or raise the limit.",
    .rule = check,
};
