/* An item is a file on its way from bytes to a result. */
#include "cli/analyse.h"

#include "base/memory.h"
#include "cli/chart.h"
#include "cli/load.h"
#include "cli/pool.h"
#include "yaml/load.h"

struct analysis_item {
    const struct found *file;
    struct input input;
    struct result *result;
    struct arena reasons; /* why the file could not be read */
};

enum { CACHE_LINE = 64 };

/* What one thread writes: what is kept of its files, and what is needed for one of them at a time. */
struct worker {
    struct arena kept, scratch;
    char apart[CACHE_LINE]; /* so that no other thread writes to a line of the same cache */
};

struct analysis_context {
    const struct engine *engine;
    struct analysis_item *items;
    struct worker *workers;
    bool many; /* threads, of which another takes the next file */
};

enum { LARGE = 1024 * 1024 }; /* bytes of a file whose tree is worth giving back */

/* Pipes and devices do not say how much they hold. */
static size_t weigh(const void *context, size_t index) {
    const struct analysis_context *analysis = context;
    const struct found *file = analysis->items[index].file;
    return file->kind == LOAD_REGULAR ? (size_t)file->size : (size_t)POOL_BYTES_AT_ONCE + 1;
}

static void forget_bytes(struct analysis_item *item) {
    load_free(item->input.bytes);
    item->input.bytes = (str){NULL, 0};
    item->result->input.bytes = (str){NULL, 0};
    source_init(&item->result->source, item->result->arena, item->input.path, item->input.bytes);
}

/* A file of other people's objects is passed over, yet a note of a finding may stand at one of them. */
static bool has_facts(const struct facts *facts) {
    size_t cluster = facts->objects.len + facts->services.len + facts->workloads.len + facts->monitors.len +
                     facts->prometheuses.len + facts->namespaces.len + facts->autoscalers.len;
    size_t rules = facts->groups.len + facts->rules.len;
    size_t helm = facts->values.len + facts->fragments.len + facts->components.len + facts->charts.len +
                  facts->installs.len + facts->kustomizations.len;
    return cluster + rules + helm > 0;
}

enum { WINDOW = 4096 }; /* that is kept behind the last place, for the line that is printed */

/* A file that was given up may be as large as files can be, and its rest is of no use. Its bytes move: that is for
 * files without facts, which are views of them. */
static void forget_rest(struct analysis_item *item) {
    struct result *result = item->result;
    size_t keep = (size_t)result->read + WINDOW;
    if (result->read == 0 || keep >= item->input.bytes.len || has_facts(&result->facts))
        return;
    item->input.bytes = load_shrink(item->input.bytes, keep);
    result->input.bytes = item->input.bytes;
    source_init(&result->source, result->arena, result->input.path, item->input.bytes);
}

static void analyse_item(void *context, size_t index, unsigned number) {
    struct analysis_context *analysis = context;
    struct worker *worker = &analysis->workers[number];
    struct analysis_item *item = &analysis->items[index];
    struct loaded loaded = load_path(&item->reasons, item->file->path, item->file->kind);
    item->input.outcome = loaded.outcome;
    item->input.bytes = loaded.bytes;
    item->input.reason = loaded.reason;
    item->result = engine_analyse(analysis->engine, &item->input, &worker->kept, &worker->scratch);
    const struct result *result = item->result;
    if (result->skipped.len && !result->incomplete && !has_facts(&result->facts))
        forget_bytes(item);
    else
        forget_rest(item);
    if (analysis->many && item->file->size > LARGE)
        memory_trim();
}

static struct analysis_item *items_of(struct arena *arena, const struct discovery *discovery) {
    struct analysis_item *items = arena_array(arena, struct analysis_item, discovery->count + 1);
    struct charts charts = {arena, {0}};
    for (size_t i = 0; i < discovery->count; i++) {
        const struct found *file = &discovery->files[i];
        items[i].file = file;
        items[i].input = (struct input){.path = file->path,
                                        .named = file->named,
                                        .context = file->context,
                                        .hint = chart_hint(&charts, file->absolute, file->path)};
    }
    return items;
}

/* What is kept of a file, and what the join makes of it, take some six times its bytes. */
static void expect_memory(const struct discovery *discovery) {
    uint64_t bytes = 0;
    for (size_t i = 0; i < discovery->count; i++)
        bytes += discovery->files[i].size < YAML_MAX_BYTES ? discovery->files[i].size : YAML_MAX_BYTES;
    memory_expect((size_t)(bytes * 8));
}

void analysis_run(struct analysis *analysis, struct arena *arena, const struct engine *engine,
                  const struct discovery *discovery, unsigned threads) {
    expect_memory(discovery);
    struct analysis_context context = {engine, items_of(arena, discovery),
                                       arena_array(arena, struct worker, POOL_MOST_THREADS), threads > 1};
    struct pool_work work = {discovery->count, analyse_item, weigh, &context};
    pool_run(&work, threads);
    for (unsigned i = 0; i < POOL_MOST_THREADS; i++)
        arena_free(&context.workers[i].scratch);
    analysis->workers = context.workers;
    analysis->items = context.items;
    analysis->count = discovery->count;
    analysis->results = arena_array(arena, struct result *, discovery->count + 1);
    for (size_t i = 0; i < discovery->count; i++)
        analysis->results[i] = context.items[i].result;
}

void analysis_free(struct analysis *analysis) {
    for (size_t i = 0; i < analysis->count; i++) {
        str bytes = analysis->items[i].input.bytes;
        load_free(bytes);
        arena_free(&analysis->items[i].reasons);
    }
    for (unsigned i = 0; analysis->workers && i < POOL_MOST_THREADS; i++)
        arena_free(&analysis->workers[i].kept);
}
