/* Escapes of RFC 8259, and no more than it asks for but those that break readers of lines. */
#include "report/json_text.h"

#include "report/plain.h"

static const char *short_escape(uint32_t code) {
    static const char *const escapes[0x5D] = {['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\f'] = "\\f",
                                              ['\n'] = "\\n", ['\r'] = "\\r",  ['\t'] = "\\t"};
    return code < 0x5D ? escapes[code] : NULL;
}

static bool must_escape(uint32_t code) {
    return code < 0x20 || (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029;
}

/* Printable ASCII that stands for itself, from here on. */
static size_t plain_end(str text, size_t at) {
    while (at < text.len && text.ptr[at] >= ' ' && text.ptr[at] < 0x7F && text.ptr[at] != '"' && text.ptr[at] != '\\')
        at++;
    return at;
}

void json_string(struct stream *stream, str text) {
    stream_byte(stream, '"');
    for (size_t at = 0; at < text.len;) {
        size_t end = plain_end(text, at);
        stream_put(stream, str_slice(text, at, end));
        at = end;
        if (at == text.len)
            break;
        struct plain_step step = plain_read(text, at);
        if (!step.valid)
            stream_text(stream, "\xEF\xBF\xBD");
        else if (short_escape(step.code))
            stream_text(stream, short_escape(step.code));
        else if (must_escape(step.code))
            stream_format(stream, "\\u%04x", (unsigned)step.code);
        else
            stream_put(stream, str_slice(text, at, at + step.length));
        at += step.length;
    }
    stream_byte(stream, '"');
}
