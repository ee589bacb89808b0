#include "clean/verdicts.h"

#include "base/map.h"
#include "base/vec.h"

enum { COLUMNS = 6, VERDICT = 4, REASON = 5 };

struct row {
    str key; /* path, line, rule and message, as the table has them */
    bool found;
};

struct comparison {
    struct arena *arena;
    struct map rows; /* struct row by key */
    size_t row_count, wrong_count;
    VEC(str) complaints;
};

static void complain(struct comparison *comparison, const char *what, str about) {
    vec_push(comparison->arena, &comparison->complaints,
             arena_format(comparison->arena, "%s: %.*s\n", what, STR_ARG(about)));
}

static bool is_verdict(str word) {
    return str_equal(word, STR("right")) || str_equal(word, STR("debatable")) || str_equal(word, STR("wrong"));
}

static bool is_row(const str *columns, size_t count) {
    unsigned long long number;
    return count == COLUMNS && columns[0].len && columns[0].ptr[0] != '/' && str_to_unsigned(columns[1], &number) &&
           is_verdict(columns[VERDICT]) && str_trim(columns[REASON]).len;
}

static void read_row(struct comparison *comparison, str line) {
    str columns[COLUMNS];
    size_t count = 0;
    for (str rest = line; rest.ptr && count < COLUMNS;)
        columns[count++] = str_split(&rest, '\t');
    if (!is_row(columns, count)) {
        complain(comparison, "not a row of path, line, rule, message, verdict and reason", line);
        return;
    }
    struct row *row = arena_new(comparison->arena, struct row);
    row->key = (str){line.ptr, (size_t)(columns[VERDICT].ptr - line.ptr) - 1};
    if (map_put(comparison->arena, &comparison->rows, row->key, row))
        complain(comparison, "judged twice", row->key);
    comparison->row_count++;
    comparison->wrong_count += str_equal(columns[VERDICT], STR("wrong"));
}

static void read_table(struct comparison *comparison, str table) {
    while (table.ptr) {
        str line = str_split(&table, '\n');
        if (str_trim(line).len && line.ptr[0] != '#')
            read_row(comparison, line);
    }
}

static void judge_warning(struct comparison *comparison, str path, str line, str text) {
    size_t bracket = text.len;
    while (bracket > 0 && text.ptr[bracket - 1] != '[')
        bracket--;
    str rule = str_slice(text, bracket, text.len - 1), message = str_trim(str_slice(text, 0, bracket - 1));
    str key = arena_format(comparison->arena, "%.*s\t%.*s\t%.*s\t%.*s", STR_ARG(path), STR_ARG(line), STR_ARG(rule),
                           STR_ARG(message));
    struct row *row = map_get(&comparison->rows, key);
    if (row)
        row->found = true;
    else
        complain(comparison, "a warning without a verdict", key);
}

/* finding := path ":" line ":" column ": " severity ": " message " [" rule "]" */
static void judge_finding(struct comparison *comparison, str finding) {
    str rest = finding;
    str path = str_split(&rest, ':'), line = str_split(&rest, ':');
    str_split(&rest, ':');
    str severity = str_trim(str_split(&rest, ':'));
    if (str_equal(severity, STR("error")))
        complain(comparison, "an error on a file that works", finding);
    else if (str_equal(severity, STR("warning")))
        judge_warning(comparison, path, line, rest);
}

static void judge_rows(struct comparison *comparison) {
    for (size_t i = 0; i < comparison->rows.capacity; i++) {
        const struct row *row = comparison->rows.slots[i].value;
        if (row && !row->found)
            complain(comparison, "a verdict on what is no longer found", row->key);
    }
    if (comparison->wrong_count * VERDICTS_PER_WRONG_ONE > comparison->row_count)
        complain(comparison, "too many are wrong",
                 arena_format(comparison->arena, "%zu of %zu", comparison->wrong_count, comparison->row_count));
}

static str joined(const struct comparison *comparison) {
    str all = {"", 0};
    for (size_t i = 0; i < comparison->complaints.len; i++)
        all = arena_format(comparison->arena, "%.*s%.*s", STR_ARG(all), STR_ARG(comparison->complaints.at[i]));
    return all;
}

str verdicts_compare(struct arena *arena, str table, str findings) {
    struct comparison comparison = {.arena = arena};
    read_table(&comparison, table);
    while (findings.ptr)
        judge_finding(&comparison, str_split(&findings, '\n'));
    judge_rows(&comparison);
    return joined(&comparison);
}
