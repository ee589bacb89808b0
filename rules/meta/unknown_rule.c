/* unknown-rule: an inline directive that monlint does not understand, or that names no rule. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_unknown_rule = {
    .id = "unknown-rule",
    .category = CATEGORY_META,
    .severity = SEVERITY_WARNING,
    .summary = "an inline directive names no rule",
    .why = "A misspelt ignore hides nothing.",
    .remedy = "Use an id that --list-rules prints.",
    .violations = (const enum violation_kind[]){VIOLATION_UNKNOWN_IGNORE, VIOLATION_COUNT},
    .violation = check,
};
