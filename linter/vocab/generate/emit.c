/* Writing C arrays. */
#include <stdlib.h>
#include <string.h>

#include "vocab/generate/generate.h"

void emit_rows(FILE *out, const char *type, const char *name, const char *count_name, const void *rows, size_t count,
               size_t stride, row_writer write) {
    if (count == 0) {
        fprintf(stderr, "%s would be empty\n", name);
        exit(EXIT_FAILURE);
    }
    fprintf(out, "\nconst %s %s[] = {\n", type, name);
    for (size_t i = 0; i < count; i++)
        write(out, (const char *)rows + i * stride);
    fprintf(out, "};\nconst size_t %s = %zu;\n", count_name, count);
}

/* The text that a row begins with. */
static vocab_text text_at(const void *rows, size_t index, size_t stride) {
    vocab_text text;
    memcpy(&text, (const char *)rows + index * stride, sizeof text);
    return text;
}

void emit_slots(FILE *out, const struct pool *pool, const char *table, const void *rows, size_t count, size_t stride) {
    size_t slot_count = 2;
    while (slot_count < count * 2)
        slot_count *= 2;
    if (count >= UINT16_MAX) {
        fprintf(stderr, "vocab_%s_rows has more rows than 16 bits number\n", table);
        exit(EXIT_FAILURE);
    }
    uint16_t *slots = arena_array(pool->arena, uint16_t, slot_count);
    for (size_t i = 0; i < count; i++) {
        vocab_text text = text_at(rows, i, stride);
        size_t at = (size_t)map_hash(pool_str(pool, text)) & (slot_count - 1);
        while (slots[at] && text_at(rows, slots[at] - 1U, stride) != text)
            at = (at + 1) & (slot_count - 1);
        if (!slots[at])
            slots[at] = (uint16_t)(i + 1);
    }
    fprintf(out, "\nconst uint16_t vocab_%s_slots[] = {", table);
    for (size_t i = 0; i < slot_count; i++)
        fprintf(out, "%s%u,", i % 16 == 0 ? "\n" : "", slots[i]);
    fprintf(out, "\n};\nconst size_t vocab_%s_slot_count = %zu;\n", table, slot_count);
}

void emit_pool(FILE *out, const struct pool *pool) {
    fputs("\nconst char vocab_pool[] = {", out);
    for (size_t i = 0; i < pool->bytes.len; i++)
        fprintf(out, "%s%d,", i % 32 == 0 ? "\n" : "", pool->bytes.at[i]);
    fputs("\n};\n", out);
}
