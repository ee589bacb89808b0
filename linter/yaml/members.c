/* The members of a mapping: order, duplicates, merge keys.
 *
 * A mapping of more than a few members has an index, so that neither a lookup nor the search for duplicates is
 * quadratic. What a merge key brings is moved, not copied, and counted against the bound of aliases. */
#include "yaml/build.h"
#include "yaml/node_inner.h"

enum { INDEX_FROM = 9 };

void members_append(struct node *parent, struct node **last, struct node *child) {
    child->parent = parent;
    child->next = NULL;
    if (*last)
        (*last)->next = child;
    else
        parent->children = child;
    *last = child;
    child->position = parent->child_count++;
}

static bool has_name(const struct node *member) {
    return member->key && member->key->kind == NODE_SCALAR;
}

void members_index(struct node *mapping) {
    if (mapping->child_count < INDEX_FROM)
        return;
    struct map *index = node_index_begin(mapping);
    map_reserve(mapping->tree->arena, index, mapping->child_count);
    for (struct node *member = mapping->children; member; member = member->next)
        if (has_name(member))
            map_put(mapping->tree->arena, index, member->key->value, member);
}

static void add_duplicate(struct builder *builder, const struct node *first, struct node *again) {
    again->flags |= NODE_DUPLICATE;
    vec_push(builder->arena, &builder->tree->duplicates, (struct yaml_duplicate){first, again});
}

/* Most names differ in length or in the first byte. */
static bool same_name(str a, str b) {
    return a.len == b.len && (a.len == 0 || (a.ptr[0] == b.ptr[0] && str_equal(a, b)));
}

static void find_duplicates_few(struct builder *builder, const struct node *mapping) {
    for (struct node *member = mapping->children; member; member = member->next) {
        if (!has_name(member))
            continue;
        for (const struct node *other = mapping->children; other != member; other = other->next)
            if (has_name(other) && same_name(other->key->value, member->key->value)) {
                add_duplicate(builder, other, member);
                break;
            }
    }
}

static void find_duplicates_many(struct builder *builder, struct node *mapping) {
    struct map *index = node_index_begin(mapping);
    map_reserve(builder->arena, index, mapping->child_count);
    for (struct node *member = mapping->children; member; member = member->next) {
        if (!has_name(member))
            continue;
        const struct node *before = map_put(builder->arena, index, member->key->value, member);
        if (before)
            add_duplicate(builder, before, member);
    }
}

bool members_is_merge_key(const struct node *key) {
    return key->kind == NODE_SCALAR && key->style == STYLE_PLAIN && key->value.len == 2 && key->value.ptr[0] == '<' &&
           key->value.ptr[1] == '<' && !(key->flags & (NODE_TAGGED | NODE_STRING_TAG | NODE_ALIASED));
}

/* A mapping, or a sequence of mappings, under a merge key. */
static bool is_merge(const struct node *member) {
    if (!members_is_merge_key(member->key))
        return false;
    if (member->kind != NODE_SEQUENCE)
        return member->kind == NODE_MAPPING;
    for (const struct node *item = member->children; item; item = item->next)
        if (item->kind != NODE_MAPPING)
            return false;
    return true;
}

/* Takes the merge members out of the list; they form a list of their own. */
static struct node *take_merges(struct frame *frame) {
    struct node *mapping = frame->node, *rest = mapping->children, *merges = NULL, **last = &merges;
    mapping->children = frame->last = NULL;
    mapping->child_count = 0;
    while (rest) {
        struct node *member = rest;
        rest = rest->next;
        if (is_merge(member)) {
            member->next = NULL;
            *last = member;
            last = &member->next;
        } else {
            members_append(mapping, &frame->last, member);
        }
    }
    return merges;
}

static void add_merged(struct frame *frame, struct node *member) {
    struct node *mapping = frame->node;
    member->flags = (uint8_t)((member->flags | NODE_MERGED) & ~NODE_DUPLICATE);
    members_append(mapping, &frame->last, member);
    if (!(mapping->flags & NODE_INDEXED))
        members_index(mapping);
    else if (has_name(member))
        map_put(mapping->tree->arena, node_index(mapping), member->key->value, member);
}

/* Moves the members of `from` whose key the mapping does not have yet. */
static bool merge_mapping(struct builder *builder, struct frame *frame, const struct node *from) {
    const struct node *mapping = frame->node;
    if (!alias_spend(builder, from->child_count, node_raw(from)))
        return false;
    struct node *rest = from->children;
    while (rest) {
        struct node *member = rest;
        bool effective = !has_name(member) || node_member(from, member->key->value) == member;
        rest = rest->next;
        if (effective && !(has_name(member) && node_member(mapping, member->key->value)))
            vec_push(builder->work, &builder->copies, (struct copy){NULL, member, 0});
    }
    for (size_t i = 0; i < builder->copies.len; i++)
        add_merged(frame, builder->copies.at[i].to);
    builder->copies.len = 0;
    return true;
}

static bool merge(struct builder *builder, struct frame *frame, const struct node *value) {
    if (value->kind == NODE_MAPPING)
        return merge_mapping(builder, frame, value);
    for (const struct node *item = value->children; item; item = item->next)
        if (!merge_mapping(builder, frame, item))
            return false;
    return true;
}

bool members_close(struct builder *builder, struct frame *frame) {
    struct node *mapping = frame->node;
    if (mapping->child_count < INDEX_FROM)
        find_duplicates_few(builder, mapping);
    else
        find_duplicates_many(builder, mapping);
    if (!frame->merges)
        return true;
    struct node *merges = take_merges(frame);
    mapping->flags &= (uint8_t)~NODE_INDEXED;
    members_index(mapping);
    for (; merges; merges = merges->next)
        if (!merge(builder, frame, merges))
            return false;
    return true;
}
