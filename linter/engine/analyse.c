/* analyse(buffer) -> result: one input, from bytes to facts and findings. */
#include "engine/blank.h"
#include "engine/result.h"
#include "engine/walk.h"

static struct result *result_new(const struct input *input, struct arena *arena) {
    struct result *result = arena_new(arena, struct result);
    *result = (struct result){.input = *input, .arena = arena};
    result->facts.arena = arena;
    result->diags = arena_new(arena, struct diag_list);
    result->ignores = arena_new(arena, struct ignore_list);
    source_init(&result->source, arena, input->path, input->bytes);
    return result;
}

/* A fault of a file is ours to report if the file was named, if a document of it was ours, or if what can be read of
 * it is plainly monitoring configuration. */
static bool is_ours(const struct walk *walk) {
    str bytes = walk->result->source.bytes;
    if (walk->ours || walk->result->input.named)
        return true;
    return str_contains(bytes, STR("apiVersion: monitoring.coreos.com/")) ||
           (str_contains(bytes, STR("groups:")) && str_contains(bytes, STR("expr:")) &&
            (str_contains(bytes, STR("alert:")) || str_contains(bytes, STR("record:"))));
}

static void skip(struct result *result, const char *reason) {
    result->skipped = str_of(reason);
}

static enum violation_kind fault_violation(enum yaml_fault_kind kind) {
    if (kind == YAML_FAULT_LIMIT)
        return VIOLATION_RESOURCE_LIMIT;
    return kind == YAML_FAULT_UTF8 ? VIOLATION_INVALID_UTF8 : VIOLATION_YAML_SYNTAX;
}

static void report_fault(struct walk *walk, const struct yaml_fault *fault, bool template) {
    struct result *result = walk->result;
    if (fault->kind == YAML_FAULT_NONE)
        return;
    if (fault->kind != YAML_FAULT_LIMIT && template) {
        if (!walk->ours)
            skip(result, "a template that is not YAML until it is rendered");
        return;
    }
    if (fault->kind != YAML_FAULT_LIMIT && !is_ours(walk)) {
        skip(result, fault->kind == YAML_FAULT_UTF8
                         ? "not UTF-8, and nothing in it looks like monitoring configuration"
                         : "not YAML, and nothing in it looks like monitoring configuration");
        return;
    }
    walk->ours = true;
    result->incomplete |= fault->kind == YAML_FAULT_LIMIT;
    if (fault->kind == YAML_FAULT_LIMIT)
        result->read = fault->at.end;
    struct violation violation = {.kind = fault_violation(fault->kind),
                                  .at = {&result->source, fault->at},
                                  .message = fault->message,
                                  .help = fault->help,
                                  .has_note = fault->has_note,
                                  .note_at = {&result->source, fault->note_at},
                                  .note = fault->note};
    walk_violation(walk, &violation);
}

/* A file's text and its documents. */
struct reading {
    struct blanked blanked;
    struct yaml_loader *loader;
    VEC(struct tree *) ahead; /* read, not walked yet */
};

static void open_text(struct walk *walk, struct reading *reading, struct blanked blanked) {
    struct yaml_loader *loader = yaml_open(walk->scratch, &walk->result->source, blanked.text, NULL, &walk->budget);
    yaml_keep_comments(loader, STR("monlint:"));
    *reading = (struct reading){.blanked = blanked, .loader = loader};
}

static void walk_read(struct walk *walk, const struct reading *reading, struct tree *tree) {
    struct result *result = walk->result;
    bool template = reading->blanked.template, before = walk->ours;
    walk->ours = false;
    blank_mark(&reading->blanked, tree);
    ignores_collect(walk->ignores, result->arena, &result->source, reading->loader, tree);
    if (tree->root)
        walk_root(walk, tree->root, tree->index, template);
    if (walk->ours && !template)
        walk_duplicates(walk, tree);
    walk->ours |= before;
}

static void read_documents(struct walk *walk, const struct reading *reading) {
    struct result *result = walk->result;
    for (size_t i = 0; i < reading->ahead.len; i++)
        walk_read(walk, reading, reading->ahead.at[i]);
    for (struct tree *tree; (tree = yaml_next(reading->loader));)
        walk_read(walk, reading, tree);
    ignores_collect(walk->ignores, result->arena, &result->source, reading->loader, NULL);
    report_fault(walk, yaml_fault(reading->loader), reading->blanked.template);
    yaml_close(reading->loader);
}

/* Reads ahead to the end: is the text YAML, without a node that begins as an action does? */
static bool is_yaml(struct walk *walk, struct reading *reading) {
    for (struct tree *tree; (tree = yaml_next(reading->loader));)
        vec_push(walk->scratch, &reading->ahead, tree);
    return yaml_fault(reading->loader)->kind == YAML_FAULT_NONE && !yaml_saw_braces(reading->loader);
}

/* A text that may be a template is one if it is no YAML as it stands and an action stands where YAML expects a node.
 * Nearly all are YAML: so that is tried first, and nothing is walked before it is known. */
static void open_doubtful(struct walk *walk, struct reading *reading, str text, uint32_t start) {
    struct arena_mark mark = arena_mark(walk->scratch);
    open_text(walk, reading, (struct blanked){.text = text});
    if (is_yaml(walk, reading) || !blank_is_template(text))
        return;
    yaml_close(reading->loader);
    arena_release(walk->scratch, mark);
    walk->budget = (struct yaml_budget){0};
    open_text(walk, reading, blank_file(walk->scratch, text, start));
}

static void tell_template(struct walk *walk) {
    struct result *result = walk->result;
    uint32_t bom = source_bom(&result->source);
    struct violation violation = {.kind = VIOLATION_UNRENDERED_TEMPLATE, .at = {&result->source, {bom, bom}}};
    if (walk->ours)
        walk_violation(walk, &violation);
}

static void read_input(struct walk *walk) {
    struct result *result = walk->result;
    uint32_t bom = source_bom(&result->source);
    str text = str_slice(result->source.bytes, bom, result->source.bytes.len);
    struct reading reading;
    if (walk->hint.chart_template && str_contains(text, STR("{{")))
        open_text(walk, &reading, blank_file(walk->scratch, text, bom));
    else if (blank_is_doubtful(text))
        open_doubtful(walk, &reading, text, bom);
    else
        open_text(walk, &reading, (struct blanked){.text = text});
    read_documents(walk, &reading);
    if (reading.blanked.template)
        tell_template(walk);
}

/* The bound leaves room for this one. */
static void tell_full(struct walk *walk) {
    struct violation violation = {.kind = VIOLATION_RESOURCE_LIMIT,
                                  .at = {&walk->result->source, {0, 0}},
                                  .message = STR("more than 100000 findings: the rest are not shown")};
    if (!walk->sink.full)
        return;
    walk->sink.diags.len--;
    walk->result->incomplete = true;
    walk_violation(walk, &violation);
}

static void refuse_size(struct walk *walk) {
    struct violation violation = {.kind = VIOLATION_RESOURCE_LIMIT,
                                  .at = {&walk->result->source, {0, 0}},
                                  .message = arena_copy(walk->result->arena, walk->result->input.reason)};
    walk->ours = true;
    walk->result->incomplete = true;
    walk_violation(walk, &violation);
}

struct result *engine_analyse(const struct engine *engine, const struct input *input, struct arena *arena,
                              struct arena *scratch) {
    struct result *result = result_new(input, arena);
    struct walk walk = {
        .engine = engine, .result = result, .scratch = scratch, .ignores = result->ignores, .hint = input->hint};
    walk.pass = (struct pass){
        .config = engine->config, .source = &result->source, .arena = arena, .scratch = scratch, .sink = &walk.sink};
    if (input->outcome == READ_FAILED)
        result->incomplete = true;
    else if (input->outcome == READ_TOO_LARGE)
        refuse_size(&walk);
    else
        read_input(&walk);
    tell_full(&walk);
    if (!walk.ours && result->skipped.len == 0)
        skip(result, input->outcome == READ_FAILED ? "cannot be read" : "no document that monlint knows");
    *result->diags = (struct diag_list){walk.sink.diags.at, walk.sink.diags.len};
    arena_reset(scratch);
    return result;
}
