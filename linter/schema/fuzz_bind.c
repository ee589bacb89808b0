/* Classifies and binds whatever YAML comes: no violation stands outside of the file, a bound child is one that its
 * parent's row leads to, and roles are those of rows. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "schema/bind.h"
#include "yaml/load.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds) {
    if (!holds)
        abort();
}

static void take(void *context, const struct violation *violation) {
    const struct source *source = context;
    require(violation->kind < VIOLATION_COUNT && violation->node);
    require(violation->at.source == source && violation->at.span.start <= violation->at.span.end);
    require(violation->at.span.end <= source->bytes.len);
}

static bool is_blank(void *context, const struct node *node) {
    (void)context;
    return node->span.start % 7 == 0;
}

static void walk(struct binder *binder, struct node *node) {
    require(node->field && node->role == node->field->role && node->role < ROLE_COUNT);
    bind_node(binder, node);
    for (struct node *child = node->children; child; child = child->next)
        if (child->field)
            walk(binder, child);
}

static void bind_document(struct arena *arena, struct source *source, struct tree *tree, uint8_t choice) {
    static const char *const paths[] = {"values.yaml", "x.rules.yaml", "m.yaml", "promtail-values.yaml"};
    struct document document = {0};
    struct file_hint hint = {.path = str_of(paths[choice & 3]), .chart_template = choice & 4};
    if (!document_classify(&document, tree->root, &hint))
        return;
    document.template = choice & 4;
    struct binder binder = {.document = &document, .violation = take, .context = source, .arena = arena};
    if (document.template)
        binder.opaque = is_blank;
    tree->root->field = document_root_field(&document);
    tree->root->role = (uint16_t)tree->root->field->role;
    walk(&binder, tree->root);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    struct source source;
    struct yaml_budget budget = {0};
    if (size < 1)
        return 0;
    source_init(&source, &arena, STR("fuzz.yaml"), (str){(const char *)data + 1, size - 1});
    struct yaml_loader *loader =
        yaml_open(&arena, &source, str_slice(source.bytes, source_bom(&source), source.bytes.len), NULL, &budget);
    struct tree *tree;
    while ((tree = yaml_next(loader)))
        if (tree->root)
            bind_document(&arena, &source, tree, data[0]);
    yaml_close(loader);
    arena_free(&arena);
    return 0;
}
