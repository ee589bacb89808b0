/* Label selectors: matchLabels and matchExpressions as one list of requirements. */
#include "project/collect.h"

#include "schema/bind.h"

static const struct {
    str name;
    enum selector_operator operator;
} operators[] = {
    {{"In", 2}, SELECTOR_IN},
    {{"NotIn", 5}, SELECTOR_NOT_IN},
    {{"Exists", 6}, SELECTOR_EXISTS},
    {{"DoesNotExist", 12}, SELECTOR_DOES_NOT_EXIST},
};

static enum selector_operator operator_of(const struct node *node) {
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
        if (str_equal(node_value(node), operators[i].name))
            return operators[i].operator;
    return SELECTOR_UNKNOWN;
}

static struct requirement of_label(struct collector *collector, const struct node *label) {
    struct text_fact *value = arena_new(collector->facts->arena, struct text_fact);
    *value = collect_text(collector, label);
    return (struct requirement){.key = collect_text(collector, label->key),
                                .operator= SELECTOR_IN,
                                .values = value,
                                .value_count = 1,
                                .from_labels = true};
}

static struct requirement of_expression(struct collector *collector, const struct node *expression) {
    const struct node *values = node_member(expression, STR("values"));
    struct requirement requirement = {.key = collect_text(collector, node_member(expression, STR("key"))),
                                      .operator= operator_of(node_member(expression, STR("operator")))};
    if (!values || values->kind != NODE_SEQUENCE)
        return requirement;
    struct text_fact *texts = arena_array(collector->facts->arena, struct text_fact, values->child_count);
    for (const struct node *value = values->children; value; value = value->next)
        texts[requirement.value_count++] = collect_text(collector, value);
    requirement.values = texts;
    return requirement;
}

static size_t children_of(const struct node *node) {
    return node ? node->child_count : 0;
}

struct selector_fact collect_selector(struct collector *collector, const struct node *selector,
                                      const struct node *holder) {
    struct selector_fact fact = {0};
    if (!selector || node_is_null(selector)) {
        fact.where = selector ? node_place(selector) : node_place(holder);
        return fact;
    }
    const struct node *labels = node_member(selector, STR("matchLabels"));
    const struct node *expressions = node_member(selector, STR("matchExpressions"));
    size_t count = children_of(labels) + children_of(expressions);
    struct requirement *at = arena_array(collector->facts->arena, struct requirement, count);
    fact.present = true;
    fact.where = node_place(selector);
    fact.opaque = node_may_grow(selector) || selector->kind != NODE_MAPPING;
    fact.at = at;
    if (labels && labels->kind == NODE_MAPPING)
        for (const struct node *label = labels->children; label; label = label->next)
            at[fact.len++] = of_label(collector, label);
    if (expressions && expressions->kind == NODE_SEQUENCE)
        for (const struct node *expression = expressions->children; expression; expression = expression->next)
            if (expression->kind == NODE_MAPPING)
                at[fact.len++] = of_expression(collector, expression);
    return fact;
}
