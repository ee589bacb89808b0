/* From monitors to what they select, without comparing all with all.
 *
 * Each target is filed under each of its labels, once in its namespace and once for anywhere. A monitor looks at the
 * shortest list that holds everything it can select, and at what carries unknown labels. */
#include "project/wiring.h"

#include "project/kustomize.h"

static str bucket_key(struct arena *arena, bool pods, enum bucket bucket, str namespace, str key, str value) {
    return arena_format(arena, "%c%c%.*s%c%.*s%c%.*s", (char)bucket, pods ? 'p' : 's', STR_ARG(namespace), '\0',
                        STR_ARG(key), '\0', STR_ARG(value));
}

const struct target_list *wiring_find(const struct wiring *wiring, struct arena *arena, bool pods, enum bucket bucket,
                                      str namespace, str key, str value) {
    return map_get(&wiring->buckets, bucket_key(arena, pods, bucket, namespace, key, value));
}

static void file_in(struct arena *arena, struct wiring *wiring, const struct target *target, enum bucket bucket,
                    str namespace, str key, str value) {
    str name = bucket_key(arena, target->workload != NULL, bucket, namespace, key, value);
    struct target_list *list = map_get(&wiring->buckets, name);
    if (!list) {
        list = arena_new(arena, struct target_list);
        map_put(arena, &wiring->buckets, name, list);
    }
    if (list->targets.len == 0 || list->targets.at[list->targets.len - 1] != target)
        vec_push(arena, &list->targets, target);
}

static void file_under(struct arena *arena, struct wiring *wiring, const struct target *target, enum bucket bucket,
                       str key, str value) {
    file_in(arena, wiring, target, bucket, target->namespace, key, value);
    file_in(arena, wiring, target, bucket, WIRING_ANYWHERE, key, value);
}

static void file_labels(struct arena *arena, struct wiring *wiring, const struct target *target) {
    bool unknown = target->labels.open;
    for (size_t i = 0; i < target->labels.len; i++) {
        const struct label_pair *label = &target->labels.at[i];
        if (text_is_unknown(&label->value) || text_is_unknown(&label->name)) {
            unknown = true;
            continue;
        }
        file_under(arena, wiring, target, BUCKET_LABEL, label->name.text, label->value.text);
        file_under(arena, wiring, target, BUCKET_VALUE, STR(""), label->value.text);
    }
    if (unknown)
        file_under(arena, wiring, target, BUCKET_UNKNOWN, STR(""), STR(""));
}

static void file_name(struct arena *arena, struct wiring *wiring, const struct target *target) {
    str name = target->object->name.text;
    if (name.len == 0 || text_is_unknown(&target->object->name))
        return;
    file_under(arena, wiring, target, BUCKET_NAME, STR(""), name);
    for (size_t i = 0; i + 1 < name.len && i < 63; i++)
        if (name.ptr[i] == '-')
            file_under(arena, wiring, target, BUCKET_NAME, STR(""), str_slice(name, i + 1, name.len));
}

static void file_target(struct arena *arena, struct wiring *wiring, const struct target *target) {
    const struct labels_fact *selector = target->service ? &target->service->selector : NULL;
    file_under(arena, wiring, target, BUCKET_ALL, STR(""), STR(""));
    file_labels(arena, wiring, target);
    file_name(arena, wiring, target);
    for (size_t i = 0; selector && i < selector->len; i++)
        if (!text_is_unknown(&selector->at[i].name) && !text_is_unknown(&selector->at[i].value))
            file_under(arena, wiring, target, BUCKET_SELECTOR, selector->at[i].name.text, selector->at[i].value.text);
}

const struct wiring *wiring_index(struct project *project) {
    struct arena *arena = project->arena;
    struct wiring *wiring = arena_new(arena, struct wiring);
    if (project->monitors.len == 0)
        return wiring;
    for (size_t i = 0; i < project->services.len; i++) {
        const struct service_fact *service = project->services.at[i];
        vec_push(arena, &wiring->services,
                 (struct target){.object = &service->object,
                                 .service = service,
                                 .labels = kustomize_labels(project, &service->object, &service->object.labels),
                                 .ports_open = kustomize_patches_ports(project, &service->object),
                                 .namespace = kustomize_namespace(project, &service->object)});
    }
    for (size_t i = 0; i < project->workloads.len; i++) {
        const struct workload_fact *workload = project->workloads.at[i];
        vec_push(arena, &wiring->pods,
                 (struct target){.object = &workload->object,
                                 .workload = workload,
                                 .labels = kustomize_labels(project, &workload->object, &workload->pod_labels),
                                 .ports_open = kustomize_patches_ports(project, &workload->object),
                                 .namespace = kustomize_namespace(project, &workload->object)});
    }
    /* The arrays are complete: pointers into them hold. */
    for (size_t i = 0; i < wiring->services.len; i++)
        file_target(arena, wiring, &wiring->services.at[i]);
    for (size_t i = 0; i < wiring->pods.len; i++)
        file_target(arena, wiring, &wiring->pods.at[i]);
    return wiring;
}

/* More of them in one selector are not followed. A visit that would look at more targets gives up: with many monitors
 * that may take many targets each, all pairs would be looked at. */
enum { MOST_NAMESPACES = 1000, MOST_LISTS = 256, LOOKS_EACH = 200, LOOKS_TOGETHER = 4 * 1000 * 1000 };

static bool names_are_unknown(const struct monitor_fact *monitor) {
    for (size_t i = 0; i < monitor->namespace_count; i++)
        if (text_is_unknown(&monitor->namespaces[i]))
            return true;
    return monitor->namespaces_opaque || monitor->namespace_count > MOST_NAMESPACES;
}

struct scope monitor_scope(const struct project *project, struct arena *arena, const struct monitor_fact *monitor) {
    struct scope scope = {.anywhere = true};
    if (monitor->any_namespace)
        return scope;
    size_t named = monitor->namespace_count;
    str *names = arena_array(arena, str, named + 1);
    for (size_t i = 0; i < named; i++)
        names[i] = monitor->namespaces[i].text;
    if (named == 0)
        names[0] = kustomize_namespace(project, &monitor->object);
    scope.unsure = names_are_unknown(monitor) || (named == 0 && names[0].len == 0);
    if (scope.unsure)
        return scope;
    return (struct scope){.namespaces = names, .count = named ? named : 1};
}

enum scope_fit scope_fits(const struct scope *scope, const struct target *target) {
    if (scope->anywhere)
        return scope->unsure ? FIT_UNKNOWN : FIT_INSIDE;
    if (target->namespace.len == 0)
        return FIT_UNKNOWN;
    for (size_t i = 0; i < scope->count; i++)
        if (str_equal(scope->namespaces[i], target->namespace))
            return FIT_INSIDE;
    return FIT_OUTSIDE;
}

/* ---- Visiting ---- */

struct search {
    const struct project *project;
    struct arena *arena;
    const struct monitor_fact *monitor;
    struct scope scope;
    const struct requirement *pivot; /* whose lists are looked at; NULL: all targets are */
    target_visit visit;
    void *context;
    size_t looks_left;
    bool gave_up;
};

static const struct target_list *list_of(const struct search *search, enum bucket bucket, str namespace, str key,
                                         str value) {
    return wiring_find(search->project->wiring, search->arena, search->monitor->pods, bucket, namespace, key, value);
}

/* The i-th of the namespaces to look in: the scope's own, then the unknown one; false behind the last. */
static bool namespace_at(const struct scope *scope, size_t i, str *namespace) {
    if (scope->anywhere) {
        *namespace = WIRING_ANYWHERE;
        return i == 0;
    }
    *namespace = i < scope->count ? scope->namespaces[i] : STR("");
    return i <= scope->count;
}

static bool is_listable(const struct requirement *requirement) {
    if (requirement->operator!= SELECTOR_IN || text_is_unknown(&requirement->key))
        return false;
    for (size_t i = 0; i < requirement->value_count; i++)
        if (text_is_unknown(&requirement->values[i]))
            return false;
    return true;
}

static size_t length_of(const struct search *search, const struct requirement *requirement) {
    size_t length = 0;
    str namespace;
    for (size_t i = 0; namespace_at(&search->scope, i, &namespace); i++)
        for (size_t k = 0; k < requirement->value_count; k++) {
            const struct target_list *list =
                list_of(search, BUCKET_LABEL, namespace, requirement->key.text, requirement->values[k].text);
            length += list ? list->targets.len : 0;
        }
    return length;
}

/* The requirement with the fewest targets, of those whose lists are few enough to be looked up. */
static const struct requirement *pivot_of(const struct search *search) {
    const struct requirement *best = NULL;
    size_t shortest = SIZE_MAX, lists = 0;
    for (size_t i = 0; i < search->monitor->selector.len; i++) {
        const struct requirement *requirement = &search->monitor->selector.at[i];
        size_t more = (search->scope.count + 1) * requirement->value_count;
        if (lists + more > MOST_LISTS || !is_listable(requirement))
            continue;
        lists += more;
        size_t length = length_of(search, requirement);
        if (length < shortest) {
            best = requirement;
            shortest = length;
        }
    }
    return best;
}

size_t wiring_cost(const struct selector_fact *selector, const struct labels_fact *labels) {
    size_t compared = selector->len * labels->len;
    for (size_t i = 0; i < selector->len; i++)
        compared += selector->at[i].value_count;
    return 1 + compared / 16;
}

static bool visit_list(struct search *search, const struct target_list *list, bool again) {
    for (size_t i = 0; list && i < list->targets.len; i++) {
        const struct target *target = list->targets.at[i];
        size_t cost = wiring_cost(&search->monitor->selector, &target->labels);
        if (search->looks_left < cost) {
            search->gave_up = true;
            return false;
        }
        search->looks_left -= cost;
        if (again && requirement_match(search->pivot, &target->labels) == MATCH_YES)
            continue;
        enum match match = selector_match(&search->monitor->selector, &target->labels);
        if (match != MATCH_NO && !search->visit(search->context, target, match))
            return false;
    }
    return true;
}

static bool visit_namespace(struct search *search, str namespace) {
    const struct requirement *pivot = search->pivot;
    if (!pivot)
        return visit_list(search, list_of(search, BUCKET_ALL, namespace, STR(""), STR("")), false);
    for (size_t i = 0; i < pivot->value_count; i++)
        if (!visit_list(search, list_of(search, BUCKET_LABEL, namespace, pivot->key.text, pivot->values[i].text),
                        false))
            return false;
    return visit_list(search, list_of(search, BUCKET_UNKNOWN, namespace, STR(""), STR("")), true);
}

bool wiring_visit(const struct project *project, struct arena *arena, const struct monitor_fact *monitor,
                  target_visit visit, void *context) {
    struct search search = {.project = project,
                            .arena = arena,
                            .monitor = monitor,
                            .scope = monitor_scope(project, arena, monitor),
                            .visit = visit,
                            .context = context,
                            .looks_left = LOOKS_EACH + LOOKS_TOGETHER / project->monitors.len};
    search.pivot = pivot_of(&search);
    str namespace;
    for (size_t i = 0; namespace_at(&search.scope, i, &namespace); i++)
        if (!visit_namespace(&search, namespace))
            break;
    return !search.gave_up;
}

static bool take_first(void *context, const struct target *target, enum match match) {
    enum match *best = context;
    (void)target;
    *best = match;
    return match != MATCH_YES;
}

enum match monitor_selects(const struct project *project, struct arena *arena, const struct monitor_fact *monitor) {
    enum match best = monitor->selector.opaque ? MATCH_UNKNOWN : MATCH_NO;
    if (!wiring_visit(project, arena, monitor, take_first, &best))
        return MATCH_UNKNOWN;
    return best;
}

/* ---- What is made in the cluster ---- */

static const char *const operator_keys[] = {"rook_cluster", "cnpg.io/",   "strimzi.io/",      "k8s-app",
                                            "operated-",    "elastic.co", "crunchydata.com/", "percona.com/",
                                            "zalan.do/",    NULL};

static const char *const cluster_values[] = {"kubelet",
                                             "kube-dns",
                                             "coredns",
                                             "core-dns",
                                             "etcd",
                                             "kube-etcd",
                                             "kube-scheduler",
                                             "kube-controller-manager",
                                             "kube-apiserver",
                                             "kube-proxy",
                                             "kubernetes",
                                             "apiserver",
                                             NULL};

static bool is_cluster_value(const struct requirement *requirement) {
    for (size_t i = 0; i < requirement->value_count; i++)
        for (size_t k = 0; cluster_values[k]; k++)
            if (str_is(requirement->values[i].text, cluster_values[k]))
                return true;
    return false;
}

bool monitor_selects_made_ones(const struct monitor_fact *monitor) {
    for (size_t i = 0; i < monitor->selector.len; i++) {
        const struct requirement *requirement = &monitor->selector.at[i];
        for (size_t k = 0; operator_keys[k]; k++)
            if (str_contains(requirement->key.text, str_of(operator_keys[k])))
                return true;
        if (is_cluster_value(requirement))
            return true;
    }
    return false;
}
