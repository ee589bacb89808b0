/* unknown-port: an endpoint names a port that its targets do not have.
 *
 * port is compared with the names of the Service's ports (of the containers' ports in a PodMonitor), as an anchored
 * regular expression; a port without a name matches none (prometheus-operator 0.93). */
#include <monlint/rule.h>

/* A selector that takes more than these is not judged: it sweeps up what was not written for it. */
enum { MOST_TARGETS = 100 };

struct ports_seen {
    struct port_pattern pattern;
    const struct target *target; /* the first that lacks the port */
    size_t targets;
    enum match offers; /* of all together */
};

static bool see(void *context, const struct target *target, enum match match) {
    struct ports_seen *seen = context;
    enum match offers = match == MATCH_YES ? target_offers(&seen->pattern, target) : MATCH_UNKNOWN;
    if (++seen->targets > MOST_TARGETS)
        offers = MATCH_UNKNOWN;
    if (!seen->target)
        seen->target = target;
    if (offers != MATCH_NO)
        seen->offers = offers;
    return seen->offers == MATCH_NO;
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
    for (size_t i = 0; i < monitor->endpoint_count; i++) {
        const struct endpoint_fact *endpoint = &monitor->endpoints[i];
        if (!is_judged(endpoint) || is_injected(monitor, endpoint->port.text))
            continue;
        struct ports_seen seen = {.pattern = port_pattern(pass->scratch, endpoint->port.text)};
        wiring_visit(project, pass->scratch, monitor, see, &seen);
        if (seen.target && seen.offers == MATCH_NO)
            tell(pass, monitor, endpoint, seen.target, seen.targets);
    }
}

/* Against the one that a selector without a match very likely meant: the port stays wrong once the labels are right. */
static void check_meant(struct pass *pass, const struct unmatched *unmatched) {
    const struct monitor_fact *monitor = unmatched->monitor;
    for (size_t i = 0; unmatched->near.target && i < monitor->endpoint_count; i++) {
        const struct endpoint_fact *endpoint = &monitor->endpoints[i];
        if (!is_judged(endpoint))
            continue;
        struct port_pattern pattern = port_pattern(pass->scratch, endpoint->port.text);
        if (target_offers(&pattern, unmatched->near.target) == MATCH_NO)
            tell(pass, monitor, endpoint, unmatched->near.target, 1);
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
    .project = check,
};
