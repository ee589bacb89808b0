/* The diagnostic as a value: what is wrong, where, and what to do about it.
 *
 * Everything it points to lives as long as the arena it was made in, but its sources, which the run keeps. */
#ifndef MONLINT_TEXT_DIAG_H
#define MONLINT_TEXT_DIAG_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/source.h"

enum severity { SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR };

/* "info", "warning" or "error". */
const char *severity_name(enum severity severity);

/* False when the text names none. */
bool severity_parse(str text, enum severity *severity);

/* A place that belongs to the finding. */
struct diag_note {
    place at;
    str message;
    struct diag_note *next;
};

/* A sentence without a place: what to write instead, or why. */
struct diag_help {
    str text;
    struct diag_help *next;
};

/* Replaces the bytes of a span by other text. */
struct diag_edit {
    place at;
    str text;
    struct diag_edit *next;
};

/* Edits that belong together. A safe fix does not change what a correct reader of the file understood. */
struct diag_fix {
    str message;
    bool safe;
    struct diag_edit *edits;
    struct diag_fix *next;
};

/* The object that holds the finding; empty strings where it has none. */
struct diag_resource {
    str kind, namespace, name;
    str path; /* spec.groups[0].rules[1].expr */
};

struct diag {
    const char *rule;     /* id */
    const char *category; /* of the rule */
    enum severity severity;
    place at;
    str message; /* lower case, no full stop */
    struct diag_note *notes;
    struct diag_note *last_note; /* of the notes, or NULL */
    struct diag_help *help;
    struct diag_fix *fixes;
    struct diag_resource resource;
    bool of_whole; /* holds only if the file has the whole of its objects, not parts that are merged into others */
};

/* Appended in the order of the calls; the text is formatted into the arena. */
void diag_add_note(struct diag *diag, struct arena *arena, place at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void diag_add_note_list(struct diag *diag, struct arena *arena, place at, const char *format,
                        __builtin_va_list arguments) __attribute__((format(printf, 4, 0)));
void diag_add_help_list(struct diag *diag, struct arena *arena, const char *format, __builtin_va_list arguments)
    __attribute__((format(printf, 3, 0)));

/* A fix of one edit; text is copied. */
struct diag_fix *diag_add_fix(struct diag *diag, struct arena *arena, bool safe, place at, str text, str message);

/* Order of printing: path, start, end, rule, severity, message; <0, 0 or >0. */
int diag_compare(const struct diag *a, const struct diag *b);

#endif
