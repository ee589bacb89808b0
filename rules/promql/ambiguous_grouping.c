/* ambiguous-grouping: a group by a name that is unique in its owner only.
 *
 * Kubernetes: names of namespaced objects are unique in their namespace; node_exporter's devices and mount points in
 * their instance. Grouping by the name alone adds up objects that have nothing to do with each other. */
#include <monlint/rule.h>

static const struct owned {
    str label;
    str owner;
    str metrics; /* what the metrics that carry it begin with */
    bool summed; /* only sums: to compare equal devices of all hosts is usual */
} owned[] = {
    {{"pod", 3}, {"namespace", 9}, {"kube_", 5}, false},
    {{"pod", 3}, {"namespace", 9}, {"container_", 10}, false},
    {{"pod", 3}, {"namespace", 9}, {"kubelet_", 8}, false},
    {{"deployment", 10}, {"namespace", 9}, {"kube_deployment_", 16}, false},
    {{"statefulset", 11}, {"namespace", 9}, {"kube_statefulset_", 17}, false},
    {{"daemonset", 9}, {"namespace", 9}, {"kube_daemonset_", 15}, false},
    {{"replicaset", 10}, {"namespace", 9}, {"kube_replicaset_", 16}, false},
    {{"job_name", 8}, {"namespace", 9}, {"kube_", 5}, false},
    {{"cronjob", 7}, {"namespace", 9}, {"kube_cronjob_", 13}, false},
    {{"service", 7}, {"namespace", 9}, {"kube_service_", 13}, false},
    {{"ingress", 7}, {"namespace", 9}, {"kube_ingress_", 13}, false},
    {{"configmap", 9}, {"namespace", 9}, {"kube_configmap_", 15}, false},
    {{"secret", 6}, {"namespace", 9}, {"kube_secret_", 12}, false},
    {{"endpoint", 8}, {"namespace", 9}, {"kube_endpoint_", 14}, false},
    {{"persistentvolumeclaim", 21}, {"namespace", 9}, {"kube", 4}, false},
    {{"horizontalpodautoscaler", 23}, {"namespace", 9}, {"kube_", 5}, false},
    {{"hpa", 3}, {"namespace", 9}, {"kube_hpa_", 9}, false},
    {{"poddisruptionbudget", 19}, {"namespace", 9}, {"kube_", 5}, false},
    {{"resourcequota", 13}, {"namespace", 9}, {"kube_", 5}, false},
    {{"device", 6}, {"instance", 8}, {"node_", 5}, true},
    {{"mountpoint", 10}, {"instance", 8}, {"node_", 5}, true},
};

/* Labels that tell the owner as well: of relabelled or federated series. */
static const str owners[] = {{"namespace", 9},
                             {"instance", 8},
                             {"exported_namespace", 18},
                             {"uid", 3},
                             {"node", 4},
                             {"nodename", 8},
                             {"host", 4},
                             {"hostname", 8},
                             {"id", 2},
                             {"pod", 3},
                             {"exported_instance", 17}};

static bool names_owner(const struct promql_labels *grouping, str owned_label) {
    for (size_t i = 0; i < grouping->len; i++)
        for (size_t k = 0; k < sizeof owners / sizeof *owners; k++)
            if (str_equal(grouping->items[i].name, owners[k]) && !str_equal(owners[k], owned_label))
                return true;
    return false;
}

/* Does every selector below the aggregation read metrics of the row, and leave the owner open? */
static bool is_open(const struct expression *expression, const struct promql_node *aggregate, const struct owned *row) {
    bool any = false;
    for (size_t i = aggregate->first; i < aggregate->index; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        if (node->kind != PROMQL_SELECTOR)
            continue;
        if (!str_starts_with(promql_selector_metric(node), row->metrics) ||
            str_contains(promql_selector_metric(node), STR(":")) || promql_selector_pins(node, row->owner).len)
            return false;
        any = true;
    }
    return any;
}

static const struct owned *row_of(const struct expression *expression, const struct promql_node *aggregate, str label) {
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (str_equal(owned[i].label, label) &&
            (!owned[i].summed || aggregate->as.aggregate.op->id == PROMQL_AGGREGATOR_sum) &&
            is_open(expression, aggregate, &owned[i]))
            return &owned[i];
    return NULL;
}

/* True if it was reported. */
static bool judge(struct pass *pass, const struct expression *expression, const struct promql_node *aggregate) {
    const struct promql_labels *grouping = &aggregate->as.aggregate.grouping;
    for (size_t i = 0; i < grouping->len && grouping->len <= 16; i++) {
        str label = grouping->items[i].name;
        const struct owned *row = names_owner(grouping, label) ? NULL : row_of(expression, aggregate, label);
        if (!row)
            continue;
        struct diag *diag =
            report(pass, expression_place(expression, grouping->items[i].at),
                   "unique in its %.*s only: what is called the same elsewhere is put together", STR_ARG(row->owner));
        report_help(pass, diag, "group by (%.*s, %.*s)", STR_ARG(row->owner), STR_ARG(label));
        return true;
    }
    return false;
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->expression)
        return;
    for (size_t i = 0; i < view->expression->parsed.node_count; i++) {
        const struct promql_node *node = view->expression->parsed.nodes[i];
        if (node->kind == PROMQL_AGGREGATE && node->as.aggregate.has_grouping && !node->as.aggregate.is_without &&
            judge(pass, view->expression, node))
            return;
    }
}

const struct rule rule_ambiguous_grouping = {
    .id = "ambiguous-grouping",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "grouping by a name that is unique in its namespace or instance only",
    .why = "Two namespaces may each have a pod postgres-0. Grouped by pod alone they become one series, whose value "
           "belongs to neither.",
    .remedy = "Group by the owner too: by (namespace, pod), by (instance, device).",
    .rule = check,
};
