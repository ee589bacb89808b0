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

bool variable_stands_in(str text) {
    for (size_t i = 0; i + 1 < text.len; i++) {
        str rest = str_slice(text, i + 2, text.len);
        if (text.ptr[i] == '$' && text.ptr[i + 1] == '{' && begins_with_name(rest, '}'))
            return true;
        if (text.ptr[i] == '$' && text.ptr[i + 1] == '(' && begins_with_name(rest, ')'))
            return true;
        if (text.ptr[i] == '<' && str_starts_with(str_slice(text, i, text.len), STR("<path:")))
            return true;
    }
    return false;
}
