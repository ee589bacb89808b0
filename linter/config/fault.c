/* Building the diagnostics of a project file. */
#include "config/fault.h"

#include <stdarg.h>

#include "base/vec.h"

struct diag *fault_report(struct reading *reading, place at, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    struct diag *diag = vec_add(reading->arena, reading->faults);
    diag->rule = "invalid-config";
    diag->category = "meta";
    diag->severity = SEVERITY_ERROR;
    diag->at = at;
    diag->message = arena_format_list(reading->arena, format, arguments);
    diag->resource = (struct diag_resource){STR(""), STR(""), STR(""), STR("")};
    va_end(arguments);
    return diag;
}

void fault_help(struct reading *reading, struct diag *diag, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    diag_add_help_list(diag, reading->arena, format, arguments);
    va_end(arguments);
}

void fault_replace(struct reading *reading, struct diag *diag, const struct node *scalar, place at, str text) {
    bool shared = (scalar->flags & (NODE_ALIASED | NODE_MERGED | NODE_TAGGED | NODE_STRING_TAG)) != 0;
    bool own =
        scalar->style == STYLE_PLAIN || scalar->style == STYLE_SINGLE_QUOTED || scalar->style == STYLE_DOUBLE_QUOTED;
    if (scalar->kind != NODE_SCALAR || shared || !own)
        return;
    diag_add_fix(diag, reading->arena, false, at, text, arena_format(reading->arena, "write %.*s", STR_ARG(text)));
}

void fault_suggest(struct reading *reading, struct diag *diag, const struct node *scalar, place at, str text) {
    fault_help(reading, diag, "did you mean %.*s?", STR_ARG(text));
    fault_replace(reading, diag, scalar, at, text);
}
