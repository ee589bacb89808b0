/* Matches of a vector with itself: rate(x{code="500"}[5m]) / rate(x[5m]) divides each series by itself.
 *
 * The operands have the same shape, and the matchers of one side are among those of the other. Where the labels of the
 * further matchers are compared, every series meets its own copy. */
#include "promql/label_flow_internal.h"

struct comparison {
    const struct label_matching *matching;
    enum label_side narrower;             /* the side with further matchers; NONE: equal so far */
    const struct promql_matcher *further; /* the first of them */
    bool has_selector;
};

static bool has_matcher(const struct promql_selector *selector, const struct promql_matcher *wanted) {
    for (size_t i = 0; i < selector->matcher_count; i++) {
        const struct promql_matcher *matcher = &selector->matchers[i];
        if (matcher->op == wanted->op && str_equal(matcher->name, wanted->name) &&
            str_equal(matcher->value, wanted->value))
            return true;
    }
    return false;
}

/* Every matcher that only this selector has must be of a label that is compared and still there. */
static bool further_matchers_compared(struct comparison *comparison, const struct promql_selector *more,
                                      const struct promql_selector *less, enum label_side side) {
    for (size_t i = 0; i < more->matcher_count; i++) {
        const struct promql_matcher *matcher = &more->matchers[i];
        if (has_matcher(less, matcher))
            continue;
        const struct label_matching *matching = comparison->matching;
        if (comparison->narrower != LABEL_SIDE_NONE && comparison->narrower != side)
            return false;
        if (!label_is_compared(matching, matcher->name) || !label_flow_all_may_have(matching->left, matcher->name) ||
            !label_flow_all_may_have(matching->right, matcher->name))
            return false;
        comparison->narrower = side;
        if (!comparison->further)
            comparison->further = matcher;
    }
    return true;
}

static bool is_same_selector(struct comparison *comparison, const struct promql_selector *left,
                             const struct promql_selector *right) {
    enum { LONGEST = 32 };
    comparison->has_selector = true;
    if (!left->name.len || left->matcher_count > LONGEST || right->matcher_count > LONGEST)
        return false;
    return str_equal(left->name, right->name) && further_matchers_compared(comparison, left, right, LABEL_SIDE_LEFT) &&
           further_matchers_compared(comparison, right, left, LABEL_SIDE_RIGHT);
}

static bool is_same_grouping(const struct promql_node *left, const struct promql_node *right) {
    const struct promql_labels *a = &left->as.aggregate.grouping, *b = &right->as.aggregate.grouping;
    if (left->as.aggregate.op != right->as.aggregate.op || a->len != b->len ||
        left->as.aggregate.is_without != right->as.aggregate.is_without)
        return false;
    for (size_t i = 0; i < a->len; i++)
        if (!str_equal(a->items[i].name, b->items[i].name))
            return false;
    return true;
}

static bool is_same_duration(const struct promql_duration *a, const struct promql_duration *b) {
    if (!a || !b)
        return a == b;
    return a->is_constant && b->is_constant && a->seconds >= b->seconds && a->seconds <= b->seconds;
}

static bool is_same_node(struct comparison *comparison, const struct promql_node *left,
                         const struct promql_node *right) {
    if (left->kind != right->kind || left->child_count != right->child_count || left->modifiers || right->modifiers)
        return false;
    switch (left->kind) {
    case PROMQL_NUMBER:
        return left->as.number.value >= right->as.number.value && left->as.number.value <= right->as.number.value;
    case PROMQL_STRING:
        return str_equal(left->as.string.value, right->as.string.value);
    case PROMQL_SELECTOR:
        return is_same_selector(comparison, &left->as.selector, &right->as.selector);
    case PROMQL_MATRIX:
    case PROMQL_SUBQUERY:
        return is_same_duration(left->as.range.range, right->as.range.range) &&
               is_same_duration(left->as.range.step, right->as.range.step);
    case PROMQL_CALL:
        return left->as.call.function == right->as.call.function;
    case PROMQL_AGGREGATE:
        return is_same_grouping(left, right);
    case PROMQL_BINARY:
        return false; /* a filter or a further match makes it another question */
    case PROMQL_UNARY:
        return left->as.unary.op == right->as.unary.op;
    case PROMQL_PAREN:
        return true;
    }
    return false;
}

/* An operand as a slice of post-order: its own, or that of the rule that records it. */
struct operand {
    struct promql_node *const *nodes;
    size_t count;
    bool is_recorded;
};

/* x of 100 * x and of x * 100: a factor makes no other series of it. */
static const struct promql_node *without_factor(const struct promql_node *node) {
    const struct promql_node *inside = promql_unwrapped(node);
    if (inside->kind != PROMQL_BINARY || inside->as.binary.op != PROMQL_MUL)
        return inside;
    const struct promql_node *left = promql_unwrapped(promql_left(inside));
    const struct promql_node *right = promql_unwrapped(promql_right(inside));
    return left->kind == PROMQL_NUMBER ? right : right->kind == PROMQL_NUMBER ? left : inside;
}

static struct operand operand_of(const struct label_run *run, const struct promql_node *node, bool divided) {
    const struct promql_node *inside = divided ? without_factor(node) : promql_unwrapped(node);
    const struct label_flow_options *options = run->options;
    const struct promql_expr *expr = NULL;
    bool is_plain = inside->kind == PROMQL_SELECTOR && !inside->modifiers && !inside->as.selector.matcher_count;
    if (is_plain && options->record_expr)
        expr = options->record_expr(options->context, inside->as.selector.name);
    if (expr && expr->status == PROMQL_VALID)
        return (struct operand){expr->nodes, expr->node_count, true};
    return (struct operand){run->expr->nodes + inside->first, inside->index - inside->first + 1, false};
}

static bool has_equal_shape(struct label_run *run, struct comparison *comparison, struct operand left,
                            struct operand right) {
    if (left.count != right.count || left.is_recorded != right.is_recorded || !label_work(run, left.count))
        return false;
    for (size_t i = 0; i < left.count; i++)
        if (!is_same_node(comparison, left.nodes[i], right.nodes[i]))
            return false;
    return comparison->has_selector;
}

/* Where a series and itself give the same whatever its value. x == x and the like are left out, for they filter NaN. */
static bool is_constant_with_itself(enum promql_operator op) {
    return op == PROMQL_DIV || op == PROMQL_SUB || op == PROMQL_MOD || op == PROMQL_LT || op == PROMQL_GT;
}

static bool is_ordering(enum promql_operator op) {
    return op == PROMQL_LT || op == PROMQL_GT || op == PROMQL_LE || op == PROMQL_GE;
}

/* rate(x{code="500"}[5m]) > 0.3 * rate(x[5m]): a share was meant. */
static void check_scaled(struct label_run *run, const struct label_matching *matching) {
    const struct promql_node *node = matching->node;
    struct comparison comparison = {.matching = matching};
    const struct promql_node *left = promql_unwrapped(promql_left(node)), *right = promql_unwrapped(promql_right(node));
    bool left_scaled = without_factor(left) != left, right_scaled = without_factor(right) != right;
    if (!is_ordering(node->as.binary.op) || left_scaled == right_scaled ||
        !has_equal_shape(run, &comparison, operand_of(run, left, true), operand_of(run, right, true)) ||
        !comparison.further)
        return;
    struct label_fault *fault = label_fault_add(run, LABEL_FAULT_SELF_SCALED, node, node->as.binary.op_at);
    fault->side = comparison.narrower;
    fault->name = comparison.further->name;
}

void label_check_self(struct label_run *run, const struct label_matching *matching) {
    const struct promql_node *node = matching->node;
    struct comparison comparison = {.matching = matching};
    if (matching->card == PROMQL_ONE_TO_ONE)
        check_scaled(run, matching);
    if (matching->card != PROMQL_ONE_TO_ONE || !is_constant_with_itself(node->as.binary.op))
        return;
    bool divided = node->as.binary.op == PROMQL_DIV;
    struct operand left = operand_of(run, promql_left(node), divided);
    struct operand right = operand_of(run, promql_right(node), divided);
    if (!has_equal_shape(run, &comparison, left, right))
        return;
    struct label_fault *fault = label_fault_add(run, LABEL_FAULT_SELF_MATCH, node, node->as.binary.op_at);
    fault->side = comparison.further ? comparison.narrower : LABEL_SIDE_BOTH;
    if (!comparison.further)
        return;
    fault->name = comparison.further->name;
    if (!left.is_recorded)
        fault->note_at = comparison.further->at;
}
