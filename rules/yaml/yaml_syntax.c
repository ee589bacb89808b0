/* yaml-syntax: the file is not YAML.
 *
 * The documents before the fault are checked; the rest of the file is not read. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    report_violation(pass, violation);
}

const struct rule rule_yaml_syntax = {
    .id = "yaml-syntax",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "the file is not YAML from here on",
    .why = "Whoever reads the file stops here: nothing behind the fault, and often nothing of the file, is loaded.",
    .remedy = "Mend the place that is marked. Quote a value that begins with a special character or holds a colon and "
              "a blank.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_YAML_SYNTAX, VIOLATION_COUNT},
    .violation = check,
};
