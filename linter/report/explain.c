/* A rule as a document: what it finds, why that hurts, what to write instead, and its tested examples. */
#include "report/report.h"

static void write_section(struct writer *writer, const char *title, const char *text) {
    if (!text || !*text)
        return;
    writer_format(writer, "\n%s\n  ", title);
    for (str rest = str_of(text); rest.ptr;) {
        writer_put(writer, str_split(&rest, '\n'));
        writer_text(writer, rest.ptr ? "\n  " : "\n");
    }
}

static void write_example(struct writer *writer, const char *title, const char *yaml) {
    if (!yaml || !*yaml)
        return;
    writer_format(writer, "\n%s\n", title);
    str rest = str_of(yaml);
    while (rest.len > 0) {
        str line = str_split(&rest, '\n');
        writer_text(writer, line.len ? "    " : "");
        writer_put(writer, line);
        writer_byte(writer, '\n');
    }
}

void report_explain(struct writer *writer, const struct rule_entry *entry) {
    const struct rule *rule = entry->rule;
    writer_format(writer, "%s (%s, %s, family %s)\n", rule->id, severity_name(rule->severity),
                  category_name(rule->category), entry->family);
    write_section(writer, "What it finds", rule->summary);
    write_section(writer, "Why", rule->why);
    write_section(writer, "What to write instead", rule->remedy);
    write_example(writer, "Bad", entry->bad);
    write_example(writer, "Good", entry->good);
}
