/* Headers of findings and notes, and the colours of both. */
#include "report/line.h"

#include "report/plain.h"

static const struct palette plain = {"", "", "", "", "", "", {"", "", ""}};

static const struct palette colored = {
    .path = "\x1b[1m",
    .note = "\x1b[1;36m",
    .rule = "\x1b[2m",
    .gutter = "\x1b[34m",
    .help = "\x1b[32m",
    .reset = "\x1b[0m",
    .severity = {[SEVERITY_INFO] = "\x1b[1;36m", [SEVERITY_WARNING] = "\x1b[1;35m", [SEVERITY_ERROR] = "\x1b[1;31m"},
};

const struct palette *palette_of(bool color) {
    return color ? &colored : &plain;
}

void line_write_path(struct writer *writer, const struct source *source) {
    plain_write(writer, source ? source->path : STR("<project>"));
}

static void write_head(struct writer *writer, const struct palette *palette, const struct source *source,
                       struct position at) {
    writer_text(writer, palette->path);
    line_write_path(writer, source);
    writer_format(writer, ":%u:%u:%s ", (unsigned)at.line, (unsigned)at.column, palette->reset);
}

struct range line_write_diag(struct writer *writer, const struct palette *palette, struct locator *locator,
                             const struct diag *diag) {
    struct range range = locate(locator, diag->at);
    write_head(writer, palette, diag->at.source, range.start);
    writer_text(writer, palette->severity[diag->severity]);
    writer_text(writer, severity_name(diag->severity));
    writer_byte(writer, ':');
    writer_text(writer, palette->reset);
    writer_byte(writer, ' ');
    plain_write(writer, diag->message);
    writer_format(writer, " %s[%s]%s\n", palette->rule, diag->rule, palette->reset);
    return range;
}

struct range line_write_note(struct writer *writer, const struct palette *palette, const struct diag_note *note) {
    struct locator nowhere = {0};
    struct range range = locate(&nowhere, note->at);
    write_head(writer, palette, note->at.source, range.start);
    writer_format(writer, "%snote:%s ", palette->note, palette->reset);
    plain_write(writer, note->message);
    writer_byte(writer, '\n');
    return range;
}
