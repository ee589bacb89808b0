/* nan-poisoned: a sum or average of quotients, each of which is NaN while its series is idle.
 *
 * Prometheus 3.14 promql/engine.go: sum, avg, stddev and stdvar of samples of which one is NaN are NaN, and NaN meets
 * no comparison. 0 / 0 is NaN, so one idle series silences the alert for all of its group (pint 0.87 promql/nan, with
 * its safe divisors: compared with 0, clamped above it). A divisor counts only if it is a rate or an increase and
 * nothing but 0 without traffic; processors tick always. Quotients are followed through recording rules. Where the
 * aggregation leaves the series of one target apart it may have nothing to put together: then the metric's labels
 * decide. */
#include <monlint/rule.h>

struct look {
    struct pass *pass;
    const struct rule_view *view;
};

/* ---- What the aggregation puts together ---- */

enum merge { MERGE_NONE, MERGE_UNKNOWN, MERGE_SURE };

/* Labels of a whole: it is hardly ever idle while another one works. */
static bool is_whole(str label) {
    static const str wholes[] = {{"cluster", 7}, {"job", 3},    {"namespace", 9},    {"service", 7}, {"env", 3},
                                 {"region", 6},  {"tenant", 6}, {"environment", 11}, {"team", 4},    {"app", 3}};
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        if (str_equal(label, wholes[i]))
            return true;
    return false;
}

/* A label that tells apart what is idle at different times, and that is lost; those of known values are few kinds of
 * one thing (verb="read"). */
static bool loses_part(const struct label_flow *inner, const struct label_flow *outer) {
    for (size_t i = 0; i < inner->len; i++) {
        if (inner->sets[i].others != LABEL_IMPOSSIBLE)
            return true;
        for (size_t k = 0; k < inner->sets[i].len; k++) {
            const struct label_fact *fact = &inner->sets[i].facts[k];
            if (fact->presence != LABEL_IMPOSSIBLE && fact->value_count == 0 && !is_whole(fact->name) &&
                !label_flow_may_have(outer, fact->name))
                return true;
        }
    }
    return false;
}

/* datid and datname, pool_id and name: one follows from the other. */
static bool follows(const struct label_flow *outer, str label) {
    if (!str_ends_with(label, STR("id")))
        return false;
    str stem = str_slice(label, 0, label.len - 2);
    for (size_t i = 0; i < outer->len; i++)
        for (size_t k = 0; k < outer->sets[i].len; k++)
            if (outer->sets[i].facts[k].presence != LABEL_IMPOSSIBLE &&
                str_starts_with(outer->sets[i].facts[k].name, stem))
                return true;
    return false;
}

/* The series of one target: the metric's own labels decide, where they are known. */
static enum merge merge_in_target(const struct label_flow *outer, const struct promql_node *selector) {
    struct vocab_metrics found = vocab_metric_find(promql_selector_metric(selector));
    if (found.count == 0 || !(found.rows[0].flags & VOCAB_METRIC_LABELS_KNOWN))
        return MERGE_UNKNOWN;
    struct vocab_labels labels = vocab_metric_labels(&found.rows[0]);
    for (size_t i = 0; i < labels.count; i++) {
        str label = vocab_label(labels, i);
        if (!promql_selector_pins(selector, label).len && !label_flow_may_have(outer, label) && !follows(outer, label))
            return MERGE_SURE;
    }
    return MERGE_NONE;
}

static const struct promql_node *first_selector(const struct promql_expr *expr, const struct promql_node *node) {
    uint32_t i = node->first;
    while (expr->nodes[i]->kind != PROMQL_SELECTOR && i < node->index)
        i++;
    return expr->nodes[i]->kind == PROMQL_SELECTOR ? expr->nodes[i] : NULL;
}

static enum merge merge_of(const struct look *look, const struct promql_node *aggregate) {
    const struct promql_node *operand = promql_aggregated(aggregate);
    const struct label_flow *inner = label_flow_of(&look->view->flow->labels, operand);
    const struct label_flow *outer = label_flow_of(&look->view->flow->labels, aggregate);
    if (!label_flow_may_merge(inner, outer) || !loses_part(inner, outer))
        return MERGE_NONE;
    bool keeps_target = label_flow_may_have(outer, STR("instance")) || label_flow_may_have(outer, STR("pod"));
    const struct promql_node *selector = first_selector(&look->view->expression->parsed, operand);
    if (!keeps_target || !label_flow_is_open(inner) || !selector)
        return MERGE_SURE;
    return merge_in_target(outer, selector);
}

/* ---- The way of a NaN ---- */

static bool poisons(const struct promql_node *aggregate) {
    enum promql_aggregator_id id = aggregate->as.aggregate.op->id;
    return id == PROMQL_AGGREGATOR_sum || id == PROMQL_AGGREGATOR_avg || id == PROMQL_AGGREGATOR_stddev ||
           id == PROMQL_AGGREGATOR_stdvar;
}

/* A NaN stays one through arithmetic of all kinds; comparisons and what picks from several samples may drop it. */
static bool stays_nan(const struct promql_node *node) {
    const struct promql_node *parent = node->parent;
    if (parent->kind == PROMQL_PAREN || parent->kind == PROMQL_UNARY)
        return true;
    if (parent->kind == PROMQL_BINARY)
        return parent->as.binary.op >= PROMQL_ADD && parent->as.binary.op < PROMQL_POW;
    if (parent->kind != PROMQL_CALL || parent->child != node)
        return false;
    switch ((int)parent->as.call.function->id) {
    case PROMQL_FUNCTION_abs:
    case PROMQL_FUNCTION_ceil:
    case PROMQL_FUNCTION_floor:
    case PROMQL_FUNCTION_round:
    case PROMQL_FUNCTION_label_replace:
    case PROMQL_FUNCTION_label_join:
        return true;
    default:
        return false;
    }
}

/* Steps upwards from one node; in what is longer it is not looked for. */
enum { MOST_STEPS = 64 };

/* The aggregation that a NaN of this node spoils, or NULL. */
static const struct promql_node *spoilt(const struct promql_node *node) {
    for (unsigned step = 0; node->parent && step < MOST_STEPS; node = node->parent, step++) {
        const struct promql_node *parent = node->parent;
        if (parent->kind == PROMQL_AGGREGATE)
            return poisons(parent) ? parent : NULL;
        if (!stays_nan(node))
            return NULL;
    }
    return NULL;
}

static bool reaches_root(const struct promql_node *node) {
    for (unsigned step = 0; node->parent && stays_nan(node) && step < MOST_STEPS; step++)
        node = node->parent;
    return !node->parent;
}

/* Counters of processor time never stand still. */
static bool ticks(const struct promql_expr *expr, const struct promql_node *divisor) {
    for (uint32_t i = divisor->first; i <= divisor->index; i++)
        if (expr->nodes[i]->kind == PROMQL_SELECTOR && str_contains(promql_selector_metric(expr->nodes[i]), STR("cpu")))
            return true;
    return false;
}

static bool is_division(const struct promql_node *node) {
    return node->kind == PROMQL_BINARY && (node->as.binary.op == PROMQL_DIV || node->as.binary.op == PROMQL_MOD);
}

static bool may_be_nan(const struct promql_expr *expr, const struct promql_idle *idle,
                       const struct promql_node *division) {
    const struct promql_node *divisor = promql_right(division);
    struct promql_idle right = idle[divisor->index];
    return right.is_known && right.is_rate && right.value >= 0 && right.value <= 0 &&
           idle[promql_left(division)->index].is_rate && !ticks(expr, divisor);
}

static void tell(const struct look *look, const struct promql_node *aggregate, place divisor, const char *where) {
    enum merge merge = merge_of(look, aggregate);
    if (merge == MERGE_NONE)
        return;
    struct diag *diag = report_as(look->pass, merge == MERGE_SURE ? SEVERITY_WARNING : SEVERITY_INFO,
                                  expression_place(look->view->expression, aggregate->as.aggregate.op_at),
                                  "NaN as soon as one of its series is idle, since 0 / 0 is NaN");
    report_note(look->pass, diag, divisor, "0 without traffic%s", where);
    report_help(look->pass, diag, "sum both sides before dividing, or divide by (... > 0)");
}

static void judge_divisions(const struct look *look) {
    const struct promql_expr *expr = &look->view->expression->parsed;
    const struct promql_idle *idle = NULL;
    for (size_t i = 0; i < expr->node_count; i++) {
        const struct promql_node *node = expr->nodes[i];
        const struct promql_node *aggregate = is_division(node) ? spoilt(node) : NULL;
        if (!aggregate)
            continue;
        if (!idle)
            idle = promql_when_idle(look->pass->scratch, expr);
        if (may_be_nan(expr, idle, node))
            tell(look, aggregate, expression_place(look->view->expression, promql_right(node)->at), "");
    }
}

/* The division in a recorded expression whose NaN is recorded, or NULL. */
static const struct promql_node *recorded_division(struct arena *arena, const struct rule_fact *rule) {
    if (!rule->expression || rule->expression->parsed.status != PROMQL_VALID)
        return NULL;
    const struct promql_expr *expr = &rule->expression->parsed;
    const struct promql_idle *idle = NULL;
    for (size_t i = 0; i < expr->node_count; i++) {
        if (!is_division(expr->nodes[i]) || !reaches_root(expr->nodes[i]))
            continue;
        if (!idle)
            idle = promql_when_idle(arena, expr);
        if (may_be_nan(expr, idle, expr->nodes[i]))
            return expr->nodes[i];
    }
    return NULL;
}

static void judge_record(const struct look *look, const struct promql_node *selector) {
    const struct record_rules *rules = flow_rules_read(look->view->project->flows, look->view->flow, selector);
    const struct promql_node *aggregate = rules ? spoilt(selector) : NULL;
    for (size_t i = 0; aggregate && i < rules->len; i++) {
        const struct promql_node *division = recorded_division(look->pass->scratch, rules->at[i]);
        if (!division)
            continue;
        tell(look, aggregate, expression_place(rules->at[i]->expression, promql_right(division)->at),
             ", in what is recorded");
        return;
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (!view->flow)
        return;
    struct look look = {pass, view};
    const struct promql_expr *expr = &view->expression->parsed;
    judge_divisions(&look);
    for (size_t i = 0; i < expr->node_count; i++)
        if (expr->nodes[i]->kind == PROMQL_SELECTOR)
            judge_record(&look, expr->nodes[i]);
}

const struct rule rule_nan_poisoned = {
    .id = "nan-poisoned",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a sum or average of quotients that are NaN when idle",
    .why = "A series without traffic gives 0 / 0, which is NaN. One NaN makes the whole sum or average NaN, and NaN "
           "meets no comparison: one idle instance silences the alert for all.",
    .remedy = "Sum before dividing: sum(rate(errors[5m])) / sum(rate(requests[5m])).",
    .rule = check,
};
