/* One pass over the text: what follows a } or the ] of a range, and which words are called. */
#include "logql/detect.h"

static const str own_functions[] = {
    {"bytes_rate", 10}, {"bytes_over_time", 15}, {"rate_counter", 12}, {"approx_topk", 11}};

static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static size_t behind_string(str text, size_t at) {
    char quote = text.ptr[at];
    for (at++; at < text.len && text.ptr[at] != quote; at++)
        if (text.ptr[at] == '\\' && quote != '`')
            at++;
    return at + 1;
}

static size_t behind_blanks(str text, size_t at) {
    while (at < text.len &&
           (text.ptr[at] == ' ' || text.ptr[at] == '\n' || text.ptr[at] == '\t' || text.ptr[at] == '\r'))
        at++;
    return at;
}

/* What stands behind a selector, or its range: a pipe, or != and !~ before a string, which filters lines. */
static bool filters_lines(str text, size_t at) {
    at = behind_blanks(text, at);
    if (at >= text.len)
        return false;
    if (text.ptr[at] == '|')
        return true;
    if (text.ptr[at] != '!' || at + 1 >= text.len)
        return false;
    char second = text.ptr[at + 1];
    if (second == '>')
        return true;
    at = behind_blanks(text, at + 2);
    return (second == '=' || second == '~') && at < text.len && (text.ptr[at] == '"' || text.ptr[at] == '`');
}

static bool is_own_function(str text, size_t start, size_t end) {
    str word = str_slice(text, start, end);
    for (size_t i = 0; i < sizeof own_functions / sizeof *own_functions; i++)
        if (str_equal(word, own_functions[i]))
            return true;
    return false;
}

bool logql_looks_like(str text) {
    size_t at = 0;
    while (at < text.len) {
        char c = text.ptr[at];
        if (c == '"' || c == '`' || c == '\'') {
            at = behind_string(text, at);
        } else if (c == '#') {
            at += str_find_byte(str_slice(text, at, text.len), '\n');
        } else if (c == '}' || c == ']') {
            if (filters_lines(text, ++at))
                return true;
        } else if (is_word(c)) {
            size_t start = at;
            while (at < text.len && is_word(text.ptr[at]))
                at++;
            if (is_own_function(text, start, at))
                return true;
        } else {
            at++;
        }
    }
    return false;
}
