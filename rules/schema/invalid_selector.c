/* invalid-selector: a label selector that does not convert.
 *
 * operator.md 3.2(1), operator 0.93: In and NotIn need values, Exists and DoesNotExist take none, keys and values are
 * label syntax. The CRD types operator as any string, so the API server takes it. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_invalid_selector = {
    .id = "invalid-selector",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a label selector that cannot be used",
    .why = "The API server takes any text for an operator of a monitor's selector. The operator cannot convert it and "
           "rejects the monitor with all its endpoints.",
    .remedy = "Use In, NotIn, Exists or DoesNotExist as they are spelt, with values for the first two.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_SELECTOR, VIOLATION_COUNT},
    .violation = check,
};
