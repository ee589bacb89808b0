/* The line that names a place: path:line:column: kind: message [rule]. Editors parse it. */
#ifndef MONLINT_REPORT_LINE_H
#define MONLINT_REPORT_LINE_H

#include "report/locate.h"
#include "report/stream.h"
#include "text/diag.h"

/* Escape sequences around the parts of a line; all empty without colour. */
struct palette {
    const char *path, *note, *rule, *gutter, *help, *reset;
    const char *severity[SEVERITY_ERROR + 1];
};

/* The palette of a terminal, or the empty one. */
const struct palette *palette_of(bool color);

/* The header of a finding. Returns where it stands; the locator goes there. */
struct range line_write_diag(struct stream *stream, const struct palette *palette, struct locator *locator,
                             const struct diag *diag);

/* The header of a note; near is where its finding stands. */
struct range line_write_note(struct stream *stream, const struct palette *palette, struct locator near,
                             const struct diag_note *note);

/* The path of a source, made harmless; a place of no file has a name in angle brackets. */
void line_write_path(struct stream *stream, const struct source *source);

#endif
