/* Where a template prints lines that become members of a collection.
 *
 * A blanked action leaves nothing in the tree: "labels:" over "{{- include … | nindent 4 }}" looks like an empty
 * mapping. What an action on a line of its own prints may belong to any collection that is open there, so a collection
 * reaches from its key to the next node that is not inside it. */
#include "project/grow.h"

static bool begins_with(str text, const char *word) {
    str prefix = str_of(word);
    return str_starts_with(text, prefix) && (text.len == prefix.len || !(text.ptr[prefix.len] >= 'a'));
}

/* Control, comments and assignments print nothing themselves; what they guard is in the tree. A range repeats what
 * it holds. */
static bool prints(str action) {
    static const char *const quiet[] = {"if", "else", "end", "with", "define", "block", "break", "continue"};
    str body = str_slice(action, 2, action.len);
    if (body.len && body.ptr[0] == '-')
        body = str_slice(body, 1, body.len);
    body = str_trim(body);
    for (size_t i = 0; i < sizeof quiet / sizeof *quiet; i++)
        if (begins_with(body, quiet[i]))
            return false;
    bool assigns = body.len && body.ptr[0] == '$' && (str_contains(body, STR(":=")) || str_contains(body, STR(" = ")));
    return !assigns && !str_starts_with(body, STR("/*"));
}

static bool begins_its_line(str bytes, uint32_t offset) {
    while (offset > 0 && (bytes.ptr[offset - 1] == ' ' || bytes.ptr[offset - 1] == '\t'))
        offset--;
    return offset == 0 || bytes.ptr[offset - 1] == '\n' || bytes.ptr[offset - 1] == '\r';
}

static uint32_t start_of(const struct node *node) {
    return node->key && node->key->span.start < node->span.start ? node->key->span.start : node->span.start;
}

/* The first byte of the next node that is not inside this one, or the end of the document. */
static uint32_t reach_of(const struct node *node, str bytes) {
    for (const struct node *at = node; at; at = at->parent)
        for (const struct node *next = at->next; next; next = next->next)
            if (start_of(next) > node->span.start)
                return start_of(next);
    str rest = str_slice(bytes, node->span.end, bytes.len);
    return node->span.end + (uint32_t)str_find(rest, STR("\n---"));
}

/* Index of the first of the ascending spans that ends behind the offset, or count. */
static size_t spans_after(const span *spans, size_t count, uint32_t offset) {
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (spans[middle].end <= offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool node_may_grow(const struct node *node) {
    if (!node || node->tree->blank_count == 0)
        return false;
    const struct tree *tree = node->tree;
    str bytes = tree->source->bytes;
    bool collection = node->kind != NODE_SCALAR;
    uint32_t start = node->key ? node->key->span.end : node->span.start, end = reach_of(node, bytes);
    for (size_t i = spans_after(tree->blanks, tree->blank_count, start); i < tree->blank_count; i++) {
        span blank = tree->blanks[i];
        if (blank.start >= end)
            return false;
        str action = str_slice(bytes, blank.start, blank.end);
        if (prints(action) && (!collection || begins_its_line(bytes, blank.start)))
            return true;
    }
    return false;
}
