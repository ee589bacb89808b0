/* Buffered output to a file descriptor.
 *
 * Writing never fails on the spot: the first error is kept, what follows it is dropped, and stream_flush tells. */
#ifndef MONLINT_REPORT_STREAM_H
#define MONLINT_REPORT_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "base/str.h"

struct stream {
    int fd;
    int error; /* errno of the first write that failed, or 0 */
    size_t len;
    char bytes[16 * 1024];
};

/* The descriptor stays the caller's. */
void stream_init(struct stream *stream, int fd);

/* A text that does not fit behind what is held. */
void stream_overflow(struct stream *stream, str text);

/* Most of what is written are a few bytes: they are copied where they are asked for. */
static inline void stream_put(struct stream *stream, str text) {
    if (text.len == 0 || text.len > sizeof stream->bytes - stream->len) {
        stream_overflow(stream, text);
        return;
    }
    memcpy(stream->bytes + stream->len, text.ptr, text.len);
    stream->len += text.len;
}

static inline void stream_text(struct stream *stream, const char *text) {
    stream_put(stream, str_of(text));
}

static inline void stream_byte(struct stream *stream, char byte) {
    stream_put(stream, (str){&byte, 1});
}

/* The same byte, count times. */
void stream_fill(struct stream *stream, char byte, size_t count);

void stream_number(struct stream *stream, unsigned value);

/* Sixteen hexadecimal digits. */
void stream_hash(struct stream *stream, uint64_t value);

/* For numbers and short texts: what is longer than 511 bytes is cut. */
void stream_format(struct stream *stream, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Writes what is held. False if anything was lost, now or before: error says why. A reader that went away (EPIPE) is no
 * failure: it has seen what it wanted. */
bool stream_flush(struct stream *stream);

#endif
