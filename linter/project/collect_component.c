/* The parts of a chart that run as pods, as its values set them: limits, volumes, autoscalers.
 *
 * A part is the mapping that holds `resources`, `persistence` or `autoscaling`. It goes by the key that leads to it
 * ("loki", "auditService", "prometheusSpec"), at the root of a chart's own values by the chart's name. In the charts
 * below the container that bears the chart's name runs in several parts. */
#include "project/collectors.h"
#include "schema/value.h"

/* grafana-community/loki and prometheus-community/prometheus, as read in 2026. */
static const struct {
    const char *chart;
    const char *parts[5];
} divided[] = {
    {"loki", {"singleBinary", "read", "write", "backend", NULL}},
    {"prometheus", {"server", NULL}},
};

static bool is_upper(char byte) {
    return byte >= 'A' && byte <= 'Z';
}

/* "auditService" and "audit_service" as the names of objects are written: "audit-service". */
static str in_kebab_case(struct arena *arena, str name) {
    char *bytes = arena_alloc(arena, 2 * name.len + 1);
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        char byte = name.ptr[i];
        if (is_upper(byte) && i > 0 && !is_upper(name.ptr[i - 1]))
            bytes[len++] = '-';
        bytes[len++] = is_upper(byte) ? (char)(byte - 'A' + 'a') : byte == '_' ? '-' : byte;
    }
    return (str){bytes, len};
}

/* prometheusSpec is the spec of prometheus. */
static str without_spec(str name) {
    return str_ends_with(name, STR("Spec")) ? str_slice(name, 0, name.len - 4) : name;
}

static bool is_false(const struct node *node) {
    return node && str_equal(node_value(node), STR("false"));
}

static bool is_zero(const struct node *node) {
    return node && str_equal(node_value(node), STR("0"));
}

static bool is_off(const struct node *part) {
    if (is_zero(node_member(part, STR("replicas"))) || is_zero(node_member(part, STR("replicaCount"))))
        return true;
    for (const struct node *node = part; node; node = node->parent)
        if (node->kind == NODE_MAPPING && is_false(node_member(node, STR("enabled"))))
            return true;
    return false;
}

static str outermost_key(struct arena *arena, const struct node *node) {
    str key = {"", 0};
    for (; node && node->parent; node = node->parent)
        if (node->key)
            key = node_key(node);
    return in_kebab_case(arena, key);
}

static struct component_fact component_of(struct collector *collector, const struct node *part) {
    struct arena *arena = collector->facts->arena;
    return (struct component_fact){
        .name = in_kebab_case(arena, part->key ? without_spec(node_key(part)) : str_of(collector->document->chart)),
        .outer = outermost_key(arena, part),
        .chart = str_of(collector->document->chart),
        .of_dependency = part->role == ROLE_VALUES_CHART || node_ancestor(part, ROLE_VALUES_CHART),
        .off = is_off(part),
        .where = node_place(part),
    };
}

/* Without `resources` the part counts as unlimited: asked only of what is known to run. */
static void add_limits(struct collector *collector, struct component_fact component, const struct node *held) {
    const struct node *limits = node_field(held, ROLE_RESOURCE_LIMITS);
    component.has_limits = true;
    component.cpu_limit = collect_text(collector, node_field(limits, ROLE_CPU_LIMIT));
    component.memory_limit = collect_text(collector, node_field(limits, ROLE_MEMORY_LIMIT));
    vec_push(collector->facts->arena, &collector->facts->components, component);
}

static bool is_values(const struct collector *collector) {
    return collector->document->reader == READER_HELM;
}

void collect_limits(struct collector *collector, const struct node *held) {
    if (is_values(collector) && held->kind == NODE_MAPPING && held->parent)
        add_limits(collector, component_of(collector, held->parent), held);
}

void collect_persistence(struct collector *collector, const struct node *persistence) {
    if (!is_values(collector) || persistence->kind != NODE_MAPPING || !persistence->parent)
        return;
    const struct node *enabled = node_member(persistence, STR("enabled"));
    struct component_fact component = component_of(collector, persistence->parent);
    component.has_volume = true;
    component.is_persistent = !is_false(enabled) || enabled->style != STYLE_PLAIN;
    component.persistence = collect_text(collector, enabled);
    vec_push(collector->facts->arena, &collector->facts->components, component);
}

void collect_autoscaling(struct collector *collector, const struct node *autoscaling) {
    if (!is_values(collector) || autoscaling->kind != NODE_MAPPING || !autoscaling->parent)
        return;
    struct component_fact component = component_of(collector, autoscaling->parent);
    bool enabled;
    component.has_scaling = true;
    if (node_boolean(node_member(autoscaling, STR("enabled")), &enabled) && enabled)
        component.most = collect_text(collector, node_member(autoscaling, STR("maxReplicas")));
    vec_push(collector->facts->arena, &collector->facts->components, component);
}

void collect_parts(struct collector *collector, const struct node *section, const char *chart) {
    if (node_field(section, ROLE_RESOURCES))
        return;
    for (size_t i = 0; i < sizeof divided / sizeof *divided; i++) {
        if (!str_is(str_of(divided[i].chart), chart))
            continue;
        for (size_t k = 0; divided[i].parts[k]; k++) {
            const struct node *part = node_member(section, str_of(divided[i].parts[k]));
            if (part && part->kind != NODE_MAPPING)
                continue;
            struct component_fact component = component_of(collector, part ? part : section);
            component.name = str_of(chart);
            add_limits(collector, component, node_field(part, ROLE_RESOURCES));
        }
    }
}
