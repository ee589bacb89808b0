/* Loops over the post-order: from the front for what flows up (constants), from the back for what flows down (which
 * nodes lie on the way from the root). */
#include "promql/condition.h"

#include <math.h>

struct folded {
    bool is_known;
    double number;
};

static double arithmetic(enum promql_operator op, double left, double right) {
    switch ((int)op) {
    case PROMQL_ADD:
        return left + right;
    case PROMQL_SUB:
        return left - right;
    case PROMQL_MUL:
        return left * right;
    case PROMQL_DIV:
        return left / right;
    case PROMQL_MOD:
        return fmod(left, right);
    case PROMQL_POW:
        return pow(left, right);
    default:
        return NAN;
    }
}

static bool is_arithmetic(enum promql_operator op) {
    return op >= PROMQL_ADD && op <= PROMQL_POW && op != PROMQL_ATAN2;
}

static struct folded fold_binary(const struct promql_node *node, const struct folded *folded, size_t first) {
    struct folded left = folded[promql_left(node)->index - first], right = folded[promql_right(node)->index - first];
    if (!left.is_known || !right.is_known || !is_arithmetic(node->as.binary.op))
        return (struct folded){0};
    return (struct folded){true, arithmetic(node->as.binary.op, left.number, right.number)};
}

/* `folded` is indexed by the places of nodes, from `first` on; those of the children are filled. */
static struct folded fold(const struct promql_node *node, const struct folded *folded, size_t first) {
    if (node->kind == PROMQL_NUMBER)
        return (struct folded){true, node->as.number.value};
    if (node->kind == PROMQL_PAREN)
        return folded[node->child->index - first];
    if (node->kind == PROMQL_BINARY)
        return fold_binary(node, folded, first);
    if (node->kind != PROMQL_UNARY)
        return (struct folded){0};
    struct folded operand = folded[node->child->index - first];
    if (node->as.unary.op == PROMQL_SUB)
        operand.number = -operand.number;
    return operand;
}

/* True for what literals are made into a number with. */
static bool may_fold(const struct promql_node *node) {
    return node->kind == PROMQL_NUMBER || node->kind == PROMQL_PAREN || node->kind == PROMQL_BINARY ||
           node->kind == PROMQL_UNARY;
}

bool promql_constant(struct arena *scratch, const struct promql_expr *expr, const struct promql_node *node,
                     double *number) {
    for (size_t i = node->first; i < node->index; i++)
        if (!may_fold(expr->nodes[i]))
            return false;
    if (!may_fold(node))
        return false;
    struct arena_mark mark = arena_mark(scratch);
    struct folded *from_first = arena_array(scratch, struct folded, node->index - node->first + 1);
    struct folded result = {0};
    for (size_t i = node->first; i <= node->index; i++)
        result = from_first[i - node->first] = fold(expr->nodes[i], from_first, node->first);
    arena_release(scratch, mark);
    *number = result.number;
    return result.is_known;
}

static enum promql_operator mirrored(enum promql_operator op) {
    switch ((int)op) {
    case PROMQL_LT:
        return PROMQL_GT;
    case PROMQL_LE:
        return PROMQL_GE;
    case PROMQL_GT:
        return PROMQL_LT;
    case PROMQL_GE:
        return PROMQL_LE;
    default:
        return op;
    }
}

static bool threshold_of(const struct promql_node *node, const struct folded *folded,
                         struct promql_threshold *threshold) {
    const struct promql_node *left = promql_left(node), *right = promql_right(node);
    bool at_left = folded[left->index].is_known, at_right = folded[right->index].is_known;
    if (at_left == at_right)
        return false;
    enum promql_operator op = node->as.binary.op;
    *threshold = (struct promql_threshold){.comparison = node,
                                           .value = at_left ? right : left,
                                           .limit = at_left ? left : right,
                                           .op = at_left ? mirrored(op) : op,
                                           .number = folded[(at_left ? left : right)->index].number};
    return true;
}

/* Whether the child decides, as its parent does, over whether there is a result. */
static bool passes_down(const struct promql_node *parent, const struct promql_node *child) {
    if (parent->kind == PROMQL_PAREN)
        return true;
    if (parent->kind != PROMQL_BINARY)
        return false;
    enum promql_operator op = parent->as.binary.op;
    if (promql_operator_is_comparison(op)) /* 5 < x < 9: the inner one filters too */
        return promql_left(parent) == child;
    return op == PROMQL_AND || op == PROMQL_OR || (op == PROMQL_UNLESS && promql_left(parent) == child);
}

static void mark_from_root(const struct promql_expr *expr, bool *marked) {
    for (size_t i = expr->node_count; i > 0; i--) {
        const struct promql_node *node = expr->nodes[i - 1];
        marked[i - 1] = !node->parent || (marked[node->parent->index] && passes_down(node->parent, node));
    }
}

/* True for what drops samples: unless, and a comparison without bool. */
static bool filters(const struct promql_node *node) {
    if (node->kind != PROMQL_BINARY)
        return false;
    bool is_bool = node->as.binary.matching && node->as.binary.matching->is_bool;
    return node->as.binary.op == PROMQL_UNLESS || (promql_operator_is_comparison(node->as.binary.op) && !is_bool);
}

static size_t count_filters(const struct promql_expr *expr) {
    size_t count = 0;
    for (size_t i = 0; i < expr->node_count; i++)
        count += filters(expr->nodes[i]);
    return count;
}

/* Room for as many thresholds as there are filters stands behind found->at. */
static void fill_thresholds(struct arena *work, const struct promql_expr *expr, struct promql_threshold *at,
                            struct promql_thresholds *found) {
    struct folded *folded = arena_alloc(work, expr->node_count * sizeof *folded);
    bool *marked = arena_alloc(work, expr->node_count * sizeof *marked);
    mark_from_root(expr, marked);
    for (size_t i = 0; i < expr->node_count; i++) {
        const struct promql_node *node = expr->nodes[i];
        folded[i] = fold(node, folded, 0);
        if (!filters(node))
            continue;
        if (marked[i] && node->as.binary.op != PROMQL_UNLESS && threshold_of(node, folded, &at[found->len]))
            found->len++;
        else
            found->whole = false;
    }
}

struct promql_thresholds promql_find_thresholds(struct arena *arena, const struct promql_expr *expr) {
    struct promql_thresholds found = {.whole = true};
    size_t count = count_filters(expr);
    if (count == 0)
        return found;
    struct promql_threshold *at = arena_alloc(arena, count * sizeof *at);
    struct arena_mark mark = arena_mark(arena);
    fill_thresholds(arena, expr, at, &found);
    arena_release(arena, mark);
    found.at = at;
    return found;
}

/* Whether the alternatives below stand for the node. */
static bool splits(const struct promql_node *node) {
    return node->kind == PROMQL_PAREN || (node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_OR);
}

struct promql_alternatives promql_find_alternatives(struct arena *arena, const struct promql_expr *expr) {
    if (!splits(expr->root))
        return (struct promql_alternatives){(const struct promql_node *const *)&expr->nodes[expr->node_count - 1], 1};
    bool *marked = arena_alloc(arena, expr->node_count * sizeof *marked);
    const struct promql_node **at = arena_array(arena, const struct promql_node *, expr->node_count);
    size_t len = 0;
    for (size_t i = expr->node_count; i > 0; i--) {
        const struct promql_node *parent = expr->nodes[i - 1]->parent;
        marked[i - 1] = !parent || (marked[parent->index] && splits(parent));
    }
    for (size_t i = 0; i < expr->node_count; i++)
        if (marked[i] && !splits(expr->nodes[i]))
            at[len++] = expr->nodes[i];
    return (struct promql_alternatives){at, len};
}
