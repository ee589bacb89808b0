/* Down: bind and parse leaves. Up: facts, then the rules that subscribed to the node's role.
 *
 * Nodes are linked to parents and siblings, so the walk needs no stack. */
#include "engine/walk.h"

static void on_violation(void *context, const struct violation *violation) {
    walk_violation(context, violation);
}

void walk_violation(struct walk *walk, const struct violation *violation) {
    run_violation_rules(&walk->pass, &walk->engine->registry->by_violation[violation->kind], violation);
}

/* True if the walk goes into the children: they have rows, or may have. */
static bool descends(const struct node *node) {
    return node->children && node->field && node->field->type != FIELD_ANY;
}

static bool holds_document(const struct node *node) {
    return node->kind == NODE_SCALAR && node->field &&
           (node->field->type == FIELD_YAML || node->field->type == FIELD_MAYBE_YAML);
}

static void visit_down(struct walk *walk, struct binder *binder, struct node *node) {
    if (!node->field)
        return;
    bind_node(binder, node);
    if (holds_document(node))
        walk_embedded(walk, binder->document, node);
    else if (node->kind == NODE_SCALAR)
        walk_leaf(walk, binder->document, node);
}

static void visit_up(struct walk *walk, struct collector *collector, const struct node *node) {
    if (node->role == ROLE_NONE)
        return;
    collect_node(collector, node);
    run_node_rules(&walk->pass, &walk->engine->registry->by_role[node->role], node);
}

static void walk_tree(struct walk *walk, struct binder *binder, struct collector *collector, struct node *root) {
    struct node *node = root;
    visit_down(walk, binder, node);
    for (;;) {
        if (descends(node)) {
            node = node->children;
            visit_down(walk, binder, node);
            continue;
        }
        visit_up(walk, collector, node);
        while (node != root && !node->next) {
            node = node->parent;
            visit_up(walk, collector, node);
        }
        if (node == root)
            return;
        node = node->next;
        visit_down(walk, binder, node);
    }
}

static bool is_opaque(void *context, const struct node *node) {
    (void)context;
    return node_is_opaque(node);
}

void walk_document(struct walk *walk, struct document *document) {
    const struct document *outer = walk->pass.document;
    struct node *root = (struct node *)document->root;
    struct binder binder = {
        .document = document, .violation = on_violation, .opaque = is_opaque, .context = walk, .arena = walk->scratch};
    struct collector collector = {.facts = &walk->result->facts, .document = document};
    walk->ours = true;
    walk->pass.document = document;
    root->field = document_root_field(document);
    root->role = root->field ? root->field->role : ROLE_NONE;
    walk_tree(walk, &binder, &collector, root);
    run_document_rules(&walk->pass, &walk->engine->registry->documents, document);
    walk->last = *document;
    walk->pass.document = outer;
}

void walk_duplicates(struct walk *walk, const struct tree *tree) {
    const struct document *outer = walk->pass.document;
    walk->pass.document = &walk->last;
    for (size_t i = 0; i < tree->duplicates.len; i++) {
        const struct yaml_duplicate *duplicate = &tree->duplicates.at[i];
        struct violation violation = {.kind = VIOLATION_DUPLICATE_KEY,
                                      .at = node_key_place(duplicate->again),
                                      .node = duplicate->again,
                                      .other = duplicate->first};
        walk_violation(walk, &violation);
    }
    walk->pass.document = outer;
}

static bool is_list(const struct node *root) {
    str kind = node_value(node_member(root, STR("kind")));
    const struct node *items = node_member(root, STR("items"));
    return str_ends_with(kind, STR("List")) && items && items->kind == NODE_SEQUENCE;
}

/* Prometheus reads the first document of a rule file only. mimirtool, whose format names a namespace, reads all. True
 * if nobody reads this one. */
static bool is_ignored(struct walk *walk, const struct document *document) {
    bool rules = document->resource == &rule_file_resource && !document->embedded;
    if (document->index == 0)
        walk->rule_file = rules && !node_member(document->root, STR("namespace"));
    if (document->index == 0 || !rules || !walk->rule_file)
        return false;
    struct violation violation = {
        .kind = VIOLATION_IGNORED_DOCUMENT, .at = node_key_place(document->root->children), .node = document->root};
    walk->pass.document = document;
    walk_violation(walk, &violation);
    walk->pass.document = NULL;
    walk->ours = true;
    return true;
}

static void walk_candidate(struct walk *walk, struct node *root, uint32_t index, bool template) {
    struct document document = {.root = root, .index = index, .template = template, .embedded = walk->embedded > 0};
    if (!document_classify(&document, root, &walk->hint)) {
        collect_foreign(&walk->result->facts, root, index, template);
        return;
    }
    if (walk->ignores->dialect == DIALECT_LOGQL)
        document.dialect = DIALECT_LOGQL;
    if (!is_ignored(walk, &document))
        walk_document(walk, &document);
}

void walk_root(struct walk *walk, struct node *root, uint32_t index, bool template) {
    if (root->kind == NODE_MAPPING && is_list(root)) {
        struct node *items = (struct node *)node_member(root, STR("items"));
        for (struct node *item = items->children; item; item = item->next)
            walk_candidate(walk, item, index, template);
        return;
    }
    walk_candidate(walk, root, index, template);
}
