/* Names to what is limited under them, so that a rule looks at what it names and at nothing else. */
#include "project/allowance_internal.h"
#include "project/kustomize.h"
#include "promql/matchers.h"

static str key_of(struct arena *arena, enum allowance_key key, str name) {
    return arena_format(arena, "%c%.*s", (char)key, STR_ARG(name));
}

static void file_under(struct arena *arena, struct allowances *allowances, enum allowance_key key, str name,
                       struct allowance_entry entry) {
    if (name.len == 0)
        return;
    str text = key_of(arena, key, name);
    struct allowance_list *list = map_get(&allowances->names, text);
    if (!list) {
        list = arena_new(arena, struct allowance_list);
        map_put(arena, &allowances->names, text, list);
    }
    vec_push(arena, &list->entries, entry);
}

static void file_workload(struct arena *arena, struct allowances *allowances, const struct workload_fact *workload) {
    str name = workload->object.name.text;
    struct allowance_entry whole = {.workload = workload};
    if (workload->claim_count)
        vec_push(arena, &allowances->sets, workload);
    for (size_t i = 0; i < workload->container_count; i++) {
        const struct container_fact *container = &workload->containers[i];
        struct allowance_entry entry = {.workload = workload, .container = container};
        if (!container->init && !text_is_unknown(&container->name))
            file_under(arena, allowances, ALLOWANCE_KEY_CONTAINER, container->name.text, entry);
    }
    if (text_is_unknown(&workload->object.name))
        return;
    file_under(arena, allowances, ALLOWANCE_KEY_WORKLOAD, name, whole);
    for (size_t i = 1; i < name.len; i++)
        if (name.ptr[i] == '-')
            file_under(arena, allowances, ALLOWANCE_KEY_WORKLOAD, str_slice(name, 0, i), whole);
}

/* values.yaml beside Chart.yaml, without values of any environment beside it. What it says of another chart, which the
 * chart depends on, is what is deployed. */
static bool is_default(struct arena *arena, const struct allowances *allowances,
                       const struct component_fact *component) {
    static const str name = {"/values.yaml", 12};
    str path = component->where.source->path;
    if (component->of_dependency || !str_ends_with(path, name) ||
        !map_get(&allowances->charts, str_slice(path, 0, path.len - name.len)))
        return false;
    const struct allowance_list *family =
        map_get(&allowances->names, key_of(arena, ALLOWANCE_KEY_FAMILY, path_family(arena, path)));
    return !family || family->entries.len == 1;
}

static void file_component(struct arena *arena, struct allowances *allowances, const struct component_fact *component) {
    struct allowance_entry entry = {.component = component, .is_default = is_default(arena, allowances, component)};
    enum allowance_key key = component->has_limits    ? ALLOWANCE_KEY_COMPONENT
                             : component->has_scaling ? ALLOWANCE_KEY_SCALING
                                                      : ALLOWANCE_KEY_VOLUME;
    file_under(arena, allowances, key, component->name, entry);
    if (component->has_volume && !str_equal(component->outer, component->name))
        file_under(arena, allowances, key, component->outer, entry);
    if (component->has_volume && !str_equal(component->chart, component->name) &&
        !str_equal(component->chart, component->outer))
        file_under(arena, allowances, key, component->chart, entry);
}

static str last_key(str path) {
    size_t start = path.len;
    while (start > 0 && path.ptr[start - 1] != '.')
        start--;
    return str_slice(path, start, path.len);
}

static void file_values(struct arena *arena, struct allowances *allowances, const struct values_fact *values) {
    struct allowance_entry entry = {.values = values};
    str chart = str_of(values->chart), key = last_key(values->section);
    if (values->section.len == 0)
        file_under(arena, allowances, ALLOWANCE_KEY_FAMILY, path_family(arena, values->where.source->path), entry);
    file_under(arena, allowances, ALLOWANCE_KEY_SECTION, chart, entry);
    if (!str_equal(key, chart))
        file_under(arena, allowances, ALLOWANCE_KEY_SECTION, key, entry);
}

static void file_autoscaler(struct arena *arena, struct allowances *allowances,
                            const struct autoscaler_fact *autoscaler) {
    struct allowance_entry entry = {.autoscaler = autoscaler};
    file_under(arena, allowances, ALLOWANCE_KEY_AUTOSCALER, autoscaler->object.name.text, entry);
    str target =
        arena_format(arena, "%.*s/%.*s", STR_ARG(autoscaler->target_kind.text), STR_ARG(autoscaler->target_name.text));
    file_under(arena, allowances, ALLOWANCE_KEY_SCALED, target, entry);
}

static void file_object(struct arena *arena, struct allowances *allowances, const struct object_fact *object) {
    if (str_equal(object->kind.text, STR("PersistentVolumeClaim")))
        vec_push(arena, &allowances->claims, object);
    allowances->resizes |= str_equal(object->kind.text, STR("VerticalPodAutoscaler"));
}

bool allowance_may_look(const struct project *project, size_t entries) {
    size_t *left = project->allowances->looks_left;
    bool may = entries <= *left;
    *left = may ? *left - entries : 0;
    return may;
}

const struct allowances *allowance_index(const struct project *project) {
    enum { MOST_LOOKS = 600 * 1000 };
    struct arena *arena = project->arena;
    struct allowances *allowances = arena_new(arena, struct allowances);
    allowances->looks_left = arena_new(arena, size_t);
    *allowances->looks_left = MOST_LOOKS;
    if (project->rules.len == 0)
        return allowances;
    for (size_t i = 0; i < project->objects.len; i++)
        file_object(arena, allowances, project->objects.at[i]);
    for (size_t i = 0; i < project->workloads.len; i++)
        file_workload(arena, allowances, project->workloads.at[i]);
    for (size_t i = 0; project->components.len && i < project->charts.len; i++)
        map_put(arena, &allowances->charts, project->charts.at[i]->folder, (void *)project->charts.at[i]);
    for (size_t i = 0; project->components.len && i < project->values.len; i++)
        file_values(arena, allowances, project->values.at[i]);
    for (size_t i = 0; i < project->components.len; i++)
        file_component(arena, allowances, project->components.at[i]);
    for (size_t i = 0; i < project->autoscalers.len; i++)
        file_autoscaler(arena, allowances, project->autoscalers.at[i]);
    return allowances;
}

const struct allowance_list *allowance_find(const struct project *project, struct arena *arena, enum allowance_key key,
                                            str name) {
    return name.len ? map_get(&project->allowances->names, key_of(arena, key, name)) : NULL;
}

bool allowance_limits_all(const struct project *project, struct arena *arena, str container) {
    const struct allowance_list *list = allowance_find(project, arena, ALLOWANCE_KEY_CONTAINER, container);
    if (!list || !allowance_may_look(project, list->entries.len))
        return false;
    for (size_t i = 0; i < list->entries.len; i++) {
        const struct text_fact *limit = &list->entries.at[i].container->memory_limit;
        if (!limit->text.len && !limit->opaque)
            return false;
    }
    return true;
}

bool allowance_accepts(struct arena *arena, const struct promql_node *selector, str label, str value) {
    const struct promql_selector *of = &selector->as.selector;
    for (size_t i = 0; value.len && i < of->matcher_count; i++)
        if (str_equal(of->matchers[i].name, label) && !promql_matcher_accepts(arena, &of->matchers[i], value))
            return false;
    return true;
}

bool allowance_meets(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                     const struct promql_node *selector, const struct object_fact *object) {
    return paths_may_meet(project, rule->where.source->path, object->where.source->path) &&
           allowance_accepts(arena, selector, STR("namespace"), kustomize_namespace(project, object));
}
