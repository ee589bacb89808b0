/* wrong-type: a value of another type than its reader takes.
 *
 * Kubernetes manifests pass a YAML 1.1 reader (sigs.k8s.io/yaml), so no, on, 0777 and 1e3 are no strings there.
 * Prometheus takes any scalar for a string. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_wrong_type = {
    .id = "wrong-type",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a value of the wrong type",
    .why = "The reader refuses the object. Often YAML is to blame: unquoted no and on are booleans, 0777 and 1e3 are "
           "numbers to Kubernetes.",
    .remedy = "Quote what is meant as a text; write numbers and booleans bare.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_WRONG_TYPE, VIOLATION_COUNT},
    .violation = check,
};
