#include "text/variable.h"

#include <ctype.h>

static bool is_name_byte(char byte) {
    return isalnum((unsigned char)byte) || byte == '_';
}

static size_t next_byte(str text, size_t at, char byte) {
    return at + 1 + str_find_byte(str_slice(text, at + 1, text.len), byte);
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

/* Whether a NAME is opened at one of the text's dollar signs: ${NAME or $(NAME. */
static bool has_named(str text) {
    for (size_t at = str_find_byte(text, '$'); at + 1 < text.len; at = next_byte(text, at, '$')) {
        char opening = text.ptr[at + 1];
        if ((opening == '{' || opening == '(') &&
            begins_with_name(str_slice(text, at + 2, text.len), opening == '{' ? '}' : ')'))
            return true;
    }
    return false;
}

static bool has_path(str text) {
    for (size_t at = str_find_byte(text, '{'); at + 1 < text.len; at = next_byte(text, at, '{'))
        if (text.ptr[at + 1] == '{' && begins_with_path(str_slice(text, at + 2, text.len)))
            return true;
    return false;
}

static bool has_secret(str text) {
    for (size_t at = str_find_byte(text, '<'); at < text.len; at = next_byte(text, at, '<'))
        if (str_starts_with(str_slice(text, at, text.len), STR("<path:")))
            return true;
    return false;
}

/* Each kind has a byte of its own to look for; they are rare in long texts. */
bool variable_stands_in(str text) {
    return has_named(text) || has_path(text) || has_secret(text);
}
