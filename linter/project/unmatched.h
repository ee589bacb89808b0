/* Monitors that select nothing of the set, with what they very likely meant. */
#ifndef MONLINT_PROJECT_UNMATCHED_H
#define MONLINT_PROJECT_UNMATCHED_H

#include "project/near.h"

struct unmatched {
    const struct monitor_fact *monitor;
    struct near near;
};

struct unmatched_list {
    VEC(struct unmatched) monitors; /* in file order, one of its variants each */
};

/* Made with the index: project->unmatched. Those for which the files tell: not where a template hides what decides,
 * where the cluster makes the Services, where a variant is matched, or where only some files of a project were read. */
const struct unmatched_list *unmatched_index(struct project *project);

/* True if what the files do not show does not exist. */
bool world_is_closed(const struct project *project);

#endif
