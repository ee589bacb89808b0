/* Services, workloads and namespaces. */
#include "project/collectors.h"

static struct service_port_fact port_of(struct collector *collector, const struct node *port) {
    return (struct service_port_fact){
        .name = collect_text(collector, node_field(port, ROLE_SERVICE_PORT_NAME)),
        .number = collect_text(collector, node_field(port, ROLE_SERVICE_PORT_NUMBER)),
        .target = collect_text(collector, node_field(port, ROLE_SERVICE_PORT_TARGET)),
        .where = node_place(port),
    };
}

/* An item that is no mapping stands for what an action prints. */
static bool has_unknown_item(const struct node *list) {
    for (const struct node *item = list->children; item; item = item->next)
        if (item->kind != NODE_MAPPING)
            return true;
    return false;
}

static bool ports_may_grow(const struct node *ports, const struct node *holder) {
    return node_may_grow(ports ? ports : holder) || (ports && has_unknown_item(ports));
}

void collect_service(struct collector *collector, const struct node *root) {
    const struct node *spec = node_field(root, ROLE_SPEC);
    struct service_fact service = {.object = collect_object(collector, root)};
    const struct node *holder = spec ? spec : root;
    service.selector = collect_labels(collector, spec ? node_field(spec, ROLE_SERVICE_SELECTOR) : NULL, holder);
    if (spec) {
        const struct node *ports = node_field(spec, ROLE_SERVICE_PORTS);
        service.type = collect_text(collector, node_field(spec, ROLE_SERVICE_TYPE));
        service.cluster_ip = collect_text(collector, node_field(spec, ROLE_SERVICE_CLUSTER_IP));
        service.ports_open = ports_may_grow(ports, spec);
        if (ports && ports->kind == NODE_SEQUENCE) {
            struct service_port_fact *at =
                arena_array(collector->facts->arena, struct service_port_fact, ports->child_count);
            for (const struct node *port = ports->children; port; port = port->next)
                if (port->kind == NODE_MAPPING)
                    at[service.port_count++] = port_of(collector, port);
            service.ports = at;
        }
    }
    vec_push(collector->facts->arena, &collector->facts->services, service);
}

void collect_namespace(struct collector *collector, const struct node *root) {
    struct namespace_fact namespace = {collect_object(collector, root)};
    vec_push(collector->facts->arena, &collector->facts->namespaces, namespace);
}

static void collect_ports(struct collector *collector, const struct node *ports, struct container_fact *container) {
    if (!ports || ports->kind != NODE_SEQUENCE)
        return;
    struct container_port_fact *at =
        arena_array(collector->facts->arena, struct container_port_fact, ports->child_count);
    for (const struct node *port = ports->children; port; port = port->next) {
        if (port->kind != NODE_MAPPING)
            continue;
        at[container->port_count++] = (struct container_port_fact){
            .name = collect_text(collector, node_field(port, ROLE_CONTAINER_PORT_NAME)),
            .number = collect_text(collector, node_field(port, ROLE_CONTAINER_PORT_NUMBER)),
            .where = node_place(port)};
    }
    container->ports = at;
}

/* Limits that an action prints, or that stand in what it prints. */
static bool limits_may_grow(const struct node *container, const struct node *limits) {
    const struct node *holder = node_field(container, ROLE_RESOURCES);
    return node_may_grow(limits ? limits : holder ? holder : container);
}

static struct container_fact container_of(struct collector *collector, const struct node *node, bool init) {
    const struct node *limits = node_at(node, "resources.limits");
    struct container_fact container = {.name = collect_text(collector, node_field(node, ROLE_CONTAINER_NAME)),
                                       .image = collect_text(collector, node_field(node, ROLE_CONTAINER_IMAGE)),
                                       .init = init,
                                       .open = ports_may_grow(node_member(node, STR("ports")), node),
                                       .limits_open = limits_may_grow(node, limits)};
    if (limits) {
        container.cpu_limit = collect_text(collector, node_field(limits, ROLE_CPU_LIMIT));
        container.memory_limit = collect_text(collector, node_field(limits, ROLE_MEMORY_LIMIT));
    }
    collect_ports(collector, node_member(node, STR("ports")), &container);
    return container;
}

static void collect_containers(struct collector *collector, const struct node *pod, struct workload_fact *workload) {
    static const struct {
        str key;
        bool init;
    } lists[] = {{{"containers", 10}, false}, {{"initContainers", 14}, true}};
    const struct node *found[2];
    size_t count = 0;
    for (size_t i = 0; i < 2; i++) {
        found[i] = node_member(pod, lists[i].key);
        count += found[i] ? found[i]->child_count : 0;
    }
    struct container_fact *at = arena_array(collector->facts->arena, struct container_fact, count);
    for (size_t i = 0; i < 2; i++)
        if (found[i] && found[i]->kind == NODE_SEQUENCE)
            for (const struct node *node = found[i]->children; node; node = node->next)
                if (node->kind == NODE_MAPPING)
                    at[workload->container_count++] = container_of(collector, node, lists[i].init);
    workload->containers = at;
}

static void collect_claims(struct collector *collector, const struct node *spec, struct workload_fact *workload) {
    const struct node *templates = node_field(spec, ROLE_CLAIM_TEMPLATES);
    if (!templates || templates->kind != NODE_SEQUENCE)
        return;
    struct text_fact *at = arena_array(collector->facts->arena, struct text_fact, templates->child_count);
    for (const struct node *item = templates->children; item; item = item->next)
        if (item->kind == NODE_MAPPING)
            at[workload->claim_count++] = collect_text(collector, node_at(item, "metadata.name"));
    workload->claims = at;
}

/* The pod template lies at another depth in a CronJob, and is the object itself in a Pod. */
static const struct node *template_of(const struct node *root) {
    static const char *const paths[] = {"spec.template", "spec.jobTemplate.spec.template"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        const struct node *template = node_at(root, paths[i]);
        if (template)
            return template;
    }
    return str_equal(node_value(node_member(root, STR("kind"))), STR("Pod")) ? root : NULL;
}

void collect_workload(struct collector *collector, const struct node *root) {
    const struct node *template = template_of(root);
    struct workload_fact workload = {.object = collect_object(collector, root)};
    workload.pod_labels = collect_labels(collector, template ? node_at(template, "metadata.labels") : NULL, root);
    workload.replicas = collect_text(collector, node_at(root, "spec.replicas"));
    const struct node *pod = template ? node_member(template, STR("spec")) : NULL;
    if (pod)
        collect_containers(collector, pod, &workload);
    collect_claims(collector, node_field(root, ROLE_SPEC), &workload);
    for (size_t i = 0; i < workload.container_count; i++)
        collect_install_image(collector, &workload.containers[i].image);
    vec_push(collector->facts->arena, &collector->facts->workloads, workload);
}
