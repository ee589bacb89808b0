/* unknown-port: an endpoint names a port that its targets do not have.
 *
 * port is compared with the names of the Service's ports (of the containers' ports in a PodMonitor), as an anchored
 * regular expression; a port without a name matches none (prometheus-operator 0.93). */
#include <monlint/rule.h>

/* A selector that takes more than these is not judged: it sweeps up what was not written for it. Nor is one where so
 * many pairs of an endpoint and a port are to be compared. */
enum { MOST_TARGETS = 100, MOST_PORTS = 5000 };

/* What a monitor surely takes. */
struct targets_seen {
    const struct target *at[MOST_TARGETS];
    size_t len, ports;
    bool more; /* or perhaps takes, or too many */
};

static size_t count_ports(const struct target *target) {
    size_t count = target->service ? target->service->port_count : 0;
    for (size_t i = 0; target->workload && i < target->workload->container_count; i++)
        count += 1 + target->workload->containers[i].port_count;
    return count;
}

static bool see(void *context, const struct target *target, enum match match) {
    struct targets_seen *seen = context;
    seen->more = match != MATCH_YES || seen->len == MOST_TARGETS;
    if (!seen->more)
        seen->at[seen->len++] = target;
    seen->ports += count_ports(target);
    return !seen->more;
}

static bool none_offers(const struct targets_seen *seen, const struct port_pattern *pattern) {
    for (size_t i = 0; i < seen->len; i++)
        if (target_offers(pattern, seen->at[i]) != MATCH_NO)
            return false;
    return seen->len > 0;
}

static bool all_digits(str text) {
    unsigned long long number;
    return str_to_unsigned(text, &number);
}

/* A number is no name: another rule speaks of it. */
static bool is_judged(const struct endpoint_fact *endpoint) {
    const struct text_fact *port = &endpoint->port;
    return port->text.len > 0 && !port->opaque && !str_contains(port->text, STR("{{")) &&
           !str_contains(port->text, STR("${")) && !all_digits(port->text);
}

/* Ports of containers that a mesh puts into pods: Istio, Linkerd, Dapr, Consul. */
static bool is_injected(const struct monitor_fact *monitor, str port) {
    static const char *const injected[] = {"http-envoy-prom", "linkerd-admin", "dapr-metrics", "envoy-metrics",
                                           "envoy-admin"};
    for (size_t i = 0; monitor->pods && i < sizeof injected / sizeof *injected; i++)
        if (str_is(port, injected[i]))
            return true;
    return false;
}

/* A selector that takes things of many names in every namespace (monitoring: enabled) may have more to take than the
 * files show. */
static bool is_sweeping(const struct monitor_fact *monitor) {
    for (size_t i = 0; i < monitor->selector.len; i++)
        if (label_is_naming(monitor->selector.at[i].key.text))
            return false;
    return monitor->any_namespace || monitor->selector.len == 0;
}

static void help_port(struct pass *pass, struct diag *diag, const struct target *target, const struct port_list *ports,
                      const struct text_fact *wanted) {
    const char *holder = target->service ? "the Service" : "the container";
    if (ports->count == 1 && ports->unnamed == 1)
        report_help(pass, diag, "give the port of %s a name: %.*s", holder, STR_ARG(wanted->text));
    if (!ports->only_name.len)
        return;
    report_help(pass, diag, "write port: %.*s", STR_ARG(ports->only_name));
    report_text_fix(pass, diag, false, wanted, ports->only_name, "use the only port");
}

static void tell(struct pass *pass, const struct monitor_fact *monitor, const struct endpoint_fact *endpoint,
                 const struct target *target, size_t targets) {
    struct port_list ports = target_ports(pass->scratch, target);
    str title = object_title(pass->scratch, target->object);
    bool unnamed = ports.count == 1 && ports.unnamed == 1;
    struct diag *diag = targets > 1 ? report(pass, endpoint->port.at, "none of the %zu %s it selects has this port",
                                             targets, target->service ? "Services" : "workloads")
                                    : report(pass, endpoint->port.at, "%.*s has no port of this name%s", STR_ARG(title),
                                             unnamed ? ", its only port is unnamed" : "");
    report_object(diag, &monitor->object);
    if (unnamed)
        report_note(pass, diag, ports.first, "the only port of %.*s has no name", STR_ARG(title));
    else if (ports.count)
        report_note(pass, diag, ports.first, "%.*s has the port%s %.*s", STR_ARG(title), ports.count > 1 ? "s" : "",
                    STR_ARG(ports.text));
    else
        report_note(pass, diag, ports.first, "%.*s has no ports", STR_ARG(title));
    help_port(pass, diag, target, &ports, &endpoint->port);
}

/* Against all that the monitor selects. */
static void check_selected(struct pass *pass, const struct project *project, const struct monitor_fact *monitor) {
    struct targets_seen seen = {0};
    if (!wiring_visit(project, pass->scratch, monitor, see, &seen) || seen.more ||
        seen.ports * monitor->endpoint_count > MOST_PORTS)
        return;
    for (size_t i = 0; i < monitor->endpoint_count; i++) {
        const struct endpoint_fact *endpoint = &monitor->endpoints[i];
        if (!is_judged(endpoint) || is_injected(monitor, endpoint->port.text))
            continue;
        struct port_pattern pattern = port_pattern(pass->scratch, endpoint->port.text);
        if (none_offers(&seen, &pattern))
            tell(pass, monitor, endpoint, seen.at[0], seen.len);
    }
}

/* Against the one that a selector without a match very likely meant: the port stays wrong once the labels are right. */
static void check_meant(struct pass *pass, const struct unmatched *unmatched) {
    const struct monitor_fact *monitor = unmatched->monitor;
    const struct target *target = unmatched->near.target;
    if (!target || count_ports(target) * monitor->endpoint_count > MOST_PORTS)
        return;
    for (size_t i = 0; i < monitor->endpoint_count; i++) {
        const struct endpoint_fact *endpoint = &monitor->endpoints[i];
        if (!is_judged(endpoint))
            continue;
        struct port_pattern pattern = port_pattern(pass->scratch, endpoint->port.text);
        if (target_offers(&pattern, target) == MATCH_NO)
            tell(pass, monitor, endpoint, target, 1);
    }
}

static void check(struct pass *pass, const struct project *project) {
    const struct unmatched_list *list = project->unmatched;
    for (size_t i = 0; i < project->monitors.len; i++)
        if (!project->monitors.at[i]->selector.opaque && !is_sweeping(project->monitors.at[i]) &&
            !kustomize_is_patch(project, &project->monitors.at[i]->object))
            check_selected(pass, project, project->monitors.at[i]);
    for (size_t i = 0; i < list->monitors.len; i++)
        check_meant(pass, &list->monitors.at[i]);
}

const struct rule rule_unknown_port = {
    .id = "unknown-port",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "an endpoint's port is no port of what the monitor selects",
    .why = "port is the name of a port of the Service, or of a container in a PodMonitor, and is compared as an "
           "anchored regular expression. A name that no port has, and any name where the only port has none, gives no "
           "targets without an error.",
    .remedy = "Use the name that the port has, or give the port that name.",
    .reads = READS_STRUCTURE,
    .project = check,
};
