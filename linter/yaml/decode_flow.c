/* Plain and quoted scalars: words, white space that folds, and escapes (YAML 1.2, 7.3 and 5.7). */
#include "yaml/breaks.h"
#include "yaml/decode.h"

/* White space from `at`: blanks alone stay; a single line break becomes a space, of more the first is dropped; behind
 * an escaped break none becomes a space. Returns the offset of what follows. */
static size_t fold(struct decoding *decoding, size_t at, size_t end, bool escaped) {
    size_t blanks = at;
    while (at < end && is_blank(decoding->text.ptr[at]))
        at++;
    size_t length = at < end ? break_length(decoding->text, at) : 0;
    if (!escaped && length == 0) {
        decode_verbatim(decoding, blanks, at - blanks);
        return at;
    }
    span first = {(uint32_t)at, (uint32_t)(at + length)};
    bool kept = !escaped && break_is_kept(decoding->text, at);
    if (kept)
        decode_break(decoding, at);
    if (!escaped)
        at += length;
    bool more = false;
    while (at < end && (is_blank(decoding->text.ptr[at]) || break_length(decoding->text, at) > 0)) {
        if (is_blank(decoding->text.ptr[at])) {
            at++;
            continue;
        }
        at = decode_break(decoding, at);
        more = true;
    }
    if (!escaped && !kept && !more)
        decode_spelt(decoding, STR(" "), first);
    return at;
}

static bool is_white(str text, size_t at) {
    return !is_word_byte(text.ptr[at]) && (is_blank(text.ptr[at]) || break_length(text, at) > 0);
}

void decode_plain(struct decoding *decoding, span raw) {
    for (size_t at = raw.start; at < raw.end;) {
        size_t word = at;
        while (at < raw.end && !is_white(decoding->text, at))
            at++;
        decode_verbatim(decoding, word, at - word);
        if (at < raw.end)
            at = fold(decoding, at, raw.end, false);
    }
}

void decode_single_quoted(struct decoding *decoding, span raw) {
    size_t end = raw.end - 1;
    for (size_t at = raw.start + 1; at < end;) {
        size_t word = at;
        while (at < end && !is_white(decoding->text, at) && decoding->text.ptr[at] != '\'')
            at++;
        decode_verbatim(decoding, word, at - word);
        if (at < end && decoding->text.ptr[at] == '\'') {
            decode_spelt(decoding, STR("'"), (span){(uint32_t)at, (uint32_t)at + 2});
            at += 2;
        } else if (at < end) {
            at = fold(decoding, at, end, false);
        }
    }
}

struct escape {
    char letter;
    unsigned char length;
    char bytes[4];
};

static const struct escape escapes[] = {
    {'0', 1, "\0"},
    {'a', 1, "\a"},
    {'b', 1, "\b"},
    {'t', 1, "\t"},
    {'\t', 1, "\t"},
    {'n', 1, "\n"},
    {'v', 1, "\v"},
    {'f', 1, "\f"},
    {'r', 1, "\r"},
    {'e', 1, "\x1B"},
    {' ', 1, " "},
    {'"', 1, "\""},
    {'/', 1, "/"},
    {'\\', 1, "\\"},
    {'N', 2, "\xC2\x85"},
    {'_', 2, "\xC2\xA0"},
    {'L', 3, "\xE2\x80\xA8"},
    {'P', 3, "\xE2\x80\xA9"},
};

/* The value of the hexadecimal digits; false when they are too few. */
static bool hexadecimal(str text, size_t at, size_t digits, uint32_t *value) {
    *value = 0;
    for (size_t i = 0; i < digits; i++) {
        char c = at + i < text.len ? text.ptr[at + i] : '\0';
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a') + 10
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A') + 10
                                                : 16;
        if (digit == 16)
            return false;
        *value = *value << 4 | digit;
    }
    return true;
}

static str utf8_of(uint32_t code, char bytes[4]) {
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1; code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(leads[length] | code);
    return (str){bytes, length};
}

/* JSON writes characters above U+FFFF as two escapes, which libyaml does not know (RFC 8259, 7). */
static bool is_pair(str text, size_t at, uint32_t high, uint32_t *code) {
    uint32_t low;
    if (high < 0xD800 || high > 0xDBFF || at + 1 >= text.len || text.ptr[at] != '\\' || text.ptr[at + 1] != 'u')
        return false;
    if (!hexadecimal(text, at + 2, 4, &low) || low < 0xDC00 || low > 0xDFFF)
        return false;
    *code = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
    return true;
}

static size_t decode_numbered(struct decoding *decoding, size_t at, size_t digits) {
    uint32_t code;
    size_t end = at + 2 + digits;
    if (!hexadecimal(decoding->text, at + 2, digits, &code))
        return at + 2;
    if (digits == 4 && is_pair(decoding->text, end, code, &code))
        end += 6;
    char bytes[4];
    decode_spelt(decoding, utf8_of(code, bytes), (span){(uint32_t)at, (uint32_t)end});
    return end;
}

/* at: the backslash; the character behind it is no line break. */
static size_t decode_escape(struct decoding *decoding, size_t at) {
    char letter = decoding->text.ptr[at + 1];
    if (letter == 'x' || letter == 'u' || letter == 'U')
        return decode_numbered(decoding, at, letter == 'x' ? 2 : letter == 'u' ? 4 : 8);
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].letter == letter)
            decode_spelt(decoding, (str){escapes[i].bytes, escapes[i].length}, (span){(uint32_t)at, (uint32_t)at + 2});
    return at + 2;
}

void decode_double_quoted(struct decoding *decoding, span raw) {
    str text = decoding->text;
    size_t end = raw.end - 1;
    for (size_t at = raw.start + 1; at < end;) {
        size_t word = at;
        while (at < end && !is_white(text, at) && text.ptr[at] != '\\')
            at++;
        decode_verbatim(decoding, word, at - word);
        if (at >= end)
            break;
        size_t continued = text.ptr[at] == '\\' ? break_length(text, at + 1) : 0;
        if (continued > 0)
            at = fold(decoding, at + 1 + continued, end, true);
        else
            at = text.ptr[at] == '\\' ? decode_escape(decoding, at) : fold(decoding, at, end, false);
    }
}
