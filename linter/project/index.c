/* From the facts of single files to lists and maps over all. */
#include "project/intervals.h"
#include "project/project.h"

#include "project/allowance.h"
#include "project/kustomize.h"
#include "project/unmatched.h"
#include "project/wiring.h"

#define GATHER(project, file, kind)                                                                                    \
    for (size_t item = 0; item < (file)->kind.len; item++)                                                             \
    vec_push((project)->arena, &(project)->kind, &(file)->kind.at[item])

static void gather(struct project *project, const struct facts *file) {
    GATHER(project, file, objects);
    GATHER(project, file, services);
    GATHER(project, file, workloads);
    GATHER(project, file, monitors);
    GATHER(project, file, fragments);
    GATHER(project, file, prometheuses);
    GATHER(project, file, namespaces);
    GATHER(project, file, groups);
    GATHER(project, file, rules);
    GATHER(project, file, values);
    GATHER(project, file, components);
    GATHER(project, file, autoscalers);
    GATHER(project, file, kustomizations);
    GATHER(project, file, charts);
    GATHER(project, file, installs);
}

static void index_rules(struct project *project) {
    struct arena *arena = project->arena;
    project->namesakes = arena_array(arena, const struct named_rules *, project->rules.len);
    map_reserve(arena, &project->alerts.rules, project->rules.len / 2);
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        struct rule_names *names = rule->kind == RULE_KIND_ALERT ? &project->alerts : &project->records;
        project->namesakes[i] = rule_names_add(names, arena, rule);
    }
}

void project_index(struct project *project, struct arena *arena, const struct config *config, struct world world,
                   const struct facts *const *files, size_t count) {
    *project = (struct project){.world = world, .config = config, .arena = arena, .files = files, .file_count = count};
    for (size_t i = 0; i < count; i++)
        gather(project, files[i]);
    for (size_t i = 0; i < project->objects.len; i++)
        common_folder(&project->common, project->objects.at[i]->where.source->path);
    for (size_t i = 0; i < project->values.len; i++)
        common_folder(&project->common, project->values.at[i]->where.source->path);
    project->mostly_shared = arena_new(arena, struct map);
    project->kustomize = kustomize_index(project);
    project->wiring = wiring_index(project);
    project->unmatched = unmatched_index(project);
    project->allowances = allowance_index(project);
    index_rules(project);
    index_intervals(project);
}

const struct group_fact *rule_group(const struct project *project, const struct rule_fact *rule) {
    if (rule->group == NO_FACT || !rule->where.source)
        return NULL;
    return &project->files[rule->where.source->file]->groups.at[rule->group];
}
