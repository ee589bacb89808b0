/* Classes: brackets, \d and its kind, \p.
 *
 * A class is gathered as ranges and properties, then put in order. Under folding, named ASCII groups are closed under
 * case here, before they may be turned around (so that \W holds neither k nor the Kelvin sign), and the rest is left to
 * PCRE2, which folds single characters and ranges as Go does. */
#include "text/regex_parser.h"

#include <assert.h>
#include <stdlib.h>

#include "text/utf8.h"

struct builder {
    struct regex_parser *p;
    VEC(struct regex_range) ranges;
    VEC(struct regex_property) properties;
    uint64_t weight; /* ranges that Go would hold */
    bool negated;
};

static void add_range(struct builder *b, uint32_t first, uint32_t last) {
    if (first <= last)
        vec_push(b->p->arena, &b->ranges, (struct regex_range){first, last});
}

static void add_outside(struct builder *b, const struct regex_range *ranges, size_t count) {
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (ranges[i].first > next)
            add_range(b, next, ranges[i].first - 1);
        next = ranges[i].last + 1;
    }
    add_range(b, next, UTF8_LAST);
}

static int compare_ranges(const void *a, const void *b) {
    const struct regex_range *x = a, *y = b;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return (x->last > y->last) - (x->last < y->last);
}

/* Orders and joins; returns how many are left. */
static size_t tidy(struct regex_range *ranges, size_t count) {
    size_t kept = 0;
    if (count == 0)
        return 0;
    qsort(ranges, count, sizeof *ranges, compare_ranges);
    for (size_t i = 1; i < count; i++) {
        if (ranges[i].first <= ranges[kept].last + 1)
            ranges[kept].last = ranges[i].last > ranges[kept].last ? ranges[i].last : ranges[kept].last;
        else
            ranges[++kept] = ranges[i];
    }
    return kept + 1;
}

static bool holds(const struct regex_range *ranges, size_t count, uint32_t c) {
    for (size_t i = 0; i < count; i++) {
        if (c >= ranges[i].first && c <= ranges[i].last)
            return true;
    }
    return false;
}

/* The group with the other case of its letters, and the two letters beyond ASCII that fold to k and s. */
static size_t close_under_case(const struct regex_ascii_group *group, struct regex_range closed[60]) {
    size_t count = 0;
    for (size_t i = 0; i < group->count; i++)
        closed[count++] = group->ranges[i];
    for (uint32_t c = 'a'; c <= 'z'; c++) {
        bool small = holds(group->ranges, group->count, c);
        bool capital = holds(group->ranges, group->count, c - 'a' + 'A');
        if (small != capital)
            closed[count++] = small ? (struct regex_range){c - 'a' + 'A', c - 'a' + 'A'} : (struct regex_range){c, c};
        if ((small || capital) && (c == 'k' || c == 's'))
            closed[count++] = c == 'k' ? (struct regex_range){0x212A, 0x212A} : (struct regex_range){0x17F, 0x17F};
    }
    return tidy(closed, count);
}

static void add_group(struct builder *b, const struct regex_ascii_group *group) {
    struct regex_range closed[60];
    const struct regex_range *ranges = group->ranges;
    size_t count = group->count;
    if (b->p->flags & REGEX_FOLD) {
        count = close_under_case(group, closed);
        ranges = closed;
    }
    if (group->negated) {
        add_outside(b, ranges, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        add_range(b, ranges[i].first, ranges[i].last);
}

static void add_property(struct builder *b, const struct regex_named_set *set, bool negated) {
    bool fold = b->p->flags & REGEX_FOLD;
    if (set->pcre_name.len == 0 && negated) {
        add_outside(b, set->ranges, set->own_range_count);
    } else if (set->pcre_name.len == 0) {
        for (size_t i = 0; i < set->own_range_count; i++)
            add_range(b, set->ranges[i].first, set->ranges[i].last);
    } else {
        b->weight += set->range_count;
        b->p->ascii_only |= fold;
        str name = fold && set->cased ? STR("L&") : set->pcre_name;
        vec_push(b->p->arena, &b->properties, (struct regex_property){name, negated});
    }
}

/* \pX, \p{Name}, \p{^Name} and the same with P, at p->at. */
static bool take_property(struct builder *b) {
    struct regex_parser *p = b->p;
    size_t start = p->at;
    bool negated = p->text.ptr[start + 1] == 'P';
    struct regex_named_set set;
    uint32_t c;
    p->at += 2;
    size_t name_at = p->at;
    if (!regex_take_rune(p, &c))
        return false;
    str name = str_slice(p->text, name_at, p->at);
    if (str_equal(name, STR("{"))) {
        str rest = str_slice(p->text, p->at, p->text.len);
        size_t length = str_find_byte(rest, '}');
        size_t bad;
        if (length == rest.len)
            return regex_fail(p, REGEX_INVALID_RANGE, start, p->text.len);
        name = str_slice(rest, 0, length);
        if (!utf8_valid(name, &bad))
            return regex_fail(p, REGEX_INVALID_UTF8, p->at + bad, p->text.len);
        p->at += length + 1;
    }
    if (str_starts_with(name, STR("^"))) {
        negated = !negated;
        name = str_slice(name, 1, name.len);
    }
    if (!regex_find_property(name, &set))
        return regex_fail(p, REGEX_INVALID_RANGE, start, p->at);
    add_property(b, &set, negated);
    return true;
}

/* A class that an escape stands for. */
static enum regex_taken take_escaped_class(struct builder *b) {
    struct regex_parser *p = b->p;
    struct regex_ascii_group group;
    if (regex_at(p, STR("\\p")) || regex_at(p, STR("\\P")))
        return take_property(b) ? REGEX_TAKEN : REGEX_FAILED;
    if (!regex_find_ascii_group(str_slice(p->text, p->at, p->at + 2), &group))
        return REGEX_NOT_MINE;
    p->at += 2;
    add_group(b, &group);
    return REGEX_TAKEN;
}

/* [:name:] inside brackets. */
static enum regex_taken take_posix(struct builder *b) {
    struct regex_parser *p = b->p;
    struct regex_ascii_group group;
    if (!regex_at(p, STR("[:")) || p->text.len - p->at < 3 || p->no_class_end)
        return REGEX_NOT_MINE;
    str rest = str_slice(p->text, p->at + 2, p->text.len);
    size_t length = str_find(rest, STR(":]"));
    if (length == rest.len) {
        p->no_class_end = true;
        return REGEX_NOT_MINE;
    }
    size_t end = p->at + length + 4;
    if (!regex_find_ascii_group(str_slice(p->text, p->at, end), &group)) {
        (void)regex_fail(p, REGEX_INVALID_RANGE, p->at, end);
        return REGEX_FAILED;
    }
    p->at = end;
    add_group(b, &group);
    return REGEX_TAKEN;
}

static bool take_class_rune(struct regex_parser *p, size_t start, uint32_t *rune) {
    if (p->at >= p->text.len)
        return regex_fail(p, REGEX_MISSING_BRACKET, start, p->text.len);
    return p->text.ptr[p->at] == '\\' ? regex_take_escape(p, rune) : regex_take_rune(p, rune);
}

static bool take_range(struct builder *b, size_t start) {
    struct regex_parser *p = b->p;
    size_t range_at = p->at;
    uint32_t first = 0, last;
    if (!take_class_rune(p, start, &first))
        return false;
    last = first;
    if (p->text.len - p->at >= 2 && p->text.ptr[p->at] == '-' && p->text.ptr[p->at + 1] != ']') {
        p->at++;
        if (!take_class_rune(p, start, &last))
            return false;
        if (last < first)
            return regex_fail(p, REGEX_INVALID_RANGE, range_at, p->at);
    }
    add_range(b, first, last);
    return true;
}

static bool take_item(struct builder *b, size_t start) {
    enum regex_taken taken = take_posix(b);
    if (taken == REGEX_NOT_MINE)
        taken = take_escaped_class(b);
    return taken == REGEX_NOT_MINE ? take_range(b, start) : taken == REGEX_TAKEN;
}

static bool take_brackets(struct builder *b) {
    struct regex_parser *p = b->p;
    size_t start = p->at++;
    b->negated = regex_at(p, STR("^"));
    p->at += b->negated;
    for (bool first = true; first || !regex_at(p, STR("]")); first = false) {
        if (!take_item(b, start))
            return false;
    }
    p->at++;
    return true;
}

static bool has_case(const struct builder *b) {
    assert(b->ranges.at || b->ranges.len == 0);
    for (size_t i = 0; i < b->ranges.len; i++) {
        const struct regex_range *range = &b->ranges.at[i];
        bool between = range->first > 'z' && range->last < 0x80;
        bool before = range->last < 'A' || (range->first > 'Z' && range->last < 'a');
        if (!before && !between)
            return true;
    }
    return b->properties.len > 0;
}

/* The class as a node; one character becomes a literal and all of them any. */
static struct regex_node *finish(struct builder *b) {
    struct regex_parser *p = b->p;
    b->ranges.len = tidy(b->ranges.at, b->ranges.len);
    bool fold = (p->flags & REGEX_FOLD) && has_case(b);
    if (b->negated && !fold && b->properties.len == 0) {
        struct builder turned = {.p = p, .weight = b->weight};
        add_outside(&turned, b->ranges.at, b->ranges.len);
        *b = turned;
    }
    p->weight += 2 * (b->weight + b->ranges.len);
    bool ranges_only = !b->negated && b->properties.len == 0 && b->ranges.len == 1;
    const struct regex_range *range = b->ranges.at;
    if (ranges_only && range->first == 0 && range->last == UTF8_LAST)
        return regex_new_node(p, REGEX_ANY);
    if (ranges_only && range->first == range->last) {
        struct regex_node *node = regex_new_node(p, REGEX_LITERAL);
        p->runes[p->rune_count] = range->first;
        node->runes = &p->runes[p->rune_count++];
        node->rune_count = 1;
        node->fold = fold;
        return node;
    }
    struct regex_class *class = arena_new(p->arena, struct regex_class);
    *class = (struct regex_class){b->ranges.at, b->ranges.len, b->properties.at, b->properties.len, b->negated};
    struct regex_node *node = regex_new_node(p, REGEX_CLASS);
    node->class = class;
    node->fold = fold;
    return node;
}

enum regex_taken regex_take_class(struct regex_parser *p, struct regex_node **node) {
    struct builder b = {.p = p};
    enum regex_taken taken;
    if (regex_at(p, STR("[")))
        taken = take_brackets(&b) ? REGEX_TAKEN : REGEX_FAILED;
    else
        taken = take_escaped_class(&b);
    if (taken == REGEX_TAKEN)
        *node = finish(&b);
    return taken;
}
