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

void json_string(struct writer *writer, str text) {
    writer_byte(writer, '"');
    for (size_t at = 0; at < text.len;) {
        struct plain_step step = plain_read(text, at);
        if (!step.valid)
            writer_text(writer, "\xEF\xBF\xBD");
        else if (short_escape(step.code))
            writer_text(writer, short_escape(step.code));
        else if (must_escape(step.code))
            writer_format(writer, "\\u%04x", (unsigned)step.code);
        else
            writer_put(writer, str_slice(text, at, at + step.length));
        at += step.length;
    }
    writer_byte(writer, '"');
}

void json_name(struct writer *writer, bool first, const char *name) {
    writer_format(writer, "%s\"%s\":", first ? "" : ",", name);
}

void json_member(struct writer *writer, bool first, const char *name, str text) {
    json_name(writer, first, name);
    json_string(writer, text);
}
