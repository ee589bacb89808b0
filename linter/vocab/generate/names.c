/* prefixes.tsv, renamed.tsv and label_renames.tsv. */
#include <stddef.h>

#include "vocab/generate/generate.h"

struct prefixes {
    VEC(struct vocab_prefix) rows;
    size_t longest;
};

static void read_products(const struct reader *reader, str field, struct vocab_prefix *row) {
    while (field.ptr) {
        if (row->product_count == VOCAB_PREFIX_PRODUCTS)
            reader_fail(reader, "more products than a row holds", field);
        row->products[row->product_count++] = (uint8_t)reader_product(reader, str_split(&field, ','));
    }
}

static void read_prefix(struct pool *pool, const struct reader *reader, struct prefixes *prefixes) {
    enum { NAME, PRODUCTS, COVERAGE, VERSIONS, NOTE };
    struct vocab_prefix row = {0};
    str name = reader->fields[NAME];
    unsigned coverage;
    row.exact = str_starts_with(name, STR("="));
    name = str_slice(name, row.exact, name.len);
    if (name.len == 0)
        reader_fail(reader, "empty prefix", name);
    if (!vocab_coverage_parse(reader->fields[COVERAGE], &coverage))
        reader_fail(reader, "coverage that kinds.h does not name", reader->fields[COVERAGE]);
    row.coverage = (uint8_t)coverage;
    row.name = pool_text(pool, reader, name);
    row.note = pool_text(pool, reader, reader->fields[NOTE]);
    read_products(reader, reader->fields[PRODUCTS], &row);
    reader_versions(reader, reader->fields[VERSIONS], &row.since, &row.until);
    vec_push(pool->arena, &prefixes->rows, row);
    if (name.len > prefixes->longest)
        prefixes->longest = name.len;
}

static void write_prefix(FILE *out, const void *row) {
    const struct vocab_prefix *p = row;
    fprintf(out, "{%uU,%uU,%u,%u,{%u,%u,%u},%u,%u,%d},\n", p->name, p->note, p->since, p->until, p->products[0],
            p->products[1], p->products[2], p->product_count, p->coverage, p->exact);
}

void generate_prefixes(struct pool *pool, const char *directory, FILE *out) {
    struct reader reader = reader_open(pool->arena, directory, "prefixes.tsv");
    struct prefixes prefixes = {0};
    while (reader_next(&reader, 5))
        read_prefix(pool, &reader, &prefixes);
    pool_sort(pool, prefixes.rows.at, prefixes.rows.len, sizeof *prefixes.rows.at, 0, "prefixes.tsv");
    emit_rows(out, "struct vocab_prefix", "vocab_prefix_rows", "vocab_prefix_count", prefixes.rows.at,
              prefixes.rows.len, sizeof *prefixes.rows.at, write_prefix);
    emit_slots(out, pool, "prefix", prefixes.rows.at, prefixes.rows.len, sizeof *prefixes.rows.at);
    fprintf(out, "const size_t vocab_prefix_longest = %zu;\n", prefixes.longest);
}

static struct vocab_renaming read_renaming(struct pool *pool, const struct reader *reader) {
    enum { OLD, KIND, NEW, MATCHERS, PRODUCT, VERSION, LAST, FIRST, NOTE };
    const str *fields = reader->fields;
    unsigned kind;
    if (!vocab_rename_parse(fields[KIND], &kind))
        reader_fail(reader, "kind that kinds.h does not name", fields[KIND]);
    if ((kind == VOCAB_RENAME_REMOVED) != (fields[NEW].len == 0))
        reader_fail(reader, "new name with kind removed, or none without it", fields[OLD]);
    return (struct vocab_renaming){
        .name = pool_text(pool, reader, fields[OLD]),
        .new_name = pool_text(pool, reader, fields[NEW]),
        .matchers = pool_text(pool, reader, fields[MATCHERS]),
        .note = pool_text(pool, reader, fields[NOTE]),
        .version = reader_version(reader, fields[VERSION]),
        .last = reader_version(reader, fields[LAST]),
        .first = reader_version(reader, fields[FIRST]),
        .product = (uint8_t)reader_product(reader, fields[PRODUCT]),
        .kind = (uint8_t)kind,
    };
}

static void write_renaming(FILE *out, const void *row) {
    const struct vocab_renaming *r = row;
    fprintf(out, "{%uU,%uU,%uU,%uU,%u,%u,%u,%u,%u},\n", r->name, r->new_name, r->matchers, r->note, r->version, r->last,
            r->first, r->product, r->kind);
}

void generate_renamings(struct pool *pool, const char *directory, FILE *out) {
    struct reader reader = reader_open(pool->arena, directory, "renamed.tsv");
    VEC(struct vocab_renaming) rows = {0};
    while (reader_next(&reader, 9))
        vec_push(pool->arena, &rows, read_renaming(pool, &reader));
    pool_sort(pool, rows.at, rows.len, sizeof *rows.at, offsetof(struct vocab_renaming, product), "renamed.tsv");
    emit_rows(out, "struct vocab_renaming", "vocab_renaming_rows", "vocab_renaming_count", rows.at, rows.len,
              sizeof *rows.at, write_renaming);
    emit_slots(out, pool, "renaming", rows.at, rows.len, sizeof *rows.at);
}

static void write_label_renaming(FILE *out, const void *row) {
    const struct vocab_label_renaming *r = row;
    fprintf(out, "{%uU,%uU,%uU,%uU,%u,%u},\n", r->name, r->old_label, r->new_label, r->note, r->version, r->product);
}

void generate_label_renamings(struct pool *pool, const char *directory, FILE *out) {
    enum { METRIC, OLD, NEW, PRODUCT, VERSION, NOTE, COLUMNS };
    struct reader reader = reader_open(pool->arena, directory, "label_renames.tsv");
    VEC(struct vocab_label_renaming) rows = {0};
    while (reader_next(&reader, COLUMNS)) {
        const str *fields = reader.fields;
        vec_push(pool->arena, &rows,
                 (struct vocab_label_renaming){
                     .name = pool_text(pool, &reader, fields[METRIC]),
                     .old_label = pool_text(pool, &reader, fields[OLD]),
                     .new_label = pool_text(pool, &reader, fields[NEW]),
                     .note = pool_text(pool, &reader, fields[NOTE]),
                     .version = reader_version(&reader, fields[VERSION]),
                     .product = (uint8_t)reader_product(&reader, fields[PRODUCT]),
                 });
    }
    emit_rows(out, "struct vocab_label_renaming", "vocab_label_renaming_rows", "vocab_label_renaming_count", rows.at,
              rows.len, sizeof *rows.at, write_label_renaming);
}
