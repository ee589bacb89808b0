/* unknown-field: a key that the schema lacks.
 *
 * The API server prunes unknown keys of custom resources without a word (kubectl may warn); Prometheus 3.14 and
 * Promtail 3.6 decode strictly and refuse the file. A misspelt required key is refused by all of them: it is absent. */
#include <monlint/rule.h>

/* A hint without a blank is the key that was meant; any other is a sentence. */
static void suggest(struct pass *pass, struct diag *diag, const struct violation *violation) {
    str meant = violation->help;
    if (meant.len == 0)
        return;
    if (str_contains(meant, STR(" "))) {
        report_help(pass, diag, "%.*s", STR_ARG(meant));
        return;
    }
    report_help(pass, diag, "did you mean %.*s?", STR_ARG(meant));
    if (!node_member(violation->node->parent, meant))
        report_key_fix(pass, diag, false, violation->node, meant, "use the nearest key");
}

static struct diag *say(struct pass *pass, const struct violation *violation) {
    str key = node_key(violation->node);
    const char *where = violation->table->name;
    if (violation->absent)
        return report(pass, violation->at, "unknown key \"%.*s\" in %s, which lacks the required key %s", STR_ARG(key),
                      where, violation->absent->key);
    if (violation->reader == READER_API_SERVER)
        return report_as(pass, SEVERITY_WARNING, violation->at, "unknown key \"%.*s\" in %s: it is dropped silently",
                         STR_ARG(key), where);
    return report(pass, violation->at, "unknown key \"%.*s\" in %s", STR_ARG(key), where);
}

static void check(struct pass *pass, const struct violation *violation) {
    suggest(pass, say(pass, violation), violation);
}

const struct rule rule_unknown_field = {
    .id = "unknown-field",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a key that the reader does not know",
    .why = "Prometheus and Promtail refuse a file with a key they do not know. The API server drops it silently: the "
           "setting has no effect.",
    .remedy = "Correct the spelling, or move the key to where it belongs.",
    .reads = READS_STRUCTURE,
    .violations = (const enum violation_kind[]){VIOLATION_UNKNOWN_KEY, VIOLATION_COUNT},
    .violation = check,
};
