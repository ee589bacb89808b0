/* misnamed-record: a record that looks like a metric of an exporter.
 *
 * Prometheus, naming of recording rules: level:metric:operations. mimirtool wants at least one colon. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *record) {
    str name = node_value(record);
    if (name.len == 0 || str_contains(name, STR(":")) || node_is_opaque(record) || str_contains(name, STR("{{")))
        return;
    struct diag *diag =
        report(pass, node_place(record), "a recorded name without a colon looks like an exporter's metric");
    report_help(pass, diag, "the convention is level:metric:operations, as in job:http_requests:rate5m");
}

const struct rule rule_misnamed_record = {
    .id = "misnamed-record",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_INFO,
    .summary = "a recording rule whose name is not level:metric:operations",
    .why = "Colons mark what rules have computed. Without one nobody can tell the series from an exporter's, nor what "
           "it was aggregated to.",
    .remedy = "Name it level:metric:operations, as in job:http_requests:rate5m.",
    .roles = (const enum role[]){ROLE_RULE_RECORD, ROLE_NONE},
    .node = check,
};
