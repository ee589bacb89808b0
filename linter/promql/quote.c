/* UTF-8 one code point at a time, and quoting. */
#include "promql/quote.h"

#include <stdbool.h>

enum { SURROGATES = 0xD800, AFTER_SURROGATES = 0xE000, LAST_RUNE = 0x10FFFF };

static uint32_t byte_at(str text, size_t at) {
    return at < text.len ? (unsigned char)text.ptr[at] : 0;
}

/* The length a first byte announces, and the bits it carries; 0 when it cannot come first. */
static size_t announced(uint32_t first, uint32_t *bits) {
    if (first < 0x80) {
        *bits = first;
        return 1;
    }
    if (first >= 0xC2 && first < 0xE0) {
        *bits = first & 0x1F;
        return 2;
    }
    if (first >= 0xE0 && first < 0xF0) {
        *bits = first & 0x0F;
        return 3;
    }
    if (first >= 0xF0 && first < 0xF5) {
        *bits = first & 0x07;
        return 4;
    }
    return 0;
}

size_t promql_rune(str text, size_t at, uint32_t *rune) {
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = 0;
    size_t len = announced(byte_at(text, at), &value);
    for (size_t i = 1; i < len; i++) {
        uint32_t byte = byte_at(text, at + i);
        if ((byte & 0xC0) != 0x80)
            len = 0;
        value = value << 6 | (byte & 0x3F);
    }
    bool is_valid =
        len > 0 && value >= smallest[len] && value <= LAST_RUNE && !(value >= SURROGATES && value < AFTER_SURROGATES);
    *rune = is_valid ? value : PROMQL_BAD_RUNE;
    return is_valid ? len : 1;
}

size_t promql_rune_encode(uint32_t rune, char *bytes) {
    if (rune < 0x80) {
        bytes[0] = (char)rune;
        return 1;
    }
    size_t len = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    static const unsigned marks[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (rune & 0x3F));
        rune >>= 6;
    }
    bytes[0] = (char)(marks[len] | rune);
    return len;
}

bool promql_is_utf8(str text) {
    for (size_t at = 0; at < text.len;) {
        uint32_t rune;
        size_t len = promql_rune(text, at, &rune);
        if (rune == PROMQL_BAD_RUNE && len == 1)
            return false;
        at += len;
    }
    return true;
}

/* Controls, marks without a shape and the blanks that look like one (Go 1.26, strconv.IsPrint). */
static const uint32_t unprintable[][2] = {
    {0, 0x1F},        {0x7F, 0xA0},     {0xAD, 0xAD},       {0x600, 0x605},       {0x61C, 0x61C},
    {0x6DD, 0x6DD},   {0x70F, 0x70F},   {0x1680, 0x1680},   {0x180E, 0x180E},     {0x2000, 0x200F},
    {0x2028, 0x202F}, {0x205F, 0x206F}, {0x3000, 0x3000},   {SURROGATES, 0xF8FF}, {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB}, {0xFFFE, 0xFFFF}, {0x1D173, 0x1D17A}, {0xE0001, 0xE007F},   {0xF0000, LAST_RUNE},
};

static bool prints(uint32_t rune) {
    for (size_t i = 0; i < sizeof unprintable / sizeof unprintable[0]; i++)
        if (rune >= unprintable[i][0] && rune <= unprintable[i][1])
            return false;
    return true;
}

static str escaped_rune(struct arena *arena, uint32_t rune, bool is_byte) {
    static const char letters[] = "abtnvfr"; /* of the controls from 7 on */
    if (rune >= '\a' && rune <= '\r')
        return arena_format(arena, "\\%c", letters[rune - '\a']);
    if (is_byte || rune < 0x80)
        return arena_format(arena, "\\x%02x", rune);
    return rune < 0x10000 ? arena_format(arena, "\\u%04x", rune) : arena_format(arena, "\\U%08x", rune);
}

static void append(struct arena *arena, char **at, size_t *len, size_t *cap, str piece) {
    while (*len + piece.len > *cap) {
        size_t wanted = *cap ? *cap * 2 : 64;
        char *moved = arena_alloc(arena, wanted);
        for (size_t i = 0; i < *len; i++)
            moved[i] = (*at)[i];
        *at = moved;
        *cap = wanted;
    }
    for (size_t i = 0; i < piece.len; i++)
        (*at)[(*len)++] = piece.ptr[i];
}

static str quoted(struct arena *arena, str text, char quote) {
    char *bytes = NULL;
    size_t len = 0, cap = 0;
    append(arena, &bytes, &len, &cap, (str){&quote, 1});
    for (size_t at = 0; at < text.len;) {
        uint32_t rune;
        size_t width = promql_rune(text, at, &rune);
        bool is_byte = rune == PROMQL_BAD_RUNE && width == 1;
        if (is_byte)
            rune = (unsigned char)text.ptr[at];
        if (rune == '\\' || rune == (unsigned char)quote)
            append(arena, &bytes, &len, &cap, STR("\\"));
        bool plain = !is_byte && rune != PROMQL_BAD_RUNE && prints(rune);
        append(arena, &bytes, &len, &cap, plain ? str_slice(text, at, at + width) : escaped_rune(arena, rune, is_byte));
        at += width;
    }
    append(arena, &bytes, &len, &cap, (str){&quote, 1});
    return (str){bytes, len};
}

str promql_quote(struct arena *arena, str text) {
    return quoted(arena, text, '"');
}

str promql_quote_rune(struct arena *arena, str text, size_t at) {
    uint32_t rune = PROMQL_BAD_RUNE;
    size_t width = at < text.len ? promql_rune(text, at, &rune) : 0;
    if (rune == PROMQL_BAD_RUNE)
        return STR("'\xef\xbf\xbd'");
    return quoted(arena, str_slice(text, at, at + width), '\'');
}

str promql_name_rune(struct arena *arena, str text, size_t at) {
    uint32_t rune;
    size_t width = promql_rune(text, at, &rune);
    str shown = str_slice(text, at, at + width);
    if (!prints(rune))
        return arena_format(arena, "U+%04X", rune);
    return arena_format(arena, "U+%04X '%.*s'", rune, STR_ARG(shown));
}
