/* A URL ends at a space, a quote, a bracket or the text's end; punctuation right before that closes a sentence. */
#include "text/link.h"

#include <string.h>

static bool ends_link(char c) {
    return (unsigned char)c <= ' ' || strchr("\"'`|\\^", c) != NULL;
}

/* Where the URL that begins at `at` ends; an action of a template may hold spaces and quotes. */
static size_t link_end(str text, size_t at) {
    size_t depth = 0;
    for (; at < text.len; at++) {
        if (depth == 0 && (ends_link(text.ptr[at]) || text.ptr[at] == ')' || text.ptr[at] == ']'))
            break;
        if (at + 1 >= text.len)
            continue;
        if (text.ptr[at] == '{' && text.ptr[at + 1] == '{')
            depth = 1;
        else if (text.ptr[at] == '}' && text.ptr[at + 1] == '}')
            depth = 0;
    }
    while (at > 0 && strchr(".,;:!?", text.ptr[at - 1]))
        at--;
    return at;
}

static size_t first_of(str text, size_t from, size_t end, const char *bytes) {
    while (from < end && !strchr(bytes, text.ptr[from]))
        from++;
    return from;
}

static void split(str text, size_t start, size_t host, struct link *link) {
    size_t end = link_end(text, host);
    if (end < host)
        end = host;
    size_t authority_end = first_of(text, host, end, "/?#");
    for (size_t i = host; i < authority_end; i++)
        if (text.ptr[i] == '@')
            host = i + 1;
    size_t host_end = first_of(text, host, authority_end, ":");
    size_t path_end = first_of(text, authority_end, end, "?#");
    link->whole = (span){(uint32_t)start, (uint32_t)end};
    link->host = (span){(uint32_t)host, (uint32_t)host_end};
    link->path = (span){(uint32_t)authority_end, (uint32_t)path_end};
}

bool link_next(str text, size_t from, struct link *link) {
    static const str schemes[] = {{"http", 4}, {"https", 5}};
    while (from < text.len) {
        str rest = str_slice(text, from, text.len);
        size_t colon = from + str_find(rest, STR("://"));
        for (size_t i = 0; i < 2 && colon < text.len; i++) {
            size_t length = schemes[i].len;
            if (colon < from + length || !str_equal_fold(str_slice(text, colon - length, colon), schemes[i]))
                continue;
            split(text, colon - length, colon + 3, link);
            return true;
        }
        from = colon + 3;
    }
    return false;
}
