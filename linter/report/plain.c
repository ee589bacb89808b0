/* Steps and escapes. */
#include "report/plain.h"

#include <stddef.h>

#include "text/utf8.h"

struct plain_step plain_read(str text, size_t offset) {
    uint32_t code;
    size_t length = utf8_decode(text, offset, &code);
    if (length == 0)
        return (struct plain_step){0xFFFD, 1, false};
    return (struct plain_step){code, (uint32_t)length, true};
}

static bool turns_direction(uint32_t code) {
    return code == 0x061C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

bool plain_steers(uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029 || code == 0xFEFF ||
           turns_direction(code);
}

static void write_escape(struct stream *stream, uint32_t code) {
    if (code == '\n')
        stream_text(stream, "\\n");
    else if (code == '\r')
        stream_text(stream, "\\r");
    else if (code == '\t')
        stream_text(stream, "\\t");
    else
        stream_format(stream, code < 0x100 ? "\\x%02x" : "\\u%04x", (unsigned)code);
}

void plain_write(struct stream *stream, str text) {
    for (size_t at = 0; at < text.len;) {
        struct plain_step step = plain_read(text, at);
        if (!step.valid)
            stream_text(stream, "\xEF\xBF\xBD");
        else if (plain_steers(step.code))
            write_escape(stream, step.code);
        else
            stream_put(stream, str_slice(text, at, at + step.length));
        at += step.length;
    }
}
