/* Whatever the text: no crash, spans inside the text and children inside parents, a consistent post-order, and what
 * parses prints to something that parses to an equal tree and prints the same. What the options switch off changes the
 * needs alone. */
#include <stdint.h>
#include <stdlib.h>

#include "promql/printer.h"
#include "promql/promql.h"

static void require(bool holds) {
    if (!holds)
        abort();
}

static bool is_inside(span inner, span outer) {
    return inner.start <= inner.end && outer.start <= inner.start && inner.end <= outer.end;
}

static void check_labels(const struct promql_labels *labels, span outer) {
    if (labels->at.start < labels->at.end)
        require(is_inside(labels->at, outer));
    for (size_t i = 0; i < labels->len; i++)
        require(labels->items[i].name.len > 0 && is_inside(labels->items[i].at, labels->at));
}

static void check_selector(const struct promql_selector *selector, span outer) {
    require(is_inside(selector->name_at, outer));
    for (size_t i = 0; i < selector->matcher_count; i++) {
        const struct promql_matcher *matcher = &selector->matchers[i];
        require(is_inside(selector->braces_at, outer) && is_inside(matcher->at, selector->braces_at));
        require(is_inside(matcher->name_at, matcher->at) && is_inside(matcher->value_at, matcher->at));
    }
}

static void check_matching(const struct promql_node *node) {
    const struct promql_matching *matching = node->as.binary.matching;
    span between = {promql_left(node)->at.end, promql_right(node)->at.start};
    require(is_inside(node->as.binary.op_at, between));
    if (!matching)
        return;
    check_labels(&matching->labels, between);
    check_labels(&matching->include, between);
    require(!matching->fill_left.is_set || is_inside(matching->fill_left.at, between));
    require(!matching->fill_right.is_set || is_inside(matching->fill_right.at, between));
}

static void check_modifiers(const struct promql_modifiers *modifiers, span outer) {
    if (!modifiers)
        return;
    require(!modifiers->offset ||
            (is_inside(modifiers->offset->at, modifiers->offset_at) && is_inside(modifiers->offset_at, outer)));
    require(modifiers->at == PROMQL_AT_NONE || is_inside(modifiers->at_at, outer));
    require(!(modifiers->anchored && modifiers->smoothed));
}

static void check_parts(const struct promql_node *node) {
    check_modifiers(node->modifiers, node->at);
    if (node->kind == PROMQL_SELECTOR)
        check_selector(&node->as.selector, node->at);
    if (node->kind == PROMQL_BINARY)
        check_matching(node);
    if (node->kind == PROMQL_AGGREGATE)
        check_labels(&node->as.aggregate.grouping, node->at);
    if (node->kind == PROMQL_MATRIX || node->kind == PROMQL_SUBQUERY)
        require(is_inside(node->as.range.brackets_at, node->at) &&
                is_inside(node->as.range.range->at, node->as.range.brackets_at));
}

static void check_node(const struct promql_expr *expr, size_t i) {
    const struct promql_node *node = expr->nodes[i];
    uint32_t next = node->first, count = 0;
    require(node->index == i && node->first <= node->index);
    for (const struct promql_node *child = node->child; child; child = child->next) {
        require(child->parent == node && child->first == next && is_inside(child->at, node->at));
        next = child->index + 1;
        count++;
    }
    check_parts(node);
    require(next == node->index && count == node->child_count);
}

static void check_tree(const struct promql_expr *expr, size_t len) {
    require(expr->node_count > 0 && expr->nodes[expr->node_count - 1] == expr->root);
    require(!expr->root->parent && expr->root->first == 0);
    require(is_inside(expr->root->at, (span){0, (uint32_t)len}));
    for (size_t i = 0; i < expr->node_count; i++)
        check_node(expr, i);
}

static void check_needs(const struct promql_need *needs, size_t len) {
    for (; needs; needs = needs->next)
        require(is_inside(needs->at, (span){0, (uint32_t)len}) && needs->what.len > 0);
}

static bool equal_nodes(const struct promql_node *a, const struct promql_node *b) {
    if (a->kind != b->kind || a->type != b->type || a->first != b->first || a->child_count != b->child_count)
        return false;
    switch (a->kind) {
    case PROMQL_STRING:
        return str_equal(a->as.string.value, b->as.string.value);
    case PROMQL_NUMBER:
        return !(a->as.number.value < b->as.number.value) && !(a->as.number.value > b->as.number.value);
    case PROMQL_SELECTOR:
        return str_equal(a->as.selector.name, b->as.selector.name) &&
               a->as.selector.matcher_count == b->as.selector.matcher_count;
    case PROMQL_CALL:
        return a->as.call.function == b->as.call.function;
    case PROMQL_AGGREGATE:
        return a->as.aggregate.op == b->as.aggregate.op && a->as.aggregate.grouping.len == b->as.aggregate.grouping.len;
    case PROMQL_BINARY:
        return a->as.binary.op == b->as.binary.op;
    case PROMQL_UNARY:
        return a->as.unary.op == b->as.unary.op;
    case PROMQL_MATRIX:
    case PROMQL_SUBQUERY:
        return (a->as.range.step != NULL) == (b->as.range.step != NULL);
    case PROMQL_PAREN:
        break;
    }
    return true;
}

static void check_print(struct arena *arena, const struct promql_expr *expr) {
    str first = promql_print(arena, expr->root);
    struct promql_expr again = promql_parse(arena, first, NULL);
    require(again.status == PROMQL_VALID && again.node_count == expr->node_count);
    for (size_t i = 0; i < expr->node_count; i++)
        require(equal_nodes(expr->nodes[i], again.nodes[i]));
    require(str_equal(first, promql_print(arena, again.root)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const struct promql_options modern = {
        .experimental_functions = true, .extended_range_selectors = true, .binop_fill = true};
    static const struct promql_options old = {.version = 2000};
    struct arena arena = {0};
    str text = arena_copy(&arena, (str){(const char *)data, size});
    struct promql_expr expr = promql_parse(&arena, text, &modern);
    require(expr.status != PROMQL_VALID || !expr.needs);
    if (expr.root)
        check_tree(&expr, size);
    if (expr.status == PROMQL_INVALID) {
        require(expr.error.message.len > 0);
        require(is_inside(expr.error.at, (span){0, (uint32_t)size}));
        require(is_inside(expr.error.note_at, (span){0, (uint32_t)size}));
    }
    struct promql_expr before = promql_parse(&arena, text, &old);
    require(before.status == expr.status && str_equal(before.error.message, expr.error.message));
    check_needs(before.needs, size);
    if (expr.status == PROMQL_VALID)
        check_print(&arena, &expr);
    arena_free(&arena);
    return 0;
}
