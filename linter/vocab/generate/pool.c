/* One copy of every text, and tables sorted by what they begin with. */
#include <stdlib.h>
#include <string.h>

#include "vocab/generate/generate.h"

vocab_text pool_text(struct pool *pool, const struct reader *reader, str text) {
    if (text.len > 255)
        reader_fail(reader, "text of more than 255 bytes", text);
    vocab_text *known = map_get(&pool->seen, text);
    if (known)
        return *known;
    size_t offset = pool->bytes.len;
    if (offset >= 1U << 24)
        reader_fail(reader, "pool full at", text);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] < ' ' || text.ptr[i] > '~')
            reader_fail(reader, "byte that is not printable ASCII in", text);
        vec_push(pool->arena, &pool->bytes, text.ptr[i]);
    }
    vocab_text *place = arena_new(pool->arena, vocab_text);
    *place = (vocab_text)(offset << 8 | text.len);
    map_put(pool->arena, &pool->seen, text, place);
    return *place;
}

str pool_str(const struct pool *pool, vocab_text text) {
    return (str){pool->bytes.at + (text >> 8), text & 0xffU};
}

/* A row's key and place while sorting: qsort has no argument for the pool. */
struct sorted {
    str key;
    unsigned product;
    size_t index;
};

static int compare(const void *left, const void *right) {
    const struct sorted *a = left, *b = right;
    int order = str_compare(a->key, b->key);
    return order ? order : (a->product > b->product) - (a->product < b->product);
}

void pool_sort(const struct pool *pool, void *rows, size_t count, size_t stride, size_t product, const char *what) {
    struct sorted *order = arena_array(pool->arena, struct sorted, count);
    const char *bytes = rows;
    for (size_t i = 0; i < count; i++) {
        vocab_text text;
        memcpy(&text, bytes + i * stride, sizeof text);
        order[i] = (struct sorted){pool_str(pool, text), product ? (unsigned char)bytes[i * stride + product] : 0, i};
    }
    qsort(order, count, sizeof *order, compare);
    for (size_t i = 1; i < count; i++) {
        if (compare(&order[i - 1], &order[i]) == 0) {
            fprintf(stderr, "%s: '%.*s' is there twice\n", what, STR_ARG(order[i].key));
            exit(EXIT_FAILURE);
        }
    }
    char *copy = arena_alloc(pool->arena, count * stride);
    for (size_t i = 0; i < count; i++)
        memcpy(copy + i * stride, bytes + order[i].index * stride, stride);
    memcpy(rows, copy, count * stride);
}
