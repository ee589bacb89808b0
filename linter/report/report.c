/* The table of formats, and what they count alike. */
#include "report/report.h"

#include "report/formats.h"

struct format_row {
    const char *name;
    void (*print)(struct stream *stream, const struct report_input *input, struct arena *scratch);
};

static const struct format_row formats[] = {
    [REPORT_TEXT] = {"text", report_print_text},
    [REPORT_GCC] = {"gcc", report_print_gcc},
    [REPORT_JSON] = {"json", report_print_json},
    [REPORT_JSONL] = {"jsonl", report_print_jsonl},
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

bool report_format_parse(str name, enum report_format *format) {
    for (int i = 0; i < FORMATS; i++) {
        if (str_is(name, formats[i].name)) {
            *format = (enum report_format)i;
            return true;
        }
    }
    return false;
}

str report_format_names(struct arena *arena) {
    str names = str_of(formats[0].name);
    for (int i = 1; i < FORMATS; i++)
        names = arena_format(arena, "%.*s%s%s", STR_ARG(names), i + 1 < FORMATS ? ", " : " and ", formats[i].name);
    return names;
}

void report_print(enum report_format format, struct stream *stream, const struct report_input *input,
                  struct arena *scratch) {
    formats[format].print(stream, input, scratch);
}

struct severity_counts report_count(const struct outcome *outcome) {
    struct severity_counts counts = {{0}};
    for (size_t i = 0; i < outcome->diag_count; i++)
        counts.of[outcome->diags[i]->severity]++;
    return counts;
}

static const char *plural(size_t count) {
    return count == 1 ? "" : "s";
}

void report_summary(struct stream *stream, const struct outcome *outcome) {
    struct severity_counts counts = report_count(outcome);
    size_t errors = counts.of[SEVERITY_ERROR], warnings = counts.of[SEVERITY_WARNING];
    if (outcome->diag_count == 0)
        stream_text(stream, "no findings");
    else
        stream_format(stream, "%zu error%s, %zu warning%s, %zu info", errors, plural(errors), warnings,
                      plural(warnings), counts.of[SEVERITY_INFO]);
    stream_format(stream, " in %zu file%s", outcome->checked, plural(outcome->checked));
    if (outcome->skipped_count)
        stream_format(stream, ", %zu passed over", outcome->skipped_count);
    stream_text(stream, outcome->incomplete ? "; not everything could be checked\n" : "\n");
}
