/* Building and ordering diagnostics. */
#include "text/diag.h"

#include <stdarg.h>
#include <string.h>

static const char *const names[] = {"info", "warning", "error"};

const char *severity_name(enum severity severity) {
    return names[severity];
}

bool severity_parse(str text, enum severity *severity) {
    for (int i = SEVERITY_INFO; i <= SEVERITY_ERROR; i++) {
        if (str_is(text, names[i])) {
            *severity = (enum severity)i;
            return true;
        }
    }
    return false;
}

void diag_add_note_list(struct diag *diag, struct arena *arena, place at, const char *format, va_list arguments) {
    struct diag_note *note = arena_new(arena, struct diag_note);
    note->at = at;
    note->message = arena_format_list(arena, format, arguments);
    *(diag->last_note ? &diag->last_note->next : &diag->notes) = note;
    diag->last_note = note;
}

void diag_add_note(struct diag *diag, struct arena *arena, place at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    diag_add_note_list(diag, arena, at, format, arguments);
    va_end(arguments);
}

void diag_add_help_list(struct diag *diag, struct arena *arena, const char *format, va_list arguments) {
    struct diag_help **last = &diag->help;
    while (*last)
        last = &(*last)->next;
    *last = arena_new(arena, struct diag_help);
    (*last)->text = arena_format_list(arena, format, arguments);
}

struct diag_fix *diag_add_fix(struct diag *diag, struct arena *arena, bool safe, place at, str text, str message) {
    struct diag_fix **last = &diag->fixes;
    while (*last)
        last = &(*last)->next;
    struct diag_edit *edit = arena_new(arena, struct diag_edit);
    edit->at = at;
    edit->text = arena_copy(arena, text);
    *last = arena_new(arena, struct diag_fix);
    **last = (struct diag_fix){arena_copy(arena, message), safe, edit, NULL};
    return *last;
}

static int compare_paths(const struct source *a, const struct source *b) {
    if (a == b)
        return 0;
    return str_compare(a ? a->path : STR(""), b ? b->path : STR(""));
}

static int compare_numbers(long long a, long long b) {
    return (a > b) - (a < b);
}

int diag_compare(const struct diag *a, const struct diag *b) {
    int order = compare_paths(a->at.source, b->at.source);
    if (order == 0)
        order = compare_numbers(a->at.span.start, b->at.span.start);
    if (order == 0)
        order = compare_numbers(a->at.span.end, b->at.span.end);
    if (order == 0)
        order = strcmp(a->rule, b->rule);
    if (order == 0)
        order = compare_numbers(a->severity, b->severity);
    if (order == 0)
        order = str_compare(a->message, b->message);
    return order;
}
