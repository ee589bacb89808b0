/* Copies of anchored nodes, one for each alias.
 *
 * The copy keeps a list of what is still to do instead of recursing, and every node of it is counted first, so that
 * aliases of aliases of aliases end at the bound and not at the end of the memory. */
#include <string.h>

#include "yaml/build.h"
#include "yaml/node_inner.h"

bool alias_spend(struct builder *builder, uint32_t nodes, span raw) {
    uint32_t used = builder->budget->alias_nodes;
    if (used > YAML_MAX_ALIAS_NODES || nodes > YAML_MAX_ALIAS_NODES - used)
        return build_fault(builder, YAML_FAULT_LIMIT, raw,
                           arena_format(builder->arena, "aliases and merge keys of the file add more than %d nodes",
                                        YAML_MAX_ALIAS_NODES),
                           STR(""));
    builder->budget->alias_nodes += nodes;
    return true;
}

/* A copy of `from` alone; what it holds is copied later. */
static struct node *copy_one(struct builder *builder, const struct node *from, struct node *parent, uint32_t depth) {
    struct node *to = build_room(builder);
    memcpy(to, from, node_size(builder->tree));
    to->flags = (uint8_t)((to->flags | NODE_ALIASED) & ~NODE_INDEXED);
    to->parent = parent;
    to->key = to->children = to->next = NULL;
    to->position = to->child_count = 0;
    vec_push(builder->work, &builder->copies, (struct copy){from, to, depth});
    return to;
}

static void copy_children(struct builder *builder, struct copy copy) {
    struct node *last = NULL;
    for (const struct node *child = copy.from->children; child; child = child->next) {
        struct node *copied = copy_one(builder, child, copy.to, copy.depth + 1);
        members_append(copy.to, &last, copied);
        if (child->key)
            copied->key = copy_one(builder, child->key, copy.to, copy.depth + 1);
    }
}

static uint32_t nodes_below(const struct node *node) {
    uint32_t keys = node->kind == NODE_MAPPING ? node->child_count : 0;
    return node->child_count + keys;
}

/* Keys are copied after the members that hold them: an index can be made when all are. */
static void index_copies(struct builder *builder) {
    for (size_t i = 0; i < builder->copies.len; i++)
        if (builder->copies.at[i].from->flags & NODE_INDEXED)
            members_index(builder->copies.at[i].to);
}

struct node *alias_copy(struct builder *builder, const struct node *original, span raw, uint32_t depth) {
    builder->copies.len = 0;
    if (!alias_spend(builder, 1, raw))
        return NULL;
    struct node *root = copy_one(builder, original, NULL, depth);
    for (size_t i = 0; i < builder->copies.len; i++) {
        struct copy copy = builder->copies.at[i];
        if (!alias_spend(builder, nodes_below(copy.from), raw))
            return NULL;
        if (copy.depth > YAML_MAX_DEPTH) {
            build_fault(builder, YAML_FAULT_LIMIT, raw,
                        arena_format(builder->arena, "aliases nest deeper than %d levels", YAML_MAX_DEPTH), STR(""));
            return NULL;
        }
        copy_children(builder, copy);
    }
    index_copies(builder);
    builder->copies.len = 0;
    return root;
}
