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

static bool has_equal_shape(struct label_run *run, struct comparison *comparison, const struct promql_node *left,
                            const struct promql_node *right) {
    size_t count = left->index - left->first + 1;
    if (count != right->index - right->first + 1 || !label_work(run, count))
        return false;
    for (size_t i = 0; i < count; i++)
        if (!is_same_node(comparison, run->expr->nodes[left->first + i], run->expr->nodes[right->first + i]))
            return false;
    return comparison->has_selector;
}

void label_check_self(struct label_run *run, const struct label_matching *matching) {
    const struct promql_node *node = matching->node;
    const struct promql_node *left = promql_unwrapped(promql_left(node)), *right = promql_unwrapped(promql_right(node));
    struct comparison comparison = {.matching = matching};
    if (matching->card != PROMQL_ONE_TO_ONE || promql_operator_is_set(node->as.binary.op))
        return;
    if (!has_equal_shape(run, &comparison, left, right))
        return;
    struct label_fault *fault = label_fault_add(run, LABEL_FAULT_SELF_MATCH, node, node->as.binary.op_at);
    fault->side = comparison.further ? comparison.narrower : LABEL_SIDE_BOTH;
    if (!comparison.further)
        return;
    fault->name = comparison.further->name;
    fault->note_at = comparison.further->at;
}
