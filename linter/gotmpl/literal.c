/* Go's quoted strings and character constants.
 *
 * One escape is read by one function; the decoder and the map of positions both walk a literal with it, so that they
 * cannot disagree. A raw string has no escapes, but loses its carriage returns. */
#include "gotmpl/literal.h"

#include <string.h>

#include "base/vec.h"
#include "gotmpl/rune.h"

static const char simple_escapes[] = "abfnrtv\\";
static const char simple_bytes[] = "\a\b\f\n\r\t\v\\";

typedef VEC(char) bytes;

static void push_text(struct arena *arena, bytes *out, str text) {
    for (size_t i = 0; i < text.len; i++)
        vec_push(arena, out, text.ptr[i]);
}

static void push_quoted(struct arena *arena, bytes *out, struct rune rune, unsigned char byte) {
    if (gotmpl_rune_is_invalid(rune)) {
        push_text(arena, out, arena_format(arena, "\\x%02x", byte));
        return;
    }
    const char *simple = rune.code < 0x80 && rune.code != 0 ? strchr(simple_bytes, (int)rune.code) : NULL;
    if (rune.code == '"') {
        push_text(arena, out, STR("\\\""));
    } else if (simple) {
        vec_push(arena, out, '\\');
        vec_push(arena, out, simple_escapes[simple - simple_bytes]);
    } else if (rune.code < ' ' || rune.code == 0x7f) {
        push_text(arena, out, arena_format(arena, "\\x%02x", (unsigned)rune.code));
    } else if (rune.code < 0x10000) {
        push_text(arena, out, arena_format(arena, "\\u%04x", (unsigned)rune.code));
    } else {
        push_text(arena, out, arena_format(arena, "\\U%08x", (unsigned)rune.code));
    }
}

str gotmpl_literal_quote(struct arena *arena, str text, size_t limit) {
    bytes out = {0};
    vec_push(arena, &out, '"');
    for (size_t at = 0; at < text.len && limit > 0; limit--) {
        struct rune rune = gotmpl_rune_at(text, at);
        bool plain = !gotmpl_rune_is_invalid(rune) && gotmpl_rune_is_printable(rune.code) && rune.code != '"' &&
                     rune.code != '\\';
        if (plain)
            push_text(arena, &out, str_slice(text, at, at + rune.width));
        else
            push_quoted(arena, &out, rune, (unsigned char)text.ptr[at]);
        at += rune.width;
    }
    vec_push(arena, &out, '"');
    return (str){out.at, out.len};
}

/* The code point in UTF-8; returns its width. */
static size_t encode(uint32_t code, char out[4]) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t width = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = width - 1; i > 0; i--, code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3f));
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    out[0] = (char)(lead[width] | code);
    return width;
}

str gotmpl_literal_code_point(struct arena *arena, uint32_t code) {
    if (!gotmpl_rune_is_printable(code))
        return arena_format(arena, "U+%04X", (unsigned)code);
    char text[4];
    size_t width = encode(code, text);
    return arena_format(arena, "U+%04X '%.*s'", (unsigned)code, (int)width, text);
}

/* One character of a quoted literal. */
struct unit {
    size_t source; /* bytes in the literal; 0: wrong syntax */
    size_t width;  /* bytes decoded */
    char bytes[4];
};

static int digit_value(char digit) {
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    char lower = (char)(digit | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
}

/* The escapes that give a number: count digits of the base from byte `at`. */
static struct unit numeric_unit(str text, size_t at, size_t count, uint32_t base, bool is_byte) {
    uint32_t value = 0;
    for (size_t i = 0; i < count; i++) {
        int digit = at + i < text.len ? digit_value(text.ptr[at + i]) : 99;
        if (digit >= (int)base)
            return (struct unit){0};
        value = value * base + (uint32_t)digit;
    }
    struct unit unit = {.source = count, .width = 1};
    if (is_byte) {
        unit.bytes[0] = (char)value;
        return value > 255 ? (struct unit){0} : unit;
    }
    if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return (struct unit){0};
    unit.width = encode(value, unit.bytes);
    return unit;
}

/* An escape whose backslash stands at `at`. */
static struct unit escaped_unit(str text, size_t at, char quote) {
    char kind = at + 1 < text.len ? text.ptr[at + 1] : '\0';
    const char *simple = kind ? strchr(simple_escapes, kind) : NULL;
    if (simple || kind == quote)
        return (struct unit){2, 1, {simple ? simple_bytes[simple - simple_escapes] : quote}};
    struct unit unit = {0};
    if (kind == 'x' || kind == 'u' || kind == 'U')
        unit = numeric_unit(text, at + 2, kind == 'x' ? 2 : kind == 'u' ? 4 : 8, 16, kind == 'x');
    else if (kind >= '0' && kind <= '7')
        unit = numeric_unit(text, at + 1, 3, 8, true);
    if (unit.source > 0)
        unit.source += kind >= '0' && kind <= '7' ? 1 : 2;
    return unit;
}

/* The character at `at`: escaped, or as it stands. */
static struct unit unit_at(str text, size_t at, char quote) {
    char byte = text.ptr[at];
    if (byte == '\\')
        return escaped_unit(text, at, quote);
    if (byte == quote || byte == '\n')
        return (struct unit){0};
    struct unit unit = {.source = gotmpl_rune_at(text, at).width};
    unit.width = unit.source;
    memcpy(unit.bytes, text.ptr + at, unit.width);
    return unit;
}

/* The character at `at` of a string literal's content. */
static struct unit string_unit(str content, size_t at, char quote) {
    if (quote == '"')
        return unit_at(content, at, quote);
    struct unit unit = {.source = 1, .width = content.ptr[at] != '\r', .bytes = {content.ptr[at]}};
    return unit;
}

static str content_of(str literal) {
    return str_slice(literal, 1, literal.len - 1);
}

bool gotmpl_literal_unquote(struct arena *arena, str literal, str *value) {
    str content = content_of(literal);
    char quote = literal.ptr[0];
    *value = content;
    if (str_find_byte(content, quote == '"' ? '\\' : '\r') == content.len)
        return true;
    char *out = arena_alloc(arena, content.len);
    size_t len = 0;
    for (size_t at = 0; at < content.len;) {
        struct unit unit = string_unit(content, at, quote);
        if (unit.source == 0)
            return false;
        memcpy(out + len, unit.bytes, unit.width);
        len += unit.width;
        at += unit.source;
    }
    *value = (str){out, len};
    return true;
}

struct scalar_map gotmpl_literal_map(struct arena *arena, str literal, uint32_t at) {
    str content = content_of(literal);
    VEC(struct map_run) runs = {0};
    uint32_t decoded = 0;
    for (size_t i = 0; i < content.len;) {
        struct unit unit = string_unit(content, i, literal.ptr[0]);
        uint32_t start = at + 1 + (uint32_t)i, width = (uint32_t)unit.width;
        bool verbatim = unit.source == unit.width;
        struct map_run *last = runs.len > 0 ? &runs.at[runs.len - 1] : NULL;
        i += unit.source > 0 ? unit.source : 1;
        if (width == 0)
            continue;
        if (verbatim && last && last->verbatim && last->source.end == start) {
            last->length += width;
            last->source.end += width;
        } else {
            span source = {start, start + (uint32_t)unit.source};
            vec_push(arena, &runs, (struct map_run){decoded, width, source, verbatim});
        }
        decoded += width;
    }
    return (struct scalar_map){runs.at, (uint32_t)runs.len, at + 1};
}

str gotmpl_literal_check_character(struct arena *arena, str literal) {
    struct unit unit = unit_at(literal, 1, '\'');
    if (unit.source == 0)
        return STR("invalid syntax");
    if (unit.source + 2 == literal.len)
        return (str){0};
    bytes out = {0};
    push_text(arena, &out, STR("malformed character constant: "));
    push_text(arena, &out, literal);
    return (str){out.at, out.len};
}
