/* unknown-field: a key that the schema lacks.
 *
 * The API server prunes unknown keys of custom resources without a word (kubectl may warn); Prometheus 3.14 and
 * Promtail 3.6 decode strictly and refuse the file. */
#include <monlint/rule.h>

enum { MOST_KEYS = 128 };

static str nearest_key(const struct table *table, str key) {
    str keys[MOST_KEYS];
    size_t count = 0;
    for (size_t i = 0; i < table->count && count < MOST_KEYS; i++)
        if (table->fields[i].key[0] != '*' && !(table->fields[i].flags & FIELD_EXTRA))
            keys[count++] = str_of(table->fields[i].key);
    size_t nearest = suggest_nearest(key, keys, count);
    return nearest == SUGGEST_NONE ? (str){NULL, 0} : keys[nearest];
}

/* A hint without a blank is the key that was meant; any other is a sentence. */
static void suggest(struct pass *pass, struct diag *diag, const struct violation *violation) {
    str meant = violation->help;
    if (meant.len && str_contains(meant, STR(" "))) {
        report_help(pass, diag, "%.*s", STR_ARG(meant));
        return;
    }
    if (meant.len == 0)
        meant = nearest_key(violation->table, node_key(violation->node));
    if (meant.len == 0)
        return;
    report_help(pass, diag, "did you mean %.*s?", STR_ARG(meant));
    report_key_fix(pass, diag, false, violation->node, meant, "use the nearest key");
}

static void check(struct pass *pass, const struct violation *violation) {
    str key = node_key(violation->node);
    const char *where = violation->table->name;
    struct diag *diag;
    if (violation->reader == READER_API_SERVER)
        diag = report_as(pass, SEVERITY_WARNING, violation->at, "unknown key \"%.*s\" in %s: it is dropped silently",
                         STR_ARG(key), where);
    else
        diag = report(pass, violation->at, "unknown key \"%.*s\" in %s", STR_ARG(key), where);
    suggest(pass, diag, violation);
}

const struct rule rule_unknown_field = {
    .id = "unknown-field",
    .category = CATEGORY_REFUSED,
    .severity = SEVERITY_ERROR,
    .summary = "a key that the reader does not know",
    .why = "Prometheus and Promtail refuse a file with a key they do not know. The API server drops it silently: the "
           "setting has no effect.",
    .remedy = "Correct the spelling, or move the key to where it belongs.",
    .violations = (const enum violation_kind[]){VIOLATION_UNKNOWN_KEY, VIOLATION_COUNT},
    .violation = check,
};
