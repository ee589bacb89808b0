/* invalid-port-name: a port name that the API server refuses.
 *
 * apimachinery validation: names of container ports, and targetPort as a name, are IANA service names (at most 15 of
 * [a-z0-9-], one letter, no --, no hyphen at an edge); names of Service ports are DNS labels (at most 63). */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *name) {
    str text = node_value(name);
    bool service = name->role == ROLE_SERVICE_PORT_NAME;
    bool number = name->role == ROLE_SERVICE_PORT_TARGET && name->scalar == SCALAR_INT && name->style == STYLE_PLAIN;
    size_t bad;
    if (text.len == 0 || number || node_is_opaque(name))
        return;
    if (service ? name_dns_label(text, &bad) : name_iana_service(text, &bad))
        return;
    struct diag *diag;
    if (!service && text.len > 15)
        diag =
            report(pass, node_place(name), "a container's port name has at most 15 characters, this one %zu", text.len);
    else
        diag = report(pass, node_place(name),
                      "not a valid port name: lower-case letters, digits and hyphens between them");
    if (!service)
        report_help(pass, diag, "at most 15 of a-z, 0-9 and -, with a letter, without -- and without - at an edge");
}

const struct rule rule_invalid_port_name = {
    .id = "invalid-port-name",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a port name that Kubernetes refuses",
    .why = "The API server refuses the object. Container ports have names of at most 15 characters; the same name is "
           "allowed for a Service's port up to 63.",
    .remedy = "Use lower-case letters, digits and single hyphens between them; 15 at most for a container's port.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_CONTAINER_PORT_NAME, ROLE_SERVICE_PORT_NAME, ROLE_SERVICE_PORT_TARGET, ROLE_NONE},
    .node = check,
};
