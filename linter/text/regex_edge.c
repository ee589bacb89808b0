/* The text that every match begins or ends with, and whether two patterns can match the same text. */
#include "text/regex.h"

#include <string.h>

#include "base/vec.h"
#include "text/regex_tree.h"
#include "text/utf8.h"

enum { MOST_TEXTS = 256 };

/* The pieces of the edge, from the edge inwards. */
struct edge {
    struct arena *arena;
    bool end; /* the suffix, not the prefix */
    VEC(str) pieces;
};

static str join(const struct edge *edge) {
    size_t length = 0, at = 0;
    for (size_t i = 0; i < edge->pieces.len; i++)
        length += edge->pieces.at[i].len;
    char *bytes = arena_alloc(edge->arena, length + 1);
    for (size_t i = 0; i < edge->pieces.len; i++) {
        str piece = edge->pieces.at[edge->end ? edge->pieces.len - 1 - i : i];
        if (piece.len)
            memcpy(bytes + at, piece.ptr, piece.len);
        at += piece.len;
    }
    return (str){bytes, length};
}

static bool is_continuation(char byte) {
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The longest edge that both have, in whole code points. */
static str common_edge(str a, str b, bool end) {
    size_t len = 0, shorter = a.len < b.len ? a.len : b.len;
    if (end) {
        while (len < shorter && a.ptr[a.len - 1 - len] == b.ptr[b.len - 1 - len])
            len++;
        while (len > 0 && is_continuation(a.ptr[a.len - len]))
            len--;
        return str_slice(a, a.len - len, a.len);
    }
    while (len < shorter && a.ptr[len] == b.ptr[len])
        len++;
    while (len > 0 && len < a.len && is_continuation(a.ptr[len]))
        len--;
    return str_slice(a, 0, len);
}

/* Takes the characters from the edge inwards up to a surrogate; true if all were taken. */
static bool take_literal(struct edge *edge, const struct regex_node *node) {
    VEC(char) bytes = {NULL, 0, 0};
    if (node->fold)
        return false;
    for (size_t i = 0; i < node->rune_count; i++) {
        char spelt[UTF8_LONGEST];
        uint32_t c = node->runes[i];
        if (c >= 0xD800 && c <= 0xDFFF)
            return false;
        size_t length = utf8_encode(c, spelt);
        for (size_t n = 0; n < length; n++)
            vec_push(edge->arena, &bytes, spelt[n]);
    }
    vec_push(edge->arena, &edge->pieces, (str){bytes.at, bytes.len});
    return true;
}

static bool take(struct edge *edge, const struct regex_node *node);

static bool take_concat(struct edge *edge, const struct regex_node *node) {
    VEC(const struct regex_node *) children = {NULL, 0, 0};
    for (const struct regex_node *child = node->child; child; child = child->next)
        vec_push(edge->arena, &children, child);
    for (size_t i = 0; i < children.len; i++) {
        if (!take(edge, children.at[edge->end ? children.len - 1 - i : i]))
            return false;
    }
    return true;
}

static bool take_alternatives(struct edge *edge, const struct regex_node *node) {
    str common = {NULL, 0};
    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct edge branch = {.arena = edge->arena, .end = edge->end};
        (void)take(&branch, child);
        str text = join(&branch);
        common = child == node->child ? text : common_edge(common, text, edge->end);
        if (common.len == 0)
            return false;
    }
    vec_push(edge->arena, &edge->pieces, common);
    return false;
}

/* Takes what the node must spell at the edge; true if that is all the node can be, so that the next one follows. */
static bool take(struct edge *edge, const struct regex_node *node) {
    switch (node->op) {
    case REGEX_EMPTY:
    case REGEX_BEGIN_TEXT:
    case REGEX_END_TEXT:
    case REGEX_BEGIN_LINE:
    case REGEX_END_LINE:
    case REGEX_WORD_BOUNDARY:
    case REGEX_NO_WORD_BOUNDARY:
        return true;
    case REGEX_CLASS:
    case REGEX_ANY:
    case REGEX_ANY_BUT_NEWLINE:
        return false;
    case REGEX_LITERAL:
        return take_literal(edge, node);
    case REGEX_CAPTURE:
        return take(edge, node->child);
    case REGEX_REPEAT:
        if (node->min > 0)
            return take(edge, node->child) && node->max == 1;
        return false;
    case REGEX_CONCAT:
        return take_concat(edge, node);
    case REGEX_ALTERNATE:
        return take_alternatives(edge, node);
    }
    return false;
}

static str edge_of(struct arena *arena, const struct regex *regex, bool end) {
    struct arena scratch = {0};
    struct edge edge = {.arena = &scratch, .end = end};
    if (!regex->tree || !regex_is_whole(regex))
        return STR("");
    (void)take(&edge, regex->tree);
    str text = arena_copy(arena, join(&edge));
    arena_free(&scratch);
    return text;
}

str regex_prefix(struct arena *arena, const struct regex *regex) {
    return edge_of(arena, regex, false);
}

str regex_suffix(struct arena *arena, const struct regex *regex) {
    return edge_of(arena, regex, true);
}

/* Whether one of the texts is matched. One unknown is enough to stop: the next would cost as much. */
static enum regex_answer any_matches(struct arena *arena, const str *texts, size_t count, const struct regex *regex) {
    const struct regex_program *program = regex_compile(arena, regex);
    enum regex_answer answer = REGEX_NO;
    for (size_t i = 0; i < count && answer == REGEX_NO; i++)
        answer = regex_match(program, texts[i]);
    return answer;
}

static bool edges_exclude(struct arena *arena, const struct regex *a, const struct regex *b) {
    str x = regex_prefix(arena, a), y = regex_prefix(arena, b);
    if (!str_starts_with(x, y) && !str_starts_with(y, x))
        return true;
    x = regex_suffix(arena, a);
    y = regex_suffix(arena, b);
    return !str_ends_with(x, y) && !str_ends_with(y, x);
}

enum regex_answer regex_overlap(struct arena *arena, const struct regex *a, const struct regex *b) {
    const str *texts;
    size_t count;
    if (!a->tree || !b->tree || !regex_is_whole(a) || !regex_is_whole(b))
        return REGEX_UNKNOWN;
    if (regex_literals(arena, a, MOST_TEXTS, &texts, &count))
        return any_matches(arena, texts, count, b);
    if (regex_literals(arena, b, MOST_TEXTS, &texts, &count))
        return any_matches(arena, texts, count, a);
    if (regex_covers_from(a) >= 0 && regex_covers_from(b) >= 0)
        return REGEX_YES;
    return edges_exclude(arena, a, b) ? REGEX_NO : REGEX_UNKNOWN;
}
