/* The constant tables, as the generator writes them; only this module and its generator include this. */
#ifndef MONLINT_VOCAB_TABLES_H
#define MONLINT_VOCAB_TABLES_H

#include "vocab/metrics.h"

/* Value of vocab_metric.labels for a set that is not known. */
enum { VOCAB_LABELS_UNKNOWN = 0xffff };

/* The bytes of every text; vocab_text is an offset and a length in it. */
extern const char vocab_pool[];

/* Sorted by name, then product. The slots find a row by the hash of its name: struct vocab_table. */
extern const struct vocab_metric vocab_metric_rows[];
extern const uint16_t vocab_metric_slots[];
extern const size_t vocab_metric_count, vocab_metric_slot_count;

/* Names with one "*". */
extern const struct vocab_metric vocab_pattern_rows[];
extern const size_t vocab_pattern_count;

/* Label sets one after the other: how many labels, then for each its index in vocab_label_names. */
extern const uint16_t vocab_label_sets[];
extern const vocab_text vocab_label_names[];
extern const size_t vocab_label_set_size, vocab_label_count;

/* Sorted by name. */
extern const struct vocab_prefix vocab_prefix_rows[];
extern const uint16_t vocab_prefix_slots[];
extern const size_t vocab_prefix_count, vocab_prefix_slot_count, vocab_prefix_longest;

/* Sorted by name, then product. */
extern const struct vocab_renaming vocab_renaming_rows[];
extern const uint16_t vocab_renaming_slots[];
extern const size_t vocab_renaming_count, vocab_renaming_slot_count;

extern const struct vocab_label_renaming vocab_label_renaming_rows[];
extern const size_t vocab_label_renaming_count;

/* A table whose rows begin with a vocab_text and are sorted by it.
 *
 * A slot is 0, or 1 more than the number of the first row of a key; the search for a key begins at the slot of its
 * map_hash() and ends at an empty one. There are at least twice as many slots as keys, a power of two. */
struct vocab_table {
    const void *rows;
    size_t count, stride;
    const uint16_t *slots;
    size_t slot_count;
};

/* VOCAB_TABLE(metric), VOCAB_TABLE(prefix), VOCAB_TABLE(renaming). */
#define VOCAB_TABLE(name)                                                                                              \
    ((struct vocab_table){vocab_##name##_rows, vocab_##name##_count, sizeof *vocab_##name##_rows,                      \
                          vocab_##name##_slots, vocab_##name##_slot_count})

/* The text that the row begins with. */
str vocab_table_key(struct vocab_table table, size_t index);

/* Index of the first row whose key is not before key, or count. */
size_t vocab_table_lower(struct vocab_table table, str key);

/* How many rows have this key; they stand side by side, from *first on. */
size_t vocab_table_find(struct vocab_table table, str key, size_t *first);

/* name without the suffix of part; false when it does not end so, or nothing would be left. */
bool vocab_part_cut(str name, enum vocab_part part, str *base);

/* The part whose suffix the name ends in, and the name without it; WHOLE: in none, and *base stays as it is. */
enum vocab_part vocab_part_of(str name, str *base);

/* Whether the key's text, which may hold one "*", covers the name. */
bool vocab_pattern_covers(str pattern, str name);

#endif
