/* expired-ignore: an inline ignore whose date has passed. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report(pass, violation->at, "this ignore of %.*s has expired", STR_ARG(violation->message));
}

const struct rule rule_expired_ignore = {
    .id = "expired-ignore",
    .category = CATEGORY_META,
    .severity = SEVERITY_WARNING,
    .summary = "an inline ignore whose until date has passed",
    .why = "The ignore was meant to hold until this date; what it hid is reported again.",
    .remedy = "Mend the fault, or set a later date with a reason.",
    .violations = (const enum violation_kind[]){VIOLATION_EXPIRED_IGNORE, VIOLATION_COUNT},
    .violation = check,
};
