/* The texts that a pattern matches, when they can be listed, and those that all its matches begin or end with.
 *
 * Lists grow by products and unions and are given up as soon as one is longer than asked for. What the work needs lies
 * in an arena of its own. */
#include "text/regex.h"

#include <string.h>

#include "base/vec.h"
#include "text/regex_tree.h"
#include "text/utf8.h"

enum {
    LONGEST_TEXT = 4096,
    MOST_WORK = 8 << 20, /* bytes copied and texts compared */
};

struct texts {
    str *at;
    size_t len, cap;
};

struct lister {
    struct arena *arena;
    size_t most;
    size_t *work; /* left; given up at 0 */
};

/* Adds a text that is not there yet; false when it is one too many, too long, or all was too much work. */
static bool add(const struct lister *l, struct texts *texts, str text) {
    size_t work = texts->len + text.len + 1;
    *l->work = *l->work > work ? *l->work - work : 0;
    for (size_t i = 0; i < texts->len; i++) {
        if (str_equal(texts->at[i], text))
            return *l->work > 0;
    }
    if (*l->work == 0 || texts->len == l->most || text.len > LONGEST_TEXT)
        return false;
    texts->at = vec_reserve(l->arena, texts->at, texts->len, &texts->cap, sizeof *texts->at);
    texts->at[texts->len++] = text;
    return true;
}

static bool is_surrogate(uint32_t c) {
    return c >= 0xD800 && c <= 0xDFFF;
}

/* The text of a literal; the NULL view when it holds a surrogate and so matches nothing. */
static str literal_text(struct arena *arena, const struct regex_node *node) {
    char *bytes = arena_alloc(arena, node->rune_count * UTF8_LONGEST);
    size_t len = 0;
    for (size_t i = 0; i < node->rune_count; i++) {
        if (is_surrogate(node->runes[i]))
            return (str){NULL, 0};
        len += utf8_encode(node->runes[i], bytes + len);
    }
    return (str){bytes, len};
}

static bool list_literal(const struct lister *l, const struct regex_node *node, struct texts *out) {
    if (node->fold || node->rune_count > LONGEST_TEXT)
        return false;
    str text = literal_text(l->arena, node);
    return !text.ptr || add(l, out, text);
}

/* Whether the class is seen to hold more characters than that; some of them may be surrogates. */
static bool has_more(const struct regex_class *class, size_t most) {
    enum { SURROGATES = 0x800 };
    size_t count = 0;
    for (size_t i = 0; i < class->range_count; i++)
        count += class->ranges[i].last - class->ranges[i].first + 1;
    return count > most + SURROGATES;
}

static bool list_class(const struct lister *l, const struct regex_node *node, struct texts *out) {
    const struct regex_class *class = node->class;
    if (node->fold || class->negated || class->property_count > 0 || has_more(class, l->most))
        return false;
    for (size_t i = 0; i < class->range_count; i++) {
        for (uint32_t c = class->ranges[i].first; c <= class->ranges[i].last; c++) {
            char bytes[UTF8_LONGEST];
            if (is_surrogate(c))
                continue;
            str text = {bytes, utf8_encode(c, bytes)};
            if (!add(l, out, arena_copy(l->arena, text)))
                return false;
        }
    }
    return true;
}

/* One after the other; texts may hold NUL. */
static str concatenate(struct arena *arena, str a, str b) {
    if (a.len == 0 || b.len == 0)
        return a.len == 0 ? b : a;
    char *bytes = arena_alloc(arena, a.len + b.len);
    memcpy(bytes, a.ptr, a.len);
    memcpy(bytes + a.len, b.ptr, b.len);
    return (str){bytes, a.len + b.len};
}

/* Every text of the first list followed by every one of the second. */
static bool multiply(const struct lister *l, struct texts *first, const struct texts *second) {
    struct texts product = {NULL, 0, 0};
    for (size_t i = 0; i < first->len; i++) {
        for (size_t j = 0; j < second->len; j++) {
            if (!add(l, &product, concatenate(l->arena, first->at[i], second->at[j])))
                return false;
        }
    }
    *first = product;
    return true;
}

static bool list(const struct lister *l, const struct regex_node *node, bool first, bool last, struct texts *out);

static bool list_concat(const struct lister *l, const struct regex_node *node, bool first, bool last,
                        struct texts *out) {
    struct texts product = {NULL, 0, 0};
    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct texts texts = {NULL, 0, 0};
        if (!list(l, child, first, last && !child->next, &texts))
            return false;
        if (child == node->child)
            product = texts;
        else if (!multiply(l, &product, &texts))
            return false;
        first = first && child->op == REGEX_BEGIN_TEXT;
    }
    *out = product;
    return true;
}

static bool list_repeat(const struct lister *l, const struct regex_node *node, struct texts *out) {
    struct texts sub = {NULL, 0, 0}, product = {NULL, 0, 0};
    if (node->max == REGEX_UNLIMITED)
        return false;
    (void)add(l, &product, STR(""));
    if (node->min == 0 && !add(l, out, STR("")))
        return false;
    if (node->max > 0 && !list(l, node->child, false, false, &sub))
        return false;
    for (int i = 1; i <= node->max; i++) {
        if (!multiply(l, &product, &sub))
            return false;
        for (size_t n = 0; i >= node->min && n < product.len; n++) {
            if (!add(l, out, product.at[n]))
                return false;
        }
    }
    return true;
}

static bool list_alternatives(const struct lister *l, const struct regex_node *node, bool first, bool last,
                              struct texts *out) {
    for (const struct regex_node *child = node->child; child; child = child->next) {
        struct texts texts = {NULL, 0, 0};
        if (!list(l, child, first, last, &texts))
            return false;
        for (size_t i = 0; i < texts.len; i++) {
            if (!add(l, out, texts.at[i]))
                return false;
        }
    }
    return true;
}

static bool list(const struct lister *l, const struct regex_node *node, bool first, bool last, struct texts *out) {
    switch (node->op) {
    case REGEX_EMPTY:
        return add(l, out, STR(""));
    case REGEX_LITERAL:
        return list_literal(l, node, out);
    case REGEX_CLASS:
        return list_class(l, node, out);
    case REGEX_BEGIN_TEXT:
        return first && add(l, out, STR(""));
    case REGEX_END_TEXT:
        return last && add(l, out, STR(""));
    case REGEX_ANY:
    case REGEX_ANY_BUT_NEWLINE:
    case REGEX_BEGIN_LINE:
    case REGEX_END_LINE:
    case REGEX_WORD_BOUNDARY:
    case REGEX_NO_WORD_BOUNDARY:
        return false;
    case REGEX_CAPTURE:
        return list(l, node->child, first, last, out);
    case REGEX_REPEAT:
        return list_repeat(l, node, out);
    case REGEX_CONCAT:
        return list_concat(l, node, first, last, out);
    case REGEX_ALTERNATE:
        return list_alternatives(l, node, first, last, out);
    }
    return false;
}

/* False where the tree holds what can never be listed, which is cheap to see. */
static bool may_be_listed(const struct regex_node *node) {
    bool skips = node->op == REGEX_REPEAT && node->max == 0;
    bool endless = node->op == REGEX_REPEAT && node->max == REGEX_UNLIMITED;
    bool varies = node->op >= REGEX_ANY && node->op <= REGEX_NO_WORD_BOUNDARY && node->op != REGEX_BEGIN_TEXT &&
                  node->op != REGEX_END_TEXT;
    if (endless || varies || node->fold)
        return false;
    for (const struct regex_node *child = skips ? NULL : node->child; child; child = child->next)
        if (!may_be_listed(child))
            return false;
    return true;
}

bool regex_literals(struct arena *arena, const struct regex *regex, size_t most, const str **texts, size_t *count) {
    struct arena scratch = {0};
    size_t work = MOST_WORK;
    struct lister l = {&scratch, most, &work};
    struct texts found = {NULL, 0, 0};
    if (!regex->tree || !regex_is_whole(regex) || most == 0 || !may_be_listed(regex->tree))
        return false;
    bool finite = list(&l, regex->tree, true, true, &found);
    if (finite) {
        str *copies = arena_array(arena, str, found.len + 1);
        for (size_t i = 0; i < found.len; i++)
            copies[i] = arena_copy(arena, found.at[i]);
        *texts = copies;
        *count = found.len;
    }
    arena_free(&scratch);
    return finite;
}

bool regex_literal(struct arena *arena, const struct regex *regex, str *text) {
    const str *texts;
    size_t count;
    if (!regex_literals(arena, regex, 1, &texts, &count) || count != 1)
        return false;
    *text = texts[0];
    return true;
}
