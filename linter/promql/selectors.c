/* Small questions about the selectors of an expression. */
#include "promql/selectors.h"

#include <assert.h>

/* The matcher that fixes the name; others beside it leave it as it is. */
static const struct promql_matcher *name_matcher(const struct promql_node *selector) {
    const struct promql_selector *of = &selector->as.selector;
    for (size_t i = 0; i < of->matcher_count; i++)
        if (of->matchers[i].op == PROMQL_MATCH_EQ && str_equal(of->matchers[i].name, STR("__name__")))
            return &of->matchers[i];
    return NULL;
}

str promql_selector_metric(const struct promql_node *selector) {
    if (selector->as.selector.name.len)
        return selector->as.selector.name;
    const struct promql_matcher *matcher = name_matcher(selector);
    return matcher ? matcher->value : (str){"", 0};
}

span promql_selector_metric_at(const struct promql_node *selector) {
    if (selector->as.selector.name.len)
        return selector->as.selector.name_at;
    const struct promql_matcher *matcher = name_matcher(selector);
    return matcher ? matcher->value_at : selector->at;
}

const struct promql_matcher *promql_selector_matcher(const struct promql_node *selector, str label) {
    const struct promql_selector *of = &selector->as.selector;
    for (size_t i = 0; i < of->matcher_count; i++)
        if (str_equal(of->matchers[i].name, label))
            return &of->matchers[i];
    return NULL;
}

str promql_selector_pins(const struct promql_node *selector, str label) {
    const struct promql_matcher *matcher = promql_selector_matcher(selector, label);
    return matcher && matcher->op == PROMQL_MATCH_EQ ? matcher->value : (str){"", 0};
}

size_t promql_matcher_texts(const struct promql_matcher *matcher, size_t most, const str **texts) {
    if (matcher->op == PROMQL_MATCH_EQ || matcher->op == PROMQL_MATCH_NE) {
        *texts = &matcher->value;
        return matcher->value.len > 0;
    }
    assert(most <= PROMQL_PATTERN_TEXTS);
    *texts = matcher->pattern->texts;
    return matcher->pattern->is_listed && matcher->pattern->text_count <= most ? matcher->pattern->text_count : 0;
}

const struct promql_node *promql_caller(const struct promql_node *node) {
    node = node->parent;
    while (node && node->kind == PROMQL_PAREN)
        node = node->parent;
    return node && node->kind == PROMQL_CALL ? node : NULL;
}

static bool add_constant(const struct promql_duration *duration, double *seconds) {
    if (duration && duration->is_constant)
        *seconds += duration->seconds;
    return !duration || duration->is_constant;
}

static bool add_modifiers(const struct promql_node *node, double *seconds) {
    if (!node->modifiers)
        return true;
    return node->modifiers->at == PROMQL_AT_NONE && add_constant(node->modifiers->offset, seconds);
}

bool promql_lookback(const struct promql_node *node, double *seconds) {
    *seconds = 0;
    for (; node; node = node->parent) {
        bool ranges = node->kind == PROMQL_MATRIX || node->kind == PROMQL_SUBQUERY;
        if (!add_modifiers(node, seconds) || (ranges && !add_constant(node->as.range.range, seconds)))
            return false;
    }
    return true;
}

bool promql_number(const struct promql_node *node, double *value) {
    double sign = 1;
    node = promql_unwrapped(node);
    while (node->kind == PROMQL_UNARY) {
        sign = node->as.unary.op == PROMQL_SUB ? -sign : sign;
        node = promql_unwrapped(node->child);
    }
    if (node->kind != PROMQL_NUMBER)
        return false;
    *value = sign * node->as.number.value;
    return true;
}
