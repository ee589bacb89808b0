/* empty-list: a list without items: nothing will happen.
 *
 * "rules: []" is written on purpose, mostly to keep a file's place; nothing behind the key is a slip. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    str key = node_key(violation->node);
    bool is_kept = violation->node->kind == NODE_SEQUENCE && str_equal(key, STR("rules"));
    report_as(pass, is_kept ? SEVERITY_INFO : SEVERITY_WARNING, violation->at,
              "%.*s holds nothing: nothing will happen", STR_ARG(key));
}

const struct rule rule_empty_list = {
    .id = "empty-list",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "an empty list where items are needed to do anything",
    .why = "Without endpoints nothing is scraped, without rules nothing is evaluated, and nothing says so.",
    .remedy = "Fill the list, or remove the object.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_EMPTY_LIST, VIOLATION_COUNT},
    .violation = check,
};
