/* templated-severity: a severity that a template computes from what changes.
 *
 * Labels are an alert's identity (Prometheus 3.14 rules/alerting.go): a changed value is another alert, which begins
 * its `for` anew while the old one resolves. A severity made of labels alone never changes: other labels are another
 * series, and another alert anyway. */
#include <monlint/rule.h>

static bool changes(const struct templated *templated) {
    for (size_t i = 0; i < templated->reads.read_count; i++)
        if (templated->reads.reads[i].kind == GOTMPL_READ_VALUE)
            return true;
    return templated->reads.query_count > 0 || str_contains(templated->text, STR("query "));
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT)
        return;
    const struct label_pair *label = labels_find(&view->rule->labels, STR("severity"));
    if (!label || label->value.opaque || !label->templated || !label->templated->has_actions ||
        !changes(label->templated))
        return;
    report(pass, label->value.at, "a computed severity makes another alert whenever it changes");
}

const struct rule rule_templated_severity = {
    .id = "templated-severity",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a template computes the severity from what changes",
    .why = "Labels make an alert what it is. When the computed severity changes, one alert resolves and another starts "
           "its for from the beginning.",
    .remedy = "Write one alert a severity, each with its own threshold.",
    .reads = READS_STRUCTURE,
    .rule = check,
};
