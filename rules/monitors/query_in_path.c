/* query-in-path: a query string in a path.
 *
 * The path becomes metrics_path, whose ? Prometheus escapes to %3F (promcfg.go; Prometheus scrape/target.go builds the
 * URL from path and params). */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *path) {
    str text = node_value(path);
    size_t at = str_find_byte(text, '?');
    if (at == text.len)
        at = str_find_byte(text, '#');
    if (at == text.len || node_is_opaque(path) || str_contains(text, STR("{{")))
        return;
    place where = node_place_within(path, (span){(uint32_t)at, (uint32_t)text.len});
    struct diag *diag = report(pass, where, "\"%c\" in a path is escaped: the target does not find it", text.ptr[at]);
    report_help(pass, diag, "write the parameters under params:");
}

const struct rule rule_query_in_path = {
    .id = "query-in-path",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a query string or fragment in a path",
    .why = "The path is escaped when the URL is built: the question mark reaches the target as %3F, which answers 404.",
    .remedy = "Put the parameters under params.",
    .reads = READS_STRUCTURE,
    .roles = (const enum role[]){ROLE_ENDPOINT_PATH, ROLE_NONE},
    .node = check,
};
