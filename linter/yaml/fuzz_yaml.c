/* Any bytes: trees whose spans nest and ascend, and decoded values that our own decoder agrees with. */
#include <stdint.h>
#include <stdlib.h>

#include "yaml/load.h"
#include "yaml/node.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

static void check_scalar(struct arena *arena, const struct node *node, size_t size, int depth);

static void check_span(const struct node *node, size_t size) {
    require(node->span.start <= node->span.end && node->span.end <= size);
    require(node_raw(node).start <= node_raw(node).end && node_raw(node).end <= node->tree->text.len);
}

static void check_tree(struct arena *arena, const struct node *node, size_t size, int depth) {
    check_span(node, size);
    if (node->kind == NODE_SCALAR) {
        check_scalar(arena, node, size, depth);
        return;
    }
    uint32_t before = node_raw(node).start, count = 0;
    for (const struct node *child = node->children; child; child = child->next, count++) {
        require(child->parent == node);
        require((node->kind == NODE_MAPPING) == (child->key != NULL));
        if (child->key)
            check_tree(arena, child->key, size, depth);
        check_tree(arena, child, size, depth);
        bool moved = (node->flags | child->flags) & (NODE_MERGED | NODE_ALIASED);
        if (moved || (child->key && child->key->flags & NODE_ALIASED))
            continue;
        const struct node *first = child->key ? child->key : child;
        require(node_raw(first).start >= before && node_raw(child).end <= node_raw(node).end);
        require(first == child || node_raw(child).start >= node_raw(first).end);
        before = node_raw(child).end;
    }
    require(count == node->child_count);
}

static void check_text(struct arena *arena, const struct source *source, str text, const struct scalar_map *outer,
                       int depth) {
    struct yaml_budget budget = {0};
    struct yaml_loader *loader = yaml_open(arena, source, text, outer, &budget);
    yaml_keep_comments(loader, depth ? STR("x") : STR(""));
    for (const struct tree *tree; (tree = yaml_next(loader));)
        if (tree->root)
            check_tree(arena, tree->root, source->bytes.len, depth);
    const struct yaml_fault *fault = yaml_fault(loader);
    require(fault->at.start <= fault->at.end && fault->at.end <= source->bytes.len);
    require(fault->note_at.end <= source->bytes.len && (fault->kind == YAML_FAULT_NONE) == (fault->message.len == 0));
    size_t count;
    const struct yaml_comment *comments = yaml_comments(loader, &count);
    for (size_t i = 0; i < count; i++)
        require(outer || source->bytes.ptr[comments[i].at.start] == '#');
    yaml_close(loader);
}

static bool is_coarse(const struct node *node, const struct scalar_map *map) {
    return map->count == 1 && !map->runs[0].verbatim && map->runs[0].length == node->value.len && node->value.len > 4;
}

static void check_scalar(struct arena *arena, const struct node *node, size_t size, int depth) {
    const struct scalar_map *map = node_map(node);
    require(!is_coarse(node, map));
    uint32_t decoded = 0;
    for (uint32_t i = 0; i < map->count; i++) {
        const struct map_run *run = &map->runs[i];
        require(run->decoded == decoded && run->source.start <= run->source.end && run->source.end <= size);
        require(i == 0 || run->source.start >= map->runs[i - 1].source.end || node->tree->outer);
        decoded += run->length;
    }
    require(decoded == node->value.len || node->tree->outer);
    require(node_place_within(node, (span){0, 1}).span.end <= size);
    if (depth < 2 && node->value.len > 1)
        check_text(arena, node->tree->source, node->value, map, depth + 1);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    struct source source;
    source_init(&source, &arena, STR("fuzz"), (str){(const char *)data, size});
    uint32_t bom = source_bom(&source);
    check_text(&arena, &source, str_slice(source.bytes, bom, size), NULL, 0);
    arena_free(&arena);
    return 0;
}
