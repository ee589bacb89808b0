/* Who selects monitors and rules: the operator's Prometheus, and kube-prometheus-stack's values that make one. */
#include "project/collectors.h"

static const struct {
    enum role selector, namespaces, nil_uses_values;
} selections[SELECTED_KINDS] = {
    [SELECTED_SERVICE_MONITOR] = {ROLE_SERVICE_MONITOR_SELECTOR, ROLE_SERVICE_MONITOR_NAMESPACES,
                                  ROLE_SERVICE_MONITOR_NIL_USES_VALUES},
    [SELECTED_POD_MONITOR] = {ROLE_POD_MONITOR_SELECTOR, ROLE_POD_MONITOR_NAMESPACES, ROLE_POD_MONITOR_NIL_USES_VALUES},
    [SELECTED_PROBE] = {ROLE_PROBE_SELECTOR, ROLE_PROBE_NAMESPACES, ROLE_PROBE_NIL_USES_VALUES},
    [SELECTED_SCRAPE_CONFIG] = {ROLE_SCRAPE_CONFIG_SELECTOR, ROLE_SCRAPE_CONFIG_NAMESPACES,
                                ROLE_SCRAPE_CONFIG_NIL_USES_VALUES},
    [SELECTED_RULE] = {ROLE_RULE_SELECTOR, ROLE_RULE_NAMESPACES, ROLE_RULE_NIL_USES_VALUES},
};

static void collect_selections(struct collector *collector, const struct node *spec, struct prometheus_fact *fact) {
    for (int kind = 0; kind < SELECTED_KINDS; kind++) {
        fact->selectors[kind] = collect_selector(collector, node_field(spec, selections[kind].selector), spec);
        fact->namespaces[kind] = collect_selector(collector, node_field(spec, selections[kind].namespaces), spec);
    }
    fact->scrape_interval = collect_duration(collector, node_field(spec, ROLE_DEFAULT_SCRAPE_INTERVAL));
    fact->scrape_timeout = collect_duration(collector, node_field(spec, ROLE_DEFAULT_SCRAPE_TIMEOUT));
    fact->evaluation_interval = collect_duration(collector, node_field(spec, ROLE_DEFAULT_EVALUATION_INTERVAL));
    fact->version = collect_text(collector, node_field(spec, ROLE_PROMETHEUS_VERSION));
    fact->retention = collect_text(collector, node_field(spec, ROLE_RETENTION));
    fact->where = node_place(spec);
}

static void collect_object_of(struct collector *collector, const struct node *root, bool ruler) {
    const struct node *spec = node_member(root, STR("spec"));
    struct prometheus_fact fact = {.object = collect_object(collector, root), .ruler = ruler};
    if (!spec || spec->kind != NODE_MAPPING)
        return;
    collect_selections(collector, spec, &fact);
    vec_push(collector->facts->arena, &collector->facts->prometheuses, fact);
}

void collect_prometheus(struct collector *collector, const struct node *root) {
    collect_object_of(collector, root, false);
}

void collect_thanos_ruler(struct collector *collector, const struct node *root) {
    collect_object_of(collector, root, true);
}

/* The chart renders an empty selector as release: <release name> while the switch beside it is on, its default. Any
 * value but the boolean false, also the string "false", is on (helm-charts 430). */
static bool uses_release(const struct node *spec, enum role role) {
    const struct node *nil = node_field(spec, role);
    return !nil || !str_equal(node_value(nil), STR("false")) || nil->style != STYLE_PLAIN;
}

/* Switched off, the chart makes no Prometheus. */
static bool is_disabled(const struct node *spec) {
    const struct node *holder = spec->parent;
    return holder && str_equal(node_value(node_member(holder, STR("enabled"))), STR("false"));
}

void collect_prometheus_values(struct collector *collector, const struct node *spec) {
    if (collector->document->reader != READER_HELM || spec->kind != NODE_MAPPING || is_disabled(spec))
        return;
    /* prometheus.prometheusSpec is two deep in the chart's own values, deeper in those of a chart that depends on it.
     */
    struct prometheus_fact fact = {
        .values = true, .of_dependency = spec->parent && spec->parent->parent && spec->parent->parent->parent};
    collect_selections(collector, spec, &fact);
    for (int kind = 0; kind < SELECTED_KINDS; kind++) {
        bool empty = !fact.selectors[kind].present || fact.selectors[kind].len == 0;
        fact.nil_uses_release[kind] = empty && uses_release(spec, selections[kind].nil_uses_values);
        if (empty && !fact.nil_uses_release[kind])
            fact.selectors[kind].present = true;
        /* The chart renders an unset namespace selector as {}: all namespaces. */
        fact.namespaces[kind].present = true;
    }
    vec_push(collector->facts->arena, &collector->facts->prometheuses, fact);
}
