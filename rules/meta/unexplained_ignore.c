/* unexplained-ignore: an inline ignore without a reason, where the project file asks for one. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    struct diag *diag =
        report(pass, violation->at, "no reason is given for ignoring %.*s", STR_ARG(violation->message));
    report_help(pass, diag, "write it behind the bracket: # monlint: ignore[%.*s] the reason",
                STR_ARG(violation->message));
}

const struct rule rule_unexplained_ignore = {
    .id = "unexplained-ignore",
    .category = CATEGORY_POLICY,
    .severity = SEVERITY_WARNING,
    .summary = "an inline ignore without a reason, where policy.require_ignore_reason is set",
    .why = "The next reader cannot tell whether the ignore still holds.",
    .remedy = "Say why behind the bracket: # monlint: ignore[rule-id] the reason",
    .violations = (const enum violation_kind[]){VIOLATION_UNEXPLAINED_IGNORE, VIOLATION_COUNT},
    .violation = check,
};
