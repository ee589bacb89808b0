/* ServiceMonitors, PodMonitors, and the settings of charts that become them. */
#include "project/collectors.h"

static struct endpoint_fact endpoint_of(struct collector *collector, const struct node *endpoint) {
    return (struct endpoint_fact){
        .port = collect_text(collector, node_field(endpoint, ROLE_ENDPOINT_PORT)),
        .target_port = collect_text(collector, node_field(endpoint, ROLE_ENDPOINT_TARGET_PORT)),
        .port_number = collect_text(collector, node_field(endpoint, ROLE_ENDPOINT_PORT_NUMBER)),
        .path = collect_text(collector, node_field(endpoint, ROLE_ENDPOINT_PATH)),
        .interval = collect_duration(collector, node_field(endpoint, ROLE_SCRAPE_INTERVAL)),
        .timeout = collect_duration(collector, node_field(endpoint, ROLE_SCRAPE_TIMEOUT)),
        .where = node_place(endpoint),
    };
}

static void collect_endpoints(struct collector *collector, const struct node *list, struct monitor_fact *monitor) {
    if (!list || list->kind != NODE_SEQUENCE)
        return;
    struct endpoint_fact *at = arena_array(collector->facts->arena, struct endpoint_fact, list->child_count);
    for (const struct node *endpoint = list->children; endpoint; endpoint = endpoint->next)
        if (endpoint->kind == NODE_MAPPING)
            at[monitor->endpoint_count++] = endpoint_of(collector, endpoint);
    monitor->endpoints = at;
}

static void collect_namespaces(struct collector *collector, const struct node *selector, struct monitor_fact *monitor) {
    monitor->namespaces_opaque = node_is_opaque(selector) || node_may_grow(selector);
    if (!selector || selector->kind != NODE_MAPPING)
        return;
    const struct node *any = node_field(selector, ROLE_NAMESPACE_ANY);
    const struct node *names = node_field(selector, ROLE_NAMESPACE_NAMES);
    monitor->any_namespace = any && str_equal(node_value(any), STR("true"));
    if (!names || names->kind != NODE_SEQUENCE)
        return;
    struct text_fact *at = arena_array(collector->facts->arena, struct text_fact, names->child_count);
    for (const struct node *name = names->children; name; name = name->next)
        at[monitor->namespace_count++] = collect_text(collector, name);
    monitor->namespaces = at;
}

static void collect_monitor(struct collector *collector, const struct node *root, bool pods) {
    const struct node *spec = node_field(root, ROLE_MONITOR_SPEC);
    struct monitor_fact monitor = {.object = collect_object(collector, root), .pods = pods};
    if (!spec || spec->kind != NODE_MAPPING)
        return;
    monitor.selector = collect_selector(collector, node_field(spec, ROLE_MONITOR_SELECTOR), spec);
    monitor.job_label = collect_text(collector, node_field(spec, ROLE_JOB_LABEL));
    collect_namespaces(collector, node_field(spec, ROLE_NAMESPACE_SELECTOR), &monitor);
    collect_endpoints(collector, node_field(spec, ROLE_ENDPOINTS), &monitor);
    vec_push(collector->facts->arena, &collector->facts->monitors, monitor);
}

void collect_service_monitor(struct collector *collector, const struct node *root) {
    collect_monitor(collector, root, false);
}

void collect_pod_monitor(struct collector *collector, const struct node *root) {
    collect_monitor(collector, root, true);
}

void collect_fragment(struct collector *collector, const struct node *node) {
    const struct node *labels = node_field(node, ROLE_FRAGMENT_LABELS);
    struct fragment_fact fragment = {
        .enabled = collect_text(collector, node_field(node, ROLE_FRAGMENT_ENABLED)),
        .interval = collect_duration(collector, node_field(node, ROLE_SCRAPE_INTERVAL)),
        .timeout = collect_duration(collector, node_field(node, ROLE_SCRAPE_TIMEOUT)),
        .labels = collect_labels(collector, labels, node),
        .where = node_place(node),
        .chart = collector->document->chart,
    };
    vec_push(collector->facts->arena, &collector->facts->fragments, fragment);
}
