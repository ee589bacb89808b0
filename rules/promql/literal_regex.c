/* literal-regex: a pattern that one text alone matches.
 *
 * Prometheus 3.14 matches the whole value (model/labels), so =~"x" is ="x". A pattern with one anchor alone was perhaps
 * meant to match a part. */
#include <monlint/rule.h>

static bool has_one_anchor(str pattern) {
    return str_starts_with(pattern, STR("^")) != str_ends_with(pattern, STR("$"));
}

/* Spelt alike in every kind of string of PromQL and YAML. */
static bool is_plain(str text) {
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && !str_contains(STR("_-./"), str_slice(text, i, i + 1)))
            return false;
    }
    return true;
}

/* =~ becomes =, and the value stays where it is spelt as it is meant. */
static void offer_fix(struct pass *pass, struct diag *diag, const struct expression *expression,
                      const struct promql_matcher *matcher, str text) {
    span operator_at = promql_matcher_operator_at(expression->text, matcher);
    const char *plain = matcher->op == PROMQL_MATCH_RE ? "=" : "!=";
    const char *message = "compare with the text";
    if (str_equal(text, matcher->value)) {
        if (expression_verbatim(expression, operator_at))
            report_fix(pass, diag, true, expression_place(expression, operator_at), str_of(plain), message);
        return;
    }
    span both = {operator_at.start, matcher->value_at.end};
    char quote = expression->text.ptr[matcher->value_at.start];
    if (is_plain(text) && expression_verbatim(expression, both))
        report_fix(pass, diag, true, expression_place(expression, both),
                   arena_format(pass->scratch, "%s%c%.*s%c", plain, quote, STR_ARG(text), quote), message);
}

static void judge(struct pass *pass, const struct expression *expression, const struct promql_matcher *matcher,
                  str text) {
    const char *plain = matcher->op == PROMQL_MATCH_RE ? "=" : "!=";
    str quoted = promql_quote(pass->scratch, text);
    if (has_one_anchor(matcher->value)) {
        struct diag *diag = report(pass, expression_place(expression, matcher->value_at),
                                   "matches %.*s alone: a pattern is matched against the whole value", STR_ARG(quoted));
        report_help(pass, diag, "write %s%.*s if that is meant, else put .* where more may stand", plain,
                    STR_ARG(quoted));
        return;
    }
    span at = promql_matcher_operator_at(expression->text, matcher);
    struct diag *diag = report(pass, expression_place(expression, at), "a pattern that matches one text alone");
    report_help(pass, diag, "write %.*s%s%.*s", STR_ARG(matcher->name), plain, STR_ARG(quoted));
    offer_fix(pass, diag, expression, matcher, text);
}

static void check_selector(struct pass *pass, const struct expression *expression,
                           const struct promql_selector *selector) {
    for (size_t i = 0; i < selector->matcher_count; i++) {
        str text;
        if (promql_matcher_sense(&selector->matchers[i], &text) == MATCHER_SENSE_TEXT && text.len)
            judge(pass, expression, &selector->matchers[i], text);
    }
}

static void check(struct pass *pass, const struct expression *expression) {
    if (expression->parsed.status != PROMQL_VALID)
        return;
    for (size_t i = 0; i < expression->parsed.node_count; i++)
        if (expression->parsed.nodes[i]->kind == PROMQL_SELECTOR)
            check_selector(pass, expression, &expression->parsed.nodes[i]->as.selector);
}

const struct rule rule_literal_regex = {
    .id = "literal-regex",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "a regular expression that only one text matches",
    .why = "A pattern is matched against the whole value, so this one is a comparison in disguise: readers look for "
           "what else it may match, and the author may have expected it to match a part.",
    .remedy = "Write = or !=, or add .* where more may stand.",
    .expression = check,
};
