#include "text/variable.h"

#include <ctype.h>

static bool is_name_byte(char byte) {
    return isalnum((unsigned char)byte) || byte == '_';
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* NAME and what may follow it, right behind the opening bracket. */
static bool begins_with_name(str text, char closing) {
    size_t len = 0;
    while (len < text.len && is_name_byte(text.ptr[len]))
        len++;
    if (len == 0 || len == text.len || isdigit((unsigned char)text.ptr[0]) || str_starts_with(text, STR("__")))
        return false;
    return text.ptr[len] == closing || (closing == '}' && str_find_byte(STR(":=-/#%^,+?"), text.ptr[len]) < 10);
}

/* A path of names behind {{, as Jinja and Helm have it: no variable and no word of Prometheus, which has $ before it.
 */
static bool begins_with_path(str text) {
    size_t at = 0;
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '-'))
        at++;
    size_t start = at;
    while (at < text.len && (is_name_byte(text.ptr[at]) || text.ptr[at] == '.'))
        at++;
    if (at == start || isdigit((unsigned char)text.ptr[start]))
        return false;
    while (at < text.len && is_space(text.ptr[at]))
        at++;
    str rest = str_slice(text, at, text.len);
    return str_starts_with(rest, STR("}}")) || str_starts_with(rest, STR("|")) || str_starts_with(rest, STR("-}}"));
}

/* ${NAME} or $(NAME), from the dollar on. */
static bool is_reference(str text) {
    if (text.len < 2 || (text.ptr[1] != '{' && text.ptr[1] != '('))
        return false;
    return begins_with_name(str_slice(text, 2, text.len), text.ptr[1] == '{' ? '}' : ')');
}

static bool is_action(str text) {
    return text.len > 1 && text.ptr[1] == '{' && begins_with_path(str_slice(text, 2, text.len));
}

static bool is_secret(str text) {
    return str_starts_with(text, STR("<path:"));
}

/* Most texts hold none of the first bytes, and expressions hold a few. */
static bool stands_in(str text, char first, bool (*begins)(str rest)) {
    for (size_t at = 0; (at += str_find_byte(str_slice(text, at, text.len), first)) < text.len; at++)
        if (begins(str_slice(text, at, text.len)))
            return true;
    return false;
}

bool variable_stands_in(str text) {
    return stands_in(text, '$', is_reference) || stands_in(text, '{', is_action) || stands_in(text, '<', is_secret);
}
