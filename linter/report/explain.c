/* A rule as a document: what it finds, why that hurts, what to write instead, and its tested examples. */
#include "report/report.h"

static void write_section(struct stream *stream, const char *title, const char *text) {
    if (!text || !*text)
        return;
    stream_format(stream, "\n%s\n  ", title);
    for (str rest = str_of(text); rest.ptr;) {
        stream_put(stream, str_split(&rest, '\n'));
        stream_text(stream, rest.ptr ? "\n  " : "\n");
    }
}

static void write_example(struct stream *stream, const char *title, const char *yaml) {
    if (!yaml || !*yaml)
        return;
    stream_format(stream, "\n%s\n", title);
    str rest = str_of(yaml);
    while (rest.len > 0) {
        str line = str_split(&rest, '\n');
        stream_text(stream, line.len ? "    " : "");
        stream_put(stream, line);
        stream_byte(stream, '\n');
    }
}

void report_explain(struct stream *stream, const struct rule_entry *entry) {
    const struct rule *rule = entry->rule;
    stream_format(stream, "%s (%s, %s, family %s)\n", rule->id, severity_name(rule->severity),
                  category_name(rule->category), entry->family);
    write_section(stream, "What it finds", rule->summary);
    write_section(stream, "Why", rule->why);
    write_section(stream, "What to write instead", rule->remedy);
    write_example(stream, "Bad", entry->bad);
    write_example(stream, "Good", entry->good);
}
