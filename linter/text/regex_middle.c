/* Patterns that pick a part out of the middle of a value: web.*prod, .*web.*. */
#include "text/regex.h"

#include "text/regex_tree.h"
#include "text/utf8.h"

static const struct regex_node *bare(const struct regex_node *node) {
    while (node->op == REGEX_CAPTURE)
        node = node->child;
    return node;
}

static bool is_wildcard(const struct regex_node *node) {
    return node->op == REGEX_REPEAT && node->child->op == REGEX_ANY && node->max == REGEX_UNLIMITED;
}

/* Digits alone are no name. */
static bool is_name(const struct regex_node *node) {
    if (node->op != REGEX_LITERAL)
        return false;
    for (size_t i = 0; i < node->rune_count; i++)
        if (node->runes[i] < '0' || node->runes[i] > '9')
            return true;
    return false;
}

static bool is_skipped(const struct regex_node *node) {
    return node->op == REGEX_EMPTY || node->op == REGEX_ANY || node->op == REGEX_BEGIN_TEXT ||
           node->op == REGEX_END_TEXT;
}

static str text_of(struct arena *arena, const struct regex_node *literal) {
    char *bytes = arena_alloc(arena, literal->rune_count * UTF8_LONGEST + 1);
    size_t len = 0;
    for (size_t i = 0; i < literal->rune_count; i++)
        if (literal->runes[i] < 0xD800 || literal->runes[i] > 0xDFFF)
            len += utf8_encode(literal->runes[i], bytes + len);
    return (str){bytes, len};
}

enum regex_middle regex_middle_of(struct arena *arena, const struct regex *regex, str *name) {
    const struct regex_node *tree = regex->tree ? bare(regex->tree) : NULL;
    const struct regex_node *before = NULL, *last = NULL; /* the two parts in front */
    if (!tree || tree->op != REGEX_CONCAT || regex->wrapped)
        return REGEX_MIDDLE_NONE;
    for (const struct regex_node *child = tree->child; child; child = child->next) {
        const struct regex_node *part = bare(child);
        if (is_skipped(part))
            continue;
        if (before && is_name(before) && is_wildcard(last) && is_name(part))
            return REGEX_MIDDLE_OPEN;
        if (before && is_wildcard(before) && is_name(last) && is_wildcard(part)) {
            *name = text_of(arena, last);
            return REGEX_MIDDLE_NAME;
        }
        before = last;
        last = part;
    }
    return REGEX_MIDDLE_NONE;
}
