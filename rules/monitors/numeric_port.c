/* numeric-port: a number where the name of a port is meant.
 *
 * Operator 0.93: port is compared with the names of the Endpoints' ports; a number in it fails the schema, and as a
 * string matches only a port that is named so (prometheus-operator 416, 996). */
#include <monlint/rule.h>

static bool is_number(str text) {
    unsigned long long value;
    return str_to_unsigned(text, &value);
}

/* The name that a selected Service gives this number, or else a Service port that is really named so. */
static const struct service_port_fact *port_of(const struct project *project, const struct monitor_fact *monitor,
                                               str number, bool *named) {
    const struct service_port_fact *found = NULL;
    for (size_t i = 0; i < project->services.len; i++) {
        const struct service_fact *service = project->services.at[i];
        for (size_t k = 0; k < service->port_count; k++) {
            const struct service_port_fact *port = &service->ports[k];
            *named |= str_equal(port->name.text, number);
            if (str_equal(port->number.text, number) && port->name.text.len && !port->name.opaque &&
                selector_match(&monitor->selector, &service->object.labels) == MATCH_YES)
                found = port;
        }
    }
    return found;
}

static void judge(struct pass *pass, const struct project *project, const struct monitor_fact *monitor,
                  const struct endpoint_fact *endpoint) {
    bool named = false;
    str number = endpoint->port.text;
    const struct service_port_fact *port = monitor->pods ? NULL : port_of(project, monitor, number, &named);
    if (named)
        return;
    struct diag *diag =
        report(pass, endpoint->port.at, "port takes the name of a port, and no port is named %.*s", STR_ARG(number));
    report_object(diag, &monitor->object);
    if (port) {
        report_note(pass, diag, port->name.at, "the Service calls port %.*s \"%.*s\"", STR_ARG(number),
                    STR_ARG(port->name.text));
        report_help(pass, diag, "write port: %.*s", STR_ARG(port->name.text));
        report_text_fix(pass, diag, true, &endpoint->port, port->name.text, "use the name of the port");
        return;
    }
    report_help(pass, diag,
                monitor->pods ? "write portNumber: %.*s, or the name of the container's port"
                              : "write targetPort: %.*s, or the name of the Service's port",
                STR_ARG(number));
}

static void check(struct pass *pass, const struct project *project) {
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct monitor_fact *monitor = project->monitors.at[i];
        for (size_t k = 0; k < monitor->endpoint_count; k++)
            if (!monitor->endpoints[k].port.opaque && is_number(monitor->endpoints[k].port.text))
                judge(pass, project, monitor, &monitor->endpoints[k]);
    }
}

const struct rule rule_numeric_port = {
    .id = "numeric-port",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_ERROR,
    .summary = "port: holds a number, but names a port",
    .why = "port is the name of the Service's port. A bare number is refused by the API server; in quotes it is taken "
           "for a name that no port has, and nothing is scraped.",
    .remedy = "Write the name of the Service's port, or the number under targetPort.",
    .reads = READS_STRUCTURE,
    .project = check,
};
