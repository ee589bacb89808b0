/* report() and its kin: what a rule calls. */
#include "engine/report.h"

#include <stdarg.h>

static const char *const categories[] = {"refused",    "silent", "suspicious", "deprecated",
                                         "convention", "policy", "meta"};

const char *category_name(enum category category) {
    return categories[category];
}

static void name_resource(struct pass *pass, struct diag *diag) {
    const struct document *document = pass->document;
    if (!document || !document->root)
        return;
    const struct node *node = holder_find(&pass->sink->holder, pass->scratch, document->root, diag->at.span.start);
    diag->resource =
        (struct diag_resource){arena_copy(pass->arena, document->kind), arena_copy(pass->arena, document->namespace),
                               arena_copy(pass->arena, document->name), node_path(pass->arena, node)};
}

RULE_PRINTF(4, 0)
static struct diag *add(struct pass *pass, enum severity severity, place at, const char *format, va_list arguments) {
    const struct active_rule *active = pass->sink->active;
    pass->sink->full = pass->sink->diags.len >= REPORT_MOST;
    struct diag *diag = pass->sink->full ? &pass->sink->dropped : arena_new(pass->arena, struct diag);
    if (pass->sink->full)
        *diag = (struct diag){0};
    diag->rule = pass->rule->id;
    diag->category = category_name(pass->rule->category);
    diag->severity = active->severity_set || severity > active->severity ? active->severity : severity;
    diag->at = at;
    if (pass->sink->full)
        return diag;
    diag->message = arena_format_list(pass->arena, format, arguments);
    name_resource(pass, diag);
    vec_push(pass->arena, &pass->sink->diags, diag);
    return diag;
}

static bool is_dropped(const struct pass *pass, const struct diag *diag) {
    return diag == &pass->sink->dropped;
}

struct diag *report(struct pass *pass, place at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    struct diag *diag = add(pass, pass->sink->active->severity, at, format, arguments);
    va_end(arguments);
    return diag;
}

struct diag *report_as(struct pass *pass, enum severity severity, place at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    struct diag *diag = add(pass, severity, at, format, arguments);
    va_end(arguments);
    return diag;
}

struct diag *report_violation(struct pass *pass, const struct violation *violation) {
    struct diag *diag = report(pass, violation->at, "%.*s", STR_ARG(violation->message));
    if (violation->has_note)
        report_note(pass, diag, violation->note_at, "%.*s", STR_ARG(violation->note));
    if (violation->help.len)
        report_help(pass, diag, "%.*s", STR_ARG(violation->help));
    if (violation->fix.unquotes)
        report_unquote_fix(pass, diag, violation->fix.safe, violation->node, "write it without quotes");
    else if (violation->fix.text.len && violation->node)
        report_node_fix(pass, diag, violation->fix.safe, violation->node, violation->fix.text, "write what is meant");
    else if (violation->fix.text.len)
        report_fix(pass, diag, violation->fix.safe, violation->at, violation->fix.text, "write what is meant");
    return diag;
}

void report_note(struct pass *pass, struct diag *diag, place at, const char *format, ...) {
    if (is_dropped(pass, diag))
        return;
    va_list arguments;
    va_start(arguments, format);
    diag_add_note_list(diag, pass->arena, at, format, arguments);
    va_end(arguments);
}

void report_help(struct pass *pass, struct diag *diag, const char *format, ...) {
    if (is_dropped(pass, diag))
        return;
    va_list arguments;
    va_start(arguments, format);
    diag_add_help_list(diag, pass->arena, format, arguments);
    va_end(arguments);
}

void report_fix(struct pass *pass, struct diag *diag, bool safe, place at, str text, const char *message) {
    if (!is_dropped(pass, diag))
        diag_add_fix(diag, pass->arena, safe, at, text, str_of(message));
}

void report_object(struct diag *diag, const struct object_fact *object) {
    diag->resource.kind = object->kind.text;
    diag->resource.namespace = object->namespace.text;
    diag->resource.name = object->name.text;
}

static void become(struct pass *pass, const struct active_rule *active) {
    pass->rule = active->rule;
    pass->sink->active = active;
}

void run_node_rules(struct pass *pass, const struct active_list *rules, const struct node *node) {
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        rules->at[i]->rule->node(pass, node);
    }
}

void run_violation_rules(struct pass *pass, const struct active_list *rules, const struct violation *violation) {
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        rules->at[i]->rule->violation(pass, violation);
    }
}

void run_expression_rules(struct pass *pass, const struct active_list *rules, const struct expression *expression) {
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        rules->at[i]->rule->expression(pass, expression);
    }
}

void run_document_rules(struct pass *pass, const struct active_list *rules, const struct document *document) {
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        rules->at[i]->rule->document(pass, document);
    }
}

void run_view_rules(struct pass *pass, const struct active_list *rules, const struct rule_view *views, size_t count) {
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        for (size_t k = 0; k < count; k++)
            rules->at[i]->rule->rule(pass, &views[k]);
    }
}

void **begin_sweeps(struct pass *pass, const struct active_list *rules, const struct project *project) {
    void **states = arena_array(pass->kept, void *, rules->len);
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        states[i] = rules->at[i]->rule->begin(pass, project);
    }
    return states;
}

void run_sweeps(struct pass *pass, const struct active_list *rules, void *const *states, const struct rule_view *views,
                size_t count) {
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        for (size_t k = 0; k < count; k++)
            rules->at[i]->rule->visit(pass, states[i], &views[k]);
    }
}

void end_sweeps(struct pass *pass, const struct active_list *rules, void *const *states) {
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        if (rules->at[i]->rule->end)
            rules->at[i]->rule->end(pass, states[i]);
        arena_reset(pass->scratch);
    }
}

void run_project_rules(struct pass *pass, const struct active_list *rules, const struct project *project) {
    for (size_t i = 0; i < rules->len; i++) {
        become(pass, rules->at[i]);
        rules->at[i]->rule->project(pass, project);
        arena_reset(pass->scratch);
    }
}
