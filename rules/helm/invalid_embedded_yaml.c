/* invalid-embedded-yaml: a string that its reader parses as YAML is none.
 *
 * Prometheus reads the keys of a mounted ConfigMap as rule files; the prometheus chart writes serverFiles and ruleFiles
 * out as files. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_invalid_embedded_yaml = {
    .id = "invalid-embedded-yaml",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a document inside a string is not YAML",
    .why =
        "The string becomes a file that Prometheus reads. It refuses the whole file, and on a restart does not start.",
    .remedy = "Mend the place that is marked; its line and column are those of this file.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_EMBEDDED_YAML, VIOLATION_COUNT},
    .violation = check,
};
