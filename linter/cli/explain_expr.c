/* Rows are made first, then the columns get the width of their widest cell. Parentheses get no row of their own. */
#include "cli/explain_expr.h"

#include "base/vec.h"
#include "promql/label_flow.h"
#include "promql/unit_flow.h"
#include "report/plain.h"
#include "text/utf8.h"

enum { COLUMNS = 5, WIDEST_CELL = 60, DEEPEST_INDENT = 20 };

struct row {
    size_t depth;
    str cells[COLUMNS];
};

struct table {
    struct arena *arena;
    str text;
    struct unit_flow units;
    struct label_flows labels;
    VEC(struct row) rows;
};

/* How many columns of the terminal plain_write() takes. */
static size_t width_of(str cell) {
    size_t width = 0;
    for (size_t at = 0; at < cell.len;) {
        struct plain_step step = plain_read(cell, at);
        width += step.valid ? utf8_width(step.code) : 1;
        at += step.length;
    }
    return width;
}

/* One line of text: runs of blanks as one blank, other controls as "?", cut at the width of a cell. */
static str squeezed(struct arena *arena, str text) {
    char *out = arena_alloc(arena, text.len + 4);
    size_t len = 0, width = 0;
    for (size_t at = 0; at < text.len;) {
        struct plain_step step = plain_read(text, at);
        bool blank = step.code == ' ' || step.code == '\n' || step.code == '\t' || step.code == '\r';
        bool again = blank && len > 0 && out[len - 1] == ' ';
        if (!again && width++ >= WIDEST_CELL)
            return str_slice(arena_format(arena, "%.*s...", (int)len, out), 0, len + 3);
        bool kept = step.valid && !plain_steers(step.code);
        for (uint32_t i = 0; i < step.length && kept && !blank; i++)
            out[len++] = text.ptr[at + i];
        if (!again && (blank || !kept))
            out[len++] = blank ? ' ' : '?';
        at += step.length;
    }
    return (str){out, len};
}

static str describe_labels(struct arena *arena, const struct label_set *set) {
    str list = STR("");
    for (size_t i = 0; i < set->len && list.len < WIDEST_CELL * 4; i++) {
        const struct label_fact *fact = &set->facts[i];
        if (fact->presence == LABEL_IMPOSSIBLE)
            continue;
        list = arena_format(arena, "%.*s%s%.*s%s", STR_ARG(list), list.len ? ", " : "", STR_ARG(fact->name),
                            fact->presence == LABEL_POSSIBLE ? "?" : "");
    }
    if (set->others == LABEL_POSSIBLE)
        list = arena_format(arena, "%.*s%sany others", STR_ARG(list), list.len ? ", " : "");
    return list.len ? list : STR("none");
}

static str describe_flow(struct arena *arena, const struct label_flow *flow) {
    if (flow->is_never)
        return STR("no series");
    str list = describe_labels(arena, &flow->sets[0]);
    for (size_t i = 1; i < flow->len && list.len < WIDEST_CELL * 4; i++) {
        str more = describe_labels(arena, &flow->sets[i]);
        if (!str_equal(more, list))
            list = arena_format(arena, "%.*s or %.*s", STR_ARG(list), STR_ARG(more));
    }
    return list;
}

static str or_dash(str cell) {
    return cell.len ? cell : STR("-");
}

static void add_row(struct table *table, const struct promql_node *node, size_t depth) {
    const struct value_node *value = value_flow_at(table->units.values, node);
    struct row row = {.depth = depth < DEEPEST_INDENT ? depth : DEEPEST_INDENT};
    bool has_value = node->kind != PROMQL_STRING;
    row.cells[0] = squeezed(table->arena, str_slice(table->text, node->at.start, node->at.end));
    row.cells[1] = str_of(promql_type_name(node->type));
    row.cells[2] = or_dash(has_value ? value_describe(table->arena, value->range) : STR(""));
    row.cells[3] = or_dash(unit_describe(table->arena, unit_flow_at(&table->units, node)));
    bool has_labels = node->type == PROMQL_VECTOR || node->type == PROMQL_RANGE_VECTOR;
    row.cells[4] = has_labels ? describe_flow(table->arena, label_flow_of(&table->labels, node)) : STR("-");
    vec_push(table->arena, &table->rows, row);
}

/* The node after this one in the order of the text, outer before inner. */
static const struct promql_node *following(const struct promql_node *node, size_t *depth) {
    bool is_row = node->kind != PROMQL_PAREN;
    if (node->child) {
        *depth += is_row;
        return node->child;
    }
    while (node && !node->next) {
        node = node->parent;
        *depth -= node && node->kind != PROMQL_PAREN;
    }
    return node ? node->next : NULL;
}

static void write_row(struct stream *stream, const struct row *row, const size_t *widths) {
    stream_fill(stream, ' ', row->depth * 2);
    size_t used = row->depth * 2;
    for (size_t i = 0; i < COLUMNS; i++) {
        plain_write(stream, row->cells[i]);
        used += width_of(row->cells[i]);
        if (i + 1 < COLUMNS)
            stream_fill(stream, ' ', widths[i] + 2 - used);
        used = 0;
    }
    stream_byte(stream, '\n');
}

static void write_table(struct stream *stream, const struct table *table) {
    struct row head = {.cells = {STR("EXPRESSION"), STR("TYPE"), STR("VALUES"), STR("UNIT"), STR("LABELS")}};
    size_t widths[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++) {
        widths[i] = width_of(head.cells[i]);
        for (size_t j = 0; j < table->rows.len; j++) {
            const struct row *row = &table->rows.at[j];
            size_t width = width_of(row->cells[i]) + (i == 0 ? row->depth * 2 : 0);
            widths[i] = width > widths[i] ? width : widths[i];
        }
    }
    write_row(stream, &head, widths);
    for (size_t i = 0; i < table->rows.len; i++)
        write_row(stream, &table->rows.at[i], widths);
}

static str refusal(struct arena *arena, const struct promql_expr *expr) {
    if (expr->status == PROMQL_TOO_DEEP)
        return STR("the expression is nested too deeply to be explained");
    str help = expr->error.help;
    return arena_format(arena, "byte %u: %.*s%s%.*s", expr->error.at.start + 1, STR_ARG(expr->error.message),
                        help.len ? "; " : "", STR_ARG(help));
}

bool explain_expr(struct stream *stream, struct arena *arena, str text, str *error) {
    struct promql_options options = {.experimental_functions = true,
                                     .duration_expressions = true,
                                     .extended_range_selectors = true,
                                     .binop_fill = true};
    struct promql_expr expr = promql_parse(arena, text, &options);
    if (expr.status != PROMQL_VALID) {
        *error = refusal(arena, &expr);
        return false;
    }
    struct value_flow values = value_flow(arena, &expr, NULL);
    struct table table = {.arena = arena, .text = text, .units = unit_flow(arena, &values)};
    table.labels = label_flow_run(arena, &expr, NULL);
    size_t depth = 0;
    for (const struct promql_node *node = expr.root; node; node = following(node, &depth))
        if (node->kind != PROMQL_PAREN)
            add_row(&table, node, depth);
    write_table(stream, &table);
    return true;
}
