/* One pass from the leaves up; literals take the unit of what they meet. */
#include "promql/unit_flow.h"

#include <math.h>

#include "base/vec.h"
#include "promql/selectors.h"
#include "promql/unit_flow_call.h"

struct pass {
    struct arena *arena;
    const struct value_flow *values;
    struct unit *units;
    struct unit_faults {
        struct unit_fault *at;
        size_t len, cap;
    } faults;
};

static const struct value_node *value_at(const struct pass *pass, const struct promql_node *node) {
    return value_flow_at(pass->values, node);
}

/* 0 or 1: an info metric, a state, a comparison with bool. It chooses samples and brings no unit. */
static bool is_switch(struct value_range range) {
    return range.integer && range.known && range.low >= 0 && range.high <= 1;
}

static struct unit with_literal(enum promql_operator op, struct unit unit, double literal, bool is_left) {
    if (op == PROMQL_MUL)
        return unit_scaled(unit, literal);
    if (op == PROMQL_DIV)
        return is_left ? (struct unit){0} : unit_scaled(unit, 1 / literal);
    if (op == PROMQL_MOD && !is_left)
        return unit_remainder(unit);
    return op == PROMQL_ADD || op == PROMQL_SUB ? unit : (struct unit){0};
}

static struct unit combined(enum promql_operator op, struct unit a, struct unit b) {
    if (op == PROMQL_ADD)
        return unit_sum(a, b);
    if (op == PROMQL_SUB)
        return unit_difference(a, b);
    if (op == PROMQL_MUL)
        return unit_product(a, b);
    if (op == PROMQL_DIV)
        return unit_quotient(a, b);
    return op == PROMQL_MOD ? unit_remainder(a) : (struct unit){0};
}

/* A part of a whole is a share, whatever the two are. */
static struct unit share_of_range(const struct pass *pass, const struct promql_node *node, struct unit unit) {
    struct value_range range = value_at(pass, node)->range;
    bool bounded = range.known && range.low >= 0 && range.low <= 0 && !range.integer;
    bool is_ratio = bounded && range.high >= 1 && range.high <= 1,
         is_percent = bounded && range.high >= 100 && range.high <= 100;
    if (node->as.binary.op != PROMQL_DIV || !(is_ratio || is_percent))
        return unit;
    struct unit found = unit_of_vocab(is_ratio ? VOCAB_UNIT_RATIO : VOCAB_UNIT_PERCENT, FLOW_EVIDENCE_TABLE, node->at);
    found.computed = true;
    return found;
}

/* The metric whose rate() or increase() this is, through aggregations; *id: which of the two. */
static str counted_at(const struct promql_node *node, enum promql_function_id *id) {
    for (node = promql_unwrapped(node); node->kind == PROMQL_AGGREGATE;)
        node = promql_unwrapped(promql_aggregated(node));
    if (node->kind != PROMQL_CALL || !node->child || node->child->kind != PROMQL_MATRIX)
        return (str){0};
    *id = node->as.call.function->id;
    const struct promql_node *selector = promql_unwrapped(node->child->child);
    bool counts = *id == PROMQL_FUNCTION_rate || *id == PROMQL_FUNCTION_increase;
    return counts && selector->kind == PROMQL_SELECTOR ? promql_selector_metric(selector) : (str){0};
}

/* x_failed by x_total: a part of what the divisor counts, though nothing says what that is. */
static struct unit share_of_kin(const struct promql_node *node) {
    enum promql_function_id part_id = 0, whole_id = 0;
    str part = counted_at(promql_left(node), &part_id), whole = counted_at(promql_right(node), &whole_id);
    if (!part.len || !str_ends_with(whole, STR("_total")) || part_id != whole_id)
        return (struct unit){0};
    whole.len -= STR("_total").len;
    if (part.len <= whole.len + 1 || !str_starts_with(part, whole) || part.ptr[whole.len] != '_')
        return (struct unit){0};
    struct unit unit = unit_of_vocab(VOCAB_UNIT_RATIO, FLOW_EVIDENCE_NAME, node->at);
    unit.computed = unit.of_counts = true;
    return unit;
}

static struct unit arithmetic_of(const struct pass *pass, const struct promql_node *node) {
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    const struct value_node *left_value = value_at(pass, left), *right_value = value_at(pass, right);
    struct unit a = pass->units[left->index], b = pass->units[right->index];
    enum promql_operator op = node->as.binary.op;
    if (left_value->is_literal && right_value->is_literal)
        return combined(op, a, b);
    if (left_value->is_literal && !unit_is_known(a))
        return with_literal(op, b, left_value->range.low, true);
    if (right_value->is_literal && !unit_is_known(b))
        return with_literal(op, a, right_value->range.low, false);
    if (op == PROMQL_MUL && is_switch(left_value->range) && !unit_is_known(a))
        return b;
    if ((op == PROMQL_MUL || op == PROMQL_DIV) && is_switch(right_value->range) && !unit_is_known(b))
        return a;
    struct unit unit = share_of_range(pass, node, combined(op, a, b));
    return op == PROMQL_DIV && !unit_is_known(unit) ? share_of_kin(node) : unit;
}

static bool may_differ(const struct promql_node *node, struct unit a, struct unit b) {
    enum promql_operator op = node->as.binary.op;
    bool moved = a.dimension == VOCAB_DIMENSION_TIMESTAMP && b.dimension == VOCAB_DIMENSION_TIME;
    bool added = op == PROMQL_ADD && b.dimension == VOCAB_DIMENSION_TIMESTAMP && a.dimension == VOCAB_DIMENSION_TIME;
    if (op == PROMQL_SUB || op == PROMQL_ADD)
        return (moved || added) && !a.per_second && !b.per_second;
    return !promql_operator_is_comparison(op);
}

/* A time and a duration that is added to it must still count in the same steps. */
static enum unit_clash clash_of(const struct promql_node *node, struct unit a, struct unit b) {
    if (!may_differ(node, a, b))
        return unit_clash(a, b);
    bool is_sum = node->as.binary.op == PROMQL_ADD || node->as.binary.op == PROMQL_SUB;
    bool same = fabs(a.factor - b.factor) <= 1e-9 * b.factor;
    return is_sum && !same ? UNIT_CLASH_SCALE : UNIT_CLASH_NONE;
}

static void compare_operands(struct pass *pass, const struct promql_node *node) {
    struct unit a = pass->units[promql_left(node)->index], b = pass->units[promql_right(node)->index];
    if (!unit_is_known(a) || !unit_is_known(b))
        return;
    enum unit_clash clash = clash_of(node, a, b);
    if (clash == UNIT_CLASH_NONE)
        return;
    struct unit_fault fault = {node, clash, a, b};
    vec_push(pass->arena, &pass->faults, fault);
}

static struct unit unit_of_set(const struct pass *pass, const struct promql_node *node) {
    struct unit a = pass->units[promql_left(node)->index], b = pass->units[promql_right(node)->index];
    if (node->as.binary.op != PROMQL_OR || value_at(pass, promql_right(node))->range.constant)
        return a;
    return value_at(pass, promql_left(node))->range.constant ? b : unit_either(a, b);
}

static struct unit unit_of_binary(struct pass *pass, const struct promql_node *node) {
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    bool is_bool = node->as.binary.matching && node->as.binary.matching->is_bool;
    if (promql_operator_is_set(node->as.binary.op))
        return unit_of_set(pass, node);
    compare_operands(pass, node);
    if (!promql_operator_is_comparison(node->as.binary.op))
        return arithmetic_of(pass, node);
    if (is_bool)
        return (struct unit){0};
    return pass->units[left->type == PROMQL_SCALAR ? right->index : left->index];
}

static struct unit unit_of_node(struct pass *pass, const struct promql_node *node) {
    switch (node->kind) {
    case PROMQL_NUMBER:
        return node->as.number.is_duration ? unit_of_vocab(VOCAB_UNIT_SECONDS, FLOW_EVIDENCE_TABLE, node->at)
                                           : (struct unit){0};
    case PROMQL_STRING:
        break;
    case PROMQL_SELECTOR:
        return value_at(pass, node)->metric->unit;
    case PROMQL_MATRIX:
    case PROMQL_SUBQUERY:
    case PROMQL_PAREN:
    case PROMQL_UNARY:
        return pass->units[node->child->index];
    case PROMQL_CALL:
        return unit_of_call(pass->values, pass->units, node);
    case PROMQL_AGGREGATE:
        return unit_of_aggregate(pass->values, pass->units, node);
    case PROMQL_BINARY:
        return unit_of_binary(pass, node);
    }
    return (struct unit){0};
}

struct unit_flow unit_flow(struct arena *arena, const struct value_flow *values) {
    struct unit_flow flow = {.values = values};
    if (!values->nodes)
        return flow;
    struct pass pass = {.arena = arena, .values = values};
    pass.units = arena_array(arena, struct unit, values->expr->node_count);
    for (size_t i = 0; i < values->expr->node_count; i++)
        pass.units[i] = unit_of_node(&pass, values->expr->nodes[i]);
    flow.units = pass.units;
    flow.faults = pass.faults.at;
    flow.fault_count = pass.faults.len;
    return flow;
}

struct unit unit_flow_at(const struct unit_flow *flow, const struct promql_node *node) {
    return flow->units[node->index];
}

/* Is there one of these words, separated by "_", in the name? A counter ends in _total whatever it counts. */
static bool names_a_whole(str name) {
    static const str words[] = {{"allocatable", 11}, {"capacity", 8}, {"limit", 5}, {"max", 3},
                                {"maximum", 7},      {"quota", 5},    {"size", 4},  {"total", 5}};
    for (str rest = str_ends_with(name, STR("_total")) ? str_slice(name, 0, name.len - STR("_total").len) : name;
         rest.ptr;) {
        str word = str_split(&rest, '_');
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (word.len == words[i].len && str_equal_fold(word, words[i]))
                return true;
    }
    return false;
}

/* A quotient of like units may be anything: used bytes by free ones, bytes written by bytes asked for, the 99th
 * percentile by the median. It is a share where the divisor is called a whole. */
static bool is_quotient_of_peers(const struct promql_expr *expr, const struct promql_node *compared) {
    for (uint32_t i = compared->first; i <= compared->index; i++) {
        const struct promql_node *node = expr->nodes[i];
        if (node->kind != PROMQL_BINARY || node->as.binary.op != PROMQL_DIV ||
            promql_unwrapped(promql_right(node))->kind == PROMQL_NUMBER)
            continue;
        bool whole = false;
        for (uint32_t k = promql_right(node)->first; k <= promql_right(node)->index && !whole; k++)
            whole = expr->nodes[k]->kind == PROMQL_SELECTOR && names_a_whole(promql_selector_metric(expr->nodes[k]));
        if (!whole)
            return true;
    }
    return false;
}

static struct scale_doubt doubt_of_ratio(const struct unit_flow *flow, const struct value_comparison *comparison,
                                         struct unit unit) {
    struct scale_doubt doubt = {SCALE_SLIP_PERCENT_OF_RATIO, SCALE_PROVEN, unit};
    if (comparison->before.low >= 0 && comparison->before.high <= 1 && !comparison->before.integer)
        return doubt;
    if (!unit_is(unit, VOCAB_UNIT_RATIO) || (unit.computed && comparison->value < 5))
        return (struct scale_doubt){.unit = unit};
    bool loose = unit.of_counts || is_quotient_of_peers(flow->values->expr, comparison->compared);
    doubt.certainty = loose ? SCALE_POSSIBLE : SCALE_LIKELY;
    return doubt;
}

static struct scale_doubt doubt_of_fraction(struct unit unit, double value) {
    struct scale_doubt doubt = {SCALE_SLIP_NONE, SCALE_LIKELY, unit};
    if (unit_is(unit, VOCAB_UNIT_PERCENT))
        doubt.slip = SCALE_SLIP_RATIO_OF_PERCENT;
    else if (unit.dimension == VOCAB_DIMENSION_DATA && unit.factor <= 1)
        doubt.slip = SCALE_SLIP_RATIO_OF_AMOUNT;
    if (value <= 0.5)
        doubt.certainty = SCALE_POSSIBLE;
    return doubt;
}

struct scale_doubt unit_scale_doubt(const struct unit_flow *flow, const struct value_comparison *comparison) {
    struct unit unit = unit_flow_at(flow, comparison->compared);
    double value = comparison->value;
    if (!comparison->has_value || comparison->before.empty || comparison->before.from_now)
        return (struct scale_doubt){.unit = unit};
    if (value > 1 && value <= 100)
        return doubt_of_ratio(flow, comparison, unit);
    if (value > 0 && value < 1)
        return doubt_of_fraction(unit, value);
    return (struct scale_doubt){.unit = unit};
}
