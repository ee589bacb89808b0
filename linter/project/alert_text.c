/* From the nodes of a template to the holes of its text. */
#include "project/alert_text.h"

struct walk {
    struct arena *arena;
    VEC(struct prose_hole) holes;
    VEC(const struct gotmpl_node *) open; /* ifs and withs around, each with what follows it */
};

static void add_hole(struct walk *walk, uint32_t start, uint32_t end) {
    if (start < end)
        vec_push(walk->arena, &walk->holes, (struct prose_hole){.at = {start, end}});
}

static uint32_t body_end(const struct gotmpl_node *node) {
    uint32_t end = node->head.end;
    for (const struct gotmpl_node *in = node->body; in; in = in->next)
        end = in->span.end;
    return end;
}

static bool is_transparent(const struct gotmpl_node *node) {
    return (node->kind == GOTMPL_IF || node->kind == GOTMPL_WITH) && !node->otherwise && node->body;
}

static void find_holes(struct walk *walk, const struct gotmpl_node *node) {
    for (; node || walk->open.len;) {
        if (!node) {
            const struct gotmpl_node *closed = walk->open.at[--walk->open.len];
            add_hole(walk, body_end(closed), closed->span.end);
            node = closed->next;
        } else if (is_transparent(node)) {
            add_hole(walk, node->span.start, node->head.end);
            vec_push(walk->arena, &walk->open, node);
            node = node->body;
        } else {
            if (node->kind != GOTMPL_TEXT)
                add_hole(walk, node->span.start, node->span.end);
            node = node->next;
        }
    }
}

static bool is_printed(const struct gotmpl_read *read) {
    const unsigned elsewhere = GOTMPL_READ_IN_IF | GOTMPL_READ_IN_WITH | GOTMPL_READ_IN_RANGE | GOTMPL_READ_DECLARED |
                               GOTMPL_READ_PASSED | GOTMPL_READ_IN_QUERY | GOTMPL_READ_CONDITIONAL;
    return read->kind == GOTMPL_READ_VALUE && !(read->flags & elsewhere);
}

/* The hole that holds this part; count when none does. */
static size_t hole_of(const struct walk *walk, span part) {
    size_t low = 0, high = walk->holes.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (walk->holes.at[middle].at.end < part.end)
            low = middle + 1;
        else
            high = middle;
    }
    return low < walk->holes.len && walk->holes.at[low].at.start <= part.start ? low : walk->holes.len;
}

/* A hole with another read prints more than the value. */
static const struct gotmpl_read **match_reads(struct walk *walk, const struct gotmpl_reads *reads) {
    const struct gotmpl_read **found = arena_array(walk->arena, const struct gotmpl_read *, walk->holes.len + 1);
    for (size_t i = 0; i < reads->read_count; i++) {
        const struct gotmpl_read *read = &reads->reads[i];
        size_t hole = hole_of(walk, read->whole);
        if (hole == walk->holes.len)
            continue;
        bool alone = is_printed(read) && walk->holes.at[hole].id == 0;
        found[hole] = alone ? read : NULL;
        walk->holes.at[hole].is_value = alone;
        walk->holes.at[hole].id = 1;
    }
    return found;
}

bool alert_text_read(struct arena *arena, const struct label_pair *annotation, struct alert_text *text) {
    const struct templated *templated = annotation->templated;
    if (!templated || annotation->value.opaque || !templated->text.len)
        return false;
    if (!templated->has_actions && str_contains(templated->text, STR("{{")))
        return false;
    struct walk walk = {.arena = arena};
    find_holes(&walk, templated->parsed.nodes);
    text->reads = match_reads(&walk, &templated->reads);
    text->templated = templated;
    text->prose = prose_read(arena, templated->text, walk.holes.at, walk.holes.len);
    return true;
}

const struct gotmpl_read *alert_text_value(const struct alert_text *text, const struct prose_figure *figure) {
    return figure->is_value ? text->reads[figure->hole] : NULL;
}

/* The text behind the only verb of a format; false when there are more, or text before it. */
static bool behind_verb(str format, str *rest) {
    size_t i = 1;
    if (!format.len || format.ptr[0] != '%')
        return false;
    while (i < format.len && !((format.ptr[i] | 0x20) >= 'a' && (format.ptr[i] | 0x20) <= 'z'))
        i++;
    *rest = str_slice(format, i + 1, format.len);
    return i < format.len;
}

enum shown_form alert_text_form(const struct gotmpl_read *read) {
    static const struct {
        const char *function;
        enum shown_form form;
    } forms[] = {{"humanize", SHOWN_PREFIXED},
                 {"humanize1024", SHOWN_PREFIXED},
                 {"humanizeDuration", SHOWN_DURATION},
                 {"humanizePercentage", SHOWN_PERCENTAGE},
                 {"humanizeTimestamp", SHOWN_TIMESTAMP},
                 {"float64", SHOWN_NUMBER},
                 {"print", SHOWN_NUMBER}};
    str rest;
    if (read->call_count == 0 && !read->more_calls)
        return SHOWN_NUMBER;
    if (read->call_count != 1 || read->more_calls)
        return SHOWN_OTHERWISE;
    if (str_equal(read->calls[0].function, STR("printf"))) {
        bool plain = behind_verb(read->calls[0].format, &rest) && (rest.len == 0 || str_equal(rest, STR("%%")));
        return plain ? SHOWN_NUMBER : SHOWN_OTHERWISE;
    }
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (str_equal(read->calls[0].function, str_of(forms[i].function)))
            return forms[i].form;
    return SHOWN_OTHERWISE;
}

bool alert_text_prints_percent(const struct gotmpl_read *read) {
    str rest;
    return read->call_count == 1 && behind_verb(read->calls[0].format, &rest) && str_equal(rest, STR("%%"));
}

bool alert_text_rounds(const struct gotmpl_read *read) {
    str format = read->call_count == 1 ? read->calls[0].format : STR("");
    return str_starts_with(format, STR("%.0f")) || str_starts_with(format, STR("%0.0f")) ||
           str_starts_with(format, STR("%d"));
}
