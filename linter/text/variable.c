#include "text/variable.h"

#include <ctype.h>

static bool is_name_byte(char byte) {
    return isalnum((unsigned char)byte) || byte == '_';
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
    str rest = str_trim(str_slice(text, at, text.len));
    return str_starts_with(rest, STR("}}")) || str_starts_with(rest, STR("|")) || str_starts_with(rest, STR("-}}"));
}

static bool has(str text, char byte) {
    return str_find_byte(text, byte) < text.len;
}

bool variable_stands_in(str text) {
    if (!has(text, '$') && !has(text, '{') && !has(text, '<'))
        return false;
    for (size_t i = 0; i + 1 < text.len; i++) {
        str rest = str_slice(text, i + 2, text.len);
        if (text.ptr[i] == '$' && text.ptr[i + 1] == '{' && begins_with_name(rest, '}'))
            return true;
        if (text.ptr[i] == '$' && text.ptr[i + 1] == '(' && begins_with_name(rest, ')'))
            return true;
        if (text.ptr[i] == '{' && text.ptr[i + 1] == '{' && begins_with_path(rest))
            return true;
        if (text.ptr[i] == '<' && str_starts_with(str_slice(text, i, text.len), STR("<path:")))
            return true;
    }
    return false;
}
