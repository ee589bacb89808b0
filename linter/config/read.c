/* Reading a project file: YAML, then each key by its row in the option table.
 *
 * Nothing is silently passed over: an unknown key, a second document or a value of the wrong kind is a fault. Of a key
 * that stands twice the first is read, and the second is the fault. */
#include "config/fault.h"
#include "config/options.h"
#include "config/value.h"
#include "text/suggest.h"
#include "yaml/load.h"

static void read_mapping(struct reading *reading, const struct node *mapping, const struct option *group);

static void read_option(struct reading *reading, const struct node *member, const struct option *option) {
    size_t count;
    bool *seen = &reading->seen[option - options_all(&count)];
    if (*seen)
        return;
    *seen = true;
    if (option->type == OPTION_GROUP)
        read_mapping(reading, member, option);
    else
        value_read(reading, option, member);
}

/* The keys of a group, in the order of the table. */
static size_t keys_of(struct reading *reading, const struct option *group, str **keys) {
    size_t count, len = 0;
    const struct option *options = options_all(&count);
    *keys = arena_array(reading->arena, str, count);
    for (size_t i = 0; i < count; i++)
        if (option_in_group(&options[i], group))
            (*keys)[len++] = option_key(&options[i]);
    return len;
}

/* The option of this key in any group, or NULL. */
static const struct option *find_elsewhere(str key) {
    size_t count;
    const struct option *options = options_all(&count);
    for (size_t i = 0; i < count; i++)
        if (options[i].type != OPTION_GROUP && str_equal(option_key(&options[i]), key))
            return &options[i];
    return NULL;
}

static void report_unknown(struct reading *reading, const struct node *member, const struct option *group) {
    str *keys, key = node_key(member);
    struct diag *diag = fault_report(reading, node_key_place(member), "unknown key in the project file");
    size_t count = keys_of(reading, group, &keys), nearest = suggest_nearest(key, keys, count);
    const struct option *elsewhere = find_elsewhere(key);
    if (elsewhere)
        fault_help(reading, diag, "the key is %.*s", STR_ARG(elsewhere->path));
    else if (nearest != SUGGEST_NONE)
        fault_suggest(reading, diag, member->key, node_key_place(member), keys[nearest]);
    else if (group && count == 1)
        fault_help(reading, diag, "the only key of %.*s is %.*s", STR_ARG(group->path), STR_ARG(keys[0]));
    else
        fault_help(reading, diag, "--print-schema names all keys");
}

static void read_mapping(struct reading *reading, const struct node *mapping, const struct option *group) {
    if (node_is_null(mapping))
        return;
    if (mapping->kind != NODE_MAPPING) {
        place at = node_place(mapping);
        if (group)
            fault_report(reading, at, "expected keys below %.*s", STR_ARG(group->path));
        else
            fault_report(reading, at, "expected a map of settings");
        return;
    }
    for (const struct node *member = mapping->children; member; member = member->next) {
        if (member->flags & NODE_DUPLICATE)
            continue;
        const struct option *option = member->key->kind == NODE_SCALAR ? option_find(group, node_key(member)) : NULL;
        if (option)
            read_option(reading, member, option);
        else
            report_unknown(reading, member, group);
    }
}

static void report_duplicates(struct reading *reading, const struct tree *tree) {
    for (size_t i = 0; i < tree->duplicates.len; i++) {
        const struct yaml_duplicate *duplicate = &tree->duplicates.at[i];
        struct diag *diag = fault_report(reading, node_key_place(duplicate->again), "the key stands twice");
        diag_add_note(diag, reading->arena, node_key_place(duplicate->first), "first here");
    }
}

static void report_yaml(struct reading *reading, const struct yaml_fault *fault) {
    place at = {reading->source, fault->at};
    struct diag *diag = fault_report(reading, at, "%.*s", STR_ARG(fault->message));
    if (fault->has_note)
        diag_add_note(diag, reading->arena, (place){reading->source, fault->note_at}, "%.*s", STR_ARG(fault->note));
    if (fault->help.len)
        fault_help(reading, diag, "%.*s", STR_ARG(fault->help));
}

static void read_documents(struct reading *reading) {
    struct yaml_budget budget = {0};
    str text = str_slice(reading->source->bytes, source_bom(reading->source), reading->source->bytes.len);
    struct yaml_loader *loader = yaml_open(reading->arena, reading->source, text, NULL, &budget);
    const struct tree *tree = yaml_next(loader);
    if (tree) {
        report_duplicates(reading, tree);
        if (tree->root)
            read_mapping(reading, tree->root, NULL);
        const struct tree *second = yaml_next(loader);
        if (second && second->root)
            fault_report(reading, node_place(second->root), "a project file holds one document");
    }
    if (yaml_fault(loader)->kind != YAML_FAULT_NONE)
        report_yaml(reading, yaml_fault(loader));
    yaml_close(loader);
}

/* The folder of a path: "" for a bare name, "/" for one in the root. */
static str folder_of(str path) {
    size_t len = path.len;
    while (len > 0 && path.ptr[len - 1] != '/')
        len--;
    return str_slice(path, 0, len > 1 ? len - 1 : len);
}

bool config_read(struct config *config, struct arena *arena, const struct source *source, config_known_rule known,
                 void *context, struct config_faults *faults) {
    size_t before = faults->len, count;
    options_all(&count);
    struct reading reading = {config, arena, source, known, context, faults, arena_array(arena, bool, count)};
    config->path = arena_copy(arena, source->path);
    config->root = folder_of(config->path);
    config->prometheus.duration_expressions = false;
    read_documents(&reading);
    options_settle(config);
    return faults->len == before;
}
