/* missing-port: an endpoint that names no port.
 *
 * Operator 0.93 (promcfg.go): without port and targetPort no port is filtered, so every port of the Endpoints and every
 * other declared container port is scraped. */
#include <monlint/rule.h>

/* An empty text or null is as good as no key; what a template prints is not known. */
static bool has(const struct node *endpoint, enum role role) {
    const struct node *port = node_field(endpoint, role);
    return port && (port->kind != NODE_SCALAR || node_is_opaque(port) || node_value(port).len > 0);
}

static void check(struct pass *pass, const struct node *endpoint) {
    if (endpoint->kind != NODE_MAPPING || node_is_opaque(endpoint) || has(endpoint, ROLE_ENDPOINT_PORT) ||
        has(endpoint, ROLE_ENDPOINT_TARGET_PORT) || has(endpoint, ROLE_ENDPOINT_PORT_NUMBER))
        return;
    place at = endpoint->children ? node_key_place(endpoint->children) : node_place(endpoint);
    struct diag *diag = report(pass, at, "no port is named, so every port is scraped");
    report_help(pass, diag, "add port: with the name of the Service's port");
}

const struct rule rule_missing_port = {
    .id = "missing-port",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "an endpoint without port scrapes every port",
    .why = "Without port or targetPort the operator keeps every port of the selected Services and every declared port "
           "of their pods: those that serve no metrics are down for ever.",
    .remedy = "Name the port: port: <name of the Service's port>.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_ENDPOINT, ROLE_NONE},
    .node = check,
};
