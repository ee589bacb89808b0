/* Copies of anchored nodes, one for each alias.
 *
 * The copy keeps a list of what is still to do instead of recursing, and every node of it is counted first, so that
 * aliases of aliases of aliases end at the bound and not at the end of the memory. */
#include "yaml/build.h"

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

/* Room for a copy of `from`, to be filled later. */
static struct node *promise(struct builder *builder, const struct node *from) {
    struct node *to = arena_new(builder->arena, struct node);
    vec_push(builder->work, &builder->copies, (struct copy){from, to});
    return to;
}

static void fill(struct builder *builder, struct copy copy, uint32_t depth) {
    struct node *to = copy.to, *parent = to->parent, *key = to->key, *next = to->next;
    uint32_t position = to->position;
    *to = *copy.from;
    to->flags |= NODE_ALIASED;
    to->depth = (uint16_t)depth;
    to->parent = parent;
    to->key = key;
    to->next = next;
    to->position = position;
    to->alias = (span){0, 0};
    to->children = to->last_child = NULL;
    to->child_count = 0;
    to->index = NULL;
    for (const struct node *child = copy.from->children; child; child = child->next) {
        struct node *copied = promise(builder, child);
        members_append(to, copied);
        if (child->key) {
            copied->key = promise(builder, child->key);
            copied->key->parent = to;
        }
    }
}

static uint32_t nodes_below(const struct node *node) {
    uint32_t keys = node->kind == NODE_MAPPING ? node->child_count : 0;
    return node->child_count + keys;
}

/* Keys are copied after the members that hold them: an index can be made when all are. */
static void index_copies(struct builder *builder, size_t from) {
    for (size_t i = from; i < builder->copies.len; i++)
        if (builder->copies.at[i].from->index)
            members_index(builder->arena, builder->copies.at[i].to);
}

struct node *alias_copy(struct builder *builder, const struct node *original, span raw, uint32_t depth) {
    builder->copies.len = 0;
    if (!alias_spend(builder, 1, raw))
        return NULL;
    struct node *root = promise(builder, original);
    for (size_t i = 0; i < builder->copies.len; i++) {
        struct copy copy = builder->copies.at[i];
        const struct node *above = copy.to->parent;
        uint32_t level = above ? above->depth + 1u : depth;
        if (!alias_spend(builder, nodes_below(copy.from), raw))
            return NULL;
        if (level > YAML_MAX_DEPTH) {
            build_fault(builder, YAML_FAULT_LIMIT, raw,
                        arena_format(builder->arena, "aliases nest deeper than %d levels", YAML_MAX_DEPTH), STR(""));
            return NULL;
        }
        fill(builder, copy, level);
    }
    index_copies(builder, 0);
    builder->copies.len = 0;
    root->alias = build_span(builder, raw);
    return root;
}
