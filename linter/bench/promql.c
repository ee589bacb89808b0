/* All expressions of a folder against the bare loop over the files they stand in: processor time to make typed trees
 * of them, and to run libyaml's events over the bytes. Files are read and expressions found before the clock runs. The
 * two run in turns; of each the least time counts. */
#define _DEFAULT_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/vec.h"
#include "bench/events.h"
#include "bench/files.h"
#include "engine/engine.h"
#include "promql/promql.h"

enum { RUNS = 15 };

struct corpus {
    struct arena arena;
    VEC(unsigned char *) buffers; /* for free() */
    VEC(str) files;               /* what they hold, where it is YAML */
    VEC(str) expressions;         /* of their rules */
    size_t bytes;                 /* of all expressions */
    size_t refused;
};

static void add_expressions(struct corpus *corpus, const struct engine *engine, struct arena *scratch,
                            const struct input *input) {
    struct result *result = engine_analyse(engine, input, &corpus->arena, scratch);
    for (size_t i = 0; i < result->facts.rules.len; i++) {
        const struct expression *expression = result->facts.rules.at[i].expression;
        if (!expression)
            continue;
        vec_push(&corpus->arena, &corpus->expressions, arena_copy(&corpus->arena, expression->text));
        corpus->bytes += expression->text.len;
        if (expression->parsed.status != PROMQL_VALID) {
            corpus->refused++;
            printf("refused in %.*s: %.*s\n", STR_ARG(input->path), STR_ARG(expression->text));
        }
    }
}

static void read_corpus(struct corpus *corpus, const struct file_list *list) {
    struct arena scratch = {0};
    struct config config;
    struct engine engine;
    config_init(&config);
    engine_init(&engine, &corpus->arena, NULL, 0, &config);
    for (size_t i = 0; i < list->count; i++) {
        size_t size = 0;
        unsigned char *bytes = events_read_file(list->paths[i], &size);
        if (!bytes || !events_run(bytes, size)) {
            free(bytes);
            continue;
        }
        struct input input = {.path = str_of(list->paths[i]), .bytes = {(const char *)bytes, size}, .named = true};
        vec_push(&corpus->arena, &corpus->buffers, bytes);
        vec_push(&corpus->arena, &corpus->files, input.bytes);
        add_expressions(corpus, &engine, &scratch, &input);
    }
    arena_free(&scratch);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double run_events(const struct corpus *corpus) {
    double begin = seconds();
    for (size_t i = 0; i < corpus->files.len; i++)
        events_run((const unsigned char *)corpus->files.at[i].ptr, corpus->files.at[i].len);
    return seconds() - begin;
}

/* The trees of all files are kept until the end, as those of a run are. */
static double run_parser(const struct corpus *corpus) {
    struct arena trees = {0}, scratch = {0};
    struct promql_options options = {.scratch = &scratch};
    double begin = seconds();
    for (size_t i = 0; i < corpus->expressions.len; i++) {
        promql_parse(&trees, corpus->expressions.at[i], &options);
        arena_reset(&scratch);
    }
    arena_free(&trees);
    arena_free(&scratch);
    return seconds() - begin;
}

static void keep_least(double *least, double cost) {
    if (*least <= 0 || cost < *least)
        *least = cost;
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: bench_promql DIRECTORY\n");
        return 2;
    }
    struct file_list list = files_below(argv[1]);
    struct corpus corpus = {0};
    double events = 0, parser = 0;
    read_corpus(&corpus, &list);
    if (corpus.expressions.len == 0) {
        printf("bench-promql: skipped: no rules in %s (set MONLINT_BENCH_CORPUS)\n", argv[1]);
        return 0;
    }
    for (int i = 0; i < RUNS; i++) {
        keep_least(&events, run_events(&corpus));
        keep_least(&parser, run_parser(&corpus));
    }
    printf("%zu expressions of %zu bytes in %zu files, %zu refused; the least of %d runs each\n",
           corpus.expressions.len, corpus.bytes, corpus.files.len, corpus.refused, RUNS);
    printf("libyaml  %8.2f ms\n", events * 1e3);
    printf("promql   %8.2f ms\n", parser * 1e3);
    printf("ratio    %8.2f\n", parser / events);
    for (size_t i = 0; i < corpus.buffers.len; i++)
        free(corpus.buffers.at[i]);
    arena_free(&corpus.arena);
    files_free(&list);
    return 0;
}
