/* What a template prints where, and how: holes of its text and the reads in them. */
#include "project/alert_text.h"

struct walk {
    struct arena *arena;
    VEC(struct prose_hole) holes;
};

static bool is_printed(const struct gotmpl_read *read) {
    const unsigned elsewhere = GOTMPL_READ_IN_IF | GOTMPL_READ_IN_WITH | GOTMPL_READ_IN_RANGE | GOTMPL_READ_DECLARED |
                               GOTMPL_READ_PASSED | GOTMPL_READ_IN_QUERY | GOTMPL_READ_CONDITIONAL;
    return read->kind == GOTMPL_READ_VALUE && !(read->flags & elsewhere);
}

/* The hole that holds this part, or NULL. */
static struct prose_hole *hole_of(struct walk *walk, span part) {
    size_t low = 0, high = walk->holes.len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (walk->holes.at[middle].at.end < part.end)
            low = middle + 1;
        else
            high = middle;
    }
    struct prose_hole *hole = low < walk->holes.len ? &walk->holes.at[low] : NULL;
    return hole && hole->at.start <= part.start ? hole : NULL;
}

/* A hole with another read prints more than the value. */
static const struct gotmpl_read **match_reads(struct walk *walk, const struct gotmpl_reads *reads) {
    const struct gotmpl_read **found = arena_array(walk->arena, const struct gotmpl_read *, walk->holes.len + 1);
    for (size_t i = 0; i < reads->read_count; i++) {
        const struct gotmpl_read *read = &reads->reads[i];
        struct prose_hole *hole = hole_of(walk, read->whole);
        if (!hole)
            continue;
        hole->is_value = is_printed(read) && hole->id == 0;
        hole->id = 1;
        found[hole - walk->holes.at] = hole->is_value ? read : NULL;
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
    for (size_t i = 0; i < templated->holes.count; i++)
        vec_push(arena, &walk.holes, (struct prose_hole){.at = templated->holes.at[i]});
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
        if (str_is(read->calls[0].function, forms[i].function))
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
