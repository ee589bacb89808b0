/* Two passes: first which monitors select something, then what those miss of which no variant does. */
#include "project/unmatched.h"

#include "project/kustomize.h"

bool world_is_closed(const struct project *project) {
    return project->world.closed || (project->config && project->config->closed_world);
}

static bool asks_for_labels(const struct monitor_fact *monitor) {
    return monitor->selector.present && !monitor->selector.opaque && monitor->selector.len > 0;
}

static void judge(struct project *project, struct arena *scratch, struct unmatched_list *list) {
    struct variants matched = {0}, told = {0};
    struct near_values values = {0};
    bool *alone = arena_array(scratch, bool, project->monitors.len + 1);
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct monitor_fact *monitor = project->monitors.at[i];
        bool judged = asks_for_labels(monitor) && !monitor_selects_made_ones(monitor) &&
                      !kustomize_is_patch(project, &monitor->object);
        alone[i] = judged && monitor_selects(project, scratch, monitor) == MATCH_NO;
        if (!alone[i])
            variants_note(&matched, scratch, &monitor->object);
    }
    for (size_t i = 0; i < project->monitors.len; i++) {
        const struct monitor_fact *monitor = project->monitors.at[i];
        if (!alone[i] || variants_hold(&matched, scratch, &monitor->object) ||
            variants_hold(&told, scratch, &monitor->object))
            continue;
        variants_note(&told, scratch, &monitor->object);
        vec_push(project->arena, &list->monitors,
                 (struct unmatched){monitor, monitor_near(project, scratch, &values, monitor)});
    }
}

const struct unmatched_list *unmatched_index(struct project *project) {
    struct unmatched_list *list = arena_new(project->arena, struct unmatched_list);
    struct arena scratch = {0};
    if (project->monitors.len && (project->world.whole || world_is_closed(project)))
        judge(project, &scratch, list);
    arena_free(&scratch);
    return list;
}
