/* contradictory-matchers: matchers of one label that no series fulfils together.
 *
 * Prometheus 3.14 selects series that fulfil all matchers; an absent label is the empty value (model/labels). What the
 * patterns can match is computed, so that a="x",a=~"y.*" and a=~"x-.+",a!~"x.*" are seen too. */
#include <monlint/rule.h>

static void judge(struct pass *pass, const struct expression *expression,
                  const struct promql_contradiction *contradiction) {
    const struct promql_matcher *second = contradiction->second;
    struct diag *diag = report(pass, expression_place(expression, second->at),
                               "selects nothing: contradicts another matcher of \"%.*s\"", STR_ARG(second->name));
    report_note(pass, diag, expression_place(expression, contradiction->first->at), "the other one");
    if (contradiction->first->op == PROMQL_MATCH_EQ && second->op == PROMQL_MATCH_EQ)
        report_help(pass, diag, "all matchers must hold; for either value write %.*s=~\"%.*s|%.*s\"",
                    STR_ARG(second->name), STR_ARG(contradiction->first->value), STR_ARG(second->value));
}

static void check(struct pass *pass, const struct expression *expression) {
    struct promql_contradiction contradiction;
    if (expression->parsed.status != PROMQL_VALID)
        return;
    for (size_t i = 0; i < expression->parsed.node_count; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        if (node->kind == PROMQL_SELECTOR &&
            promql_find_contradiction(pass->scratch, &node->as.selector, &contradiction))
            judge(pass, expression, &contradiction);
    }
}

const struct rule rule_contradictory_matchers = {
    .id = "contradictory-matchers",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "matchers of one label that exclude each other",
    .why =
        "A series must fulfil every matcher of a selector. No value of this label, nor its absence, fulfils both: the "
        "selector is always empty, and the alert never fires.",
    .remedy = "Drop one of the matchers, or write one pattern with both values: a=~\"x|y\".",
    .expression = check,
};
