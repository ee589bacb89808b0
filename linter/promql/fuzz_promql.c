/* Whatever the text: no crash, spans inside the text and children inside parents, a consistent post-order, and what
 * parses prints to something that parses and prints the same. */
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

static void check_node(const struct promql_expr *expr, size_t i) {
    const struct promql_node *node = expr->nodes[i];
    uint32_t next = node->first, count = 0;
    require(node->index == i && node->first <= node->index);
    for (const struct promql_node *child = node->child; child; child = child->next) {
        require(child->parent == node && child->first == next && is_inside(child->at, node->at));
        next = child->index + 1;
        count++;
    }
    require(next == node->index && count == node->child_count);
}

static void check_tree(const struct promql_expr *expr, size_t len) {
    require(expr->node_count > 0 && expr->nodes[expr->node_count - 1] == expr->root);
    require(!expr->root->parent && expr->root->first == 0);
    require(is_inside(expr->root->at, (span){0, (uint32_t)len}));
    for (size_t i = 0; i < expr->node_count; i++)
        check_node(expr, i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    str text = arena_copy(&arena, (str){(const char *)data, size});
    struct promql_expr expr = promql_parse(&arena, text, NULL);
    if (expr.root)
        check_tree(&expr, size);
    if (expr.status == PROMQL_INVALID) {
        require(expr.error.message.len > 0);
        require(is_inside(expr.error.at, (span){0, (uint32_t)size}));
    }
    if (expr.status == PROMQL_VALID) {
        str first = promql_print(&arena, expr.root);
        struct promql_expr again = promql_parse(&arena, first, NULL);
        require(again.status == PROMQL_VALID);
        require(str_equal(first, promql_print(&arena, again.root)));
    }
    arena_free(&arena);
    return 0;
}
