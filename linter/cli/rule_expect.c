/* Expectations of rule tests, and how they compare with findings. */
#include "cli/rule_expect.h"

/* "warning: text", "note: text" or "error[other-id]: text". */
static bool read_head(str text, str id, struct expectation *expectation) {
    static const str words[] = {{"error", 5}, {"warning", 7}, {"info", 4}, {"note", 4}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!str_starts_with(text, words[i]))
            continue;
        str rest = str_slice(text, words[i].len, text.len);
        expectation->severity = words[i];
        expectation->rule = id;
        if (str_starts_with(rest, STR("["))) {
            size_t close = str_find_byte(rest, ']');
            expectation->rule = str_slice(rest, 1, close);
            rest = str_slice(rest, close + 1, rest.len);
        }
        if (!str_starts_with(rest, STR(": ")))
            return false;
        expectation->message = str_slice(rest, 2, rest.len);
        return true;
    }
    return false;
}

static bool is_caret_line(str line, size_t *first, size_t *last) {
    str trimmed = str_trim(line);
    if (!str_starts_with(trimmed, STR("#")))
        return false;
    *first = str_find_byte(line, '^');
    if (*first == line.len || str_trim(str_slice(line, str_find_byte(line, '#') + 1, *first)).len)
        return false;
    *last = *first;
    while (*last < line.len && line.ptr[*last] == '^')
        ++*last;
    if (line.ptr[*first - 1] == '#')
        --*first;
    return true;
}

void expect_read_carets(expectation_list *list, struct arena *arena, const struct source *source, str id) {
    uint32_t about = 0;
    for (uint32_t number = 1; number <= source_line_count(source); number++) {
        str line = source_line(source, number);
        size_t first, last;
        struct expectation expectation = {.path = source->path};
        if (!is_caret_line(line, &first, &last) ||
            !read_head(str_trim(str_slice(line, last, line.len)), id, &expectation)) {
            about = number;
            continue;
        }
        expectation.start = (struct position){about, (uint32_t)first + 1, 0};
        expectation.end = (struct position){about, (uint32_t)last + 1, 0};
        vec_push(arena, list, expectation);
    }
}

static bool read_number(str *text, char separator, uint32_t *number) {
    size_t end = str_find_byte(*text, separator);
    unsigned long long value;
    if (end == text->len || !str_to_unsigned(str_slice(*text, 0, end), &value))
        return false;
    *number = (uint32_t)value;
    *text = str_slice(*text, end + 1, text->len);
    return true;
}

bool expect_read_lines(expectation_list *list, struct arena *arena, str path, str text, str id) {
    while (text.ptr) {
        str line = str_trim(str_split(&text, '\n'));
        struct expectation expectation = {.path = path};
        if (line.len == 0)
            continue;
        if (!read_number(&line, ':', &expectation.start.line) || !read_number(&line, '-', &expectation.start.column) ||
            !read_number(&line, ':', &expectation.end.line) || !read_number(&line, ' ', &expectation.end.column) ||
            !read_head(line, id, &expectation))
            return false;
        vec_push(arena, list, expectation);
    }
    return true;
}

static bool same_position(struct position a, struct position b) {
    return a.line == b.line && a.column == b.column;
}

static bool same_place(const struct expectation *expectation, place at) {
    return at.source && str_equal(expectation->path, at.source->path) &&
           same_position(expectation->start, source_position(at.source, at.span.start)) &&
           same_position(expectation->end, source_position(at.source, at.span.end));
}

static bool same_text(str wanted, str said) {
    if (str_ends_with(wanted, STR("...")))
        return str_starts_with(said, str_slice(wanted, 0, wanted.len - 3));
    return str_equal(wanted, said);
}

static bool meet(expectation_list *list, const char *rule, str severity, place at, str message) {
    for (size_t i = 0; i < list->len; i++) {
        struct expectation *expectation = &list->at[i];
        if (expectation->met || !str_is(expectation->rule, rule) || !str_equal(expectation->severity, severity) ||
            !same_place(expectation, at) || !same_text(expectation->message, message))
            continue;
        expectation->met = true;
        return true;
    }
    return false;
}

static str describe(struct arena *arena, str sofar, const char *what, str severity, const char *rule, place at,
                    str message) {
    struct position start = {0}, end = {0};
    if (at.source) {
        start = source_position(at.source, at.span.start);
        end = source_position(at.source, at.span.end);
    }
    return arena_format(arena, "%.*s%s: %.*s:%u:%u-%u:%u %.*s[%s]: %.*s\n", STR_ARG(sofar), what,
                        STR_ARG(at.source ? at.source->path : STR("?")), start.line, start.column, end.line, end.column,
                        STR_ARG(severity), rule, STR_ARG(message));
}

static bool has_note(const expectation_list *list) {
    for (size_t i = 0; i < list->len; i++)
        if (str_equal(list->at[i].severity, STR("note")))
            return true;
    return false;
}

/* Notes are compared only in files that expect some. */
static str compare_notes(struct arena *arena, expectation_list *list, const struct diag *diag, str wrong) {
    for (const struct diag_note *note = diag->notes; note; note = note->next)
        if (!meet(list, diag->rule, STR("note"), note->at, note->message))
            wrong = describe(arena, wrong, "unexpected note", STR("note"), diag->rule, note->at, note->message);
    return wrong;
}

str expect_compare(struct arena *arena, expectation_list *list, const struct diag *const *diags, size_t count, str id) {
    str wrong = {"", 0};
    bool notes = has_note(list);
    for (size_t i = 0; i < count; i++) {
        const struct diag *diag = diags[i];
        str severity = str_of(severity_name(diag->severity));
        if (meet(list, diag->rule, severity, diag->at, diag->message)) {
            if (notes)
                wrong = compare_notes(arena, list, diag, wrong);
            continue;
        }
        if (str_is(id, diag->rule) || diag->severity != SEVERITY_INFO)
            wrong = describe(arena, wrong, "unexpected", severity, diag->rule, diag->at, diag->message);
    }
    for (size_t i = 0; i < list->len; i++) {
        const struct expectation *missed = &list->at[i];
        if (!missed->met)
            wrong = arena_format(arena, "%.*smissing: %.*s:%u:%u-%u:%u %.*s[%.*s]: %.*s\n", STR_ARG(wrong),
                                 STR_ARG(missed->path), missed->start.line, missed->start.column, missed->end.line,
                                 missed->end.column, STR_ARG(missed->severity), STR_ARG(missed->rule),
                                 STR_ARG(missed->message));
    }
    return wrong;
}
