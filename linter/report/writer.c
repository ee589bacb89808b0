/* Bytes are gathered and written in one piece; a piece larger than the buffer goes through it in parts. */
#include "report/writer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void writer_init(struct writer *writer, int fd) {
    writer->fd = fd;
    writer->error = 0;
    writer->len = 0;
}

static void write_out(struct writer *writer) {
    size_t done = 0;
    while (done < writer->len && writer->error == 0) {
        ssize_t written = write(writer->fd, writer->bytes + done, writer->len - done);
        if (written >= 0)
            done += (size_t)written;
        else if (errno != EINTR)
            writer->error = errno;
    }
    writer->len = 0;
}

void writer_put(struct writer *writer, str text) {
    while (text.len > 0) {
        if (writer->len == sizeof writer->bytes)
            write_out(writer);
        size_t room = sizeof writer->bytes - writer->len;
        size_t taken = text.len < room ? text.len : room;
        memcpy(writer->bytes + writer->len, text.ptr, taken);
        writer->len += taken;
        text = str_slice(text, taken, text.len);
    }
}

void writer_text(struct writer *writer, const char *text) {
    writer_put(writer, str_of(text));
}

void writer_byte(struct writer *writer, char byte) {
    writer_put(writer, (str){&byte, 1});
}

void writer_fill(struct writer *writer, char byte, size_t count) {
    while (count-- > 0)
        writer_byte(writer, byte);
}

void writer_format(struct writer *writer, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0)
        writer_text(writer, text);
}

bool writer_flush(struct writer *writer) {
    write_out(writer);
    return writer->error == 0 || writer->error == EPIPE;
}
