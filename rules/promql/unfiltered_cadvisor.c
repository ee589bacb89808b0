/* unfiltered-cadvisor: a sum over containers and over the cgroups that they are in.
 *
 * The kubelet serves series of each container, of each pod's cgroup (its labels, and an empty container), of the
 * sandbox, and of the slices above (vocab/cadvisor.h). A sum that neither picks by a label of containers nor leaves
 * them apart counts what a pod uses twice. Kubernetes' own mixin asks for image!="". Nothing is said where another
 * vector is joined by such a label, which leaves the containers alone; where both sides of a quotient are summed in
 * this way it comes out about right, and is mentioned only. */
#include <monlint/rule.h>

struct look {
    struct pass *pass;
    const struct rule_view *view;
};

/* ---- Matchers ---- */

/* Whether the matcher drops series without the label, or asks for them on purpose. */
static bool decides(const struct promql_matcher *matcher) {
    if (matcher->op == PROMQL_MATCH_EQ || str_equal(matcher->name, STR("id")))
        return true;
    if (matcher->op == PROMQL_MATCH_NE)
        return matcher->value.len == 0;
    return matcher->pattern->takes_empty != (matcher->op == PROMQL_MATCH_RE ? REGEX_YES : REGEX_NO);
}

/* pod="" is of slices, and another path than /metrics/cadvisor has containers only. Of container_name, which Kubernetes
 * 1.16 took away, unknown-label speaks. */
static bool filters(const struct promql_matcher *matcher) {
    if (str_equal(matcher->name, STR("container_name")))
        return true;
    if (vocab_cadvisor_tells_container(matcher->name))
        return decides(matcher);
    bool is_pod = str_equal(matcher->name, STR("pod")) || str_equal(matcher->name, STR("pod_name"));
    if (is_pod && matcher->op == PROMQL_MATCH_EQ && matcher->value.len == 0)
        return true;
    return str_equal(matcher->name, STR("metrics_path")) && !str_contains(matcher->value, STR("cadvisor"));
}

static bool is_unfiltered(const struct promql_node *node) {
    if (node->kind != PROMQL_SELECTOR || !vocab_cadvisor_is_nested(promql_selector_metric(node)))
        return false;
    const struct promql_selector *selector = &node->as.selector;
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (filters(&selector->matchers[i]))
            return false;
    return true;
}

/* ---- The way to the sum ---- */

static bool is_of_each_series(enum promql_function_id id) {
    return id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate || id == PROMQL_FUNCTION_increase ||
           id == PROMQL_FUNCTION_delta || id == PROMQL_FUNCTION_deriv || id == PROMQL_FUNCTION_quantile_over_time;
}

static bool names_container(const struct promql_labels *labels) {
    for (size_t i = 0; i < labels->len; i++)
        if (vocab_cadvisor_tells_container(labels->items[i].name))
            return true;
    return false;
}

/* A join on labels of pods leaves pods' cgroups in, on the side that may have many. */
static bool joins_pods(const struct promql_node *binary, bool is_left) {
    const struct promql_matching *matching = binary->as.binary.matching;
    if (!matching || !matching->is_on || names_container(&matching->labels))
        return false;
    if (binary->as.binary.op == PROMQL_AND)
        return is_left;
    bool is_many = matching->card == (is_left ? PROMQL_MANY_TO_ONE : PROMQL_ONE_TO_MANY);
    return binary->as.binary.op == PROMQL_MUL && is_many && !names_container(&matching->include);
}

static bool goes_on(const struct look *look, const struct promql_node *node) {
    const struct promql_node *parent = node->parent;
    if (parent->kind == PROMQL_CALL && is_of_each_series(parent->as.call.function->id))
        return true;
    if (promql_carried(&look->view->flow->values, node).carries)
        return true;
    return parent->kind == PROMQL_BINARY && joins_pods(parent, promql_left(parent) == node);
}

static bool keeps_containers(const struct look *look, const struct promql_node *aggregate) {
    static const str labels[] = {{"container", 9}, {"container_name", 14}, {"image", 5}, {"name", 4}, {"id", 2}};
    const struct label_flow *outer = label_flow_of(&look->view->flow->labels, aggregate);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (label_flow_may_have(outer, labels[i]))
            return true;
    return names_container(&aggregate->as.aggregate.grouping) && !aggregate->as.aggregate.is_without;
}

/* The sum that adds up the selector's series, or NULL. */
static const struct promql_node *sum_of(const struct look *look, const struct promql_node *node) {
    for (; node->parent; node = node->parent) {
        const struct promql_node *parent = node->parent;
        if (parent->kind != PROMQL_AGGREGATE) {
            if (!goes_on(look, node))
                return NULL;
        } else if (!keeps_containers(look, parent)) {
            return parent->as.aggregate.op->id == PROMQL_AGGREGATOR_sum ? parent : NULL;
        }
    }
    return NULL;
}

/* ---- */

enum sharing {
    ALONE,
    SHARED,       /* the other operand of the quotient that the sum is in is unfiltered too */
    SHARED_BEFORE /* and it is the left one, which was told of */
};

static enum sharing sharing_of(const struct look *look, const struct promql_node *sum) {
    const struct promql_node *node = sum;
    while (node->parent && promql_carried(&look->view->flow->values, node).carries)
        node = node->parent;
    const struct promql_node *quotient = node->parent;
    if (!quotient || quotient->kind != PROMQL_BINARY || quotient->as.binary.op != PROMQL_DIV)
        return ALONE;
    bool is_right = promql_right(quotient) == node;
    const struct promql_node *other = !is_right ? promql_right(quotient) : promql_left(quotient);
    for (uint32_t i = other->first; i <= other->index; i++)
        if (is_unfiltered(look->view->expression->parsed.nodes[i]))
            return is_right ? SHARED_BEFORE : SHARED;
    return ALONE;
}

static void judge(const struct look *look, const struct promql_node *selector) {
    const struct promql_node *sum = sum_of(look, selector);
    if (!sum || !is_unfiltered(selector))
        return;
    const struct expression *expression = look->view->expression;
    enum sharing sharing = sharing_of(look, sum);
    if (sharing == SHARED_BEFORE)
        return;
    bool shared = sharing == SHARED;
    struct diag *diag =
        report_as(look->pass, shared ? SEVERITY_INFO : SEVERITY_WARNING,
                  expression_place(expression, promql_selector_metric_at(selector)),
                  shared ? "the cgroup of each pod is added to its containers, here on both sides"
                         : "the cgroup of each pod is added to its containers, so all is counted twice");
    report_note(look->pass, diag, expression_place(expression, sum->as.aggregate.op_at), "the sum");
    report_help(look->pass, diag, "pick the containers: %.*s{container!=\"\"}",
                STR_ARG(promql_selector_metric(selector)));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct look look = {pass, view};
    const struct promql_expr *parsed = &view->expression->parsed;
    for (size_t i = 0; i < parsed->node_count; i++)
        if (parsed->nodes[i]->kind == PROMQL_SELECTOR &&
            vocab_cadvisor_is_nested(promql_selector_metric(parsed->nodes[i])))
            judge(&look, parsed->nodes[i]);
}

const struct rule rule_unfiltered_cadvisor = {
    .id = "unfiltered-cadvisor",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a sum over cAdvisor's series of containers and of the pods around them",
    .why = "For CPU, memory and disk the kubelet serves a series of each container and another of the pod's cgroup, "
           "which holds the same use again, with an empty label container. A sum over both is twice what is used.",
    .remedy = "Ask for containers only: sum by (pod) (container_memory_working_set_bytes{container!=\"\"}).",
    .rule = check,
};
