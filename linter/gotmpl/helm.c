/* Blanking, in three passes over one copy of the text.
 *
 * First all actions of lines that hold nothing else become spaces, and all others placeholders. In what results, nodes
 * and scalars can be told apart, so the second pass looks at the actions that start a node: one that fills its value
 * and whose output must be a block (nindent, or deeper lines follow) becomes spaces too. The third pass decodes lone
 * literals, unless they would begin a node with a brace, which no rendered chart can have meant. */
#include "gotmpl/helm.h"

#include <string.h>

#include "gotmpl/helm_actions.h"
#include "gotmpl/helm_nodes.h"
#include "gotmpl/literal.h"

/* May a node start here? It stands behind the start of a line, an indicator, an anchor or a tag. */
static bool may_start_node(str bytes, size_t at) {
    size_t before = at;
    while (before > 0 && (bytes.ptr[before - 1] == ' ' || bytes.ptr[before - 1] == '\t'))
        before--;
    if (before == 0 || str_find_byte(STR("\n:-?[{,"), bytes.ptr[before - 1]) < 7)
        return true;
    size_t word = before;
    while (before < at && word > 0 && str_find_byte(STR(" \t\n"), bytes.ptr[word - 1]) == 3)
        word--;
    return word < before && (bytes.ptr[word] == '&' || bytes.ptr[word] == '!');
}

static bool opens_action(str bytes, size_t at) {
    return at + 1 < bytes.len && bytes.ptr[at] == '{' && (bytes.ptr[at + 1] == '{' || bytes.ptr[at + 1] == '%');
}

bool helm_may_be_template(str bytes) {
    for (size_t at = 0; (at += str_find_byte(str_slice(bytes, at, bytes.len), '{')) < bytes.len; at++)
        if (opens_action(bytes, at) && may_start_node(bytes, at))
            return true;
    return false;
}

/* Most files with braces hold them inside scalars only, and need no scan. */
bool helm_is_template(str bytes) {
    if (!helm_may_be_template(bytes))
        return false;
    struct node_scanner scanner = node_scanner(bytes);
    for (struct node_start start; node_scanner_next(&scanner, &start);)
        if (opens_action(bytes, start.at))
            return true;
    return false;
}

/* ---- first pass ---- */

struct blanking {
    struct arena *arena;
    str source;
    char *out;
    struct helm_actions actions;
    struct helm_change *changes; /* one an action */
};

static bool is_line_end(char c) {
    return c == '\n' || c == '\r';
}

static void fill(struct blanking *blanking, size_t start, size_t end, char with) {
    for (size_t i = start; i < end; i++)
        if (!is_line_end(blanking->source.ptr[i]))
            blanking->out[i] = with;
}

static void make_spaces(struct blanking *blanking, size_t action) {
    struct helm_change *change = &blanking->changes[action];
    change->kind = HELM_SPACES;
    fill(blanking, change->at.start, change->at.end, ' ');
}

/* Letters on the first line; what follows must not look like a line of its own. */
static void make_placeholder(struct blanking *blanking, size_t action) {
    struct helm_change *change = &blanking->changes[action];
    str text = str_slice(blanking->source, change->at.start, change->at.end);
    size_t first_line = change->at.start + str_find_byte(text, '\n');
    change->kind = HELM_PLACEHOLDER;
    fill(blanking, change->at.start, first_line, 'x');
    fill(blanking, first_line, change->at.end, ' ');
}

static bool is_blank(str text) {
    return str_trim(text).len == 0;
}

static size_t line_end(str text, size_t at) {
    return at + str_find_byte(str_slice(text, at, text.len), '\n');
}

/* The actions from `first` whose lines hang together, up to and without the result; *bare if there is nothing else
 * on these lines but a comment at the end. */
static size_t find_group(const struct blanking *blanking, size_t first, size_t line, bool *bare) {
    const struct helm_action *actions = blanking->actions.at;
    str text = blanking->source;
    *bare = is_blank(str_slice(text, line, actions[first].at.start));
    size_t next = first + 1, behind = actions[first].at.end, end = line_end(text, behind);
    for (; next < blanking->actions.count && actions[next].at.start < end; next++) {
        *bare &= is_blank(str_slice(text, behind, actions[next].at.start));
        behind = actions[next].at.end;
        if (behind > end)
            end = line_end(text, behind);
    }
    str rest = str_trim(str_slice(text, behind, end));
    *bare &= rest.len == 0 || rest.ptr[0] == '#';
    return next;
}

static void blank_lines(struct blanking *blanking) {
    size_t line = 0;
    for (size_t action = 0; action < blanking->actions.count;) {
        size_t start = blanking->actions.at[action].at.start;
        while (line_end(blanking->source, line) < start)
            line = line_end(blanking->source, line) + 1;
        bool bare;
        size_t next = find_group(blanking, action, line, &bare);
        for (; action < next; action++) {
            blanking->changes[action].at = blanking->actions.at[action].at;
            if (bare)
                make_spaces(blanking, action);
            else
                make_placeholder(blanking, action);
        }
    }
}

/* ---- second pass ---- */

/* The line that is not blank from `at` on; *indent is its first other column. */
static str next_line(str text, size_t at, long *indent) {
    while (at < text.len) {
        size_t end = line_end(text, at);
        str line = str_slice(text, at, end);
        if (!is_blank(line)) {
            *indent = (long)(str_trim(line).ptr - line.ptr);
            return line;
        }
        at = end + 1;
    }
    return (str){0};
}

static bool is_structure(str line) {
    line = str_trim(line);
    return str_starts_with(line, STR("- ")) || str_ends_with(line, STR(":")) || str_contains(line, STR(": "));
}

/* Lines below the value at the start are its children, so that it cannot be a scalar. */
static bool has_children(const struct blanking *blanking, const struct node_start *start, size_t end) {
    long indent = -1;
    str out = {blanking->out, blanking->source.len};
    str line = next_line(out, line_end(out, end), &indent);
    return indent > start->parent && is_structure(line);
}

static bool makes_block(str action) {
    return str_contains(action, STR("nindent")) || str_contains(action, STR("toYaml"));
}

/* Nothing but a comment follows on the line. */
static bool ends_value(str text, size_t at) {
    while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '\t'))
        at++;
    return at == text.len || text.ptr[at] == '#' || is_line_end(text.ptr[at]);
}

/* An action that starts a node. */
static void judge_node(struct blanking *blanking, size_t action, const struct node_start *start) {
    span at = blanking->changes[action].at;
    bool fills = ends_value(blanking->source, at.end);
    bool is_block = makes_block(str_slice(blanking->source, at.start, at.end));
    if (fills && (is_block || has_children(blanking, start, at.end)))
        make_spaces(blanking, action);
}

/* ---- third pass ---- */

static bool spans_lines(str text) {
    return str_find_byte(text, '\n') < text.len;
}

/* Puts what the literal prints where it stands, then moves its outermost braces to the ends of the action, so that
 * neither the text beside them nor the places inside them change. */
static void decode(struct blanking *blanking, size_t action, str value) {
    struct helm_change *change = &blanking->changes[action];
    size_t start = change->at.start, end = change->at.end;
    size_t from = (size_t)(blanking->actions.at[action].literal.ptr - blanking->source.ptr) + 1;
    fill(blanking, start, end, ' ');
    memcpy(blanking->out + from, value.ptr, value.len);
    change->kind = HELM_DECODED;
    if (spans_lines(str_slice(blanking->source, start, end)))
        return;
    if (str_starts_with(value, STR("{{")) && !str_starts_with(value, STR("{{/"))) {
        size_t width = str_starts_with(value, STR("{{-")) ? 3 : 2;
        memset(blanking->out + from, ' ', width);
        memcpy(blanking->out + start, "{{-", width);
    }
    if (str_ends_with(value, STR("}}")) && !str_ends_with(value, STR("*/}}"))) {
        size_t width = str_ends_with(value, STR("-}}")) ? 3 : 2;
        memset(blanking->out + from + value.len - width, ' ', width);
        memcpy(blanking->out + end - width, width == 3 ? "-}}" : "}}", width);
    }
}

/* A literal that prints an action, or a part of one. */
static void decode_literal(struct blanking *blanking, size_t action, bool starts_node) {
    str literal = blanking->actions.at[action].literal, value;
    if (!literal.ptr || !gotmpl_literal_unquote(blanking->arena, literal, &value))
        return;
    if (spans_lines(literal)) {
        if (literal.ptr[0] == '`')
            decode(blanking, action, str_slice(literal, 1, literal.len - 1));
        return;
    }
    bool braces = str_contains(value, STR("{{")) || str_contains(value, STR("}}"));
    bool begins_flow = starts_node && str_starts_with(str_trim(value), STR("{{"));
    if (braces && !begins_flow && !spans_lines(value))
        decode(blanking, action, value);
}

/* Walks actions and nodes side by side. Decoding waits until all nodes are known, because what a literal prints would
 * mislead the scanner. */
static void judge_actions(struct blanking *blanking) {
    str out = {blanking->out, blanking->source.len};
    struct node_scanner scanner = node_scanner(out);
    struct node_start start = {0};
    bool more = node_scanner_next(&scanner, &start);
    bool *starts = arena_array(blanking->arena, bool, blanking->actions.count);
    for (size_t action = 0; action < blanking->actions.count; action++) {
        while (more && start.at < blanking->changes[action].at.start)
            more = node_scanner_next(&scanner, &start);
        starts[action] = more && start.at == blanking->changes[action].at.start;
        if (starts[action])
            judge_node(blanking, action, &start);
    }
    for (size_t action = 0; action < blanking->actions.count; action++)
        decode_literal(blanking, action, starts[action]);
}

struct helm_text helm_blank(struct arena *arena, str bytes) {
    struct blanking blanking = {.arena = arena, .source = bytes, .actions = helm_find_actions(arena, bytes)};
    if (blanking.actions.count == 0)
        return (struct helm_text){.bytes = bytes};
    blanking.out = arena_alloc(arena, bytes.len);
    memcpy(blanking.out, bytes.ptr, bytes.len);
    blanking.changes = arena_array(arena, struct helm_change, blanking.actions.count);
    blank_lines(&blanking);
    judge_actions(&blanking);
    return (struct helm_text){{blanking.out, bytes.len}, blanking.changes, blanking.actions.count};
}

/* ---- questions ---- */

/* The first change that ends at or behind the offset. */
static size_t first_change(const struct helm_text *text, uint32_t offset) {
    size_t low = 0, high = text->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->changes[middle].at.end < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool meets(span change, span at) {
    if (at.start == at.end)
        return change.start <= at.start && at.start <= change.end;
    return change.start < at.end && at.start < change.end;
}

bool helm_differs(const struct helm_text *text, span at) {
    for (size_t i = first_change(text, at.start); i < text->count && text->changes[i].at.start <= at.end; i++)
        if (meets(text->changes[i].at, at))
            return true;
    return false;
}

bool helm_touches(const struct helm_text *text, span at) {
    for (size_t i = first_change(text, at.start); i < text->count && text->changes[i].at.start <= at.end; i++)
        if (text->changes[i].kind != HELM_DECODED && meets(text->changes[i].at, at))
            return true;
    return false;
}
