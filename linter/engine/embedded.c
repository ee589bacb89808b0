/* Documents in strings: rules and Promtail's configuration in ConfigMaps, rule files in values.
 *
 * The reader of the string decides how sure we are that it is YAML: a field that is always read so makes a fault a
 * finding; a ConfigMap's key is looked at only if it holds what looks like rules, or like Promtail's file. */
#include "engine/blank.h"
#include "engine/walk.h"

/* A line at the left edge that begins a list of rule groups. */
static bool looks_like_rules(str text) {
    if (!str_contains(text, STR("groups")))
        return false;
    if (!str_contains(text, STR("alert")) && !str_contains(text, STR("record")) && !str_contains(text, STR("rules")))
        return false;
    str rest = text;
    while (rest.ptr) {
        str line = str_trim(str_split(&rest, '\n'));
        if (str_starts_with(line, STR("groups:")) || str_starts_with(line, STR("\"groups\":")) ||
            str_starts_with(line, STR("'groups':")) || str_starts_with(line, STR("{")))
            return true;
    }
    return false;
}

/* Both blocks at the left edge, as in no other program's configuration. */
static bool looks_like_promtail(str text) {
    bool clients = false, jobs = false;
    if (!str_contains(text, STR("scrape_configs:")) || !str_contains(text, STR("client")))
        return false;
    for (str rest = text; rest.ptr;) {
        str line = str_split(&rest, '\n');
        clients |= str_starts_with(line, STR("clients:")) || str_starts_with(line, STR("client:"));
        jobs |= str_starts_with(line, STR("scrape_configs:"));
    }
    return clients && jobs;
}

static void bind_embedded(struct walk *walk, const struct document *outer, struct node *scalar, struct tree *tree) {
    struct node *root = tree->root;
    root->parent = scalar;
    if (scalar->field->type == FIELD_MAYBE_YAML) {
        walk_root(walk, root, tree->index, tree->template);
        return;
    }
    struct document document = *outer;
    document.root = root;
    document.resource = &rule_file_resource;
    document.reader = document.resource->reader;
    document.embedded = true;
    document.template = tree->template;
    document.index = tree->index;
    walk_document(walk, &document);
}

static void report_fault(struct walk *walk, struct node *scalar, const struct yaml_fault *fault, bool template) {
    if (fault->kind == YAML_FAULT_NONE || (template && fault->kind != YAML_FAULT_LIMIT))
        return;
    struct violation violation = {.kind = VIOLATION_EMBEDDED_YAML,
                                  .at = {walk->pass.source, fault->at},
                                  .node = scalar,
                                  .field = scalar->field,
                                  .message = fault->message,
                                  .help = fault->help,
                                  .has_note = fault->has_note,
                                  .note_at = {walk->pass.source, fault->note_at},
                                  .note = fault->note};
    if (fault->kind == YAML_FAULT_LIMIT) {
        violation.kind = VIOLATION_RESOURCE_LIMIT;
        walk->result->incomplete = true;
    }
    walk_violation(walk, &violation);
}

enum { EMBEDDED_LONGEST = 4 * 1024 * 1024 }; /* its map into the file takes a multiple */

static bool is_too_long(struct walk *walk, struct node *scalar) {
    struct yaml_fault fault = {.kind = YAML_FAULT_LIMIT,
                               .at = scalar->span,
                               .message = STR("the document in this value is longer than 4 MiB")};
    if (scalar->value.len <= EMBEDDED_LONGEST)
        return false;
    report_fault(walk, scalar, &fault, false);
    return true;
}

static bool worth_reading(const struct walk *walk, const struct node *scalar) {
    str text = node_value(scalar);
    if (text.len == 0 || node_is_null(scalar) || walk->embedded >= WALK_MAX_EMBEDDED)
        return false;
    if (scalar->field->type == FIELD_MAYBE_YAML)
        return looks_like_rules(text) || looks_like_promtail(text);
    return !str_contains(text, STR("{{")) || !(scalar->field->flags & FIELD_TEMPLATED);
}

/* A chart's action may stand inside a string that holds rules, where it takes nothing from the YAML around it. */
static struct blanked blanked_value(struct walk *walk, const struct node *scalar) {
    if (scalar->tree->template)
        return blank_inherited(node_value(scalar), scalar->tree);
    return blank_string(walk->scratch, node_value(scalar), node_map(scalar));
}

static void tell_template(struct walk *walk, const struct node *scalar) {
    struct violation violation = {
        .kind = VIOLATION_UNRENDERED_TEMPLATE, .at = node_key_place(scalar), .node = scalar, .field = scalar->field};
    walk_violation(walk, &violation);
}

static void walk_inner(struct walk *walk, const struct document *outer, struct node *scalar, struct tree *tree) {
    bool before = walk->ours;
    walk->ours = false;
    bind_embedded(walk, outer, scalar, tree);
    if (walk->ours && !tree->template)
        walk_duplicates(walk, tree);
    if (walk->ours && tree->template && !scalar->tree->template)
        tell_template(walk, scalar);
    walk->ours |= before;
}

void walk_embedded(struct walk *walk, const struct document *outer, struct node *scalar) {
    if (!worth_reading(walk, scalar) || is_too_long(walk, scalar))
        return;
    struct blanked blanked = blanked_value(walk, scalar);
    struct yaml_loader *loader =
        yaml_open(walk->scratch, walk->pass.source, blanked.text, node_map(scalar), &walk->budget);
    yaml_keep_comments(loader, STR("monlint:"));
    struct file_hint hint = walk->hint;
    walk->hint = (struct file_hint){.path = node_key(scalar)};
    walk->embedded++;
    size_t seen = walk->ignores->comments_seen;
    walk->ignores->comments_seen = 0;
    for (struct tree *tree; (tree = yaml_next(loader));) {
        blank_mark(&blanked, tree);
        ignores_collect(walk->ignores, walk->result->arena, walk->pass.source, loader, tree);
        if (tree->root)
            walk_inner(walk, outer, scalar, tree);
    }
    walk->ignores->comments_seen = seen;
    walk->embedded--;
    walk->hint = hint;
    report_fault(walk, scalar, yaml_fault(loader), blanked.template);
    yaml_close(loader);
}
