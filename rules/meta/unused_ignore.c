/* unused-ignore: an inline ignore that hides nothing. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report(pass, violation->at, "nothing here is reported by %.*s", STR_ARG(violation->message));
}

const struct rule rule_unused_ignore = {
    .id = "unused-ignore",
    .category = CATEGORY_META,
    .severity = SEVERITY_WARNING,
    .summary = "an inline ignore that hides nothing",
    .why = "An ignore outlives the fault it was written for and would hide the next one of its kind.",
    .remedy = "Remove the comment, or the rule id from it.",
    .violations = (const enum violation_kind[]){VIOLATION_UNUSED_IGNORE, VIOLATION_COUNT},
    .violation = check,
};
