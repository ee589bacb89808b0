/* Bytes are gathered and written in one piece; a piece larger than the buffer goes through it in parts. */
#include "report/stream.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void stream_init(struct stream *stream, int fd) {
    stream->fd = fd;
    stream->error = 0;
    stream->len = 0;
}

static void write_out(struct stream *stream) {
    size_t done = 0;
    while (done < stream->len && stream->error == 0) {
        ssize_t written = write(stream->fd, stream->bytes + done, stream->len - done);
        if (written >= 0)
            done += (size_t)written;
        else if (errno != EINTR)
            stream->error = errno;
    }
    stream->len = 0;
}

void stream_overflow(struct stream *stream, str text) {
    while (text.len > 0) {
        if (stream->len == sizeof stream->bytes)
            write_out(stream);
        size_t room = sizeof stream->bytes - stream->len;
        size_t taken = text.len < room ? text.len : room;
        memcpy(stream->bytes + stream->len, text.ptr, taken);
        stream->len += taken;
        text = str_slice(text, taken, text.len);
    }
}

void stream_fill(struct stream *stream, char byte, size_t count) {
    while (count-- > 0)
        stream_byte(stream, byte);
}

void stream_number(struct stream *stream, unsigned value) {
    char digits[3 * sizeof value];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    stream_put(stream, (str){digits + at, sizeof digits - at});
}

void stream_hash(struct stream *stream, uint64_t value) {
    char digits[16];
    for (size_t at = sizeof digits; at-- > 0; value >>= 4)
        digits[at] = "0123456789abcdef"[value & 15];
    stream_put(stream, (str){digits, sizeof digits});
}

void stream_format(struct stream *stream, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0)
        stream_text(stream, text);
}

bool stream_flush(struct stream *stream) {
    write_out(stream);
    return stream->error == 0 || stream->error == EPIPE;
}
