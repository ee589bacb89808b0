/* From the facts of single files to lists and maps over all. */
#include "project/intervals.h"
#include "project/project.h"

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
}

static void file_under(struct arena *arena, struct map *map, str key, const struct service_fact *service) {
    struct service_list *list = map_get(map, key);
    if (!list) {
        list = arena_new(arena, struct service_list);
        map_put(arena, map, key, list);
    }
    vec_push(arena, &list->services, service);
}

static void index_service(struct project *project, const struct service_fact *service) {
    struct arena *arena = project->arena;
    file_under(arena, &project->services_by_namespace, service->object.namespace.text, service);
    for (size_t i = 0; i < service->object.labels.len; i++) {
        const struct label_fact *label = &service->object.labels.at[i];
        file_under(arena, &project->services_by_label, label_key(arena, label->name.text, label->value.text), service);
    }
}

str label_key(struct arena *arena, str name, str value) {
    return arena_format(arena, "%.*s%c%.*s", STR_ARG(name), '\0', STR_ARG(value));
}

void project_index(struct project *project, struct arena *arena, const struct config *config, struct world world,
                   const struct facts *const *files, size_t count) {
    *project = (struct project){.world = world, .config = config, .arena = arena, .files = files, .file_count = count};
    for (size_t i = 0; i < count; i++)
        gather(project, files[i]);
    for (size_t i = 0; i < project->services.len; i++)
        index_service(project, project->services.at[i]);
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        rule_names_add(rule->kind == RULE_KIND_ALERT ? &project->alerts : &project->records, arena, rule);
    }
    index_jobs(project);
}

const struct group_fact *rule_group(const struct project *project, const struct rule_fact *rule) {
    if (rule->group == NO_FACT || !rule->where.source)
        return NULL;
    return &project->files[rule->where.source->file]->groups.at[rule->group];
}
