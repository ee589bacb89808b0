/* missing-port: an endpoint that names no port.
 *
 * Operator 0.93 (promcfg.go): without port and targetPort no port is filtered, so every port of the Endpoints and every
 * other declared container port is scraped. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *endpoint) {
    if (endpoint->kind != NODE_MAPPING || node_is_opaque(endpoint) || node_field(endpoint, ROLE_ENDPOINT_PORT) ||
        node_field(endpoint, ROLE_ENDPOINT_TARGET_PORT) || node_field(endpoint, ROLE_ENDPOINT_PORT_NUMBER))
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
    .roles = (const enum role[]){ROLE_ENDPOINT, ROLE_NONE},
    .node = check,
};
