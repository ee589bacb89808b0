/* catch-all-selector: a selector that takes every Service.
 *
 * An empty selector matches all objects (apimachinery LabelSelector). */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *selector) {
    if (selector->kind != NODE_MAPPING || node_is_opaque(selector) || node_may_grow(selector))
        return;
    for (const struct node *part = selector->children; part; part = part->next)
        if (part->child_count > 0 || node_is_opaque(part) || node_may_grow(part))
            return;
    report(pass, node_place(selector), "selects everything in its namespaces");
}

const struct rule rule_catch_all_selector = {
    .id = "catch-all-selector",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "an empty selector takes every Service of its namespaces",
    .why = "{} matches everything: each new Service of the namespace is scraped too, whether it serves metrics or not.",
    .remedy = "Select by a label that the wanted Services carry.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_MONITOR_SELECTOR, ROLE_NONE},
    .node = check,
};
