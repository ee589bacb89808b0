/* Lines and columns of places that lie near each other.
 *
 * Counting code points from the start of a line for each of many findings in one long line (a file without line breaks)
 * would be quadratic; the locator goes on from where it was. */
#ifndef MONLINT_REPORT_LOCATE_H
#define MONLINT_REPORT_LOCATE_H

#include "text/source.h"

/* Zeroed: nowhere. */
struct locator {
    const struct source *source;
    struct position at;
};

struct range {
    struct position start, end;
};

/* Where the place starts and ends. A place without a source is line 1, column 1. The locator stays at the start. */
struct range locate(struct locator *locator, place at);

#endif
