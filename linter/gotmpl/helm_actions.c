/* Finds actions: braces inside the strings and comments of an action do not end it.
 *
 * An opening whose end is missing is searched once for each kind of brackets, and never again, so that a text full of
 * them is read in one pass. */
#include "gotmpl/helm_actions.h"

#include <string.h>

#include "base/vec.h"

enum { KINDS = 3 };

static const char openings[KINDS] = {'{', '%', '#'}, closings[KINDS] = {'}', '%', '#'};

/* Past the string, character or raw string that begins at `at`; the first two end with their line. */
static size_t skip_string(str text, size_t at) {
    char quote = text.ptr[at++];
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        if (c == quote)
            return at + 1;
        if (quote != '`' && c == '\n')
            return at;
        at += quote != '`' && c == '\\' && at + 1 < text.len && text.ptr[at + 1] != '\n';
    }
    return at;
}

/* Past the closing pair, or 0. */
static size_t find_pair(str text, size_t at, char first, char second) {
    const char pair[] = {first, second};
    str rest = str_slice(text, at, text.len);
    size_t found = str_find(rest, (str){pair, 2});
    return found < rest.len ? at + found + 2 : 0;
}

static bool is_comment(str text, size_t inside) {
    if (inside < text.len && text.ptr[inside] == '-')
        inside++;
    while (inside < text.len && strchr(" \t\r\n", text.ptr[inside]) && text.ptr[inside])
        inside++;
    return str_starts_with(str_slice(text, inside, text.len), STR("/*"));
}

/* Past the }} of the action whose {{ ends at `inside`, or 0. */
static size_t action_end(str text, size_t inside) {
    size_t at = inside;
    if (is_comment(text, inside) && (at = find_pair(text, inside, '*', '/')) == 0)
        return 0;
    while (at < text.len) {
        char c = text.ptr[at];
        if (c == '}' && at + 1 < text.len && text.ptr[at + 1] == '}')
            return at + 2;
        at = c == '"' || c == '`' || c == '\'' ? skip_string(text, at) : at + 1;
    }
    return 0;
}

/* The literal that is all there is between the braces; dashes and spaces do not count. */
static str lone_literal(str text, size_t start, size_t end) {
    str inside = str_slice(text, start + 2, end - 2);
    if (str_starts_with(inside, STR("-")))
        inside = str_slice(inside, 1, inside.len);
    if (str_ends_with(inside, STR("-")))
        inside = str_slice(inside, 0, inside.len - 1);
    inside = str_trim(inside);
    bool is_string = inside.len >= 2 && (inside.ptr[0] == '"' || inside.ptr[0] == '`');
    bool is_whole = is_string && skip_string(inside, 0) == inside.len && inside.ptr[inside.len - 1] == inside.ptr[0];
    return is_whole ? inside : (str){0};
}

struct helm_actions helm_find_actions(struct arena *arena, str text) {
    VEC(struct helm_action) found = {0};
    bool jinja = str_contains(text, STR("{%"));
    bool searched[KINDS] = {false, !jinja, !jinja}; /* no further end of that kind */
    for (size_t at = 0; at + 1 < text.len;) {
        at += str_find_byte(str_slice(text, at, text.len), '{');
        const char *opening = at + 1 < text.len ? memchr(openings, text.ptr[at + 1], KINDS) : NULL;
        if (!opening || searched[opening - openings]) {
            at++;
            continue;
        }
        size_t kind = (size_t)(opening - openings);
        size_t end = kind == 0 ? action_end(text, at + 2) : find_pair(text, at + 2, closings[kind], '}');
        if (end == 0) {
            searched[kind] = true;
            at++;
            continue;
        }
        str literal = kind == 0 ? lone_literal(text, at, end) : (str){0};
        vec_push(arena, &found, (struct helm_action){{(uint32_t)at, (uint32_t)end}, literal});
        at = end;
    }
    return (struct helm_actions){found.at, found.len};
}
