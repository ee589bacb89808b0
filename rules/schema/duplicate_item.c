/* duplicate-item: the same name twice in a list whose items must differ.
 *
 * Operator CRDs: list-map keys; Prometheus 3.14 rulefmt: group names are unique in a file. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    struct diag *diag =
        report(pass, violation->at, "\"%.*s\" stands twice in this list", STR_ARG(node_value(violation->node)));
    report_note(pass, diag, node_place(violation->other), "first here");
}

const struct rule rule_duplicate_item = {
    .id = "duplicate-item",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "the same name twice in a list whose items must differ",
    .why = "The API server refuses an object with a duplicate key in such a list, and Prometheus a rule file with two "
           "groups of one name.",
    .remedy = "Rename one of the two, or join them.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_DUPLICATE_ITEM, VIOLATION_COUNT},
    .violation = check,
};
