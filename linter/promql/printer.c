/* The printer.
 *
 * A stack of pieces is worked off: a piece of text is written, a node or duration is replaced by its own pieces. So a
 * deep tree needs no deep recursion. Parentheses are nodes, so that precedence needs no thought here, except in front
 * of an offset: behind its value an operator may follow, and only a literal, a call and a signed parenthesis end by
 * themselves. */
#include "promql/printer.h"

#include <math.h>
#include <string.h>

#include "base/vec.h"
#include "promql/lexer.h"
#include "promql/quote.h"

struct piece {
    const struct promql_node *node;
    const struct promql_duration *duration;
    str text; /* when the others are NULL */
};

struct printer {
    struct arena *arena;
    VEC(struct piece) stack;
    char *bytes;
    size_t len, cap;
};

static void write_text(struct printer *printer, str text) {
    if (printer->len + text.len > printer->cap) {
        size_t cap = (printer->len + text.len) * 2 + 64;
        char *bytes = arena_alloc(printer->arena, cap);
        if (printer->len)
            memcpy(bytes, printer->bytes, printer->len);
        printer->bytes = bytes;
        printer->cap = cap;
    }
    if (text.len)
        memcpy(printer->bytes + printer->len, text.ptr, text.len);
    printer->len += text.len;
}

static void add_text(struct printer *printer, str text) {
    vec_push(printer->arena, &printer->stack, (struct piece){.text = text});
}

static void add_literal(struct printer *printer, const char *text) {
    add_text(printer, str_of(text));
}

static void add_node(struct printer *printer, const struct promql_node *node) {
    vec_push(printer->arena, &printer->stack, (struct piece){.node = node});
}

static void add_duration(struct printer *printer, const struct promql_duration *duration) {
    vec_push(printer->arena, &printer->stack, (struct piece){.duration = duration});
}

/* A label that needs no quotes: ASCII letters, digits, underscores. */
static bool is_bare(str name) {
    bool bare = name.len > 0 && !(name.ptr[0] >= '0' && name.ptr[0] <= '9');
    for (size_t i = 0; i < name.len && bare; i++) {
        char c = name.ptr[i];
        bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    return bare;
}

/* In a list behind by or on, inf, nan and without are no labels unless quoted. */
static bool is_bare_in_list(str name) {
    int value;
    enum promql_token_kind kind = promql_keyword(name, &value);
    return is_bare(name) && kind != TOKEN_NUMBER && kind != TOKEN_WITHOUT;
}

static void add_matcher(struct printer *printer, const struct promql_matcher *matcher) {
    static const char *const ops[] = {"=", "!=", "=~", "!~"};
    if (!matcher->is_lone_name) {
        add_text(printer, is_bare(matcher->name) ? matcher->name : promql_quote(printer->arena, matcher->name));
        add_literal(printer, ops[matcher->op]);
    }
    add_text(printer, promql_quote(printer->arena, matcher->value));
}

/* A literal that stands alone gets units, whatever it was written with. */
static void add_whole_duration(struct printer *printer, const struct promql_duration *duration) {
    if (duration->kind == PROMQL_DURATION_LITERAL)
        add_text(printer, promql_print_seconds(printer->arena, duration->seconds));
    else
        add_duration(printer, duration);
}

static void add_offset(struct printer *printer, const struct promql_duration *offset) {
    bool is_negative = offset->kind == PROMQL_DURATION_NEGATIVE;
    const struct promql_duration *value = is_negative ? offset->left : offset;
    add_literal(printer, " offset ");
    if (is_negative)
        add_literal(printer, "-");
    bool is_open = value->kind == PROMQL_DURATION_BINARY || value->kind == PROMQL_DURATION_NEGATIVE;
    if (!is_negative && (is_open || value->kind == PROMQL_DURATION_PAREN))
        add_literal(printer, "+");
    if (is_open)
        add_literal(printer, "(");
    add_whole_duration(printer, value);
    if (is_open)
        add_literal(printer, ")");
}

static void add_modifiers(struct printer *printer, const struct promql_modifiers *modifiers) {
    if (!modifiers)
        return;
    if (modifiers->anchored)
        add_literal(printer, " anchored");
    if (modifiers->smoothed)
        add_literal(printer, " smoothed");
    if (modifiers->at == PROMQL_AT_START)
        add_literal(printer, " @ start()");
    if (modifiers->at == PROMQL_AT_END)
        add_literal(printer, " @ end()");
    if (modifiers->at == PROMQL_AT_TIME) {
        add_literal(printer, " @ ");
        add_text(printer, promql_print_number(printer->arena, modifiers->at_seconds));
    }
    if (modifiers->offset)
        add_offset(printer, modifiers->offset);
}

static void add_selector(struct printer *printer, const struct promql_node *node) {
    const struct promql_selector *selector = &node->as.selector;
    bool has_braces = selector->matcher_count > 0 || selector->name.len == 0;
    add_text(printer, selector->name);
    if (has_braces)
        add_literal(printer, "{");
    for (size_t i = 0; i < selector->matcher_count; i++) {
        if (i > 0)
            add_literal(printer, ",");
        add_matcher(printer, &selector->matchers[i]);
    }
    if (has_braces)
        add_literal(printer, "}");
    add_modifiers(printer, node->modifiers);
}

static void add_range(struct printer *printer, const struct promql_node *node) {
    const struct promql_range *range = &node->as.range;
    add_node(printer, node->child);
    add_literal(printer, "[");
    add_whole_duration(printer, range->range);
    if (node->kind == PROMQL_SUBQUERY)
        add_literal(printer, ":");
    if (range->step)
        add_whole_duration(printer, range->step);
    add_literal(printer, "]");
    add_modifiers(printer, node->modifiers);
}

static void add_arguments(struct printer *printer, const struct promql_node *node) {
    add_literal(printer, "(");
    for (const struct promql_node *child = node->child; child; child = child->next) {
        add_node(printer, child);
        if (child->next)
            add_literal(printer, ", ");
    }
    add_literal(printer, ")");
}

static void add_labels(struct printer *printer, const char *keyword, const struct promql_labels *labels) {
    add_literal(printer, keyword);
    add_literal(printer, " (");
    for (size_t i = 0; i < labels->len; i++) {
        str name = labels->items[i].name;
        if (i > 0)
            add_literal(printer, ", ");
        add_text(printer, is_bare_in_list(name) ? name : promql_quote(printer->arena, name));
    }
    add_literal(printer, ") ");
}

static void add_aggregate(struct printer *printer, const struct promql_node *node) {
    bool is_without = node->as.aggregate.is_without;
    add_text(printer, node->as.aggregate.op->name);
    if (is_without || node->as.aggregate.grouping.len > 0) {
        add_literal(printer, " ");
        add_labels(printer, is_without ? "without" : "by", &node->as.aggregate.grouping);
    }
    add_arguments(printer, node);
}

static void add_fill(struct printer *printer, const char *keyword, const struct promql_fill *fill) {
    if (!fill->is_set)
        return;
    add_literal(printer, keyword);
    add_text(printer, promql_print_number(printer->arena, fill->value));
    add_literal(printer, ") ");
}

/* Equal to the bit: a fill of NaN is the same as another, and 0 is not -0. */
static bool is_same_number(double a, double b) {
    uint64_t bits[2];
    memcpy(&bits[0], &a, sizeof a);
    memcpy(&bits[1], &b, sizeof b);
    return bits[0] == bits[1];
}

static void add_fills(struct printer *printer, const struct promql_matching *matching) {
    const struct promql_fill *left = &matching->fill_left, *right = &matching->fill_right;
    bool is_same = left->is_set && right->is_set && is_same_number(left->value, right->value);
    if (is_same) {
        add_fill(printer, "fill (", left);
        return;
    }
    add_fill(printer, "fill_left (", left);
    add_fill(printer, "fill_right (", right);
}

static void add_matching(struct printer *printer, const struct promql_matching *matching) {
    bool is_group = matching->card == PROMQL_MANY_TO_ONE || matching->card == PROMQL_ONE_TO_MANY;
    if (matching->is_bool)
        add_literal(printer, "bool ");
    if (matching->has_labels && (matching->is_on || matching->labels.len > 0 || is_group))
        add_labels(printer, matching->is_on ? "on" : "ignoring", &matching->labels);
    if (is_group)
        add_labels(printer, matching->card == PROMQL_MANY_TO_ONE ? "group_left" : "group_right", &matching->include);
    add_fills(printer, matching);
}

static void add_binary(struct printer *printer, const struct promql_node *node) {
    add_node(printer, promql_left(node));
    add_literal(printer, " ");
    add_literal(printer, promql_operator_text(node->as.binary.op));
    add_literal(printer, " ");
    if (node->as.binary.matching)
        add_matching(printer, node->as.binary.matching);
    add_node(printer, promql_right(node));
}

static void expand_node(struct printer *printer, const struct promql_node *node) {
    struct arena *arena = printer->arena;
    switch (node->kind) {
    case PROMQL_NUMBER:
        add_text(printer, node->as.number.is_duration ? promql_print_seconds(arena, node->as.number.value)
                                                      : promql_print_number(arena, node->as.number.value));
        break;
    case PROMQL_STRING:
        add_text(printer, promql_quote(arena, node->as.string.value));
        break;
    case PROMQL_SELECTOR:
        add_selector(printer, node);
        break;
    case PROMQL_MATRIX:
    case PROMQL_SUBQUERY:
        add_range(printer, node);
        break;
    case PROMQL_CALL:
        add_text(printer, node->as.call.function->name);
        add_arguments(printer, node);
        break;
    case PROMQL_AGGREGATE:
        add_aggregate(printer, node);
        break;
    case PROMQL_BINARY:
        add_binary(printer, node);
        break;
    case PROMQL_UNARY:
        add_literal(printer, promql_operator_text(node->as.unary.op));
        add_node(printer, node->child);
        break;
    case PROMQL_PAREN:
        add_arguments(printer, node);
        break;
    }
}

static void add_extreme(struct printer *printer, const struct promql_duration *duration) {
    add_literal(printer, duration->kind == PROMQL_DURATION_MIN ? "min_of(" : "max_of(");
    add_duration(printer, duration->left);
    add_literal(printer, ", ");
    add_duration(printer, duration->right);
    add_literal(printer, ")");
}

static void expand_duration(struct printer *printer, const struct promql_duration *duration) {
    switch (duration->kind) {
    case PROMQL_DURATION_LITERAL:
        add_text(printer, duration->from_duration ? promql_print_seconds(printer->arena, duration->seconds)
                                                  : promql_print_number(printer->arena, duration->seconds));
        break;
    case PROMQL_DURATION_NEGATIVE:
        add_literal(printer, "-");
        add_duration(printer, duration->left);
        break;
    case PROMQL_DURATION_BINARY:
        add_duration(printer, duration->left);
        add_literal(printer, " ");
        add_literal(printer, promql_operator_text(duration->op));
        add_literal(printer, " ");
        add_duration(printer, duration->right);
        break;
    case PROMQL_DURATION_STEP:
        add_literal(printer, "step()");
        break;
    case PROMQL_DURATION_RANGE:
        add_literal(printer, "range()");
        break;
    case PROMQL_DURATION_MIN:
    case PROMQL_DURATION_MAX:
        add_extreme(printer, duration);
        break;
    case PROMQL_DURATION_PAREN:
        add_literal(printer, "(");
        add_duration(printer, duration->left);
        add_literal(printer, ")");
        break;
    }
}

/* The pieces were added first to last; the stack wants the first on top. */
static void reverse_from(struct printer *printer, size_t start) {
    for (size_t end = printer->stack.len; start + 1 < end; start++) {
        struct piece piece = printer->stack.at[start];
        printer->stack.at[start] = printer->stack.at[--end];
        printer->stack.at[end] = piece;
    }
}

str promql_print(struct arena *arena, const struct promql_node *node) {
    struct printer printer = {.arena = arena};
    add_node(&printer, node);
    while (printer.stack.len > 0) {
        struct piece piece = printer.stack.at[--printer.stack.len];
        size_t start = printer.stack.len;
        if (piece.node)
            expand_node(&printer, piece.node);
        else if (piece.duration)
            expand_duration(&printer, piece.duration);
        else
            write_text(&printer, piece.text);
        reverse_from(&printer, start);
    }
    return (str){printer.bytes, printer.len};
}
