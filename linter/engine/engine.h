/* The engine: analyse(buffer) -> result, join(results) -> diagnostics. Pure functions: no files, clock or threads. */
#ifndef MONLINT_ENGINE_ENGINE_H
#define MONLINT_ENGINE_ENGINE_H

#include <monlint/rule.h>

struct registry;

/* Why an input could not be read; READ_OK for one that was. */
enum read_outcome { READ_OK, READ_FAILED, READ_TOO_LARGE };

/* One input of a run. The bytes outlive the result. */
struct input {
    str path; /* as printed, '/' separators */
    str bytes;
    enum read_outcome outcome;
    str reason;   /* why it could not be read */
    bool named;   /* given on the command line itself */
    bool context; /* only read for what it says about others: its own findings are not shown */
    struct file_hint hint;
};

/* Why a file was passed over; empty: it was checked. */
struct result {
    struct input input;
    struct source source;
    struct arena lines;  /* owns the source's tables */
    uint32_t read;       /* if not 0, nothing points behind this offset: the file was given up there */
    struct arena *arena; /* owns the result */
    struct facts facts;
    struct diag_list *diags;
    struct ignore_list *ignores;
    str skipped;     /* reason, or empty */
    bool incomplete; /* something in it was not analysed: exit 3 */
};

/* Everything that does not change between inputs. */
struct engine {
    const struct rule_entry *rules;
    size_t rule_count;
    const struct config *config;
    struct registry *registry;
};

/* Prepares the tables of subscriptions. The rules and the configuration outlive the engine. */
void engine_init(struct engine *engine, struct arena *arena, const struct rule_entry *rules, size_t rule_count,
                 const struct config *config);

/* Reads and walks one input. The result lives in the given arena; the scratch arena is reset. Safe to call from several
 * threads with different arenas. */
struct result *engine_analyse(const struct engine *engine, const struct input *input, struct arena *arena,
                              struct arena *scratch);

/* What a run concludes. */
struct outcome {
    const struct diag *const *diags; /* sorted, ignores applied, each once */
    size_t diag_count;
    size_t checked;                      /* files that are ours */
    const struct result *const *skipped; /* passed over, in path order, those that are not context */
    size_t skipped_count;
    bool incomplete; /* exit 3 */
};

/* Joins the results, which are in path order, in the given arena. */
struct outcome engine_join(const struct engine *engine, struct arena *arena, struct result *const *results,
                           size_t count, const struct world *world);

#endif
