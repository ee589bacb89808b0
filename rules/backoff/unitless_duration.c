/* unitless-duration: a bare number where Go reads a duration.
 *
 * Promtail decodes with yaml.v2, which takes an integer for nanoseconds. */
#include <monlint/rule.h>

static void check(struct pass *pass, const struct node *node) {
    if (!duration_lacks_unit(node))
        return;
    str text = node_value(node);
    struct diag *diag =
        report(pass, node_place(node), "%.*s without a unit is %.*s nanoseconds", STR_ARG(text), STR_ARG(text));
    report_help(pass, diag, "if seconds are meant write %.*ss", STR_ARG(text));
    report_node_fix(pass, diag, true, node, arena_format(pass->scratch, "%.*ss", STR_ARG(text)), "write seconds");
}

const struct rule rule_unitless_duration = {
    .id = "unitless-duration",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_ERROR,
    .summary = "a bare number is read as nanoseconds",
    .why = "Go's durations carry a unit. A bare integer is taken for nanoseconds, so a timeout of 10 expires before "
           "the first byte is sent.",
    .remedy = "Write the unit: 10s, 500ms, 5m.",
    .roles =
        (const enum role[]){ROLE_BACKOFF_MIN, ROLE_BACKOFF_MAX, ROLE_CLIENT_TIMEOUT, ROLE_CLIENT_BATCH_WAIT, ROLE_NONE},
    .reads = READS_STRUCTURE,
    .node = check,
};
