/* invalid-regex: a regular expression that RE2 refuses.
 *
 * Prometheus and the operator compile with Go's regexp (RE2): no look-around, no back-references. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_invalid_regex = {
    .id = "invalid-regex",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a regular expression that RE2 refuses",
    .why = "Prometheus refuses the configuration, and the operator the whole monitor.",
    .remedy = "RE2 has no look-around and no back-references; (?i) and (?:) work.",
    .violations = (const enum violation_kind[]){VIOLATION_REGEX, VIOLATION_COUNT},
    .violation = check,
};
