/* wrong-api-version: a kind under an apiVersion that does not serve it.
 *
 * Operator 0.93: each kind is served in exactly the versions that its CRD lists; AlertmanagerConfig v1beta1 only with
 * the conversion webhook. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    str kind = pass->document->kind;
    struct diag *diag =
        report(pass, violation->at, "%.*s serves no kind %.*s", STR_ARG(node_value(violation->node)), STR_ARG(kind));
    report_help(pass, diag, "write apiVersion: %.*s", STR_ARG(violation->help));
    report_node_fix(pass, diag, false, violation->node, violation->help, "use the apiVersion that serves the kind");
}

const struct rule rule_wrong_api_version = {
    .id = "wrong-api-version",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a kind with an apiVersion that does not serve it",
    .why = "The API server answers no matches for kind: the object is never created.",
    .remedy = "Write the apiVersion that serves the kind.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_API_VERSION, VIOLATION_COUNT},
    .violation = check,
};
