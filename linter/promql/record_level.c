/* The longest label that the expression names and the level begins with is taken first. */
#include "promql/record_level.h"

#include "base/vec.h"

struct splitter {
    struct arena *arena;
    VEC(str) names; /* labels of the expression; each may stand there several times */
};

static void add_labels(struct splitter *splitter, const struct promql_labels *labels) {
    for (size_t i = 0; i < labels->len; i++)
        vec_push(splitter->arena, &splitter->names, labels->items[i].name);
}

static void add_matchers(struct splitter *splitter, const struct promql_selector *selector) {
    for (size_t i = 0; i < selector->matcher_count; i++)
        vec_push(splitter->arena, &splitter->names, selector->matchers[i].name);
}

/* The destination of label_replace and label_join, and their sources. */
static void add_texts(struct splitter *splitter, const struct promql_node *call) {
    for (const struct promql_node *child = call->child; child; child = child->next)
        if (child->kind == PROMQL_STRING)
            vec_push(splitter->arena, &splitter->names, child->as.string.value);
}

static void add_node(struct splitter *splitter, const struct promql_node *node) {
    if (node->kind == PROMQL_AGGREGATE)
        add_labels(splitter, &node->as.aggregate.grouping);
    if (node->kind == PROMQL_SELECTOR)
        add_matchers(splitter, &node->as.selector);
    if (node->kind == PROMQL_CALL)
        add_texts(splitter, node);
    if (node->kind == PROMQL_BINARY && node->as.binary.matching) {
        add_labels(splitter, &node->as.binary.matching->labels);
        add_labels(splitter, &node->as.binary.matching->include);
    }
}

/* Length of the longest name that the text begins with and that ends at an underscore or the end; 0: none. */
static size_t longest_name(const struct splitter *splitter, str text) {
    size_t longest = 0;
    for (size_t i = 0; i < splitter->names.len; i++) {
        str name = splitter->names.at[i];
        bool ends = name.len == text.len || (name.len < text.len && text.ptr[name.len] == '_');
        if (name.len > longest && ends && str_starts_with(text, name))
            longest = name.len;
    }
    return longest;
}

enum { LONGEST_LEVEL = 255 }; /* of any that people write */

struct record_level record_level_split(struct arena *arena, str name, span level, const struct promql_expr *expr) {
    struct splitter splitter = {.arena = arena};
    VEC(struct level_label) labels = {0};
    for (size_t i = 0; i < expr->node_count && level.end - level.start <= LONGEST_LEVEL; i++)
        add_node(&splitter, expr->nodes[i]);
    for (uint32_t at = level.start; at < level.end && level.end - level.start <= LONGEST_LEVEL;) {
        str rest = str_slice(name, at, level.end);
        size_t named = longest_name(&splitter, rest);
        size_t len = named ? named : str_find_byte(rest, '_');
        struct level_label label = {str_slice(rest, 0, len), {at, at + (uint32_t)len}, named > 0};
        vec_push(arena, &labels, label);
        at += (uint32_t)len + 1;
    }
    return (struct record_level){labels.at, labels.len};
}

bool record_level_has(const struct record_level *level, str label) {
    for (size_t i = 0; i < level->len; i++)
        if (str_equal(level->at[i].name, label))
            return true;
    return false;
}

bool record_level_hints(const struct record_level *level, str label) {
    for (size_t i = 0; i < level->len; i++)
        if (str_contains(level->at[i].name, label) || str_contains(label, level->at[i].name))
            return true;
    return false;
}

bool record_level_is_pinned(const struct promql_expr *expr, str label) {
    for (size_t i = 0; i < expr->node_count; i++) {
        const struct promql_node *node = expr->nodes[i];
        for (size_t k = 0; node->kind == PROMQL_SELECTOR && k < node->as.selector.matcher_count; k++) {
            const struct promql_matcher *matcher = &node->as.selector.matchers[k];
            if (matcher->op == PROMQL_MATCH_EQ && matcher->value.len && str_equal(matcher->name, label))
                return true;
        }
    }
    return false;
}
