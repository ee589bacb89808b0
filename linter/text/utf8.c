/* A decoder by the table of well-formed sequences (Unicode 15, table 3-7), and two lists of ranges for the width. */
#include "text/utf8.h"

#include <string.h>

/* Bytes from at on that are ASCII for certain, in steps of eight. */
static size_t skip_ascii(str bytes, size_t at) {
    while (bytes.len - at >= sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, bytes.ptr + at, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        at += sizeof word;
    }
    return at;
}

bool utf8_valid(str bytes, size_t *bad) {
    uint32_t code_point;
    for (size_t at = 0; (at = skip_ascii(bytes, at)) < bytes.len;) {
        size_t length = utf8_decode(bytes, at, &code_point);
        if (length == 0) {
            if (bad)
                *bad = at;
            return false;
        }
        at += length;
    }
    return true;
}

/* Length of a sequence by its first byte, and the bits of the code point in it; 0 for a byte that starts none. */
static size_t lead(unsigned char byte, uint32_t *bits) {
    if (byte >= 0xC2 && byte <= 0xDF)
        return *bits = byte & 0x1F, 2;
    if (byte >= 0xE0 && byte <= 0xEF)
        return *bits = byte & 0x0F, 3;
    if (byte >= 0xF0 && byte <= 0xF4)
        return *bits = byte & 0x07, 4;
    return 0;
}

size_t utf8_decode(str bytes, size_t at, uint32_t *code_point) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = 0;
    if (at >= bytes.len)
        return 0;
    unsigned char first = (unsigned char)bytes.ptr[at];
    if (first < 0x80) {
        *code_point = first;
        return 1;
    }
    size_t length = lead(first, &value);
    if (length == 0 || bytes.len - at < length)
        return 0;
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)bytes.ptr[at + i];
        if ((byte & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (byte & 0x3F);
    }
    if (value < least[length] || value > UTF8_LAST || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code_point = value;
    return length;
}

size_t utf8_encode(uint32_t code_point, char bytes[UTF8_LONGEST]) {
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t length = code_point < 0x80 ? 1 : code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    bytes[0] = (char)(leads[length] | code_point);
    return length;
}

struct range {
    uint32_t first, last;
};

/* Marks and formats that take no cell of their own, in the scripts that turn up in configuration; ascending. */
static const struct range narrow[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489},   {0x0591, 0x05BD},   {0x05BF, 0x05BF},   {0x05C1, 0x05C2}, {0x05C4, 0x05C5},
    {0x05C7, 0x05C7}, {0x0610, 0x061A},   {0x064B, 0x065F},   {0x0670, 0x0670},   {0x06D6, 0x06DC}, {0x06DF, 0x06E4},
    {0x06E7, 0x06E8}, {0x06EA, 0x06ED},   {0x0711, 0x0711},   {0x0730, 0x074A},   {0x0900, 0x0902}, {0x093A, 0x093A},
    {0x093C, 0x093C}, {0x0941, 0x0948},   {0x094D, 0x094D},   {0x0951, 0x0957},   {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},
    {0x0E47, 0x0E4E}, {0x0EB1, 0x0EB1},   {0x0EB4, 0x0EBC},   {0x1160, 0x11FF},   {0x135D, 0x135F}, {0x1AB0, 0x1ACE},
    {0x1DC0, 0x1DFF}, {0x200B, 0x200F},   {0x202A, 0x202E},   {0x2060, 0x2064},   {0x2066, 0x206F}, {0x20D0, 0x20F0},
    {0x302A, 0x302D}, {0x3099, 0x309A},   {0xA66F, 0xA672},   {0xFB1E, 0xFB1E},   {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
    {0xFEFF, 0xFEFF}, {0x1F3FB, 0x1F3FF}, {0xE0001, 0xE007F}, {0xE0100, 0xE01EF},
};

/* East Asian Width W and F, and emoji shown as such by default; ascending. */
static const struct range wide[] = {
    {0x1100, 0x115F},   {0x231A, 0x231B},   {0x2329, 0x232A},   {0x23E9, 0x23EC},   {0x23F0, 0x23F0},
    {0x23F3, 0x23F3},   {0x25FD, 0x25FE},   {0x2614, 0x2615},   {0x2648, 0x2653},   {0x267F, 0x267F},
    {0x2693, 0x2693},   {0x26A1, 0x26A1},   {0x26AA, 0x26AB},   {0x26BD, 0x26BE},   {0x26C4, 0x26C5},
    {0x26CE, 0x26CE},   {0x26D4, 0x26D4},   {0x26EA, 0x26EA},   {0x26F2, 0x26F3},   {0x26F5, 0x26F5},
    {0x26FA, 0x26FA},   {0x26FD, 0x26FD},   {0x2705, 0x2705},   {0x270A, 0x270B},   {0x2728, 0x2728},
    {0x274C, 0x274C},   {0x274E, 0x274E},   {0x2753, 0x2755},   {0x2757, 0x2757},   {0x2795, 0x2797},
    {0x27B0, 0x27B0},   {0x27BF, 0x27BF},   {0x2B1B, 0x2B1C},   {0x2B50, 0x2B50},   {0x2B55, 0x2B55},
    {0x2E80, 0x303E},   {0x3041, 0x33FF},   {0x3400, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE10, 0xFE19},   {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},   {0x16FE0, 0x18CFF}, {0x1AFF0, 0x1B2FF}, {0x1F004, 0x1F004}, {0x1F0CF, 0x1F0CF},
    {0x1F18E, 0x1F18E}, {0x1F191, 0x1F19A}, {0x1F200, 0x1F320}, {0x1F32D, 0x1F335}, {0x1F337, 0x1F37C},
    {0x1F37E, 0x1F393}, {0x1F3A0, 0x1F3CA}, {0x1F3CF, 0x1F3D3}, {0x1F3E0, 0x1F3F0}, {0x1F3F4, 0x1F3F4},
    {0x1F3F8, 0x1F43E}, {0x1F440, 0x1F440}, {0x1F442, 0x1F4FC}, {0x1F4FF, 0x1F53D}, {0x1F54B, 0x1F567},
    {0x1F57A, 0x1F57A}, {0x1F595, 0x1F596}, {0x1F5A4, 0x1F5A4}, {0x1F5FB, 0x1F64F}, {0x1F680, 0x1F6C5},
    {0x1F6CC, 0x1F6CC}, {0x1F6D0, 0x1F6D2}, {0x1F6D5, 0x1F6D7}, {0x1F6DC, 0x1F6DF}, {0x1F6EB, 0x1F6EC},
    {0x1F6F4, 0x1F6FC}, {0x1F7E0, 0x1F7EB}, {0x1F90C, 0x1F93A}, {0x1F93C, 0x1F945}, {0x1F947, 0x1F9FF},
    {0x1FA70, 0x1FAFF}, {0x20000, 0x3FFFD},
};

static bool within(const struct range *ranges, size_t count, uint32_t code_point) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ranges[middle].last < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && ranges[low].first <= code_point;
}

unsigned utf8_width(uint32_t code_point) {
    if (code_point < narrow[0].first)
        return 1;
    if (within(narrow, sizeof narrow / sizeof *narrow, code_point))
        return 0;
    return within(wide, sizeof wide / sizeof *wide, code_point) ? 2 : 1;
}

size_t utf8_text_width(str text) {
    size_t width = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t code_point;
        size_t length = utf8_decode(text, at, &code_point);
        width += length ? utf8_width(code_point) : 1;
        at += length ? length : 1;
    }
    return width;
}
