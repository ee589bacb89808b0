/* Buffered output to a file descriptor.
 *
 * Writing never fails on the spot: the first error is kept, what follows it is dropped, and stream_flush tells. */
#ifndef MONLINT_REPORT_STREAM_H
#define MONLINT_REPORT_STREAM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct stream {
    int fd;
    int error; /* errno of the first write that failed, or 0 */
    size_t len;
    char bytes[16 * 1024];
};

/* The descriptor stays the caller's. */
void stream_init(struct stream *stream, int fd);

void stream_put(struct stream *stream, str text);
void stream_text(struct stream *stream, const char *text);
void stream_byte(struct stream *stream, char byte);

/* The same byte, count times. */
void stream_fill(struct stream *stream, char byte, size_t count);

void stream_number(struct stream *stream, unsigned value);

/* For numbers and short texts: what is longer than 511 bytes is cut. */
void stream_format(struct stream *stream, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes what is held. False if anything was lost, now or before: error says why. A reader that went away (EPIPE) is no
 * failure: it has seen what it wanted. */
bool stream_flush(struct stream *stream);

#endif
