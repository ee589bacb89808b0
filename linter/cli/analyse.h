/* Loads and analyses all files of a run on the pool's threads. */
#ifndef MONLINT_CLI_ANALYSE_H
#define MONLINT_CLI_ANALYSE_H

#include "cli/discover.h"
#include "engine/engine.h"

struct analysis {
    struct result **results; /* one a file, in its order */
    struct analysis_item *items;
    struct worker *workers; /* POOL_MOST_THREADS of them */
    size_t count;
};

/* Results and bytes live until analysis_free. The bytes of a file that was passed over and left no facts are given
 * back at once: a folder full of other people's JSON must not fill the memory. */
void analysis_run(struct analysis *analysis, struct arena *arena, const struct engine *engine,
                  const struct discovery *discovery, unsigned threads);

void analysis_free(struct analysis *analysis);

#endif
