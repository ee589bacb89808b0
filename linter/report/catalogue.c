/* All rules in one list, by family and id, for people, for the documentation and for programs. */
#include <stdlib.h>
#include <string.h>

#include "report/json_text.h"
#include "report/report.h"

static const char *const format_names[] = {
    [CATALOGUE_TEXT] = "", [CATALOGUE_MARKDOWN] = "markdown", [CATALOGUE_JSON] = "json"};

bool catalogue_format_parse(str name, enum catalogue_format *format) {
    for (int i = CATALOGUE_TEXT; i <= CATALOGUE_JSON; i++) {
        if (str_is(name, format_names[i])) {
            *format = (enum catalogue_format)i;
            return true;
        }
    }
    return false;
}

static int compare_entries(const void *a, const void *b) {
    const struct rule_entry *const *left = a, *const *right = b;
    int order = strcmp((*left)->family, (*right)->family);
    return order ? order : strcmp((*left)->rule->id, (*right)->rule->id);
}

static const struct rule_entry **sorted_entries(struct arena *scratch, struct rule_list rules) {
    const struct rule_entry **sorted = arena_array(scratch, const struct rule_entry *, rules.len + 1);
    for (size_t i = 0; i < rules.len; i++)
        sorted[i] = &rules.at[i];
    qsort(sorted, rules.len, sizeof *sorted, compare_entries);
    return sorted;
}

static bool begins_family(const struct rule_entry *const *sorted, size_t i) {
    return i == 0 || strcmp(sorted[i - 1]->family, sorted[i]->family) != 0;
}

static void write_text(struct stream *stream, const struct rule_entry *const *sorted) {
    for (size_t i = 0; sorted[i]; i++) {
        const struct rule *rule = sorted[i]->rule;
        if (begins_family(sorted, i))
            stream_format(stream, "%s%s\n", i ? "\n" : "", sorted[i]->family);
        stream_format(stream, "  %-30s %-8s %-11s ", rule->id, severity_name(rule->severity),
                      category_name(rule->category));
        stream_text(stream, rule->summary);
        stream_byte(stream, '\n');
    }
}

/* A cell of a table: a bar would end it. */
static void write_cell(struct stream *stream, str text) {
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '|')
            stream_byte(stream, '\\');
        stream_byte(stream, text.ptr[i]);
    }
}

static void write_markdown(struct stream *stream, const struct rule_entry *const *sorted) {
    for (size_t i = 0; sorted[i]; i++) {
        const struct rule *rule = sorted[i]->rule;
        if (begins_family(sorted, i))
            stream_format(stream, "%s## %s\n\n| rule | severity | category | finds |\n|---|---|---|---|\n",
                          i ? "\n" : "", sorted[i]->family);
        stream_format(stream, "| `%s` | %s | %s | ", rule->id, severity_name(rule->severity),
                      category_name(rule->category));
        write_cell(stream, str_of(rule->summary));
        stream_text(stream, " |\n");
    }
}

static void write_json(struct stream *stream, const struct rule_entry *const *sorted) {
    stream_text(stream, "[");
    for (size_t i = 0; sorted[i]; i++) {
        const struct rule *rule = sorted[i]->rule;
        stream_text(stream, i ? ",\n{" : "\n{");
        json_member(stream, true, "id", str_of(rule->id));
        json_member(stream, false, "family", str_of(sorted[i]->family));
        json_member(stream, false, "category", str_of(category_name(rule->category)));
        json_member(stream, false, "severity", str_of(severity_name(rule->severity)));
        json_member(stream, false, "summary", str_of(rule->summary));
        json_member(stream, false, "why", str_of(rule->why));
        json_member(stream, false, "remedy", str_of(rule->remedy));
        stream_byte(stream, '}');
    }
    stream_text(stream, sorted[0] ? "\n]\n" : "]\n");
}

void report_catalogue(enum catalogue_format format, struct stream *stream, struct rule_list rules,
                      struct arena *scratch) {
    static void (*const printers[])(struct stream *, const struct rule_entry *const *) = {
        [CATALOGUE_TEXT] = write_text, [CATALOGUE_MARKDOWN] = write_markdown, [CATALOGUE_JSON] = write_json};
    printers[format](stream, sorted_entries(scratch, rules));
}
