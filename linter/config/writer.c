/* Writing values so that reading them gives the same.
 *
 * A string is plain only if it is shaped like a rule id; everything else is quoted, and what YAML 1.2 does not take
 * within quotes (controls, line and paragraph separators, a byte order mark) is escaped by its code point. */
#include "config/writer.h"

#include <stdarg.h>
#include <string.h>

#include "text/duration.h"

void writer_put(struct writer *writer, str text) {
    for (size_t i = 0; i < text.len; i++)
        vec_push(writer->arena, &writer->out, text.ptr[i]);
}

void writer_format(struct writer *writer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    writer_put(writer, arena_format_list(writer->arena, format, arguments));
    va_end(arguments);
}

str writer_text(const struct writer *writer) {
    return (str){writer->out.at, writer->out.len};
}

/* Length of the character at i and its code point if it must be escaped in quotes: ASCII controls and DEL, C1
 * controls, U+2028, U+2029, U+FEFF, U+FFFE, U+FFFF. 0: as it is. */
static size_t special_at(str text, size_t i, unsigned *point) {
    unsigned char first = (unsigned char)text.ptr[i];
    unsigned char second = i + 1 < text.len ? (unsigned char)text.ptr[i + 1] : 0;
    unsigned char third = i + 2 < text.len ? (unsigned char)text.ptr[i + 2] : 0;
    *point = first;
    if (first < 0x20 || first == 0x7f)
        return 1;
    *point = second;
    if (first == 0xc2 && second >= 0x80 && second < 0xa0)
        return 2;
    *point = (first & 0x0fu) << 12 | (second & 0x3fu) << 6 | (third & 0x3fu);
    bool wide = (first & 0xf0u) == 0xe0 && (second & 0xc0u) == 0x80 && (third & 0xc0u) == 0x80;
    bool refused = *point == 0x2028 || *point == 0x2029 || *point == 0xfeff || *point == 0xfffe || *point == 0xffff;
    return wide && refused ? 3 : 0;
}

void writer_put_quoted(struct writer *writer, str text) {
    writer_put(writer, STR("\""));
    for (size_t i = 0; i < text.len;) {
        unsigned point;
        size_t len = special_at(text, i, &point);
        if (len)
            writer_format(writer, "\\u%04x", point);
        else if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            writer_format(writer, "\\%c", text.ptr[i]);
        else
            vec_push(writer->arena, &writer->out, text.ptr[i]);
        i += len ? len : 1;
    }
    writer_put(writer, STR("\""));
}

static bool is_plain(str text) {
    static const char *const words[] = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(text, words[i]))
            return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool letter = c >= 'a' && c <= 'z';
        if (!letter && (i == 0 || ((c < '0' || c > '9') && c != '-')))
            return false;
    }
    return text.len > 0;
}

void writer_put_scalar(struct writer *writer, str text) {
    if (is_plain(text))
        writer_put(writer, text);
    else
        writer_put_quoted(writer, text);
}

static void put_list(struct writer *writer, const struct str_list *list) {
    writer_put(writer, STR("["));
    for (size_t i = 0; i < list->len; i++) {
        writer_put(writer, i ? STR(", ") : STR(""));
        writer_put_scalar(writer, list->at[i]);
    }
    writer_put(writer, STR("]"));
}

static void put_choice(struct writer *writer, const struct option *option, size_t value) {
    for (size_t i = 0; i < option->choice_count; i++)
        if (option->choices[i].value == value)
            writer_put_scalar(writer, option->choices[i].name);
}

static void put_flags(struct writer *writer, const struct config *config, const struct option *option) {
    bool first = true;
    writer_put(writer, STR("["));
    for (size_t i = 0; i < option->choice_count; i++) {
        const bool *set = option_view(config, option->choices[i].value);
        if (!option->choices[i].value || !*set)
            continue;
        writer_put(writer, first ? STR("") : STR(", "));
        writer_put(writer, option->choices[i].name);
        first = false;
    }
    writer_put(writer, STR("]"));
}

static void put_severities(struct writer *writer, const struct config *config, const struct option *option) {
    writer_put(writer, STR("{"));
    for (size_t i = 0; i < config->severity_count; i++) {
        const struct severity_override *override = &config->severities[i];
        writer_put(writer, i ? STR(", ") : STR(""));
        writer_put_scalar(writer, override->rule);
        writer_put(writer, STR(": "));
        put_choice(writer, option, override->off ? SEVERITY_CHOICE_OFF : (size_t) override->severity);
    }
    writer_put(writer, STR("}"));
}

static size_t choice_of(const void *slot) {
    int value;
    memcpy(&value, slot, sizeof value);
    return (size_t)value;
}

void writer_put_value(struct writer *writer, const struct config *config, const struct option *option) {
    const void *slot = option_view(config, option->at);
    switch (option->type) {
    case OPTION_BOOL:
        writer_put(writer, *(const bool *)slot ? STR("true") : STR("false"));
        return;
    case OPTION_STRING:
        writer_put_quoted(writer, *(const str *)slot);
        return;
    case OPTION_VERSION:
        writer_put_quoted(writer, version_format(writer->arena, *(const version *)slot));
        return;
    case OPTION_DURATION:
        writer_put(writer, duration_format(writer->arena, *(const int64_t *)slot));
        return;
    case OPTION_CHOICE:
        put_choice(writer, option, choice_of(slot));
        return;
    case OPTION_STRINGS:
    case OPTION_RULES:
        put_list(writer, slot);
        return;
    case OPTION_FLAGS:
        put_flags(writer, config, option);
        return;
    case OPTION_SEVERITIES:
        put_severities(writer, config, option);
        return;
    case OPTION_GROUP:
        return;
    }
}

const char *option_type_name(enum option_type type) {
    static const char *const names[] = {
        [OPTION_GROUP] = "map",         [OPTION_BOOL] = "true or false",
        [OPTION_STRING] = "string",     [OPTION_VERSION] = "version",
        [OPTION_DURATION] = "duration", [OPTION_CHOICE] = "one of",
        [OPTION_STRINGS] = "strings",   [OPTION_RULES] = "rules",
        [OPTION_FLAGS] = "list of",     [OPTION_SEVERITIES] = "map from rules to one of",
    };
    return names[type];
}
