/* invalid-url: a URL that its reader refuses.
 *
 * Operator 0.93: http or https, for a proxy socks5 too, and something behind it. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_invalid_url = {
    .id = "invalid-url",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a URL without a scheme that is allowed here",
    .why = "The API server refuses the object.",
    .remedy = "Write the whole URL with its scheme.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_URL, VIOLATION_COUNT},
    .violation = check,
};
