/* The tables against the data files they are made from, line by line, and the look-ups against near misses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "vocab/metrics.h"
#include "vocab/tables.h"

static str read_data(struct arena *arena, const char *name) {
    str path = arena_format(arena, "%s/linter/vocab/data/%s", MONLINT_SOURCE_DIR, name);
    FILE *file = fopen(path.ptr, "rb");
    assert_non_null(file);
    enum { MOST = 4 << 20 };
    char *bytes = arena_alloc(arena, MOST);
    size_t size = fread(bytes, 1, MOST, file);
    fclose(file);
    assert_true(size > 0 && size < MOST);
    return (str){bytes, size};
}

/* The next line that is no comment, cut into fields. */
static bool next_line(str *rest, str fields[9]) {
    while (rest->ptr && rest->len) {
        str line = str_split(rest, '\n');
        if (str_starts_with(line, STR("#")))
            continue;
        for (int i = 0; i < 9; i++)
            fields[i] = line.ptr ? str_split(&line, '\t') : STR("");
        return true;
    }
    return false;
}

static void assert_text(vocab_text text, str expected) {
    str actual = vocab_text_str(text);
    if (!str_equal(actual, expected))
        fail_msg("'%.*s' instead of '%.*s'", STR_ARG(actual), STR_ARG(expected));
}

static str version_text(struct arena *arena, vocab_version version) {
    if (version == VOCAB_VERSION_UNKNOWN)
        return STR("");
    if (version == VOCAB_VERSION_NEXT)
        return STR("next");
    return arena_format(arena, "%u.%u", vocab_version_major(version), vocab_version_minor(version));
}

static str labels_text(struct arena *arena, const struct vocab_metric *row) {
    if (!(row->flags & VOCAB_METRIC_LABELS_KNOWN))
        return STR("?");
    str text = STR("");
    struct vocab_labels labels = vocab_metric_labels(row);
    for (size_t i = 0; i < labels.count; i++)
        text = arena_format(arena, "%.*s%s%.*s", STR_ARG(text), i ? "," : "", STR_ARG(vocab_label(labels, i)));
    return text;
}

/* The row as its line in the data file, without the name. */
static str row_text(struct arena *arena, const struct vocab_metric *row) {
    if (!row)
        return STR("no row");
    str since = version_text(arena, row->since), until = version_text(arena, row->until);
    bool versions = since.len || until.len, range = row->flags & VOCAB_METRIC_HAS_RANGE;
    return arena_format(arena, "%.*s%s%s|%.*s|%.*s|%.*s%s%.*s|%.*s|%.*s", STR_ARG(vocab_type_name(row->type)),
                        row->flags & VOCAB_METRIC_MAY_BUCKET ? "+" : "",
                        row->flags & VOCAB_METRIC_TYPE_INFERRED ? "?" : "", STR_ARG(vocab_unit_name(row->unit)),
                        STR_ARG(labels_text(arena, row)), STR_ARG(since), versions ? ".." : "", STR_ARG(until),
                        STR_ARG(range ? arena_format(arena, "%d..%d", row->min, row->max) : STR("")),
                        STR_ARG(vocab_text_str(row->note)));
}

static const struct vocab_metric *find_row(str name, unsigned product) {
    struct vocab_metrics all = str_find_byte(name, '*') < name.len ? vocab_metric_patterns() : vocab_metric_find(name);
    assert_int_equal(all.part, VOCAB_PART_WHOLE);
    for (size_t i = 0; i < all.count; i++) {
        if (all.rows[i].product == product && str_equal(vocab_text_str(all.rows[i].name), name))
            return &all.rows[i];
    }
    return NULL;
}

static void test_metrics_are_the_data(void **state) {
    (void)state;
    struct arena arena = {0}, line_arena = {0};
    str rest = read_data(&arena, "metrics.tsv"), fields[9];
    unsigned product = VOCAB_PRODUCT_COUNT;
    size_t count = 0;
    while (next_line(&rest, fields)) {
        if (str_starts_with(fields[0], STR("@"))) {
            assert_true(vocab_product_parse(str_slice(fields[0], 1, fields[0].len), &product));
            continue;
        }
        const struct vocab_metric *row = find_row(fields[0], product);
        if (!row)
            fail_msg("%.*s is not found", STR_ARG(fields[0]));
        str expected =
            arena_format(&line_arena, "%.*s|%.*s|%.*s|%.*s|%.*s|%.*s", STR_ARG(fields[1]), STR_ARG(fields[2]),
                         STR_ARG(fields[3]), STR_ARG(fields[4]), STR_ARG(fields[5]), STR_ARG(fields[6]));
        str actual = row_text(&line_arena, row);
        if (!str_equal(expected, actual))
            fail_msg("%.*s: '%.*s' instead of '%.*s'", STR_ARG(fields[0]), STR_ARG(actual), STR_ARG(expected));
        arena_reset(&line_arena);
        count++;
    }
    assert_true(count > 7000);
    assert_int_equal(count, vocab_metric_count + vocab_pattern_count);
    arena_free(&line_arena);
    arena_free(&arena);
}

static void assert_sorted(struct vocab_table table) {
    for (size_t i = 1; i < table.count; i++)
        assert_true(str_compare(vocab_table_key(table, i - 1), vocab_table_key(table, i)) <= 0);
}

static void test_tables_are_sorted(void **state) {
    (void)state;
    assert_sorted(VOCAB_TABLE(metric));
    assert_sorted(VOCAB_TABLE(prefix));
    assert_sorted(VOCAB_TABLE(renaming));
    for (size_t i = 1; i < vocab_metric_count; i++) {
        const struct vocab_metric *a = &vocab_metric_rows[i - 1], *b = &vocab_metric_rows[i];
        assert_true(a->name != b->name || a->product < b->product);
    }
}

/* Each part of each histogram and summary leads to its row, unless a row has that very name. */
static void test_parts(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < vocab_metric_count; i++) {
        const struct vocab_metric *row = &vocab_metric_rows[i];
        bool histogram = row->type == VOCAB_TYPE_HISTOGRAM, summary = row->type == VOCAB_TYPE_SUMMARY;
        for (enum vocab_part part = VOCAB_PART_BUCKET; part <= VOCAB_PART_COUNT; part++) {
            str name =
                arena_format(&arena, "%.*s%.*s", STR_ARG(vocab_text_str(row->name)), STR_ARG(vocab_part_suffix(part)));
            struct vocab_metrics found = vocab_metric_find(name);
            bool may_bucket = row->flags & VOCAB_METRIC_MAY_BUCKET;
            bool has = histogram || (summary && (may_bucket || part != VOCAB_PART_BUCKET));
            bool leads_here = found.part == part && found.count && found.rows[0].name == row->name;
            bool own_row = found.part == VOCAB_PART_WHOLE && found.count && !found.pattern;
            assert_true(own_row || leads_here == has);
        }
        arena_reset(&arena);
    }
    arena_free(&arena);
}

static void test_part_of(void **state) {
    (void)state;
    struct arena arena = {0};
    for (enum vocab_part part = VOCAB_PART_BUCKET; part <= VOCAB_PART_CREATED; part++) {
        str base = {0}, suffix = vocab_part_suffix(part);
        assert_int_equal(vocab_part_of(arena_format(&arena, "x%.*s", STR_ARG(suffix)), &base), part);
        assert_true(str_equal(base, STR("x")));
        assert_int_equal(vocab_part_of(suffix, &base), VOCAB_PART_WHOLE);
    }
    str base;
    assert_int_equal(vocab_part_of(STR("node_cpu"), &base), VOCAB_PART_WHOLE);
    assert_int_equal(vocab_part_of(STR("discount"), &base), VOCAB_PART_WHOLE);
    assert_int_equal(vocab_part_of(STR(""), &base), VOCAB_PART_WHOLE);
    arena_free(&arena);
}

/* The binary search over lengths agrees with trying every row. */
static void test_prefix_is_the_longest(void **state) {
    (void)state;
    for (size_t i = 0; i < vocab_metric_count; i++) {
        str name = vocab_text_str(vocab_metric_rows[i].name);
        size_t longest = 0;
        for (size_t j = 0; j < vocab_prefix_count; j++) {
            str prefix = vocab_text_str(vocab_prefix_rows[j].name);
            char next = name.len > prefix.len ? name.ptr[prefix.len] : '_';
            bool word = prefix.ptr[prefix.len - 1] == '_' || next == '_' || (next >= '0' && next <= '9');
            bool fits = vocab_prefix_rows[j].exact ? str_equal(name, prefix) : str_starts_with(name, prefix) && word;
            if (fits && prefix.len > longest)
                longest = prefix.len;
        }
        const struct vocab_prefix *found = vocab_prefix_find(name);
        assert_int_equal(found ? vocab_text_str(found->name).len : 0, longest);
    }
}

static void test_prefixes_are_the_data(void **state) {
    (void)state;
    struct arena arena = {0};
    str rest = read_data(&arena, "prefixes.tsv"), fields[9];
    size_t count = 0;
    for (; next_line(&rest, fields); count++) {
        str name = str_slice(fields[0], str_starts_with(fields[0], STR("=")), fields[0].len);
        const struct vocab_prefix *row = vocab_prefix_find(name);
        assert_non_null(row);
        assert_text(row->name, name);
        assert_text(row->note, fields[4]);
        assert_true(row->product_count > 0);
        str product = str_split(&fields[1], ',');
        assert_true(str_equal(vocab_product_name(row->products[0]), product));
    }
    assert_int_equal(count, vocab_prefix_count);
    arena_free(&arena);
}

static void test_renamings_are_the_data(void **state) {
    (void)state;
    struct arena arena = {0};
    str rest = read_data(&arena, "renamed.tsv"), fields[9];
    size_t count = 0;
    for (; next_line(&rest, fields); count++) {
        struct vocab_renamings found = vocab_renamed_find(fields[0]);
        bool same = false;
        for (size_t i = 0; i < found.count; i++) {
            const struct vocab_renaming *row = &found.rows[i];
            same = same || (str_equal(vocab_text_str(row->new_name), fields[2]) &&
                            str_equal(vocab_text_str(row->matchers), fields[3]) &&
                            str_equal(vocab_product_name(row->product), fields[4]) &&
                            str_equal(version_text(&arena, row->version), fields[5]) &&
                            str_equal(version_text(&arena, row->last), fields[6]) &&
                            str_equal(version_text(&arena, row->first), fields[7]) &&
                            str_equal(vocab_text_str(row->note), fields[8]));
        }
        if (!same)
            fail_msg("%.*s of %.*s", STR_ARG(fields[0]), STR_ARG(fields[4]));
    }
    assert_int_equal(count, vocab_renaming_count);
    arena_free(&arena);
}

static void test_renamings_end(void **state) {
    (void)state;
    struct vocab_renamings all = vocab_renamed_all();
    for (size_t i = 0; i < all.count; i++) {
        int steps = 0;
        for (const struct vocab_renaming *row = &all.rows[i]; row; row = vocab_renamed_again(row)) {
            if (++steps > 4)
                fail_msg("%.*s is renamed in a circle", STR_ARG(vocab_text_str(all.rows[i].name)));
        }
    }
}

/* A new name that the table does not know would be advice nobody checked. */
static void test_new_names_are_known(void **state) {
    (void)state;
    struct vocab_renamings all = vocab_renamed_all();
    for (size_t i = 0; i < all.count; i++) {
        if (all.rows[i].kind == VOCAB_RENAME_REMOVED)
            continue;
        str name = vocab_text_str(all.rows[i].new_name);
        if (vocab_metric_find(name).count == 0)
            fail_msg("%.*s is not in metrics.tsv", STR_ARG(name));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_metrics_are_the_data),
        cmocka_unit_test(test_tables_are_sorted),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_part_of),
        cmocka_unit_test(test_prefix_is_the_longest),
        cmocka_unit_test(test_prefixes_are_the_data),
        cmocka_unit_test(test_renamings_are_the_data),
        cmocka_unit_test(test_renamings_end),
        cmocka_unit_test(test_new_names_are_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
