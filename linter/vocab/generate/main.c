/* vocab_generate DATA-DIRECTORY OUTPUT.c */
#include <stdlib.h>

#include "vocab/generate/generate.h"

int main(int argc, char **argv) {
    if (argc != 3) {
        fputs("usage: vocab_generate data-directory output.c\n", stderr);
        return EXIT_FAILURE;
    }
    FILE *out = fopen(argv[2], "wb");
    if (!out) {
        fprintf(stderr, "%s: cannot be written\n", argv[2]);
        return EXIT_FAILURE;
    }
    struct arena arena = {0};
    struct pool pool = {.arena = &arena};
    fputs("/* Made by vocab_generate from linter/vocab/data. */\n#include \"vocab/tables.h\"\n", out);
    generate_metrics(&pool, argv[1], out);
    generate_prefixes(&pool, argv[1], out);
    generate_renamings(&pool, argv[1], out);
    generate_label_renamings(&pool, argv[1], out);
    emit_pool(out, &pool);
    bool failed = ferror(out) != 0;
    failed = fclose(out) != 0 || failed;
    arena_free(&arena);
    if (failed)
        fprintf(stderr, "%s: could not be written whole\n", argv[2]);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
