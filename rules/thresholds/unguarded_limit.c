/* unguarded-limit: an alert on the share of a limit, which is infinite where no limit is set.
 *
 * The limits of vocab/limits.h are 0 where none is set. Prometheus 3.14 divides as IEEE 754 does: a positive number by
 * 0 is +Inf, which is above every threshold, so that the alert fires for what needs no limit. The value is followed
 * from the limit to the division and from there to the comparison; any filter on the way ("> 0", "!= 0", a join with
 * other limits, an upper bound) is taken as meant. Where the containers are named, and the workloads of the set give
 * each of them a limit, nothing is said. */
#include <math.h>

#include <monlint/rule.h>

enum { MOST_CONTAINERS = 32 }; /* in one pattern */

struct look {
    struct pass *pass;
    const struct rule_view *view;
    const struct expression *expression; /* what is looked at: the alert's, or what a rule records that it reads */
    const struct value_flow *values;
    const struct promql_node *selector; /* of the limit */
    const struct vocab_limit *limit;
};

static enum promql_operator seen_from(const struct promql_node *comparison, const struct promql_node *side) {
    enum promql_operator op = comparison->as.binary.op;
    return promql_left(comparison) == side ? op : value_operator_mirrored(op);
}

static const struct promql_node *opposite(const struct promql_node *binary, const struct promql_node *side) {
    return promql_left(binary) == side ? promql_right(binary) : promql_left(binary);
}

static bool is_bool(const struct promql_node *comparison) {
    return comparison->as.binary.matching && comparison->as.binary.matching->is_bool;
}

/* ---- From the limit to the division ---- */

/* Labels that an aggregation must keep so that a single thing without a limit is seen. */
static bool names_one(str label) {
    static const str things[] = {
        {"container", 9}, {"container_name", 14}, {"pod", 3},     {"pod_name", 8}, {"name", 4},    {"id", 2},
        {"instance", 8},  {"database", 8},        {"pool_id", 7}, {"addr", 4},     {"db_name", 7}, {"scrape_job", 10}};
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (str_equal(label, things[i]))
            return true;
    return false;
}

static bool keeps_each(const struct promql_node *aggregate) {
    enum promql_aggregator_id id = aggregate->as.aggregate.op->id;
    if (id != PROMQL_AGGREGATOR_sum && id != PROMQL_AGGREGATOR_avg && id != PROMQL_AGGREGATOR_max &&
        id != PROMQL_AGGREGATOR_min)
        return false;
    const struct promql_labels *grouping = &aggregate->as.aggregate.grouping;
    for (size_t i = 0; !aggregate->as.aggregate.is_without && i < grouping->len; i++)
        if (names_one(grouping->items[i].name))
            return true;
    return aggregate->as.aggregate.is_without;
}

/* Zero times something, as in a join with an info metric. */
static bool is_product(const struct promql_node *node) {
    return node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_MUL;
}

static bool stays_zero(const struct look *look, const struct promql_node *node) {
    struct promql_carry carry = promql_carried(look->values, node);
    const struct promql_node *parent = node->parent;
    return (carry.carries && !carry.shifted) || is_product(parent) ||
           (parent->kind == PROMQL_AGGREGATE && keeps_each(parent));
}

/* The division that has the limit for its divisor, or NULL. */
static const struct promql_node *division_of(const struct look *look) {
    const struct promql_node *node = look->selector;
    for (; node->parent; node = node->parent) {
        const struct promql_node *parent = node->parent;
        if (parent->kind == PROMQL_BINARY && parent->as.binary.op == PROMQL_DIV && promql_right(parent) == node)
            return parent;
        if (!stays_zero(look, node))
            return NULL;
    }
    return NULL;
}

/* The comparison that asks whether something is above the limit, "used > 0.9 * limit", or NULL. */
static const struct promql_node *excess_of(const struct look *look) {
    const struct promql_node *node = look->selector;
    for (; node->parent; node = node->parent) {
        const struct promql_node *parent = node->parent;
        if (parent->kind == PROMQL_BINARY && promql_operator_is_comparison(parent->as.binary.op)) {
            const struct promql_node *other = opposite(parent, node);
            enum promql_operator op = seen_from(parent, other);
            bool above = (op == PROMQL_GT || op == PROMQL_GE) && other->type == PROMQL_VECTOR;
            return above && !is_bool(parent) ? parent : NULL;
        }
        if (!stays_zero(look, node))
            return NULL;
    }
    return NULL;
}

static bool mentions(const struct look *look, const struct promql_node *node, str word) {
    for (uint32_t i = node->first; i <= node->index; i++) {
        const struct promql_node *inside = look->expression->parsed.nodes[i];
        if (inside->kind == PROMQL_SELECTOR && str_contains(promql_selector_metric(inside), word))
            return true;
    }
    return false;
}

/* What x / 0 is: 1 for +Inf, -1 for -Inf, 0 for what is not known. */
static int sign_of(const struct look *look, const struct promql_node *dividend) {
    dividend = promql_unwrapped(dividend);
    if (dividend->kind == PROMQL_UNARY)
        return 0;
    if (dividend->kind != PROMQL_BINARY || dividend->as.binary.op != PROMQL_SUB)
        return 1;
    str name = promql_selector_metric(look->selector);
    return mentions(look, promql_left(dividend), name) && !mentions(look, promql_right(dividend), name) ? -1 : 0;
}

/* ---- From the division to the comparison, and on ---- */

static bool passes(enum promql_operator op, int sign, const struct promql_node *other) {
    double number;
    if (op == PROMQL_NE)
        return !promql_number(other, &number) || !isinf(number);
    return sign > 0 ? op == PROMQL_GT || op == PROMQL_GE : op == PROMQL_LT || op == PROMQL_LE;
}

/* "and limit > 0", "unless limit == 0", "and" with the limits of another exporter. */
static bool is_guard(const struct look *look, const struct promql_node *set, const struct promql_node *side) {
    const struct promql_node *other = opposite(set, side);
    return set->as.binary.op != PROMQL_OR && (mentions(look, other, look->limit->name) ||
                                              mentions(look, other, STR("limit")) || promql_left(set) != side);
}

static bool mixes(const struct promql_node *aggregate) {
    switch ((int)aggregate->as.aggregate.op->id) {
    case PROMQL_AGGREGATOR_sum:
    case PROMQL_AGGREGATOR_avg:
    case PROMQL_AGGREGATOR_max:
    case PROMQL_AGGREGATOR_topk:
        return true;
    default:
        return false;
    }
}

/* One step upwards; false where the infinity is stopped, or lost from sight. */
static bool goes_on(const struct look *look, const struct promql_node *node, int *sign, bool *compared) {
    const struct promql_node *parent = node->parent;
    if (parent->kind == PROMQL_AGGREGATE)
        return mixes(parent);
    if (parent->kind == PROMQL_BINARY && promql_operator_is_set(parent->as.binary.op))
        return !is_guard(look, parent, node);
    if (parent->kind == PROMQL_BINARY && promql_operator_is_comparison(parent->as.binary.op)) {
        *compared = true;
        return !is_bool(parent) && passes(seen_from(parent, node), *sign, opposite(parent, node));
    }
    struct promql_carry carry = promql_carried(look->values, node);
    if (carry.turned)
        *sign = -*sign;
    return carry.carries;
}

/* Whether the infinity of a node comes out of the whole expression. */
static bool comes_out(const struct look *look, const struct promql_node *node, int *sign, bool *compared) {
    for (; node->parent; node = node->parent)
        if (!*sign || !goes_on(look, node, sign, compared))
            return false;
    return *sign;
}

/* ---- Which containers are meant ---- */

/* The containers that a selector in the division names one by one; false when none does. */
static bool named_containers(const struct look *look, const struct promql_node *division, const str **names,
                             size_t *count) {
    for (uint32_t i = division->first; i <= division->index; i++) {
        const struct promql_node *node = look->expression->parsed.nodes[i];
        const struct promql_matcher *matcher =
            node->kind == PROMQL_SELECTOR ? promql_selector_matcher(node, STR("container")) : NULL;
        bool asks = matcher && (matcher->op == PROMQL_MATCH_EQ || matcher->op == PROMQL_MATCH_RE);
        *count = asks ? promql_matcher_texts(matcher, MOST_CONTAINERS, names) : 0;
        if (*count)
            return true;
    }
    return false;
}

static bool all_have_limits(const struct look *look, const str *names, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!allowance_limits_all(look->view->project, look->pass->scratch, names[i]))
            return false;
    return count > 0;
}

/* ---- */

/* How loud to be about this division. */
enum loudness { LOUD_NONE, LOUD_HINT, LOUD_WARNING };

static enum loudness loudness_of(const struct look *look, const struct promql_node *division) {
    const str *names = NULL;
    size_t count = 0;
    if (!look->limit->of_containers || !named_containers(look, division, &names, &count))
        return LOUD_WARNING;
    return all_have_limits(look, names, count) ? LOUD_NONE : LOUD_HINT;
}

static void add_fix(const struct look *look, const struct promql_node *division, struct diag *diag) {
    span at = look->selector->at;
    if (promql_unwrapped(promql_right(division)) != look->selector || !expression_verbatim(look->expression, at))
        return;
    str text = str_slice(look->expression->text, at.start, at.end);
    report_fix(look->pass, diag, false, expression_place(look->expression, at),
               arena_format(look->pass->scratch, "(%.*s > 0)", STR_ARG(text)), "leave out what has no limit");
}

/* used > limit: everything that is used is above 0. */
static void judge_excess(const struct look *look) {
    const struct promql_node *excess = excess_of(look);
    int sign = 1;
    bool compared = true;
    if (!excess || !comes_out(look, excess, &sign, &compared))
        return;
    enum loudness loudness = loudness_of(look, excess);
    if (loudness == LOUD_NONE)
        return;
    struct diag *diag = report_as(look->pass, loudness == LOUD_HINT ? SEVERITY_INFO : SEVERITY_WARNING,
                                  expression_place(look->expression, promql_selector_metric_at(look->selector)),
                                  "0 %s: whatever is used is above it and the alert fires", look->limit->unset);
    report_help(look->pass, diag, "compare with (%.*s > 0)", STR_ARG(look->limit->name));
}

static void judge(const struct look *look) {
    const struct promql_node *division = division_of(look);
    int sign = division ? sign_of(look, promql_left(division)) : 0;
    bool compared = false;
    if (!division || !comes_out(look, division, &sign, &compared) || !compared)
        return;
    enum loudness loudness = loudness_of(look, division);
    if (loudness == LOUD_NONE)
        return;
    struct diag *diag = report_as(look->pass, loudness == LOUD_HINT ? SEVERITY_INFO : SEVERITY_WARNING,
                                  expression_place(look->expression, promql_selector_metric_at(look->selector)),
                                  "0 %s: the quotient is infinite and the alert fires", look->limit->unset);
    report_help(look->pass, diag, "divide by (%.*s > 0)", STR_ARG(look->limit->name));
    add_fix(look, division, diag);
}

/* ---- Through what is recorded ---- */

/* The alert's selector reads a record; look is at the record, at its limit. */
static bool judge_recorded(struct look *look, const struct promql_node *reader) {
    const struct promql_node *division = division_of(look);
    int sign = division ? sign_of(look, promql_left(division)) : 0;
    bool compared = false;
    if (!division || !comes_out(look, division, &sign, &compared))
        return false;
    enum loudness loudness = loudness_of(look, division);
    place limit = expression_place(look->expression, promql_selector_metric_at(look->selector));
    look->expression = look->view->expression;
    look->values = &look->view->flow->values;
    if (loudness == LOUD_NONE || !comes_out(look, reader, &sign, &compared) || !compared)
        return true;
    struct diag *diag = report_as(look->pass, loudness == LOUD_HINT ? SEVERITY_INFO : SEVERITY_WARNING,
                                  expression_place(look->expression, promql_selector_metric_at(reader)),
                                  "infinite %s, and the alert fires", look->limit->unset);
    report_note(look->pass, diag, limit, "what is divided by");
    report_help(look->pass, diag, "divide by (%.*s > 0) in the record", STR_ARG(look->limit->name));
    return true;
}

static const struct vocab_limit *limit_of(const struct promql_node *node) {
    return node->kind == PROMQL_SELECTOR ? vocab_limit_find(promql_selector_metric(node)) : NULL;
}

/* Names that several rules record are left alone. */
static void judge_record(struct pass *pass, const struct rule_view *view, const struct promql_node *reader) {
    const struct record_rules *rules = flow_rules_read(view->project->flows, view->flow, reader);
    const struct expression *expression = rules && rules->len == 1 ? rules->at[0]->expression : NULL;
    struct value_flow values = {0};
    if (!expression || expression->parsed.status != PROMQL_VALID)
        return;
    for (size_t i = 0; i < expression->parsed.node_count; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        struct look look = {pass, view, expression, &values, node, limit_of(node)};
        if (!look.limit)
            continue;
        if (!values.nodes)
            values = value_flow(pass->scratch, &expression->parsed, NULL);
        if (judge_recorded(&look, reader))
            return;
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT || !view->flow)
        return;
    const struct promql_expr *parsed = &view->expression->parsed;
    for (size_t i = 0; i < parsed->node_count; i++) {
        const struct promql_node *node = parsed->nodes[i];
        struct look look = {pass, view, view->expression, &view->flow->values, node, limit_of(node)};
        if (look.limit) {
            judge(&look);
            judge_excess(&look);
        } else if (node->kind == PROMQL_SELECTOR) {
            judge_record(pass, view, node);
        }
    }
}

const struct rule rule_unguarded_limit = {
    .id = "unguarded-limit",
    .category = CATEGORY_SUSPICIOUS,
    .severity = SEVERITY_WARNING,
    .summary = "a share of a limit that is 0 where none is set",
    .why = "container_spec_memory_limit_bytes, redis_memory_max_bytes and their like are 0 where there is no limit. "
           "Usage divided by 0 is +Inf, which is above every threshold: the alert fires for ever, for the very things "
           "that have no limit to reach.",
    .remedy = "Leave those out: usage / (limit > 0) > 0.9.",
    .rule = check,
};
