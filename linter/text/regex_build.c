/* The tree under construction: open groups, each with its complete alternatives and the items of the one at hand.
 *
 * It refuses what Go refuses. Two of Go's limits depend on how its tree looks: the height and the size of the program.
 * Ours is built the same way, except that common prefixes of alternatives are not joined, which makes a difference only
 * close to the limits. */
#include "text/regex_parser.h"

#include <assert.h>

/* Of Go's regexp/syntax: 128 MiB of 40-byte instructions, and of 4-byte runes. */
static const uint64_t largest_size = (UINT64_C(128) << 20) / 40;
static const uint64_t largest_weight = (UINT64_C(128) << 20) / 4;

struct regex_node *regex_new_node(struct regex_parser *p, enum regex_op op) {
    struct regex_node *node = arena_new(p->arena, struct regex_node);
    node->op = op;
    node->height = node->repeats = 1;
    node->size = 1;
    p->nodes++;
    return node;
}

static struct regex_group *top(struct regex_parser *p) {
    return &p->groups.at[p->groups.len - 1];
}

/* The check of the size begins, as in Go, only when nodes and counts together could reach it. */
static bool fits(struct regex_parser *p, const struct regex_node *node) {
    if (!p->sizing) {
        int count = node->op == REGEX_REPEAT && node->counted ? (node->max < 0 ? node->min : node->max) : 1;
        uint64_t factor = count > 0 ? (uint64_t)count : 1;
        p->counts = factor > largest_size / p->counts ? largest_size : p->counts * factor;
        p->sizing = p->nodes >= largest_size / p->counts;
    }
    return !p->sizing || node->size <= largest_size;
}

static bool check_limits(struct regex_parser *p, const struct regex_node *node) {
    if (p->weight > largest_weight || !fits(p, node))
        return regex_fail(p, REGEX_TOO_LARGE, 0, p->text.len);
    return node->height <= REGEX_HIGHEST || regex_fail(p, REGEX_TOO_DEEP, 0, p->text.len);
}

static void append(struct node_list *list, struct regex_node *node) {
    if (list->last)
        list->last->next = node;
    else
        list->first = node;
    list->last = node;
    list->count++;
}

bool regex_push(struct regex_parser *p, struct regex_node *node) {
    append(&top(p)->items, node);
    return check_limits(p, node);
}

static bool has_case(uint32_t rune) {
    return rune >= 0x80 || (rune >= 'a' && rune <= 'z') || (rune >= 'A' && rune <= 'Z');
}

/* One more character; it joins a literal before it. */
bool regex_push_rune(struct regex_parser *p, uint32_t rune) {
    struct regex_node *last = top(p)->items.last;
    bool fold = (p->flags & REGEX_FOLD) && has_case(rune);
    p->weight++;
    p->runes[p->rune_count++] = rune;
    if (last && last->op == REGEX_LITERAL && last->fold == fold &&
        last->runes + last->rune_count == &p->runes[p->rune_count - 1]) {
        last->rune_count++;
        last->size++;
        last->grouped = false;
        return check_limits(p, last);
    }
    struct regex_node *node = regex_new_node(p, REGEX_LITERAL);
    node->runes = &p->runes[p->rune_count - 1];
    node->rune_count = 1;
    node->fold = fold;
    return regex_push(p, node);
}

bool regex_push_ascii(struct regex_parser *p, str text) {
    size_t joined = p->flags & REGEX_FOLD ? 1 : text.len; /* digits and letters lie apart under folding */
    if (!regex_push_rune(p, (unsigned char)text.ptr[0]))
        return false;
    struct regex_node *literal = top(p)->items.last;
    for (size_t i = 1; i < joined; i++)
        p->runes[p->rune_count++] = (unsigned char)text.ptr[i];
    p->weight += joined - 1;
    literal->rune_count += joined - 1;
    literal->size += joined - 1;
    for (size_t i = joined; i < text.len; i++)
        if (!regex_push_rune(p, (unsigned char)text.ptr[i]))
            return false;
    return check_limits(p, literal);
}

/* A literal of several characters gives its last one up to a node of its own. */
static void split_literal(struct regex_parser *p) {
    struct regex_node *literal = top(p)->items.last;
    if (literal->op != REGEX_LITERAL || literal->rune_count < 2 || literal->grouped)
        return;
    literal->rune_count--;
    literal->size--;
    struct regex_node *last = regex_new_node(p, REGEX_LITERAL);
    last->runes = literal->runes + literal->rune_count;
    last->rune_count = 1;
    last->fold = literal->fold;
    append(&top(p)->items, last);
}

static uint64_t repeat_size(const struct regex_node *node) {
    uint64_t sub = node->child->size, min = (uint64_t)node->min;
    if (!node->counted)
        return sub + (node->min == 0 && node->max == REGEX_UNLIMITED ? 2 : 1);
    if (node->max == REGEX_UNLIMITED)
        return min == 0 ? sub + 2 : 1 + min * sub;
    uint64_t size = (uint64_t)node->max * sub + (uint64_t)(node->max - node->min);
    return size ? size : 1;
}

static unsigned repeat_product(const struct regex_node *node) {
    int count = node->max == REGEX_UNLIMITED ? node->min : node->max;
    if (!node->counted)
        return node->child->repeats;
    if (node->max == 0)
        return 1;
    return node->child->repeats * (count > 0 ? (unsigned)count : 1);
}

bool regex_push_repeat(struct regex_parser *p, struct regex_node shape, size_t start, size_t previous) {
    struct node_list *items = &top(p)->items;
    if (regex_at(p, STR("?")))
        p->at++;
    if (previous != SIZE_MAX)
        return regex_fail(p, REGEX_INVALID_REPEAT_OP, previous, p->at);
    if (!items->last)
        return regex_fail(p, REGEX_MISSING_ARGUMENT, start, p->at);
    split_literal(p);
    struct regex_node *sub = arena_new(p->arena, struct regex_node);
    *sub = *items->last;
    struct regex_node *node = items->last;
    *node = shape;
    node->child = node->last = sub;
    node->height = sub->height + 1;
    node->size = repeat_size(node);
    node->repeats = repeat_product(node);
    p->nodes++;
    if (!check_limits(p, node))
        return false;
    if (node->counted && (node->min > 1 || node->max > 1) && node->repeats > REGEX_MOST_REPEATS)
        return regex_fail(p, REGEX_INVALID_REPEAT_SIZE, start, p->at);
    return true;
}

/* Takes a list as the children of one node, whose children of the same kind give theirs. */
static struct regex_node *gather(struct regex_parser *p, enum regex_op op, const struct node_list *list) {
    struct regex_node *node = regex_new_node(p, op);
    struct node_list children = {NULL, NULL, 0};
    node->size = 0;
    node->height = 0;
    for (struct regex_node *item = list->first, *next; item; item = next) {
        next = item->next;
        bool splice = item->op == op;
        node->size += item->size + (op == REGEX_ALTERNATE && children.count > 0);
        unsigned height = splice ? item->height - 1 : item->height;
        node->height = height > node->height ? height : node->height;
        node->repeats = item->repeats > node->repeats ? item->repeats : node->repeats;
        append(&children, splice ? item->child : item);
        children.last = splice ? item->last : item;
    }
    node->child = children.first;
    node->last = children.last;
    assert(node->last); /* a list without items is REGEX_EMPTY, made elsewhere */
    node->last->next = NULL;
    node->height++;
    return node;
}

static struct regex_node *finish_items(struct regex_parser *p, const struct node_list *items) {
    if (items->count == 0)
        return regex_new_node(p, REGEX_EMPTY);
    return items->count == 1 ? items->first : gather(p, REGEX_CONCAT, items);
}

bool regex_end_alternative(struct regex_parser *p) {
    struct regex_group *group = top(p);
    struct regex_node *node = finish_items(p, &group->items);
    append(&group->alternatives, node);
    group->items = (struct node_list){NULL, NULL, 0};
    return check_limits(p, node);
}

/* Go makes one class of alternatives that are single characters. */
static void flatten_single(struct regex_node *alternate) {
    for (const struct regex_node *child = alternate->child; child; child = child->next) {
        bool single = child->op == REGEX_CLASS || child->op == REGEX_ANY || child->op == REGEX_ANY_BUT_NEWLINE ||
                      (child->op == REGEX_LITERAL && child->rune_count == 1);
        if (!single)
            return;
    }
    alternate->height = 1;
}

struct regex_node *regex_end_group(struct regex_parser *p) {
    if (!regex_end_alternative(p))
        return NULL;
    struct regex_group *group = top(p);
    struct regex_node *node = group->alternatives.first;
    if (group->alternatives.count > 1) {
        node = gather(p, REGEX_ALTERNATE, &group->alternatives);
        flatten_single(node);
    }
    if (!check_limits(p, node))
        return NULL;
    node->next = NULL;
    node->grouped = true;
    return node;
}

struct regex_node *regex_capture(struct regex_parser *p, struct regex_node *sub) {
    struct regex_node *node = regex_new_node(p, REGEX_CAPTURE);
    node->child = node->last = sub;
    node->height = sub->height + 1;
    node->size = sub->size + 2;
    node->repeats = sub->repeats;
    return node;
}
