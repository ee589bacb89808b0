/* The table of collectors, and what they share. */
#include "project/collect.h"

#include "project/collectors.h"

typedef void (*collect_function)(struct collector *collector, const struct node *node);

static const collect_function collectors[ROLE_COUNT] = {
    [ROLE_SERVICE] = collect_service,
    [ROLE_WORKLOAD] = collect_workload,
    [ROLE_AUTOSCALER] = collect_autoscaler,
    [ROLE_NAMESPACE] = collect_namespace,
    [ROLE_SERVICE_MONITOR] = collect_service_monitor,
    [ROLE_POD_MONITOR] = collect_pod_monitor,
    [ROLE_MONITOR_FRAGMENT] = collect_fragment,
    [ROLE_PROMETHEUS] = collect_prometheus,
    [ROLE_THANOS_RULER] = collect_thanos_ruler,
    [ROLE_PROMETHEUS_SPEC] = collect_prometheus_values,
    [ROLE_GROUP] = collect_group,
    [ROLE_RULE] = collect_rule,
    [ROLE_VALUES_CHART] = collect_values,
    [ROLE_VALUES] = collect_values,
    [ROLE_RESOURCES] = collect_limits,
    [ROLE_VALUES_AUTOSCALING] = collect_autoscaling,
    [ROLE_VALUES_PERSISTENCE] = collect_persistence,
};

static bool is_object(const struct document *document) {
    return document->resource && document->resource->api_versions;
}

void collect_node(struct collector *collector, const struct node *node) {
    if (collectors[node->role])
        collectors[node->role](collector, node);
    if (node == collector->document->root && is_object(collector->document))
        vec_push(collector->facts->arena, &collector->facts->objects, collect_object(collector, node));
}

/* What an expression or a template keeps of its text is kept once. */
static str kept_value(struct collector *collector, const struct node *node) {
    enum field_type type = node->field && node->parsed ? node->field->type : FIELD_ANY;
    if (type == FIELD_PROMQL)
        return ((const struct expression *)node->parsed)->text;
    if (type == FIELD_TEMPLATE)
        return ((const struct templated *)node->parsed)->text;
    return source_keep(node->tree->source, collector->facts->arena, node->value);
}

static struct text_fact text_of(struct collector *collector, const struct node *node) {
    return (struct text_fact){kept_value(collector, node), node_place(node), node_is_opaque(node)};
}

struct text_fact collect_text(struct collector *collector, const struct node *node) {
    if (!node || node->kind != NODE_SCALAR || node_is_null(node))
        return (struct text_fact){0};
    return text_of(collector, node);
}

struct text_fact collect_duration(struct collector *collector, const struct node *node) {
    struct text_fact text = collect_text(collector, node);
    if (text.text.ptr && node->scalar != SCALAR_STRING && bind_reader(collector->document, node) == READER_API_SERVER)
        text.opaque = true;
    return text;
}

/* Labels are looked for one after the other. No object, rule or text of a person has as many. */
enum { MOST_LABELS = 500 };

struct labels_fact collect_labels(struct collector *collector, const struct node *mapping, const struct node *holder) {
    struct labels_fact labels = {0};
    if (!mapping) {
        labels.where = node_place(holder);
        labels.open = node_may_grow(holder);
        return labels;
    }
    labels.present = true;
    labels.where = node_place(mapping);
    labels.open = node_may_grow(mapping);
    if (mapping->kind != NODE_MAPPING)
        return labels;
    size_t most = mapping->child_count < MOST_LABELS ? mapping->child_count : MOST_LABELS;
    struct label_pair *at = arena_array(collector->facts->arena, struct label_pair, most);
    for (const struct node *child = mapping->children; child; child = child->next) {
        if (child->kind != NODE_SCALAR)
            continue;
        if (labels.len == most) {
            labels.open = true;
            break;
        }
        at[labels.len].name = text_of(collector, child->key);
        at[labels.len].templated = child->field && child->field->type == FIELD_TEMPLATE ? child->parsed : NULL;
        labels.open |= at[labels.len].name.opaque;
        at[labels.len++].value = text_of(collector, child);
    }
    labels.at = at;
    return labels;
}

struct object_fact collect_object(struct collector *collector, const struct node *root) {
    const struct node *metadata = node_member(root, STR("metadata"));
    const struct node *labels = metadata ? node_member(metadata, STR("labels")) : NULL;
    struct object_fact object = {
        .resource = collector->document ? collector->document->resource : NULL,
        .api_version = collect_text(collector, node_member(root, STR("apiVersion"))),
        .kind = collect_text(collector, node_member(root, STR("kind"))),
        .labels = collect_labels(collector, labels, metadata ? metadata : root),
        .where = node_place(root),
    };
    if (metadata) {
        object.name = collect_text(collector, node_member(metadata, STR("name")));
        object.namespace = collect_text(collector, node_member(metadata, STR("namespace")));
    }
    if (collector->document) {
        object.template = collector->document->template;
        object.document = collector->document->index;
    }
    return object;
}

void collect_foreign(struct facts *facts, const struct node *root, uint32_t index, bool template) {
    if (root->kind == NODE_MAPPING)
        collect_deployment(facts, root);
    if (root->kind != NODE_MAPPING || !node_member(root, STR("kind")) || !node_member(root, STR("apiVersion")))
        return;
    struct collector collector = {.facts = facts};
    struct object_fact object = collect_object(&collector, root);
    object.document = index;
    object.template = template;
    vec_push(facts->arena, &facts->objects, object);
    if (!template)
        collect_install_release(&collector, root);
}
