/* value-in-label: the value of an alert's expression as a part of one of its labels.
 *
 * The labels of an alert are its identity (Prometheus 3.14 rules/alerting.go: active alerts are kept by the hash of
 * their labels). A value that is only tested, and chooses among constants, is another matter: templated-severity. */
#include <monlint/rule.h>

static const struct gotmpl_read *printed_value(const struct templated *templated) {
    const unsigned elsewhere =
        GOTMPL_READ_IN_IF | GOTMPL_READ_IN_WITH | GOTMPL_READ_IN_RANGE | GOTMPL_READ_DECLARED | GOTMPL_READ_PASSED;
    for (size_t i = 0; i < templated->reads.read_count; i++) {
        const struct gotmpl_read *read = &templated->reads.reads[i];
        if (read->kind == GOTMPL_READ_VALUE && !(read->flags & elsewhere))
            return read;
    }
    return NULL;
}

static void check(struct pass *pass, const struct rule_view *view) {
    const struct labels_fact *labels = &view->rule->labels;
    for (size_t i = 0; view->rule->kind == RULE_KIND_ALERT && i < labels->len; i++) {
        const struct label_pair *label = &labels->at[i];
        if (!label->templated || !label->templated->has_actions || label->value.opaque)
            continue;
        const struct gotmpl_read *read = printed_value(label->templated);
        if (!read)
            continue;
        struct diag *diag = report(pass, templated_place(label->templated, read->whole),
                                   "the value in a label makes another alert whenever it changes");
        report_help(pass, diag, "write it into an annotation, which is no part of the alert's identity");
    }
}

const struct rule rule_value_in_label = {
    .id = "value-in-label",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a label of an alert holds the value of its expression",
    .why = "Labels make an alert what it is. When the value changes, and it changes at nearly every evaluation, the "
           "old alert resolves and a new one begins its for from the start: with a for it may never fire, without one "
           "it is sent again and again, and silences on the label do not hold.",
    .remedy = "Put the value into an annotation.",
    .rule = check,
};
