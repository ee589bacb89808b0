/* A comment behind something on its line hides what starts on that line. A comment on a line of its own hides what
 * starts in the node that follows: the item after a dash, else the member whose key comes next, with all it holds.
 *
 * A file may hold as many comments as nodes, so nodes are found by bisection in lists that are made once. */
#include "engine/ignore_scope.h"

#include <stdlib.h>

static uint32_t pass_blanks(str bytes, uint32_t from) {
    uint32_t at = from;
    while (at < bytes.len) {
        char byte = bytes.ptr[at];
        if (byte == '#')
            at += (uint32_t)str_find_byte(str_slice(bytes, at, bytes.len), '\n');
        else if (byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n')
            at++;
        else
            break;
    }
    return at;
}

/* First byte behind `from` that is neither blank nor part of a comment line. Of many comments in a row each would pass
 * all that follow. */
static uint32_t next_content(struct ignore_scopes *scopes, uint32_t from) {
    if (from < scopes->blank.start || from >= scopes->blank.end)
        scopes->blank = (span){from, pass_blanks(scopes->source->bytes, from)};
    return scopes->blank.end;
}

static uint32_t start_of(const struct node *node) {
    return node->key ? node->key->span.start : node->span.start;
}

static bool is_item(const struct node *node) {
    return node->parent && node->parent->kind == NODE_SEQUENCE && !node->key;
}

/* The next node in file order, children first; NULL behind the last of root. */
static const struct node *following(const struct node *root, const struct node *node) {
    if (node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

static int compare_starts(const void *a, const void *b) {
    const struct start *left = a, *right = b;
    if (left->at != right->at)
        return left->at < right->at ? -1 : 1;
    return (left->order > right->order) - (left->order < right->order);
}

static void sort(start_list *list) {
    if (list->len)
        qsort(list->at, list->len, sizeof *list->at, compare_starts);
}

/* Merged members and copies of aliases stand where they were written first. */
static void list_nodes(struct ignore_scopes *scopes) {
    uint32_t order = 0;
    for (const struct node *node = scopes->root; node; node = following(scopes->root, node)) {
        struct start start = {node, start_of(node), order++};
        if (node->flags & (NODE_ALIASED | NODE_MERGED))
            continue;
        if (is_item(node))
            vec_push(scopes->arena, &scopes->items, start);
        if (node->key)
            vec_push(scopes->arena, &scopes->members, start);
        if (!node->children)
            vec_push(scopes->arena, &scopes->leaves, start);
    }
    sort(&scopes->items);
    sort(&scopes->members);
    sort(&scopes->leaves);
    scopes->known = true;
}

/* Index of the first that starts at the offset or behind it; the length if none does. */
static size_t first_from(const start_list *list, uint32_t offset) {
    size_t low = 0, high = list->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (list->at[middle].at < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The node that a comment on its own line is about: the first item behind a dash at `at`, or the member whose key
 * stands at `at`. */
static const struct node *node_after(const struct ignore_scopes *scopes, uint32_t at) {
    str bytes = scopes->source->bytes;
    bool dash = at + 1 < bytes.len && bytes.ptr[at] == '-' && (bytes.ptr[at + 1] == ' ' || bytes.ptr[at + 1] == '\n');
    const start_list *list = dash ? &scopes->items : &scopes->members;
    size_t first = first_from(list, dash ? at + 1 : at);
    return first < list->len ? list->at[first].node : NULL;
}

static bool alone_on_line(const struct source *source, uint32_t comment) {
    uint32_t at = comment;
    while (at > 0 && source->bytes.ptr[at - 1] != '\n') {
        at--;
        if (source->bytes.ptr[at] != ' ' && source->bytes.ptr[at] != '\t')
            return at < source_bom(source);
    }
    return true;
}

static span line_around(const struct source *source, uint32_t offset) {
    struct position position = source_position(source, offset);
    span line = source_line_span(source, (uint32_t)position.line);
    uint32_t start = line.start;
    uint32_t end = position.line < source_line_count(source) ? line.end : (uint32_t)source->bytes.len + 1;
    return (span){start, end};
}

/* The line, and what begins on it: a scalar or flow collection may go on below, a block scalar's text always does. */
static span begun_on(const struct ignore_scopes *scopes, span line) {
    const start_list *leaves = &scopes->leaves;
    for (size_t i = first_from(leaves, line.start); i < leaves->len && leaves->at[i].at < line.end; i++)
        if (leaves->at[i].node->span.end >= line.end)
            line.end = leaves->at[i].node->span.end + 1;
    return line;
}

span ignore_scope_find(struct ignore_scopes *scopes, span comment, enum ignore_scope *scope) {
    if (!scopes->known)
        list_nodes(scopes);
    if (!alone_on_line(scopes->source, comment.start)) {
        *scope = IGNORE_LINE;
        return begun_on(scopes, line_around(scopes->source, comment.start));
    }
    *scope = IGNORE_NODE;
    const struct node *node = node_after(scopes, next_content(scopes, comment.end));
    if (!node)
        return (span){comment.end, comment.end};
    return (span){start_of(node), node->span.end + 1};
}
