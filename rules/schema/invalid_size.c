/* invalid-size: a size that does not parse.
 *
 * Operator 0.93 ByteSize: a number with B, KB, MiB and so on. The pattern of the CRD is not anchored at its start, so
 * the API server takes abc5MB, and Prometheus refuses it later. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report(pass, violation->at, "%.*s is %.*s", STR_ARG(node_value(violation->node)), STR_ARG(violation->message));
}

const struct rule rule_invalid_size = {
    .id = "invalid-size",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a size that its reader does not understand",
    .why = "The object is refused, or accepted and then refused by Prometheus, which keeps its old configuration for "
           "everybody.",
    .remedy = "Write a number with a unit, such as 512MB or 1.5GiB.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_SIZE, VIOLATION_COUNT},
    .violation = check,
};
