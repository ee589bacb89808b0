/* Writing C arrays. */
#include <stdlib.h>

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

void emit_pool(FILE *out, const struct pool *pool) {
    fputs("\nconst char vocab_pool[] = {", out);
    for (size_t i = 0; i < pool->bytes.len; i++)
        fprintf(out, "%s%d,", i % 32 == 0 ? "\n" : "", pool->bytes.at[i]);
    fputs("\n};\n", out);
}
