/* The constant tables, as the generator writes them; only this module and its generator include this. */
#ifndef MONLINT_VOCAB_TABLES_H
#define MONLINT_VOCAB_TABLES_H

#include "vocab/metrics.h"

/* Value of vocab_metric.labels for a set that is not known. */
enum { VOCAB_LABELS_UNKNOWN = 0xffff };

/* The bytes of every text; vocab_text is an offset and a length in it. */
extern const char vocab_pool[];

/* Sorted by name, then product. */
extern const struct vocab_metric vocab_metric_rows[];
extern const size_t vocab_metric_count;

/* Names with one "*". */
extern const struct vocab_metric vocab_pattern_rows[];
extern const size_t vocab_pattern_count;

/* Label sets one after the other: how many labels, then for each its index in vocab_label_names. */
extern const uint16_t vocab_label_sets[];
extern const vocab_text vocab_label_names[];
extern const size_t vocab_label_set_size, vocab_label_count;

/* Sorted by name. */
extern const struct vocab_prefix vocab_prefix_rows[];
extern const size_t vocab_prefix_count, vocab_prefix_longest;

/* Sorted by name, then product. */
extern const struct vocab_renaming vocab_renaming_rows[];
extern const size_t vocab_renaming_count;

extern const struct vocab_label_renaming vocab_label_renaming_rows[];
extern const size_t vocab_label_renaming_count;

/* A table whose rows begin with a vocab_text and are sorted by it. */
struct vocab_table {
    const void *rows;
    size_t count, stride;
};

#define VOCAB_TABLE(rows, count) ((struct vocab_table){(rows), (count), sizeof *(rows)})

/* The text that the row begins with. */
str vocab_table_key(struct vocab_table table, size_t index);

/* Index of the first row whose key is not before key, or count. */
size_t vocab_table_lower(struct vocab_table table, str key);

/* How many rows from first on have this key. */
size_t vocab_table_equal(struct vocab_table table, size_t first, str key);

/* name without the suffix of part; false when it does not end so, or nothing would be left. */
bool vocab_part_cut(str name, enum vocab_part part, str *base);

/* Whether the key's text, which may hold one "*", covers the name. */
bool vocab_pattern_covers(str pattern, str name);

#endif
