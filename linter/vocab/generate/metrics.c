/* metrics.tsv: rows, patterns and label sets. */
#include <stddef.h>
#include <stdlib.h>

#include "vocab/generate/generate.h"
#include "vocab/tables.h"

enum column { NAME, TYPE, UNIT, LABELS, VERSIONS, RANGE, NOTE, COLUMNS };

struct metrics {
    struct pool *pool;
    struct reader reader;
    VEC(struct vocab_metric) rows;
    VEC(struct vocab_metric) patterns;
    VEC(uint16_t) sets;
    VEC(vocab_text) labels;
    struct map set_places;   /* a field of labels -> uint16_t, its place in sets */
    struct map label_places; /* a label -> uint16_t, its index in labels */
};

static uint16_t *remember(struct metrics *metrics, struct map *map, str key, size_t place) {
    if (place >= VOCAB_LABELS_UNKNOWN)
        reader_fail(&metrics->reader, "no 16 bits left for labels", key);
    uint16_t *value = arena_new(metrics->pool->arena, uint16_t);
    *value = (uint16_t)place;
    map_put(metrics->pool->arena, map, key, value);
    return value;
}

static uint16_t add_label(struct metrics *metrics, str label) {
    const uint16_t *known = map_get(&metrics->label_places, label);
    if (known)
        return *known;
    vec_push(metrics->pool->arena, &metrics->labels, pool_text(metrics->pool, &metrics->reader, label));
    return *remember(metrics, &metrics->label_places, label, metrics->labels.len - 1);
}

static uint16_t add_set(struct metrics *metrics, str field) {
    const uint16_t *known = map_get(&metrics->set_places, field);
    if (known)
        return *known;
    struct arena *arena = metrics->pool->arena;
    size_t place = metrics->sets.len;
    vec_push(arena, &metrics->sets, 0);
    str rest = field, before = {0};
    while (field.len && rest.ptr) {
        str label = str_split(&rest, ',');
        if (label.len == 0 || str_compare(before, label) >= 0)
            reader_fail(&metrics->reader, "labels empty, twice or not sorted in", field);
        before = label;
        vec_push(arena, &metrics->sets, add_label(metrics, label));
        metrics->sets.at[place]++;
    }
    return *remember(metrics, &metrics->set_places, field, place);
}

static void read_labels(struct metrics *metrics, struct vocab_metric *row) {
    str field = metrics->reader.fields[LABELS];
    row->labels = VOCAB_LABELS_UNKNOWN;
    if (str_equal(field, STR("?")))
        return;
    row->labels = add_set(metrics, field);
    row->flags |= VOCAB_METRIC_LABELS_KNOWN;
    if (str_find_byte(field, '*') < field.len)
        row->flags |= VOCAB_METRIC_LABELS_OPEN;
}

static int16_t read_number(const struct reader *reader, str field) {
    bool negative = str_starts_with(field, STR("-"));
    unsigned long long value;
    if (!str_to_unsigned(str_slice(field, negative, field.len), &value) || value > INT16_MAX)
        reader_fail(reader, "expected a number of 16 bits, found", field);
    return (int16_t)(negative ? -(int)value : (int)value);
}

static void read_range(const struct reader *reader, struct vocab_metric *row) {
    str field = reader->fields[RANGE];
    if (field.len == 0)
        return;
    size_t dots = str_find(field, STR(".."));
    row->min = read_number(reader, str_slice(field, 0, dots));
    row->max = read_number(reader, str_slice(field, dots + 2, field.len));
    if (row->min > row->max)
        reader_fail(reader, "smallest value above the largest", field);
    row->flags |= VOCAB_METRIC_HAS_RANGE;
}

static void read_type(const struct reader *reader, struct vocab_metric *row) {
    str field = reader->fields[TYPE];
    unsigned type, unit;
    if (str_ends_with(field, STR("?"))) {
        row->flags |= VOCAB_METRIC_TYPE_INFERRED;
        field.len--;
    }
    if (str_equal(field, STR("summary+"))) {
        row->flags |= VOCAB_METRIC_MAY_BUCKET;
        field.len--;
    }
    if (!vocab_type_parse(field, &type))
        reader_fail(reader, "type that kinds.h does not name", field);
    if (!vocab_unit_parse(reader->fields[UNIT], &unit))
        reader_fail(reader, "unit that units.def does not name", reader->fields[UNIT]);
    if ((type == VOCAB_TYPE_INFO || type == VOCAB_TYPE_STATESET) && unit != VOCAB_UNIT_NONE)
        reader_fail(reader, "info or stateset with a unit", reader->fields[UNIT]);
    row->type = (uint8_t)type;
    row->unit = (uint8_t)unit;
}

static void read_row(struct metrics *metrics, unsigned product) {
    struct reader *reader = &metrics->reader;
    struct vocab_metric row = {.product = (uint8_t)product};
    str name = reader->fields[NAME];
    row.name = pool_text(metrics->pool, reader, name);
    row.note = pool_text(metrics->pool, reader, reader->fields[NOTE]);
    reader_versions(reader, reader->fields[VERSIONS], &row.since, &row.until);
    read_type(reader, &row);
    read_labels(metrics, &row);
    read_range(reader, &row);
    if (name.len == 0)
        reader_fail(reader, "metric without a name", name);
    if (str_find_byte(name, '*') < name.len)
        vec_push(metrics->pool->arena, &metrics->patterns, row);
    else
        vec_push(metrics->pool->arena, &metrics->rows, row);
}

/* Which parts a row has, as a number to compare. */
static unsigned parts_of(const struct vocab_metric *row) {
    bool distribution = row->type == VOCAB_TYPE_HISTOGRAM || row->type == VOCAB_TYPE_SUMMARY;
    return distribution ? 1U + row->type + (row->flags & VOCAB_METRIC_MAY_BUCKET) : 0;
}

/* A look-up of a part asks the first row of a name for the type of all. */
static void check_same_parts(const struct metrics *metrics) {
    for (size_t i = 1; i < metrics->rows.len; i++) {
        const struct vocab_metric *a = &metrics->rows.at[i - 1], *b = &metrics->rows.at[i];
        if (a->name == b->name && parts_of(a) != parts_of(b)) {
            str name = pool_str(metrics->pool, a->name);
            fprintf(stderr, "metrics.tsv: products disagree on the series of '%.*s'\n", STR_ARG(name));
            exit(EXIT_FAILURE);
        }
    }
}

static void write_metric(FILE *out, const void *row) {
    const struct vocab_metric *m = row;
    fprintf(out, "{%uU,%uU,%u,%u,%u,%d,%d,%u,%u,%u,%u},\n", m->name, m->note, m->labels, m->since, m->until, m->min,
            m->max, m->product, m->type, m->unit, m->flags);
}

static void write_small(FILE *out, const void *row) {
    fprintf(out, "%u,", *(const uint16_t *)row);
}

static void write_text(FILE *out, const void *row) {
    fprintf(out, "%uU,", *(const vocab_text *)row);
}

static void emit(const struct metrics *metrics, FILE *out) {
    emit_rows(out, "struct vocab_metric", "vocab_metric_rows", "vocab_metric_count", metrics->rows.at,
              metrics->rows.len, sizeof *metrics->rows.at, write_metric);
    emit_slots(out, metrics->pool, "metric", metrics->rows.at, metrics->rows.len, sizeof *metrics->rows.at);
    emit_rows(out, "struct vocab_metric", "vocab_pattern_rows", "vocab_pattern_count", metrics->patterns.at,
              metrics->patterns.len, sizeof *metrics->patterns.at, write_metric);
    emit_rows(out, "uint16_t", "vocab_label_sets", "vocab_label_set_size", metrics->sets.at, metrics->sets.len,
              sizeof *metrics->sets.at, write_small);
    emit_rows(out, "vocab_text", "vocab_label_names", "vocab_label_count", metrics->labels.at, metrics->labels.len,
              sizeof *metrics->labels.at, write_text);
}

void generate_metrics(struct pool *pool, const char *directory, FILE *out) {
    struct metrics metrics = {.pool = pool, .reader = reader_open(pool->arena, directory, "metrics.tsv")};
    unsigned product = VOCAB_PRODUCT_COUNT;
    while (reader_next(&metrics.reader, COLUMNS)) {
        str first = metrics.reader.fields[NAME];
        if (str_starts_with(first, STR("@")))
            product = reader_product(&metrics.reader, str_slice(first, 1, first.len));
        else if (product == VOCAB_PRODUCT_COUNT)
            reader_fail(&metrics.reader, "metric before the first product", first);
        else
            read_row(&metrics, product);
    }
    size_t at = offsetof(struct vocab_metric, product);
    pool_sort(pool, metrics.rows.at, metrics.rows.len, sizeof *metrics.rows.at, at, "metrics.tsv");
    pool_sort(pool, metrics.patterns.at, metrics.patterns.len, sizeof *metrics.patterns.at, at, "metrics.tsv");
    check_same_parts(&metrics);
    emit(&metrics, out);
}
