/* misnamed-record: a record that looks like a metric of an exporter.
 *
 * Prometheus, naming of recording rules: level:metric:operations. mimirtool wants at least one colon. Of a name that
 * is a metric's already, shadowed-metric speaks. */
#include <monlint/rule.h>

static bool is_misnamed(const struct text_fact *name) {
    return name->text.len > 0 && !name->opaque && !str_contains(name->text, STR(":")) &&
           !str_contains(name->text, STR("{{"));
}

static void check(struct pass *pass, const struct rule_view *view) {
    struct shadow shadow;
    if (view->rule->kind != RULE_KIND_RECORD || !is_misnamed(&view->rule->name) || record_shadows(view, &shadow))
        return;
    struct diag *diag =
        report(pass, view->rule->name.at, "a recorded name without a colon looks like an exporter's metric");
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
    .reads = READS_RECORDS,
    .rule = check,
};
