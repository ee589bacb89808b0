/* Lines and fields of a data file. */
#include <stdlib.h>
#include <string.h>

#include "vocab/generate/generate.h"

static str read_all(struct arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        fprintf(stderr, "%s: cannot be read\n", path);
        exit(EXIT_FAILURE);
    }
    long size = ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, size > 0 ? (size_t)size : 1);
    if (size <= 0 || fread(bytes, 1, (size_t)size, file) != (size_t)size) {
        fprintf(stderr, "%s: cannot be read, or is empty\n", path);
        exit(EXIT_FAILURE);
    }
    fclose(file);
    return (str){bytes, (size_t)size};
}

struct reader reader_open(struct arena *arena, const char *directory, const char *name) {
    const char *path = arena_format(arena, "%s/%s", directory, name).ptr;
    return (struct reader){.path = path, .rest = read_all(arena, path)};
}

static void split_fields(struct reader *reader, str line, unsigned limit) {
    memset(reader->fields, 0, sizeof reader->fields);
    reader->field_count = 0;
    while (line.ptr) {
        str field = str_split(&line, '\t');
        if (reader->field_count == limit)
            reader_fail(reader, "more fields than columns, at", field);
        if (field.len && (field.ptr[0] == ' ' || field.ptr[field.len - 1] == ' '))
            reader_fail(reader, "field with a space at its start or end", field);
        reader->fields[reader->field_count++] = field;
    }
}

bool reader_next(struct reader *reader, unsigned limit) {
    while (reader->rest.ptr && reader->rest.len) {
        str line = str_split(&reader->rest, '\n');
        reader->line++;
        if (str_starts_with(line, STR("#")))
            continue;
        if (line.len == 0)
            reader_fail(reader, "empty line", line);
        split_fields(reader, line, limit);
        return true;
    }
    return false;
}

void reader_fail(const struct reader *reader, const char *message, str value) {
    fprintf(stderr, "%s:%u: %s '%.*s'\n", reader->path, reader->line, message, STR_ARG(value));
    exit(EXIT_FAILURE);
}

vocab_version reader_version(const struct reader *reader, str field) {
    vocab_version version = VOCAB_VERSION_UNKNOWN;
    if (field.len == 0)
        return version;
    if (str_equal(field, STR("next")))
        return VOCAB_VERSION_NEXT;
    if (!vocab_version_parse(field, &version))
        reader_fail(reader, "expected a version such as 1.2, found", field);
    return version;
}

void reader_versions(const struct reader *reader, str field, vocab_version *since, vocab_version *until) {
    *since = *until = VOCAB_VERSION_UNKNOWN;
    if (field.len == 0)
        return;
    size_t dots = str_find(field, STR(".."));
    if (dots == field.len)
        reader_fail(reader, "expected versions such as 1.2..1.4, found", field);
    *since = reader_version(reader, str_slice(field, 0, dots));
    *until = reader_version(reader, str_slice(field, dots + 2, field.len));
    if (*until && *since > *until)
        reader_fail(reader, "first version after the last", field);
}

unsigned reader_product(const struct reader *reader, str field) {
    unsigned product;
    if (!vocab_product_parse(field, &product))
        reader_fail(reader, "product that products.def does not name", field);
    return product;
}
