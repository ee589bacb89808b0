/* ignored-document: a second document in a plain rule file.
 *
 * Prometheus 3.14 decodes the first document of a rule file only; promtool prints no more than a log line
 * (prometheus 18114). mimirtool reads all documents of its format, whose root names a namespace. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct violation *violation) {
    struct diag *diag = report(pass, violation->at, "Prometheus reads only the first document of a rule file");
    report_help(pass, diag, "move these groups into the first document or into a file of their own");
}

const struct rule rule_ignored_document = {
    .id = "ignored-document",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a document of a rule file that Prometheus does not read",
    .why = "Prometheus reads the first document of a rule file and ignores the rest: the rules below the second --- "
           "never run.",
    .remedy = "Put the groups into the first document, or into a file of their own.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_IGNORED_DOCUMENT, VIOLATION_COUNT},
    .violation = check,
};
