/* From each beginning of a word the phrase is followed over at most one separator between two letters. */
#include "text/phrase.h"

static bool is_small(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

static bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c) {
    return is_small(c) || is_capital(c);
}

static char folded(char c) {
    return is_capital(c) ? (char)(c - 'A' + 'a') : c;
}

/* Between two words: "crash-Loop", "crashLoop", and before the last capital of "SQLPod". */
static bool is_border(str text, size_t at) {
    if (at == 0 || at == text.len || !is_letter(text.ptr[at - 1]) || !is_letter(text.ptr[at]))
        return true;
    return is_capital(text.ptr[at]) &&
           (is_small(text.ptr[at - 1]) || (at + 1 < text.len && is_small(text.ptr[at + 1])));
}

static bool is_separator(char c) {
    return c == ' ' || c == '-' || c == '_' || c == '.';
}

static bool found_at(str text, size_t at, str phrase) {
    for (size_t i = 0; i < phrase.len; i++, at++) {
        if (i > 0 && at < text.len && is_separator(text.ptr[at]))
            at++;
        if (at >= text.len || folded(text.ptr[at]) != phrase.ptr[i])
            return false;
    }
    return is_border(text, at);
}

void phrase_beginnings(str text, bool *letters) {
    for (size_t at = 0; at < text.len; at++)
        if (is_border(text, at))
            letters[(unsigned char)folded(text.ptr[at])] = true;
}

bool phrase_found(str text, str phrase) {
    for (size_t at = 0; phrase.len && at < text.len; at++)
        if (folded(text.ptr[at]) == phrase.ptr[0] && is_border(text, at) && found_at(text, at, phrase))
            return true;
    return false;
}
