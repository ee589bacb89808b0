/* The source line of a place, and a line of carets below it. */
#ifndef MONLINT_REPORT_SNIPPET_H
#define MONLINT_REPORT_SNIPPET_H

#include "report/line.h"

/* Two lines. Tabs are copied through, so that both lines align at any tab width; what steers a terminal shows as
 * U+FFFD; of a line wider than 120 columns the part around the caret is shown. A place over several lines is underlined
 * to the end of its first. Nothing for a place without a source. */
void snippet_write(struct stream *stream, const struct palette *palette, const char *caret_color, place at,
                   struct range range);

#endif
