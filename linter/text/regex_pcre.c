/* From the tree to a pattern for PCRE2 that means the same.
 *
 * Nothing in it depends on PCRE2's options but UTF, dot-all and the ASCII meaning of \b: anchors are \A and \z, lines
 * are spelt as lookarounds for \n, characters other than ASCII letters and digits are \x{...}, classes are ranges, and
 * no group captures. Repetition is always greedy, since only whether something matches is asked. */
#include "text/regex.h"

#include "base/vec.h"
#include "text/regex_tree.h"
#include "text/utf8.h"

struct output {
    struct arena *arena;
    VEC(char) bytes;
};

static void put(struct output *out, str text) {
    for (size_t i = 0; i < text.len; i++)
        vec_push(out->arena, &out->bytes, text.ptr[i]);
}

static void put_hexadecimal(struct output *out, uint32_t value) {
    char digits[8];
    size_t at = sizeof digits;
    do {
        digits[--at] = "0123456789abcdef"[value & 15];
        value >>= 4;
    } while (value);
    put(out, (str){digits + at, sizeof digits - at});
}

static void put_number(struct output *out, int value) {
    char digits[12];
    size_t at = sizeof digits;
    do {
        digits[--at] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    put(out, (str){digits + at, sizeof digits - at});
}

static void put_rune(struct output *out, uint32_t c) {
    bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (plain) {
        char byte = (char)c;
        put(out, (str){&byte, 1});
        return;
    }
    put(out, STR("\\x{"));
    put_hexadecimal(out, c);
    put(out, STR("}"));
}

static bool is_surrogate(uint32_t c) {
    return c >= 0xD800 && c <= 0xDFFF;
}

/* No text holds a surrogate, and PCRE2 refuses its number. */
static void put_literal(struct output *out, const struct regex_node *node) {
    if (node->fold)
        put(out, STR("(?i:"));
    for (size_t i = 0; i < node->rune_count; i++) {
        if (is_surrogate(node->runes[i]))
            put(out, STR("(?!)"));
        else
            put_rune(out, node->runes[i]);
    }
    if (node->fold)
        put(out, STR(")"));
}

static void put_range(struct output *out, uint32_t first, uint32_t last) {
    if (first > last)
        return;
    put_rune(out, first);
    if (first == last)
        return;
    put(out, STR("-"));
    put_rune(out, last);
}

static void put_class(struct output *out, const struct regex_node *node) {
    const struct regex_class *class = node->class;
    if (node->fold)
        put(out, STR("(?i:"));
    put(out, class->negated ? STR("[^") : STR("["));
    size_t empty = out->bytes.len;
    for (size_t i = 0; i < class->range_count; i++) {
        struct regex_range range = class->ranges[i];
        uint32_t low_end = range.last < 0xD800 ? range.last : 0xD7FF;
        uint32_t high_start = range.first > 0xDFFF ? range.first : 0xE000;
        put_range(out, range.first, low_end);
        put_range(out, high_start, range.last);
    }
    for (size_t i = 0; i < class->property_count; i++) {
        const struct regex_property *property = &class->properties[i];
        put(out, property->negated ? STR("\\P{") : STR("\\p{"));
        put(out, property->name.len > 2 ? STR("sc:") : STR(""));
        put(out, property->name);
        put(out, STR("}"));
    }
    if (out->bytes.len > empty) {
        put(out, STR("]"));
    } else {
        out->bytes.len -= class->negated ? 2 : 1;
        put(out, class->negated ? STR(".") : STR("(?!)"));
    }
    if (node->fold)
        put(out, STR(")"));
}

static void put_node(struct output *out, const struct regex_node *node);

static void put_count(struct output *out, const struct regex_node *repeat) {
    if (repeat->min == 1 && repeat->max == 1)
        return;
    put(out, STR("{"));
    put_number(out, repeat->min);
    put(out, STR(","));
    if (repeat->max != REGEX_UNLIMITED)
        put_number(out, repeat->max);
    put(out, STR("}"));
}

/* One character, of which PCRE2 keeps a repetition as one; it copies a repeated group. */
static bool is_single(const struct regex_node *node) {
    if (node->op == REGEX_LITERAL)
        return node->rune_count == 1 && !is_surrogate(node->runes[0]);
    return node->op == REGEX_CLASS || node->op == REGEX_ANY || node->op == REGEX_ANY_BUT_NEWLINE;
}

static void put_repeat(struct output *out, const struct regex_node *node) {
    struct regex_node sub = *node->child;
    bool single = is_single(&sub);
    if (node->max == 0)
        return;
    if (!single || sub.fold)
        put(out, single ? STR("(?i:") : STR("(?:"));
    sub.fold = sub.fold && !single;
    put_node(out, &sub);
    if (single)
        put_count(out, node);
    if (!single || node->child->fold)
        put(out, STR(")"));
    if (!single)
        put_count(out, node);
}

static void put_alternatives(struct output *out, const struct regex_node *node) {
    put(out, STR("(?:"));
    for (const struct regex_node *child = node->child; child; child = child->next) {
        if (child != node->child)
            put(out, STR("|"));
        put_node(out, child);
    }
    put(out, STR(")"));
}

static void put_children(struct output *out, const struct regex_node *node) {
    for (const struct regex_node *child = node->child; child; child = child->next)
        put_node(out, child);
}

static void put_node(struct output *out, const struct regex_node *node) {
    switch (node->op) {
    case REGEX_EMPTY:
        return;
    case REGEX_LITERAL:
        put_literal(out, node);
        return;
    case REGEX_CLASS:
        put_class(out, node);
        return;
    case REGEX_ANY:
        put(out, STR("."));
        return;
    case REGEX_ANY_BUT_NEWLINE:
        put(out, STR("[^\\x{a}]"));
        return;
    case REGEX_BEGIN_TEXT:
        put(out, STR("\\A"));
        return;
    case REGEX_END_TEXT:
        put(out, STR("\\z"));
        return;
    case REGEX_BEGIN_LINE:
        put(out, STR("(?:\\A|(?<=\\x{a}))"));
        return;
    case REGEX_END_LINE:
        put(out, STR("(?:\\z|(?=\\x{a}))"));
        return;
    case REGEX_WORD_BOUNDARY:
        put(out, STR("\\b"));
        return;
    case REGEX_NO_WORD_BOUNDARY:
        put(out, STR("\\B"));
        return;
    case REGEX_CAPTURE:
    case REGEX_CONCAT:
        put_children(out, node);
        return;
    case REGEX_REPEAT:
        put_repeat(out, node);
        return;
    case REGEX_ALTERNATE:
        put_alternatives(out, node);
        return;
    }
}

str regex_to_pcre(struct arena *arena, const struct regex *regex) {
    struct output out = {.arena = arena};
    if (!regex->tree)
        return STR("");
    put_node(&out, regex->tree);
    return (str){out.bytes.at, out.bytes.len};
}
