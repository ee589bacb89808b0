/* Release numbers: two or three components, an optional v before and a pre-release or build behind.
 *
 * Only the numbers are kept: what 3.14.0 reads, 3.14.0-rc.0 reads too. */
#include "config/config.h"

enum { COMPONENTS = 3, COMPONENT_LIMIT = 1000, LONGEST_COMPONENT = 3 };

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Cuts a number without leading zeros off the front. */
static bool take_number(str *rest, uint32_t *number) {
    size_t len = 0;
    uint32_t value = 0;
    while (len < rest->len && len <= LONGEST_COMPONENT && is_digit(rest->ptr[len]))
        value = value * 10 + (uint32_t)(rest->ptr[len++] - '0');
    if (len == 0 || len > LONGEST_COMPONENT || (len > 1 && rest->ptr[0] == '0'))
        return false;
    *number = value;
    *rest = str_slice(*rest, len, rest->len);
    return true;
}

static bool take_byte(str *rest, char byte) {
    if (rest->len == 0 || rest->ptr[0] != byte)
        return false;
    *rest = str_slice(*rest, 1, rest->len);
    return true;
}

/* "-rc.0", "+dirty" or nothing. */
static bool is_suffix(str text) {
    if (text.len == 0)
        return true;
    if ((text.ptr[0] != '-' && text.ptr[0] != '+') || text.len == 1)
        return false;
    for (size_t i = 1; i < text.len; i++) {
        char c = text.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !is_digit(c) && c != '.' && c != '-' && c != '+')
            return false;
    }
    return true;
}

bool version_parse(str text, version *result) {
    uint32_t parts[COMPONENTS] = {0};
    take_byte(&text, 'v');
    if (!take_number(&text, &parts[0]) || !take_byte(&text, '.') || !take_number(&text, &parts[1]))
        return false;
    if (take_byte(&text, '.') && !take_number(&text, &parts[2]))
        return false;
    version value = (parts[0] * COMPONENT_LIMIT + parts[1]) * COMPONENT_LIMIT + parts[2];
    if (!is_suffix(text) || value == 0)
        return false;
    *result = value;
    return true;
}

str version_format(struct arena *arena, version value) {
    if (value == 0)
        return STR("");
    unsigned major = value / (COMPONENT_LIMIT * COMPONENT_LIMIT);
    unsigned minor = value / COMPONENT_LIMIT % COMPONENT_LIMIT, patch = value % COMPONENT_LIMIT;
    if (patch == 0)
        return arena_format(arena, "%u.%u", major, minor);
    return arena_format(arena, "%u.%u.%u", major, minor, patch);
}
