/* resource-limit: something was not checked because it exceeds a stated bound; the run ends with status 3. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_resource_limit = {
    .id = "resource-limit",
    .category = CATEGORY_META,
    .severity = SEVERITY_WARNING,
    .summary = "not checked beyond a bound",
    .why = "Files of hostile size, depth or expansion are not analysed to their end, and a run that leaves something "
           "out must not look clean: it ends with exit status 3.",
    .remedy = "Split the file, or leave it out with exclude in the project file.",
    .reads = READS_ALONG,
    .violations = (const enum violation_kind[]){VIOLATION_RESOURCE_LIMIT, VIOLATION_COUNT},
    .violation = check,
};
