/* Anchors and tags before a node; libyaml's event begins with them, our spans do not. */
#include "yaml/breaks.h"
#include "yaml/build.h"

static uint32_t skip_space(str text, uint32_t at, uint32_t end) {
    while (at < end) {
        size_t length = is_blank(text.ptr[at]) ? 1 : break_length(text, at);
        if (length > 0)
            at += (uint32_t)length;
        else if (text.ptr[at] == '#')
            at = (uint32_t)line_end(text, at);
        else
            break;
    }
    return at < end ? at : end;
}

/* A shorthand tag and an anchor hold neither blanks nor flow indicators; a verbatim tag ends at >. */
static uint32_t skip_property(str text, uint32_t at, uint32_t end) {
    if (text.ptr[at] == '!' && at + 1 < end && text.ptr[at + 1] == '<') {
        while (at < end && text.ptr[at] != '>')
            at++;
        return at < end ? at + 1 : end;
    }
    while (at < end && !is_blank(text.ptr[at]) && break_length(text, at) == 0 && text.ptr[at] != ',')
        at++;
    return at;
}

uint32_t properties_skip(str text, uint32_t at, uint32_t end, str *tag) {
    while (at < end && (text.ptr[at] == '&' || text.ptr[at] == '!')) {
        uint32_t stop = skip_property(text, at, end);
        if (text.ptr[at] == '!')
            *tag = str_slice(text, at, stop);
        at = skip_space(text, stop, end);
    }
    return at;
}
