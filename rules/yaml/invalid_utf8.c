/* invalid-utf8: bytes that are not UTF-8.
 *
 * YAML 1.2 allows UTF-16 and UTF-32, but Kubernetes, Prometheus and Promtail read UTF-8 alone. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_invalid_utf8 = {
    .id = "invalid-utf8",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "the file holds bytes that are not UTF-8",
    .why = "The readers of these files take UTF-8 only, and refuse the whole file for one wrong byte.",
    .remedy = "Save the file as UTF-8.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_INVALID_UTF8, VIOLATION_COUNT},
    .violation = check,
};
