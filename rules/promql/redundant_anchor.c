/* redundant-anchor: ^ and $ in a pattern that is matched against the whole value anyway.
 *
 * Prometheus 3.14 puts every pattern between ^(?s: and )$ (model/labels). What becomes a plain text, or restricts
 * nothing, without its anchors is for literal-regex and needless-wildcard. */
#include <monlint/rule.h>

enum { MOST_ANCHORS = 16 };

static str without(struct arena *arena, str pattern, const span *anchors, size_t count) {
    str rest = {"", 0};
    size_t from = anchors[0].end;
    for (size_t i = 1; i < count; i++) {
        rest = arena_format(arena, "%.*s%.*s", STR_ARG(rest), STR_ARG(str_slice(pattern, from, anchors[i].start)));
        from = anchors[i].end;
    }
    return rest;
}

/* Takes out what stands from the first anchor to the last, and puts back what is between them. */
static void offer_fix(struct pass *pass, struct diag *diag, const struct expression *expression,
                      const struct promql_matcher *matcher, const span *anchors, size_t count) {
    span whole = {anchors[0].start, anchors[count - 1].end};
    span at = promql_matcher_part_at(expression->text, matcher, whole);
    if (at.start == matcher->value_at.start || !expression_verbatim(expression, at))
        return;
    report_fix(pass, diag, true, expression_place(expression, at),
               without(pass->scratch, matcher->value, anchors, count), "leave the anchors out");
}

static void judge(struct pass *pass, const struct expression *expression, const struct promql_matcher *matcher) {
    span anchors[MOST_ANCHORS];
    str text;
    struct regex regex = regex_parse(pass->scratch, matcher->value, REGEX_MATCHER);
    size_t count = regex_needless_anchors(&regex, matcher->value, anchors, MOST_ANCHORS);
    if (count == 0 || count == MOST_ANCHORS || promql_matcher_is_placeholder(matcher) ||
        promql_matcher_sense(matcher, &text) != MATCHER_SENSE_OWN)
        return;
    span at = promql_matcher_part_at(expression->text, matcher, anchors[0]);
    struct diag *diag = report(pass, expression_place(expression, at),
                               "a needless anchor: a pattern is matched against the whole value anyway");
    struct regex_edges edges = regex_edges(&regex);
    if (edges.begin_anchor && !edges.end_anchor && !edges.trailing_any)
        report_help(pass, diag, "nothing may follow: to match what only begins so, put .* at the end");
    if (edges.end_anchor && !edges.begin_anchor && !edges.leading_any)
        report_help(pass, diag, "nothing may come before: to match what only ends so, put .* at the begin");
    offer_fix(pass, diag, expression, matcher, anchors, count);
}

static bool may_hold_anchor(const struct promql_matcher *matcher) {
    if (matcher->op != PROMQL_MATCH_RE && matcher->op != PROMQL_MATCH_NRE)
        return false;
    str value = matcher->value;
    return str_find_byte(value, '^') < value.len || str_find_byte(value, '$') < value.len ||
           str_contains(value, STR("\\A")) || str_contains(value, STR("\\z"));
}

static void check(struct pass *pass, const struct expression *expression) {
    if (expression->parsed.status != PROMQL_VALID)
        return;
    for (size_t i = 0; i < expression->parsed.node_count; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        for (size_t k = 0; node->kind == PROMQL_SELECTOR && k < node->as.selector.matcher_count; k++)
            if (may_hold_anchor(&node->as.selector.matchers[k]))
                judge(pass, expression, &node->as.selector.matchers[k]);
    }
}

const struct rule rule_redundant_anchor = {
    .id = "redundant-anchor",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_INFO,
    .summary = "^ or $ in a pattern that is anchored anyway",
    .why = "Prometheus matches a pattern against the whole value. An anchor suggests that it could match a part: then "
           "\"^prod\" matches the value prod alone, not prod-eu.",
    .remedy = "Leave the anchor out, and write .* where more may stand.",
    .expression = check,
};
