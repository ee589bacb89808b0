/* Questions about nodes. */
#include "yaml/node.h"

#include "base/vec.h"
#include "yaml/node_inner.h"
#include "yaml/scalar_type.h"

static bool has_key(const struct node *member, str key) {
    return member->key && member->key->kind == NODE_SCALAR && str_equal(member->key->value, key);
}

span node_raw(const struct node *node) {
    const struct tree *tree = node->tree;
    if (tree->outer)
        return ((const struct inner_node *)node)->raw;
    return (span){node->span.start - tree->base, node->span.end - tree->base};
}

const struct node *node_member(const struct node *mapping, str key) {
    if (!mapping || mapping->kind != NODE_MAPPING)
        return NULL;
    if (mapping->flags & NODE_INDEXED)
        return map_get(node_index(mapping), key);
    const struct node *found = NULL;
    for (const struct node *member = mapping->children; member; member = member->next)
        if (has_key(member, key))
            found = member;
    return found;
}

static const struct node *item_at(const struct node *sequence, str number) {
    unsigned long long wanted;
    if (!str_to_unsigned(number, &wanted) || wanted >= sequence->child_count)
        return NULL;
    const struct node *item = sequence->children;
    while (wanted-- > 0)
        item = item->next;
    return item;
}

const struct node *node_at(const struct node *node, const char *path) {
    str rest = str_of(path);
    while (node && rest.len > 0) {
        str step = str_split(&rest, '.');
        node = node->kind == NODE_SEQUENCE ? item_at(node, step) : node_member(node, step);
    }
    return node;
}

str node_value(const struct node *node) {
    return node_is_null(node) || node->kind != NODE_SCALAR ? STR("") : node->value;
}

str node_key(const struct node *node) {
    return node && node->key && node->key->kind == NODE_SCALAR ? node->key->value : STR("");
}

bool node_is_null(const struct node *node) {
    return !node || (node->kind == NODE_SCALAR && node->scalar == SCALAR_NULL);
}

bool node_is_old_boolean(const struct node *node) {
    return node && node->kind == NODE_SCALAR && node->style == STYLE_PLAIN &&
           !(node->flags & (NODE_TAGGED | NODE_STRING_TAG)) && scalar_is_old_boolean(node->value);
}

place node_place(const struct node *node) {
    if (!node)
        return (place){NULL, {0, 0}};
    return (place){node->tree->source, node->span};
}

place node_key_place(const struct node *node) {
    return node && node->key ? node_place(node->key) : node_place(node);
}

typedef VEC(const struct node *) node_list;

/* From the node up to, not including, the root of its document. */
static node_list steps_of(struct arena *arena, const struct node *node) {
    node_list steps = {0};
    for (; node->parent && node->parent->tree == node->tree; node = node->parent)
        vec_push(arena, &steps, node);
    return steps;
}

str node_path(struct arena *arena, const struct node *node) {
    node_list steps = steps_of(arena, node);
    VEC(char) text = {0};
    for (size_t i = steps.len; i-- > 0;) {
        const struct node *step = steps.at[i];
        str name = step->parent->kind == NODE_SEQUENCE ? arena_format(arena, "[%u]", (unsigned)step->position)
                                                       : node_key(step);
        if (step->parent->kind != NODE_SEQUENCE && text.len > 0)
            vec_push(arena, &text, '.');
        for (size_t c = 0; c < name.len; c++)
            vec_push(arena, &text, name.ptr[c]);
    }
    return (str){text.at ? text.at : "", text.len};
}
