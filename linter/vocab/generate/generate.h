/* Makes the constant tables of vocab/ from its data files, at build time.
 *
 * A data file is text: comment lines begin with "#", fields are separated by one tab, fields that are empty at the end
 * of a line are left out. Whatever is wrong in one ends the build with "file:line: what". */
#ifndef MONLINT_VOCAB_GENERATE_H
#define MONLINT_VOCAB_GENERATE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"
#include "vocab/metrics.h"

enum { GENERATE_FIELDS = 9 };

/* One line at a time of a data file. */
struct reader {
    const char *path;
    str rest;
    unsigned line;
    str fields[GENERATE_FIELDS]; /* of the present line; those left out are empty */
    unsigned field_count;
};

/* Reads the whole file into the arena; ends the process when it cannot. */
struct reader reader_open(struct arena *arena, const char *directory, const char *name);

/* Goes to the next line that is no comment; false at the end. More than limit fields are an error. */
bool reader_next(struct reader *reader, unsigned limit);

/* Ends the process with "path:line: message 'value'". */
_Noreturn void reader_fail(const struct reader *reader, const char *message, str value);

/* Fields in their own notation; each fails on what it does not understand, an empty field is the unknown value. */
vocab_version reader_version(const struct reader *reader, str field);
void reader_versions(const struct reader *reader, str field, vocab_version *since, vocab_version *until);
unsigned reader_product(const struct reader *reader, str field);

/* Every text once. */
struct pool {
    struct arena *arena;
    VEC(char) bytes;
    struct map seen;
};

/* The text's place in the pool, put there if it is new. Texts are printable ASCII of at most 255 bytes. */
vocab_text pool_text(struct pool *pool, const struct reader *reader, str text);
str pool_str(const struct pool *pool, vocab_text text);

/* Sorts rows that begin with a vocab_text by the text and, where product is not 0, by the byte at that offset. Ends the
 * process when two rows are equal in both. */
void pool_sort(const struct pool *pool, void *rows, size_t count, size_t stride, size_t product, const char *what);

/* Writes "{a, b, ...}," of a row. */
typedef void (*row_writer)(FILE *out, const void *row);

/* Writes an array and its size_t count; an array with no rows is an error. */
void emit_rows(FILE *out, const char *type, const char *name, const char *count_name, const void *rows, size_t count,
               size_t stride, row_writer write);

/* Writes vocab_TABLE_slots and vocab_TABLE_slot_count, by which rows that are sorted by the vocab_text at their
 * beginning are found. */
void emit_slots(FILE *out, const struct pool *pool, const char *table, const void *rows, size_t count, size_t stride);

void emit_pool(FILE *out, const struct pool *pool);

/* One data file each: reads it, checks it and writes its arrays. */
void generate_metrics(struct pool *pool, const char *directory, FILE *out);
void generate_prefixes(struct pool *pool, const char *directory, FILE *out);
void generate_renamings(struct pool *pool, const char *directory, FILE *out);
void generate_label_renamings(struct pool *pool, const char *directory, FILE *out);

#endif
