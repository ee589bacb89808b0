/* Selection as the operator does it: labels of the object, labels of its Namespace.
 *
 * Source: prometheus-operator 0.93. An absent selector takes nothing, {} takes all; an absent namespace selector means
 * the Prometheus' own namespace, {} means all. Every namespace has the label kubernetes.io/metadata.name. */
#include "project/selection.h"

#include "project/kustomize.h"
#include "project/wiring.h"

/* More of them are no set that anybody deploys. Pairs of a Prometheus and an object cost as much as wiring.h says. */
enum { MOST_PROMETHEUSES = 200, MOST_LOOKS = 5 * 1000 * 1000 };

/* An object as it is applied. */
struct applied {
    const struct object_fact *object;
    enum selected_kind kind;
    struct labels_fact labels;
    str namespace;
};

static const struct {
    const char *kind;
    enum selected_kind selected;
} kinds[] = {
    {"ServiceMonitor", SELECTED_SERVICE_MONITOR}, {"PodMonitor", SELECTED_POD_MONITOR}, {"Probe", SELECTED_PROBE},
    {"ScrapeConfig", SELECTED_SCRAPE_CONFIG},     {"PrometheusRule", SELECTED_RULE},
};

bool selected_kind_of(const struct object_fact *object, enum selected_kind *kind) {
    for (size_t i = 0; object->resource && i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(object->kind.text, kinds[i].kind)) {
            *kind = kinds[i].selected;
            return true;
        }
    return false;
}

static str folder_of(str path) {
    size_t end = path.len;
    while (end > 0 && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end > 0 ? end - 1 : 0);
}

/* The values of kube-prometheus-stack itself, beside its Chart.yaml, are what others start from. */
static bool is_default(const struct selection *selection, const struct prometheus_fact *prometheus) {
    return prometheus->values && !prometheus->of_dependency &&
           selection_is_default(selection, prometheus->where.source->path);
}

/* The chart that holds a file: its folder, or one above. NULL if none. */
static const void *chart_around(const struct selection *selection, str path) {
    for (str folder = folder_of(path);; folder = folder_of(folder)) {
        const void *chart = map_get(&selection->charts, folder);
        if (chart || folder.len == 0)
            return chart;
    }
}

bool selection_is_sure(const struct selection *selection, const struct object_fact *object,
                       const struct prometheus_fact *by) {
    const void *chart = chart_around(selection, object->where.source->path);
    bool foreign = object->template && (!chart || chart != chart_around(selection, by->where.source->path));
    return !selection->other_stack && !foreign && !(by->values && selection->other_values);
}

bool selection_is_default(const struct selection *selection, str path) {
    return map_get(&selection->charts, folder_of(path)) != NULL;
}

static bool begins_with_one_of(str text, const char *const *words) {
    for (; *words; words++)
        if (str_starts_with(text, str_of(*words)))
            return true;
    return false;
}

static bool has_one_of(str text, const char *const *words) {
    for (; *words; words++)
        if (str_contains(text, str_of(*words)))
            return true;
    return false;
}

/* Who else reads monitors and rules, by its objects or by what installs it; and who installs a Prometheus with values
 * that the set may not show. */
static void look_around(struct selection *selection, const struct object_fact *object) {
    static const char *const groups[] = {"operator.victoriametrics.com/", "monitoring.grafana.com/",
                                         "opentelemetry.io/", NULL};
    static const char *const installers[] = {"HelmRelease", "Application", "HelmChart", NULL};
    static const char *const others[] = {"victoria", "alloy", "k8s-monitoring", "grafana-agent", "opentelemetry", NULL};
    if (begins_with_one_of(object->api_version.text, groups))
        selection->other_stack = true;
    if (!begins_with_one_of(object->kind.text, installers))
        return;
    selection->other_stack |= has_one_of(object->name.text, others);
    selection->other_values |= str_contains(object->name.text, STR("prometheus"));
}

/* The labels of a namespace: those of its object, if the set has it, and its name. */
static enum match namespace_match(const struct selection *selection, const struct selector_fact *selector, str name) {
    const struct labels_fact *known = map_get(&selection->namespaces, name);
    struct label_pair named = {.name = {.text = STR("kubernetes.io/metadata.name")}, .value = {.text = name}};
    struct labels_fact labels = {.at = &named, .len = 1, .open = true};
    return selector_match(selector, known ? known : &labels);
}

static const struct labels_fact *labels_of(struct arena *arena, const struct project *project,
                                           const struct namespace_fact *fact) {
    struct labels_fact *labels = arena_new(arena, struct labels_fact);
    *labels = kustomize_labels(project, &fact->object, &fact->object.labels);
    struct label_pair *at = arena_array(arena, struct label_pair, labels->len + 1);
    at[0].name.text = STR("kubernetes.io/metadata.name");
    at[0].value.text = fact->object.name.text;
    for (size_t i = 0; i < labels->len; i++)
        at[i + 1] = labels->at[i];
    labels->at = at;
    labels->len++;
    return labels;
}

void selection_init(struct selection *selection, struct arena *arena, const struct project *project) {
    *selection = (struct selection){.project = project};
    for (size_t i = 0; i < project->charts.len; i++)
        map_put(arena, &selection->charts, project->charts.at[i]->folder, (void *)project->charts.at[i]);
    for (size_t i = 0; i < project->prometheuses.len; i++)
        if (!is_default(selection, project->prometheuses.at[i]) &&
            (project->prometheuses.at[i]->values || !kustomize_is_patch(project, &project->prometheuses.at[i]->object)))
            vec_push(arena, &selection->prometheuses, project->prometheuses.at[i]);
    if (selection->prometheuses.len > MOST_PROMETHEUSES)
        selection->prometheuses.len = 0;
    if (selection->prometheuses.len == 0)
        return;
    for (size_t i = 0; i < project->namespaces.len; i++)
        map_put(arena, &selection->namespaces, project->namespaces.at[i]->object.name.text,
                (void *)labels_of(arena, project, project->namespaces.at[i]));
    for (size_t i = 0; i < project->objects.len; i++)
        look_around(selection, project->objects.at[i]);
    str *own = arena_array(arena, str, selection->prometheuses.len);
    for (size_t i = 0; i < selection->prometheuses.len; i++)
        own[i] = kustomize_namespace(project, &selection->prometheuses.at[i]->object);
    selection->own_namespaces = own;
    selection->looks_left = arena_new(arena, size_t);
    *selection->looks_left = MOST_LOOKS;
}

static enum match place_match(const struct selection *selection, size_t i, const struct applied *applied) {
    const struct selector_fact *selector = &selection->prometheuses.at[i]->namespaces[applied->kind];
    str namespace = applied->namespace, own = selection->own_namespaces[i];
    if (selector->present && !selector->opaque && selector->len == 0)
        return MATCH_YES;
    if (namespace.len == 0 || selector->opaque)
        return MATCH_UNKNOWN;
    if (selector->present)
        return namespace_match(selection, selector, namespace);
    if (own.len == 0)
        return MATCH_UNKNOWN;
    return str_equal(own, namespace) ? MATCH_YES : MATCH_NO;
}

static enum match label_match(const struct prometheus_fact *prometheus, const struct applied *applied) {
    if (!prometheus->nil_uses_release[applied->kind])
        return selector_match(&prometheus->selectors[applied->kind], &applied->labels);
    /* The name of the release is not in the files: any value may be right. */
    if (labels_find(&applied->labels, STR("release")))
        return MATCH_YES;
    return applied->labels.open ? MATCH_UNKNOWN : MATCH_NO;
}

static bool may_look(const struct selection *selection, const struct prometheus_fact *prometheus,
                     const struct applied *applied) {
    size_t cost = wiring_cost(&prometheus->selectors[applied->kind], &applied->labels) +
                  wiring_cost(&prometheus->namespaces[applied->kind], &applied->labels);
    bool may = cost <= *selection->looks_left;
    *selection->looks_left = may ? *selection->looks_left - cost : 0;
    return may;
}

/* Of the i-th Prometheus. */
static enum selection_verdict judge(const struct selection *selection, size_t i, const struct applied *applied) {
    const struct prometheus_fact *prometheus = selection->prometheuses.at[i];
    enum selected_kind kind = applied->kind;
    if (!may_look(selection, prometheus, applied))
        return SELECTION_UNKNOWN;
    enum match labels = label_match(prometheus, applied);
    enum match at = place_match(selection, i, applied);
    if (labels == MATCH_NO) {
        if (prometheus->nil_uses_release[kind])
            return SELECTION_RELEASE;
        return prometheus->selectors[kind].present ? SELECTION_LABELS : SELECTION_NOTHING;
    }
    if (at == MATCH_NO)
        return SELECTION_NAMESPACE;
    return labels == MATCH_YES && at == MATCH_YES ? SELECTION_TAKEN : SELECTION_UNKNOWN;
}

/* Without a whole world only what stands in one file is sure to belong together. */
static bool is_seen(const struct project *project, const struct prometheus_fact *prometheus,
                    const struct object_fact *object) {
    return project->world.whole || prometheus->where.source == object->where.source;
}

static struct applied apply(const struct selection *selection, enum selected_kind kind,
                            const struct object_fact *object) {
    return (struct applied){.object = object,
                            .kind = kind,
                            .labels = kustomize_labels(selection->project, object, &object->labels),
                            .namespace = kustomize_namespace(selection->project, object)};
}

enum selection_verdict selection_judge(const struct selection *selection, size_t i, enum selected_kind kind,
                                       const struct object_fact *object) {
    struct applied applied = apply(selection, kind, object);
    return judge(selection, i, &applied);
}

enum selection_verdict selection_judge_all(const struct selection *selection, enum selected_kind kind,
                                           const struct object_fact *object, const struct prometheus_fact **by) {
    enum selection_verdict best = SELECTION_UNKNOWN;
    *by = NULL;
    if (selection->prometheuses.len == 0)
        return best;
    struct applied applied = apply(selection, kind, object);
    for (size_t i = 0; i < selection->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = selection->prometheuses.at[i];
        if (prometheus->ruler && kind != SELECTED_RULE)
            continue;
        enum selection_verdict verdict = judge(selection, i, &applied);
        if (verdict == SELECTION_TAKEN || verdict == SELECTION_UNKNOWN)
            return verdict;
        if (!is_seen(selection->project, prometheus, object) ||
            !paths_may_meet(selection->project, prometheus->where.source->path, object->where.source->path))
            continue;
        /* One that looks for these kinds tells more than one that never does. */
        if (!*by || (best == SELECTION_NOTHING && verdict != SELECTION_NOTHING)) {
            *by = prometheus;
            best = verdict;
        }
    }
    return best;
}

const struct prometheus_fact *selection_release_only(const struct selection *selection, enum selected_kind kind) {
    const struct prometheus_fact *first = NULL;
    for (size_t i = 0; i < selection->prometheuses.len; i++) {
        const struct prometheus_fact *prometheus = selection->prometheuses.at[i];
        if (prometheus->ruler && kind != SELECTED_RULE)
            continue;
        if (!prometheus->nil_uses_release[kind])
            return NULL;
        first = first ? first : prometheus;
    }
    return first;
}
