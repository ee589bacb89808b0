/* Questions about single nodes. */
#include "promql/ast.h"

/* Precedence as in Prometheus 3.14, promql/parser/generatedParser.y. */
static const struct {
    const char *text;
    int precedence;
} operators[] = {
    [PROMQL_OR] = {"or", 1},         [PROMQL_AND] = {"and", 2},       [PROMQL_UNLESS] = {"unless", 2},
    [PROMQL_EQ] = {"==", 3},         [PROMQL_NE] = {"!=", 3},         [PROMQL_LT] = {"<", 3},
    [PROMQL_LE] = {"<=", 3},         [PROMQL_GT] = {">", 3},          [PROMQL_GE] = {">=", 3},
    [PROMQL_TRIM_UPPER] = {"</", 3}, [PROMQL_TRIM_LOWER] = {">/", 3}, [PROMQL_ADD] = {"+", 4},
    [PROMQL_SUB] = {"-", 4},         [PROMQL_MUL] = {"*", 5},         [PROMQL_DIV] = {"/", 5},
    [PROMQL_MOD] = {"%", 5},         [PROMQL_ATAN2] = {"atan2", 5},   [PROMQL_POW] = {"^", 6},
};

const struct promql_node *promql_left(const struct promql_node *binary) {
    return binary->child;
}

const struct promql_node *promql_right(const struct promql_node *binary) {
    return binary->child->next;
}

const struct promql_node *promql_child(const struct promql_node *node, size_t i) {
    const struct promql_node *child = node->child;
    while (child && i-- > 0)
        child = child->next;
    return child;
}

const struct promql_node *promql_aggregated(const struct promql_node *aggregate) {
    const struct promql_node *child = aggregate->child;
    return child && child->next ? child->next : child;
}

const struct promql_node *promql_unwrapped(const struct promql_node *node) {
    while (node->kind == PROMQL_PAREN)
        node = node->child;
    return node;
}

const char *promql_operator_text(enum promql_operator op) {
    return operators[op].text;
}

int promql_operator_precedence(enum promql_operator op) {
    return operators[op].precedence;
}

bool promql_operator_is_comparison(enum promql_operator op) {
    return op >= PROMQL_EQ && op <= PROMQL_GE;
}

bool promql_operator_is_set(enum promql_operator op) {
    return op <= PROMQL_UNLESS;
}
