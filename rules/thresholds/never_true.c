/* never-true: an expression that gives nothing, whatever the series are.
 *
 * Prometheus 3.14: count() of no series is no sample, not 0 (promql/engine.go); timestamp() of anything but a selector
 * is the time of evaluation (promql/functions.go); a pattern is matched against the whole value, and an absent label
 * is the empty value (model/labels), and = compares with the text as it stands. What is beyond the values of a metric
 * is impossible-threshold's, a series divided by itself unsummed-ratio's, two matchers that exclude each other
 * contradictory-matchers'. */
#include <monlint/rule.h>

struct dead {
    struct pass *pass;
    const struct rule_view *view;
    const struct value_comparison *comparison;
};

static place place_of(const struct dead *dead, span at) {
    return expression_place(dead->view->expression, at);
}

static void judge_empty_range(const struct dead *dead) {
    const struct value_comparison *comparison = dead->comparison;
    struct diag *diag =
        report(dead->pass, place_of(dead, comparison->threshold->at), "never true: the values left by now are %.*s",
               STR_ARG(value_describe(dead->pass->scratch, comparison->before)));
    if (comparison->earlier)
        report_note(dead->pass, diag, place_of(dead, comparison->earlier->as.binary.op_at),
                    "the filter that leaves only those");
    report_help(dead->pass, diag, "both comparisons must hold; if either shall fire the alert, write \"or\"");
}

static const char *presence_of(const struct promql_node *counting) {
    if (counting->kind == PROMQL_AGGREGATE)
        return counting->as.aggregate.op->id == PROMQL_AGGREGATOR_group ? "1 or nothing" : "at least 1, or nothing";
    enum promql_function_id id = counting->as.call.function->id;
    return id == PROMQL_FUNCTION_count_over_time ? "at least 1, or nothing" : "1 or nothing";
}

static void judge_count(const struct dead *dead) {
    const struct value_comparison *comparison = dead->comparison;
    const struct promql_node *counting = threshold_counting(comparison->compared);
    bool calls = counting->kind == PROMQL_CALL;
    str name = calls ? counting->as.call.function->name : counting->as.aggregate.op->name;
    struct diag *diag = report(dead->pass, place_of(dead, comparison->threshold->at), "never true: %.*s() gives %s",
                               STR_ARG(name), presence_of(counting));
    span at = calls ? counting->as.call.name_at : counting->as.aggregate.op_at;
    report_note(dead->pass, diag, place_of(dead, at), "without series there is no result to compare");
    if (calls && (counting->as.call.function->id == PROMQL_FUNCTION_absent ||
                  counting->as.call.function->id == PROMQL_FUNCTION_absent_over_time))
        report_help(dead->pass, diag, "to ask whether there are series use the vector itself");
    else
        report_help(dead->pass, diag, "ask for absence with absent(...), or add \"or vector(0)\" before comparing");
}

/* timestamp() of anything but a selector. */
static const struct promql_node *timestamp_of_computed(const struct dead *dead) {
    const struct promql_node *node = dead->comparison->node;
    for (uint32_t i = node->first; i <= node->index; i++) {
        const struct promql_node *found = dead->view->expression->parsed.nodes[i];
        if (found->kind == PROMQL_CALL && found->as.call.function->id == PROMQL_FUNCTION_timestamp &&
            promql_unwrapped(found->child)->kind != PROMQL_SELECTOR)
            return found;
    }
    return NULL;
}

static void judge_timestamp(const struct dead *dead, const struct promql_node *call) {
    struct diag *diag =
        report(dead->pass, place_of(dead, call->as.call.name_at),
               "the timestamp of a computed vector is the time of evaluation, so the comparison is never true");
    report_note(dead->pass, diag, place_of(dead, dead->comparison->node->as.binary.op_at), "this comparison");
    report_help(dead->pass, diag, "take the timestamp of the metric itself: timestamp(metric)");
}

/* The last filter below that keeps one value: x == 0. */
static const struct promql_node *fixing_filter(const struct dead *dead) {
    const struct promql_node *compared = dead->comparison->compared;
    for (uint32_t i = compared->index + 1; i-- > compared->first;) {
        const struct promql_node *node = dead->view->expression->parsed.nodes[i];
        const struct promql_matching *matching = node->kind == PROMQL_BINARY ? node->as.binary.matching : NULL;
        if (node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_EQ && !(matching && matching->is_bool))
            return node;
    }
    return NULL;
}

static void judge_constant(const struct dead *dead) {
    const struct value_comparison *comparison = dead->comparison;
    const struct promql_node *filter = fixing_filter(dead);
    struct diag *diag =
        report(dead->pass, place_of(dead, comparison->threshold->at), "never true: the value is always %.*s",
               STR_ARG(promql_print_number(dead->pass->scratch, comparison->before.low)));
    if (filter) {
        report_note(dead->pass, diag, place_of(dead, filter->as.binary.op_at), "a filter keeps the values as they are");
        report_help(dead->pass, diag, "count(...) tells how many pass a filter; \"== bool\" makes them 0 and 1");
        return;
    }
    report_note(dead->pass, diag, place_of(dead, comparison->compared->at),
                comparison->compared->kind == PROMQL_BINARY ? "the same series cancel each other out"
                                                            : "what is compared");
}

static void judge_fixed(const struct dead *dead) {
    const struct promql_node *call = timestamp_of_computed(dead);
    if (call)
        judge_timestamp(dead, call);
    else if (dead->comparison->before.from_now)
        report(dead->pass, place_of(dead, dead->comparison->threshold->at),
               "never true: both sides are times of evaluation");
    else
        judge_constant(dead);
}

static void judge_comparison(const struct dead *dead) {
    switch (threshold_death_of(dead->comparison)) {
    case DEATH_EMPTY_RANGE:
        judge_empty_range(dead);
        break;
    case DEATH_OF_COUNT:
        judge_count(dead);
        break;
    case DEATH_OF_CONSTANT:
        judge_fixed(dead);
        break;
    }
}

/* "$job" of a dashboard: text behind the end of the value. */
static bool is_dashboard_variable(str value) {
    return value.len > 1 && value.ptr[0] == '$' && value.ptr[1] != ')' && value.ptr[1] != '|';
}

static void judge_matcher(struct pass *pass, const struct expression *expression,
                          const struct promql_matcher *matcher) {
    place at = expression_place(expression, matcher->at);
    if (matcher->op == PROMQL_MATCH_NRE) {
        struct diag *diag = report(pass, at, "selects nothing: the pattern takes every value, and none is left");
        report_help(pass, diag, "to ask for series without the label write %.*s=\"\"", STR_ARG(matcher->name));
        return;
    }
    bool anchored = str_contains(matcher->value, STR("$")) || str_contains(matcher->value, STR("^"));
    struct diag *diag = report(pass, at, "selects nothing: %s",
                               anchored ? "the pattern wants text behind the end ($) or before the begin (^)"
                                        : "no text matches the pattern");
    if (is_dashboard_variable(matcher->value))
        report_help(pass, diag, "rules have no variables of a dashboard: write the values");
}

/* name="sshd?.*": no series is spelt so. */
static void judge_spelt(struct pass *pass, const struct expression *expression, const struct promql_matcher *matcher) {
    struct diag *diag = report(pass, expression_place(expression, matcher->at),
                               "selects nothing: = compares with the text, and no value is spelt like a pattern");
    report_help(pass, diag, "write %.*s=~%.*s", STR_ARG(matcher->name),
                STR_ARG(promql_quote(pass->scratch, matcher->value)));
}

static void check_selector(struct pass *pass, const struct expression *expression,
                           const struct promql_selector *selector) {
    struct promql_contradiction contradiction;
    str text;
    for (size_t i = 0; i < selector->matcher_count; i++) {
        const struct promql_matcher *matcher = &selector->matchers[i];
        if (matcher->op == PROMQL_MATCH_EQ && promql_matcher_spells_pattern(matcher) &&
            !promql_find_contradiction(pass->scratch, selector, &contradiction))
            judge_spelt(pass, expression, matcher);
        if (promql_matcher_sense(matcher, &text) != MATCHER_SENSE_NOTHING)
            continue;
        if (!promql_find_contradiction(pass->scratch, selector, &contradiction))
            judge_matcher(pass, expression, matcher);
        return;
    }
}

/* x < x, x > x */
static void judge_self(struct pass *pass, const struct rule_view *view, const struct label_fault *fault) {
    enum promql_operator op = fault->node->as.binary.op;
    place at = expression_place(view->expression, fault->at);
    const struct promql_matching *matching = fault->node->as.binary.matching;
    if ((op == PROMQL_LT || op == PROMQL_GT) && !(matching && matching->is_bool)) {
        struct diag *diag = report(pass, at, "never true: each series is compared with itself");
        if (fault->note_at.end > fault->note_at.start)
            report_note(pass, diag, expression_place(view->expression, fault->note_at),
                        "matched on this label too, since both sides keep it");
    }
}

static bool is_same(struct pass *pass, const struct promql_node *a, const struct promql_node *b) {
    return a->kind == b->kind && a->index - a->first == b->index - b->first &&
           str_equal(promql_print(pass->scratch, a), promql_print(pass->scratch, b));
}

/* x > 7 and x < 3: each series meets itself. */
static void judge_and(struct pass *pass, const struct rule_view *view, const struct promql_node *both) {
    struct value_comparison left, right;
    const struct promql_matching *matching = both->as.binary.matching;
    if ((matching && matching->has_labels) ||
        !value_comparison_of(&view->flow->values, promql_unwrapped(promql_left(both)), &left) ||
        !value_comparison_of(&view->flow->values, promql_unwrapped(promql_right(both)), &right))
        return;
    if (!left.has_value || !right.has_value || left.is_bool || right.is_bool || left.verdict != VALUE_POSSIBLE ||
        right.verdict != VALUE_POSSIBLE)
        return;
    struct value_range kept = value_range_narrowed(left.before, left.op, left.value);
    if (!value_range_never(kept, right.op, value_range_of(right.value)) ||
        !is_same(pass, left.compared, right.compared))
        return;
    struct diag *diag =
        report(pass, expression_place(view->expression, right.threshold->at),
               "never true: the other side of \"and\" leaves %.*s", STR_ARG(value_describe(pass->scratch, kept)));
    report_note(pass, diag, expression_place(view->expression, left.node->as.binary.op_at), "this one");
    report_help(pass, diag, "if either shall fire the alert, write \"or\"");
}

static bool is_and(const struct promql_node *node) {
    return node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_AND;
}

static void check_node(struct pass *pass, const struct rule_view *view, const struct promql_node *node) {
    if (node->kind == PROMQL_SELECTOR)
        check_selector(pass, view->expression, &node->as.selector);
    else if (is_and(node))
        judge_and(pass, view, node);
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    for (size_t i = 0; i < view->expression->parsed.node_count; i++)
        check_node(pass, view, view->expression->parsed.nodes[i]);
    for (size_t i = 0; i < view->flow->labels.fault_count; i++)
        if (view->flow->labels.faults[i].kind == LABEL_FAULT_SELF_MATCH)
            judge_self(pass, view, &view->flow->labels.faults[i]);
    struct value_thresholds thresholds = view_thresholds(view);
    for (size_t i = 0; i < thresholds.len; i++) {
        struct dead dead = {pass, view, &thresholds.items[i]};
        if (view_threshold_kind(view, i) == THRESHOLD_DEAD)
            judge_comparison(&dead);
    }
}

const struct rule rule_never_true = {
    .id = "never-true",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "an expression that can never give anything",
    .why = "The form of the expression alone rules out every result: count() of no series is no sample rather than 0, "
           "a series that is divided and multiplied by itself is a constant, a filter leaves what the next one drops. "
           "The alert never fires.",
    .remedy = "Ask for absence with absent(), sum before dividing, and mend the filter that takes everything.",
    .rule = check,
};
