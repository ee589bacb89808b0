/* misplaced-retries: retry settings where Promtail refuses or ignores them.
 *
 * Promtail decodes its clients strictly (3.6): max_retries belongs into backoff_config, and the names before 1.5 (20
 * May 2020) are gone. `client` beside `clients` is the deprecated single one. */
#include <monlint/rule.h>

static const str old_names[][2] = {
    {{"minbackoff", 10}, {"min_period", 10}},
    {{"maxbackoff", 10}, {"max_period", 10}},
    {{"maxretries", 10}, {"max_retries", 11}},
};

static void judge_old_name(struct pass *pass, const struct node *node) {
    struct diag *diag =
        report(pass, node_key_place(node), "Promtail has not known this name since 1.5 and does not start");
    for (size_t i = 0; i < sizeof old_names / sizeof *old_names; i++) {
        if (!str_equal(node_key(node), old_names[i][0]))
            continue;
        report_help(pass, diag, "write %.*s", STR_ARG(old_names[i][1]));
        report_key_fix(pass, diag, true, node, old_names[i][1], "use the current name");
    }
}

static void judge_lone_client(struct pass *pass, const struct node *client) {
    const struct node *clients = client->parent ? node_field(client->parent, ROLE_PROMTAIL_CLIENTS) : NULL;
    if (!clients)
        return;
    struct diag *diag = report_as(pass, SEVERITY_WARNING, node_key_place(client), "a single client beside clients");
    report_note(pass, diag, node_key_place(clients), "the clients");
    report_help(pass, diag, "make it an item of clients");
}

static void check(struct pass *pass, const struct node *node) {
    if (node->role == ROLE_BACKOFF_OLD_NAME) {
        judge_old_name(pass, node);
    } else if (node->role == ROLE_PROMTAIL_LONE_CLIENT) {
        judge_lone_client(pass, node);
    } else {
        struct diag *diag = report(pass, node_key_place(node), "Promtail refuses this key here and does not start");
        report_help(pass, diag, "it belongs into backoff_config");
    }
}

const struct rule rule_misplaced_retries = {
    .id = "misplaced-retries",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_ERROR,
    .summary = "retry settings at the wrong place, or under names of old",
    .why =
        "Promtail reads its clients strictly: a key that it does not know there stops it at the start, also when Helm "
        "values carried it without a word. A single client beside clients has its labels merged into all of them.",
    .remedy = "Move the retry settings into backoff_config: min_period, max_period, max_retries.",
    .roles =
        (const enum role[]){ROLE_CLIENT_MISPLACED_RETRIES, ROLE_BACKOFF_OLD_NAME, ROLE_PROMTAIL_LONE_CLIENT, ROLE_NONE},
    .reads = READS_STRUCTURE,
    .node = check,
};
