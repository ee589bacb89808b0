/* Text that may come from anywhere, made fit for a terminal and for formats that demand UTF-8. */
#ifndef MONLINT_REPORT_PLAIN_H
#define MONLINT_REPORT_PLAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"
#include "report/stream.h"

/* One step through bytes. */
struct plain_step {
    uint32_t code;   /* the code point; U+FFFD for a byte that belongs to none */
    uint32_t length; /* bytes, at least 1 */
    bool valid;
};

/* Reads the code point that begins at the offset, which must lie before the end. What is no UTF-8 is passed over one
 * byte at a time. */
struct plain_step plain_read(str text, size_t offset);

/* True for what would steer a terminal or reorder a line instead of showing: controls of C0 and C1, DEL, line and
 * paragraph separators, a byte order mark, and the marks that embed, override or isolate a writing direction. */
bool plain_steers(uint32_t code);

/* Writes one line of text: invalid bytes as U+FFFD, and what steers as an escape (\n, \x1b, \u202e). */
void plain_write(struct stream *stream, str text);

#endif
