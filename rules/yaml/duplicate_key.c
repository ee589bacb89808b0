/* duplicate-key: the same key twice in one mapping.
 *
 * Prometheus (yaml.v3, strict) and Promtail (yaml.v2, strict) refuse the file. The API server takes the last and drops
 * the first, as Helm does with values. */
#include <monlint/rule.h>

static bool reader_is_strict(const struct document *document) {
    return document && (document->reader == READER_PROMETHEUS || document->reader == READER_PROMTAIL);
}

static void check(struct pass *pass, const struct violation *violation) {
    str key = node_key(violation->node);
    struct diag *diag;
    if (pass->document && pass->document->template)
        return;
    if (reader_is_strict(pass->document))
        diag = report(pass, violation->at, "duplicate key \"%.*s\"", STR_ARG(key));
    else
        diag =
            report_as(pass, SEVERITY_WARNING, violation->at, "duplicate key \"%.*s\": the last one wins", STR_ARG(key));
    report_note(pass, diag, node_key_place(violation->other), "first here");
}

const struct rule rule_duplicate_key = {
    .id = "duplicate-key",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "the same key stands twice in one mapping",
    .why = "A strict reader (Prometheus, Promtail, kustomize) refuses the file. Kubernetes and Helm keep the last "
           "value without a word, so what stands first has no effect.",
    .remedy = "Remove one of the two, or give it its right name.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_DUPLICATE_KEY, VIOLATION_COUNT},
    .violation = check,
};
