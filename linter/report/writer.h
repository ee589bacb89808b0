/* Buffered output to a file descriptor.
 *
 * Writing never fails on the spot: the first error is kept, what follows it is dropped, and writer_flush tells. */
#ifndef MONLINT_REPORT_WRITER_H
#define MONLINT_REPORT_WRITER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct writer {
    int fd;
    int error; /* errno of the first write that failed, or 0 */
    size_t len;
    char bytes[16 * 1024];
};

/* The descriptor stays the caller's. */
void writer_init(struct writer *writer, int fd);

void writer_put(struct writer *writer, str text);
void writer_text(struct writer *writer, const char *text);
void writer_byte(struct writer *writer, char byte);

/* The same byte, count times. */
void writer_fill(struct writer *writer, char byte, size_t count);

/* For numbers and short texts: what is longer than 511 bytes is cut. */
void writer_format(struct writer *writer, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes what is held. False if anything was lost, now or before: error says why. A reader that went away (EPIPE) is no
 * failure: it has seen what it wanted. */
bool writer_flush(struct writer *writer);

#endif
