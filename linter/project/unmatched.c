/* Two passes: first which monitors select something, then what those miss of which no variant does. */
#include "project/unmatched.h"

#include "project/kustomize.h"

bool world_is_closed(const struct project *project) {
    return project->world.closed || (project->config && project->config->closed_world);
}

static bool asks_for_labels(const struct monitor_fact *monitor) {
    return monitor->selector.present && !monitor->selector.opaque && monitor->selector.len > 0;
}

struct unmatched_list unmatched_monitors(const struct project *project, struct arena *arena) {
    struct unmatched_list list = {0};
    struct variants matched = {0}, told = {0};
    struct near_values values = {0};
    if (!project->world.whole && !world_is_closed(project))
        return list;
    bool *alone = arena_array(arena, bool, project->monitors.len + 1);
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct monitor_fact *monitor = project->monitors.at[i];
        bool judged = asks_for_labels(monitor) && !monitor_selects_made_ones(monitor) &&
                      !kustomize_is_patch(project, &monitor->object);
        alone[i] = judged && monitor_selects(project, arena, monitor) == MATCH_NO;
        if (!alone[i])
            variants_note(&matched, arena, &monitor->object);
    }
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct monitor_fact *monitor = project->monitors.at[i];
        if (!alone[i] || variants_hold(&matched, arena, &monitor->object) ||
            variants_hold(&told, arena, &monitor->object))
            continue;
        variants_note(&told, arena, &monitor->object);
        vec_push(arena, &list.monitors,
                 (struct unmatched){monitor, monitor_near(project, arena, &values, monitor)});
    }
    return list;
}
