/* Anchors and tags before a node; libyaml's event begins with them, our spans do not. */
#include "yaml/breaks.h"
#include "yaml/build.h"

/* libyaml passes over a byte order mark that begins a line. */
static uint32_t skip_break(str text, uint32_t at) {
    at += (uint32_t)break_length(text, at);
    return str_starts_with(str_slice(text, at, text.len), STR("\xEF\xBB\xBF")) ? at + 3 : at;
}

static uint32_t skip_space(str text, uint32_t at, uint32_t end) {
    while (at < end) {
        if (is_blank(text.ptr[at]))
            at++;
        else if (break_length(text, at) > 0)
            at = skip_break(text, at);
        else if (text.ptr[at] == '#')
            at = (uint32_t)line_end(text, at);
        else
            break;
    }
    return at < end ? at : end;
}

static bool is_anchor_byte(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

/* libyaml ends an anchor before the first byte that is no letter, digit, _ or -. */
static uint32_t skip_anchor(str text, uint32_t at, uint32_t end) {
    for (at++; at < end && is_anchor_byte(text.ptr[at]);)
        at++;
    return at;
}

/* A verbatim tag ends at >; a shorthand holds neither blanks nor commas. */
static uint32_t skip_tag(str text, uint32_t at, uint32_t end) {
    if (at + 1 < end && text.ptr[at + 1] == '<') {
        while (at < end && text.ptr[at] != '>')
            at++;
        return at < end ? at + 1 : end;
    }
    while (at < end && !is_blank(text.ptr[at]) && break_length(text, at) == 0 && text.ptr[at] != ',')
        at++;
    return at;
}

uint32_t properties_skip(str text, uint32_t at, uint32_t end) {
    while (at < end && (text.ptr[at] == '&' || text.ptr[at] == '!')) {
        bool is_tag = text.ptr[at] == '!';
        uint32_t stop = is_tag ? skip_tag(text, at, end) : skip_anchor(text, at, end);
        at = skip_space(text, stop, end);
    }
    return at;
}
