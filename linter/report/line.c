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

void line_write_path(struct stream *stream, const struct source *source) {
    plain_write(stream, source ? source->path : STR("<project>"));
}

static void write_head(struct stream *stream, const struct palette *palette, const struct source *source,
                       struct position at) {
    stream_text(stream, palette->path);
    line_write_path(stream, source);
    stream_format(stream, ":%u:%u:%s ", (unsigned)at.line, (unsigned)at.column, palette->reset);
}

struct range line_write_diag(struct stream *stream, const struct palette *palette, struct locator *locator,
                             const struct diag *diag) {
    struct range range = locate(locator, diag->at);
    write_head(stream, palette, diag->at.source, range.start);
    stream_text(stream, palette->severity[diag->severity]);
    stream_text(stream, severity_name(diag->severity));
    stream_byte(stream, ':');
    stream_text(stream, palette->reset);
    stream_byte(stream, ' ');
    plain_write(stream, diag->message);
    stream_format(stream, " %s[%s]%s\n", palette->rule, diag->rule, palette->reset);
    return range;
}

struct range line_write_note(struct stream *stream, const struct palette *palette, struct locator near,
                             const struct diag_note *note) {
    struct range range = locate(&near, note->at);
    write_head(stream, palette, note->at.source, range.start);
    stream_format(stream, "%snote:%s ", palette->note, palette->reset);
    plain_write(stream, note->message);
    stream_byte(stream, '\n');
    return range;
}
