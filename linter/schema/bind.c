/* Binding collections: which row each child gets, which keys are unknown, missing, or stand for nothing.
 *
 * A violation is told once, where its cause stands: a value of the wrong type is not looked into, a null that its
 * reader takes for unset is none, a key that is misspelt is not missing as well, and neither is what a template's
 * action may fill in. */
#include "schema/bind_internal.h"

#include "schema/shape.h"

enum { HANDED_DEPTH = 16 }; /* no part that values hand over is deeper */

static bool reader_of_table(const struct table *table, enum reader *reader) {
    if (table->flags & TABLE_API_SERVER)
        *reader = READER_API_SERVER;
    else if (table->flags & TABLE_PROMETHEUS)
        *reader = READER_PROMETHEUS;
    else if (table->flags & TABLE_PROMTAIL)
        *reader = READER_PROMTAIL;
    else
        return false;
    return true;
}

enum reader bind_reader(const struct document *document, const struct node *node) {
    enum reader reader = document->reader;
    if (reader != READER_HELM)
        return reader;
    for (int i = 0; node && i < HANDED_DEPTH; i++, node = node->parent)
        if (node->field && node->field->type == FIELD_OBJECT && reader_of_table(node->field->table, &reader))
            return reader;
    return reader;
}

struct violation bind_fault(const struct binder *binder, enum violation_kind kind, const struct node *node) {
    return (struct violation){
        .kind = kind,
        .at = node_place(node),
        .node = node,
        .field = node->field,
        .reader = bind_reader(binder->document, node),
    };
}

void bind_send(struct binder *binder, const struct violation *violation) {
    binder->violation(binder->context, violation);
}

bool bind_is_opaque(const struct binder *binder, const struct node *node) {
    return node && binder->opaque && binder->opaque(binder->context, node);
}

static bool holds_action(str text) {
    return str_contains(text, STR("{{"));
}

/* A null that its reader drops leaves the key missing; one that a rule of its own judges does not. */
static bool is_absent(const struct node *member, const struct field *row) {
    return !member || (node_is_null(member) && !(row->flags & FIELD_SPOKEN));
}

/* A template may print what is missing, and a patch is merged into what has it. */
static bool is_whole(const struct binder *binder, const struct node *mapping) {
    return !binder->document->template && !node_member(mapping, STR("$patch")) && !bind_is_opaque(binder, mapping);
}

/* The required key that stands nowhere, unless it is meant by this unknown one; or NULL. */
static const struct field *absent_row(const struct node *member, const struct table *table, str meant) {
    const struct field *row = meant.len ? table_find(table, meant) : NULL;
    bool required = row && row->flags & FIELD_REQUIRED;
    return required && is_absent(node_member(member->parent, meant), row) ? row : NULL;
}

/* What an unknown key was meant to be: a key, a sentence, or nothing. */
static str meant_by(const struct node *member, const struct table *table, const char *hint) {
    if (hint)
        return str_of(hint);
    str nearest = table_nearest(table, node_key(member));
    return nearest.len || member->kind != NODE_SCALAR ? nearest : str_of(table_stray(table, STR("*")));
}

/* What a strategic merge patch says of the mapping or list around it (Kubernetes 1.34,
 * apimachinery/pkg/util/strategicpatch/patch.go). */
static bool is_patch_directive(str key) {
    return str_equal(key, STR("$patch")) || str_equal(key, STR("$retainKeys")) ||
           str_starts_with(key, STR("$setElementOrder/")) || str_starts_with(key, STR("$deleteFromPrimitiveList/"));
}

static void report_unknown(struct binder *binder, const struct node *member, const struct table *table,
                           const char *hint) {
    struct violation fault = bind_fault(binder, VIOLATION_UNKNOWN_KEY, member);
    if (fault.reader == READER_HELM || holds_action(node_key(member)) || bind_is_opaque(binder, member->key) ||
        (fault.reader == READER_API_SERVER && is_patch_directive(node_key(member))))
        return;
    fault.at = node_key_place(member);
    fault.table = table;
    fault.help = meant_by(member, table, hint);
    if (is_whole(binder, member->parent))
        fault.absent = absent_row(member, table, fault.help);
    bind_send(binder, &fault);
}

/* mimirtool's and lokitool's rule files name a namespace, Loki's are of another dialect, and Thanos says so in the
 * path. */
static bool extras_are_read(const struct document *document) {
    return document->dialect == DIALECT_LOGQL || (document->resource == &rule_file_resource &&
                                                  (node_member(document->root, STR("namespace")) ||
                                                   str_contains(document->root->tree->source->path, STR("thanos"))));
}

static void report_deprecated(struct binder *binder, const struct node *member) {
    if (member->kind == NODE_SCALAR && node_value(member).len == 0)
        return;
    struct violation fault = bind_fault(binder, VIOLATION_DEPRECATED, member);
    fault.at = node_key_place(member);
    fault.help = str_of(member->field->instead);
    bind_send(binder, &fault);
}

static void set_row(struct node *node, const struct field *row) {
    node->field = row;
    node->role = row ? (uint16_t)row->role : ROLE_NONE;
}

static void bind_member(struct binder *binder, struct node *member, const struct table *table) {
    if (!member->key || member->key->kind != NODE_SCALAR)
        return;
    const struct field *row = table_find(table, node_key(member));
    if (!row && table->flags & TABLE_VALUES)
        row = shape_find(member);
    if (row && row->flags & FIELD_EXTRA && !extras_are_read(binder->document)) {
        set_row(member, NULL);
        report_unknown(binder, member, table, row->instead);
        return;
    }
    set_row(member, row);
    if (!row && !(table->flags & TABLE_OPEN))
        report_unknown(binder, member, table, table_stray(table, node_key(member)));
    if (row && row->flags & FIELD_DEPRECATED && binder->document->reader != READER_HELM)
        report_deprecated(binder, member);
}

/* Where a key is missing: at the mapping's own key, or, in a list and at the root, at its first. */
static place place_of_mapping(const struct node *mapping) {
    if (mapping->key)
        return node_key_place(mapping);
    return mapping->children ? node_key_place(mapping->children) : node_place(mapping);
}

/* Is a key that was told as unknown this row, misspelt? Then nothing more is to be said. */
static bool is_misspelt(const struct node *mapping, const struct table *table, const struct field *row) {
    for (const struct node *member = mapping->children; member; member = member->next)
        if (!member->field && member->key && member->key->kind == NODE_SCALAR &&
            absent_row(member, table, meant_by(member, table, table_stray(table, node_key(member)))) == row)
            return true;
    return false;
}

static void check_required(struct binder *binder, const struct node *mapping, const struct table *table) {
    for (size_t i = 0; i < table->count; i++) {
        const struct field *row = &table->fields[i];
        if (!(row->flags & FIELD_REQUIRED))
            continue;
        const struct node *member = node_member(mapping, str_of(row->key));
        if (!is_absent(member, row))
            continue;
        struct violation fault = bind_fault(binder, VIOLATION_MISSING_KEY, mapping);
        if (fault.reader == READER_HELM || !is_whole(binder, mapping))
            return;
        if (is_misspelt(mapping, table, row))
            continue;
        fault.at = member ? node_key_place(member) : place_of_mapping(mapping);
        fault.field = row;
        fault.table = table;
        bind_send(binder, &fault);
    }
}

static void bind_object(struct binder *binder, struct node *node) {
    const struct table *table = node->field->table;
    if (node->kind != NODE_MAPPING) {
        bind_wrong_type(binder, node);
        return;
    }
    for (struct node *member = node->children; member; member = member->next)
        bind_member(binder, member, table);
    check_required(binder, node, table);
    if (node->role == ROLE_MATCH_EXPRESSION)
        bind_selector(binder, node);
}

static void bind_map(struct binder *binder, struct node *node) {
    if (node->kind != NODE_MAPPING) {
        bind_wrong_type(binder, node);
        return;
    }
    for (struct node *member = node->children; member; member = member->next)
        set_row(member, node->field->item);
    if (node->role == ROLE_MATCH_LABELS)
        bind_selector(binder, node);
}

/* An absent key that is required is told as missing, so a null one is no empty list as well. */
static void check_filled(struct binder *binder, const struct node *list) {
    bool null_and_missing = node_is_null(list) && list->field->flags & FIELD_REQUIRED;
    if (!(list->field->flags & FIELD_NONEMPTY) || null_and_missing || binder->document->template)
        return;
    struct violation fault = bind_fault(binder, VIOLATION_EMPTY_LIST, list);
    if (fault.reader == READER_HELM)
        return;
    fault.at = node_key_place(list);
    bind_send(binder, &fault);
}

/* Prometheus drops null items, the API server refuses them. */
static void bind_item(struct binder *binder, struct node *item, const struct field *row) {
    set_row(item, row);
    if (!node_is_null(item) || row->type == FIELD_ANY)
        return;
    if (bind_reader(binder->document, item) == READER_API_SERVER)
        bind_wrong_type(binder, item);
    set_row(item, NULL);
}

static void bind_list(struct binder *binder, struct node *node) {
    if (node->kind != NODE_SEQUENCE && !node_is_null(node)) {
        bind_wrong_type(binder, node);
        return;
    }
    if (node->child_count == 0) {
        check_filled(binder, node);
        return;
    }
    for (struct node *item = node->children; item; item = item->next)
        bind_item(binder, item, node->field->item);
    if (node->field->flags & (FIELD_KEYED | FIELD_UNIQUE))
        bind_distinct(binder, node);
}

static void check_api_version(struct binder *binder, const struct node *node) {
    const struct resource *resource = binder->document->resource;
    if (node->role != ROLE_API_VERSION || node->parent != binder->document->root || !resource->api_versions)
        return;
    str version = node_value(node);
    if (version.len == 0 || resource_serves(resource, version) || bind_is_opaque(binder, node))
        return;
    struct violation fault = bind_fault(binder, VIOLATION_API_VERSION, node);
    fault.help = str_of(resource->api_versions[0]);
    bind_send(binder, &fault);
}

void bind_node(struct binder *binder, struct node *node) {
    const struct field *row = node->field;
    if (!row || row->type == FIELD_ANY)
        return;
    if (row->type == FIELD_LIST)
        bind_list(binder, node);
    else if (node_is_null(node))
        return;
    else if (row->type == FIELD_OBJECT || (row->type == FIELD_YAML && node->kind == NODE_MAPPING))
        bind_object(binder, node);
    else if (row->type == FIELD_MAP)
        bind_map(binder, node);
    else
        bind_scalar(binder, node);
    check_api_version(binder, node);
}
