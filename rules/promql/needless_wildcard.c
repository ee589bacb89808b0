/* needless-wildcard: a pattern of wildcards alone that restricts nothing, or says in a roundabout way that a label is
 * absent; or one that != takes for a text.
 *
 * Prometheus 3.14: an absent label is the empty value (model/labels), which .* matches too. =~".+" asks for the label
 * and is no such pattern; !~".*" leaves nothing (never-true). */
#include <monlint/rule.h>

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The matcher with the comma and the blanks that stand before it, or behind it if it is the first; false where a
 * comment is in the way. */
static bool removable(str text, const struct promql_selector *selector, size_t i, span *at) {
    *at = selector->matchers[i].at;
    if (i > 0)
        at->start = selector->matchers[i - 1].at.end;
    else if (selector->matcher_count > 1)
        at->end = selector->matchers[1].at.start;
    size_t start = at->start, end = at->end;
    while (start < end && (is_blank(text.ptr[start]) || text.ptr[start] == ','))
        start++;
    while (end > start && (is_blank(text.ptr[end - 1]) || text.ptr[end - 1] == ','))
        end--;
    return start == selector->matchers[i].at.start && end == selector->matchers[i].at.end;
}

static void judge_all(struct pass *pass, const struct expression *expression, const struct promql_selector *selector,
                      size_t i) {
    const struct promql_matcher *matcher = &selector->matchers[i];
    struct diag *diag = report(pass, expression_place(expression, matcher->at),
                               "restricts nothing: every value matches, and series without the label too");
    report_help(pass, diag, "leave it out; to ask for the label write %.*s!=\"\"", STR_ARG(matcher->name));
    span at;
    if (removable(expression->text, selector, i, &at) && expression_verbatim(expression, at))
        report_fix(pass, diag, true, expression_place(expression, at), STR(""), "leave the matcher out");
}

static void judge_absent(struct pass *pass, const struct expression *expression, const struct promql_matcher *matcher) {
    span at = {promql_matcher_operator_at(expression->text, matcher).start, matcher->value_at.end};
    struct diag *diag =
        report(pass, expression_place(expression, at), "a pattern that only series without the label pass");
    report_help(pass, diag, "write %.*s=\"\"", STR_ARG(matcher->name));
    if (expression_verbatim(expression, at))
        report_fix(pass, diag, true, expression_place(expression, at), STR("=\"\""),
                   "ask for the absence of the label");
}

/* namespace!="kube-.*" */
static void judge_spelt(struct pass *pass, const struct expression *expression, const struct promql_matcher *matcher) {
    struct diag *diag = report(pass, expression_place(expression, matcher->at),
                               "restricts nothing: != compares with the text, and no value is spelt like a pattern");
    report_help(pass, diag, "write %.*s!~%.*s", STR_ARG(matcher->name),
                STR_ARG(promql_quote(pass->scratch, matcher->value)));
}

static void check_selector(struct pass *pass, const struct expression *expression,
                           const struct promql_selector *selector) {
    for (size_t i = 0; i < selector->matcher_count; i++) {
        str text;
        enum matcher_sense sense = promql_matcher_sense(&selector->matchers[i], &text);
        if (sense == MATCHER_SENSE_ALL)
            judge_all(pass, expression, selector, i);
        else if (sense == MATCHER_SENSE_ABSENT)
            judge_absent(pass, expression, &selector->matchers[i]);
        else if (selector->matchers[i].op == PROMQL_MATCH_NE && promql_matcher_spells_pattern(&selector->matchers[i]))
            judge_spelt(pass, expression, &selector->matchers[i]);
    }
}

static void check(struct pass *pass, const struct expression *expression) {
    if (expression->parsed.status != PROMQL_VALID)
        return;
    for (size_t i = 0; i < expression->parsed.node_count; i++)
        if (expression->parsed.nodes[i]->kind == PROMQL_SELECTOR)
            check_selector(pass, expression, &expression->parsed.nodes[i]->as.selector);
}

const struct rule rule_needless_wildcard = {
    .id = "needless-wildcard",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a matcher of wildcards alone",
    .why =
        "=~\".*\" matches every value and the absence of the label: it selects what the selector would select without "
        "it, and readers take it for a restriction.",
    .remedy = "Leave the matcher out; write !=\"\" to ask for a label, =\"\" to ask for its absence.",
    .expression = check,
};
