/* Fixes, where an edit of the file is an edit of what was read: the bytes are spelt as they are read, are read there
 * alone, and what is put in their place means the same in what is around them. */
#include "engine/report.h"

/* Inside of a quoted scalar a quote would end it. */
static bool may_quote(const struct node *node) {
    while (node->tree->outer) {
        const struct node *holder = node->tree->root ? node->tree->root->parent : NULL;
        if (!holder || (holder->style != STYLE_LITERAL && holder->style != STYLE_FOLDED))
            return false;
        node = holder;
    }
    return true;
}

static bool is_spelt(place at, str value) {
    return at.source && str_equal(str_slice(at.source->bytes, at.span.start, at.span.end), value);
}

static bool is_shared(const struct node *node) {
    for (; node; node = node->parent)
        if (node->flags & (NODE_ALIASED | NODE_MERGED))
            return true;
    return false;
}

static bool is_one_line(const struct node *node) {
    return node->kind == NODE_SCALAR && node->style != STYLE_LITERAL && node->style != STYLE_FOLDED;
}

void report_node_fix(struct pass *pass, struct diag *diag, bool safe, const struct node *node, str text,
                     const char *message) {
    bool quotes = str_contains(text, STR("\""));
    if (!is_one_line(node) || is_shared(node) || (quotes && (node->style != STYLE_PLAIN || !may_quote(node))))
        return;
    place at = node_place_within(node, (span){0, (uint32_t)node->value.len});
    if (is_spelt(at, node->value))
        report_fix(pass, diag, safe, at, text, message);
}

void report_unquote_fix(struct pass *pass, struct diag *diag, bool safe, const struct node *node, const char *message) {
    place inside = node_place_within(node, (span){0, (uint32_t)node->value.len});
    place whole = node_place(node);
    if (!is_one_line(node) || is_shared(node) || !may_quote(node) || !is_spelt(inside, node->value) ||
        whole.span.end - whole.span.start != node->value.len + 2)
        return;
    report_fix(pass, diag, safe, whole, node->value, message);
}

void report_key_fix(struct pass *pass, struct diag *diag, bool safe, const struct node *node, str text,
                    const char *message) {
    if (node->key && !is_shared(node))
        report_node_fix(pass, diag, safe, node->key, text, message);
}

void report_text_fix(struct pass *pass, struct diag *diag, bool safe, const struct text_fact *text, str replacement,
                     const char *message) {
    place at = text_part(text, (span){0, (uint32_t)text->text.len});
    if (is_spelt(at, text->text))
        report_fix(pass, diag, safe, at, replacement, message);
}

void report_expression_fix(struct pass *pass, struct diag *diag, bool safe, const struct expression *expression,
                           span part, str text, const char *message) {
    if (expression_verbatim(expression, part))
        report_fix(pass, diag, safe, expression_place(expression, part), text, message);
}
