/* One pass over the text, eight bytes at a time where they are printable ASCII. */
#include "yaml/check.h"

#include <stdint.h>
#include <string.h>

/* True if each of eight bytes is printable ASCII or a line feed. No sum carries into the next byte. */
static bool eight_printable(const char *bytes) {
    const uint64_t high = UINT64_C(0x8080808080808080), low = UINT64_C(0x0101010101010101);
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    if (word & high)
        return false;
    uint64_t from_space = word + low * 0x60, is_delete = word + low, no_feed = (word ^ low * '\n') + low * 0x7F;
    return (((from_space & ~is_delete) | ~no_feed) & high) == high;
}

/* Bytes of the UTF-8 sequence (RFC 3629) that begins here, 0 if it is none. */
static size_t sequence_length(str text, size_t at) {
    const unsigned char *c = (const unsigned char *)text.ptr + at;
    size_t left = text.len - at;
    size_t length = c[0] < 0x80 ? 1 : c[0] < 0xC2 ? 0 : c[0] < 0xE0 ? 2 : c[0] < 0xF0 ? 3 : c[0] < 0xF5 ? 4 : 0;
    if (length == 0 || length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((c[i] & 0xC0) != 0x80)
            return 0;
    bool overlong = (c[0] == 0xE0 && c[1] < 0xA0) || (c[0] == 0xF0 && c[1] < 0x90);
    bool beyond = (c[0] == 0xED && c[1] > 0x9F) || (c[0] == 0xF4 && c[1] > 0x8F);
    return overlong || beyond ? 0 : length;
}

/* Characters outside YAML's c-printable (YAML 1.2, production 1). */
static bool is_control(str text, size_t at, size_t length) {
    const unsigned char *c = (const unsigned char *)text.ptr + at;
    if (length == 1)
        return (c[0] < 0x20 && c[0] != '\t' && c[0] != '\n' && c[0] != '\r') || c[0] == 0x7F;
    if (length == 2)
        return c[0] == 0xC2 && c[1] < 0xA0 && c[1] != 0x85;
    return length == 3 && c[0] == 0xEF && c[1] == 0xBF && c[2] >= 0xBE;
}

/* The bytes up to the next one that may begin a character: one flaw, not one for each byte. */
static size_t flaw_end(str text, size_t at) {
    size_t end = at + 1;
    while (end < text.len && ((unsigned char)text.ptr[end] & 0xC0) == 0x80)
        end++;
    return end;
}

static bool is_utf16(str text) {
    if (str_starts_with(text, STR("\xFF\xFE")) || str_starts_with(text, STR("\xFE\xFF")))
        return true;
    return text.len >= 4 &&
           ((!text.ptr[0] && text.ptr[1] && !text.ptr[2]) || (!text.ptr[1] && text.ptr[0] && !text.ptr[3]));
}

enum { BLOCK = 64 };

/* The same of a block, in a shape that compilers turn into vectors. */
static bool block_printable(const char *bytes) {
    unsigned char flaws = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        unsigned char c = (unsigned char)bytes[i];
        flaws |= (unsigned char)((unsigned char)(c - 0x20) > 0x5E && c != '\n');
    }
    return flaws == 0;
}

struct text_check text_check(str text) {
    struct text_check check = {true, TEXT_SOUND, text.len, text.len};
    if (is_utf16(text))
        return (struct text_check){true, TEXT_UTF16, 0, 2};
    for (size_t at = 0; at < text.len;) {
        if (text.len - at >= BLOCK && block_printable(text.ptr + at)) {
            at += BLOCK;
            continue;
        }
        if (text.len - at >= 8 && eight_printable(text.ptr + at)) {
            at += 8;
            continue;
        }
        size_t length = sequence_length(text, at);
        if (length == 0)
            return (struct text_check){check.ascii, TEXT_NOT_UTF8, at, flaw_end(text, at)};
        if (is_control(text, at, length))
            return (struct text_check){check.ascii, TEXT_CONTROL, at, at + length};
        check.ascii = check.ascii && length == 1;
        at += length;
    }
    return check;
}
