/* missing-field: a required key is absent. What kustomize merges into another object may lack it. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    struct diag *diag =
        report(pass, violation->at, "%s lacks the required key %s", violation->table->name, violation->field->key);
    diag->of_whole = true;
}

const struct rule rule_missing_field = {
    .id = "missing-field",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a required key is absent",
    .why = "The API server, Prometheus or Promtail refuses the object without it.",
    .remedy = "Add the key.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_MISSING_KEY, VIOLATION_COUNT},
    .violation = check,
};
