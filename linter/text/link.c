/* A URL ends at a space, a quote, a bracket or the text's end; punctuation right before that closes a sentence. */
#include "text/link.h"

static bool ends_link(char c) {
    return (unsigned char)c <= ' ' || c == '"' || c == '\'' || c == ')' || c == '\\' || c == ']' || c == '^' ||
           c == '`' || c == '|';
}

static bool closes_sentence(char c) {
    return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?';
}

/* Where the URL that begins at `at` ends; an action of a template may hold spaces and quotes. */
static size_t link_end(str text, size_t at) {
    bool inside = false;
    for (; at < text.len && (inside || !ends_link(text.ptr[at])); at++) {
        char c = text.ptr[at];
        if ((c == '{' || c == '}') && at + 1 < text.len && text.ptr[at + 1] == c)
            inside = c == '{';
    }
    while (at > 0 && closes_sentence(text.ptr[at - 1]))
        at--;
    return at;
}

static size_t authority_end(str text, size_t from, size_t end) {
    while (from < end && text.ptr[from] != '/' && text.ptr[from] != '?' && text.ptr[from] != '#')
        from++;
    return from;
}

static size_t path_end(str text, size_t from, size_t end) {
    while (from < end && text.ptr[from] != '?' && text.ptr[from] != '#')
        from++;
    return from;
}

static void split(str text, size_t start, size_t host, struct link *link) {
    size_t end = link_end(text, host);
    if (end < host)
        end = host;
    size_t path = authority_end(text, host, end);
    for (size_t i = host; i < path; i++)
        if (text.ptr[i] == '@')
            host = i + 1;
    size_t host_end = host + str_find_byte(str_slice(text, host, path), ':');
    link->whole = (span){(uint32_t)start, (uint32_t)end};
    link->host = (span){(uint32_t)host, (uint32_t)host_end};
    link->path = (span){(uint32_t)path, (uint32_t)path_end(text, path, end)};
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
