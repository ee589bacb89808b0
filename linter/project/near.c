/* The nearest miss of a selector: what the files show that it should have matched.
 *
 * Each kind of miss looks into lists of the index for its candidates, and only at the first of each list, so that the
 * search for one monitor has a bound. The best candidate wins: first where it stands, then how it differs. */
#include "project/near.h"

#include "project/kustomize.h"
#include "project/near_internal.h"

/* Labels that name what a thing is. Others (release, tier) say too little to point at one Service. */
static const char *const naming[] = {"app",
                                     "name",
                                     "app.kubernetes.io/name",
                                     "app.kubernetes.io/instance",
                                     "app.kubernetes.io/component",
                                     "component",
                                     "control-plane",
                                     "k8s-app",
                                     "service",
                                     "run",
                                     "role",
                                     NULL};

bool label_is_naming(str name) {
    for (size_t i = 0; naming[i]; i++)
        if (str_is(name, naming[i]))
            return true;
    return false;
}

bool value_is_telling(str value) {
    return value.len >= 8 || str_find_byte(value, '-') < value.len;
}

bool requirement_names(const struct requirement *requirement) {
    return requirement->operator== SELECTOR_IN && requirement->value_count == 1 &&
           label_is_naming(requirement->key.text) &&
           !text_is_unknown(&requirement->values[0]);
}

/* Smaller is nearer. What is written for the place where the monitor looks goes before what may come there; a guess
 * by spelling goes last. */
static int distance_of(const struct near_search *search, enum near_kind kind, const struct target *target) {
    static const int kinds[] = {[NEAR_NONE] = 9,      [NEAR_BEHIND] = 0, [NEAR_MISSING] = 1, [NEAR_KEY] = 2,
                                [NEAR_NAMESPACE] = 7, [NEAR_VALUE] = 8,  [NEAR_NAME] = 9};
    enum scope_fit fit = scope_fits(&search->scope, target);
    static const int places[] = {[FIT_INSIDE] = 0, [FIT_UNKNOWN] = 3, [FIT_OUTSIDE] = 9};
    int where = kind == NEAR_NAMESPACE ? 0 : places[fit];
    bool beside = target->object->where.source == search->monitor->object.where.source;
    return 4 * (kinds[kind] + where) + (target->object->template ? 2 : 0) + (beside ? 0 : 1);
}

const struct target_list *near_find(struct near_search *search, bool pods, enum bucket bucket, str namespace, str key,
                                    str value) {
    if (search->looks_left == 0)
        return NULL;
    search->looks_left--;
    return wiring_find(search->project->wiring, search->arena, pods, bucket, namespace, key, value);
}

const struct target *near_target(struct near_search *search, const struct target_list *list, size_t i) {
    if (!list || i >= list->targets.len || i >= NEAR_MOST)
        return NULL;
    size_t cost = wiring_cost(&search->monitor->selector, &list->targets.at[i]->labels);
    if (search->looks_left < cost)
        return NULL;
    search->looks_left -= cost;
    return list->targets.at[i];
}

void near_offer(struct near_search *search, struct near near) {
    if (kustomize_is_patch(search->project, near.target->object) ||
        !paths_may_meet(search->project, search->monitor->object.where.source->path,
                        near.target->object->where.source->path))
        return;
    int distance = distance_of(search, near.kind, near.target);
    if (search->best.kind != NEAR_NONE && distance >= search->distance)
        return;
    search->best = near;
    search->distance = distance;
}

/* True if all requirements but this one are met, or ask for what the target does not say otherwise. */
bool near_others_agree(const struct near_search *search, const struct requirement *except,
                       const struct labels_fact *labels) {
    const struct selector_fact *selector = &search->monitor->selector;
    for (size_t i = 0; i < selector->len; i++) {
        const struct requirement *requirement = &selector->at[i];
        if (requirement != except && requirement_match(requirement, labels) == MATCH_NO &&
            (labels_find(labels, requirement->key.text) || requirement->operator!= SELECTOR_IN))
            return false;
    }
    return true;
}

/* Calls visit for the first targets of a list in each namespace of the scope. */
void near_each(struct near_search *search, enum bucket bucket, str key, str value, near_visit visit,
               const struct requirement *requirement) {
    const struct scope *scope = &search->scope;
    size_t places = scope->anywhere ? 1 : scope->count + 1;
    for (size_t i = 0; i < places && i < NEAR_MOST; i++) {
        str own = i < scope->count ? scope->namespaces[i] : STR("");
        str namespace = scope->anywhere ? WIRING_ANYWHERE : own;
        const struct target_list *list = near_find(search, search->monitor->pods, bucket, namespace, key, value);
        const struct target *target;
        for (size_t k = 0; (target = near_target(search, list, k)) != NULL; k++)
            visit(search, target, requirement);
    }
}

/* ---- The labels stand behind the Service ---- */

/* spec.selector of a Service, or metadata.labels of what makes pods. */
static const struct labels_fact *behind(const struct target *target) {
    return target->service ? &target->service->selector : &target->workload->object.labels;
}

static void offer_behind(struct near_search *search, const struct target *target,
                         const struct requirement *requirement) {
    if (selector_match(&search->monitor->selector, behind(target)) == MATCH_YES)
        near_offer(search, (struct near){NEAR_BEHIND, target, requirement, NULL});
}

static bool selects_pods(const struct service_fact *service, const struct labels_fact *pods) {
    for (size_t i = 0; i < service->selector.len; i++) {
        const struct label_pair *label = labels_find(pods, service->selector.at[i].name.text);
        if (!label || !str_equal(label->value.text, service->selector.at[i].value.text))
            return false;
    }
    return service->selector.len > 0;
}

/* The Services whose selector takes pods that carry all that the monitor asks for. */
static void offer_services_of(struct near_search *search, const struct target *pods,
                              const struct requirement *requirement) {
    if (selector_match(&search->monitor->selector, &pods->labels) != MATCH_YES)
        return;
    for (size_t i = 0; i < pods->labels.len; i++) {
        const struct label_pair *label = &pods->labels.at[i];
        const struct target_list *list =
            near_find(search, false, BUCKET_SELECTOR, pods->namespace, label->name.text, label->value.text);
        const struct target *target;
        for (size_t k = 0; (target = near_target(search, list, k)) != NULL; k++)
            if (selects_pods(target->service, &pods->labels))
                near_offer(search, (struct near){NEAR_BEHIND, target, requirement, NULL});
    }
}

static void look_behind(struct near_search *search, const struct requirement *requirement) {
    const struct scope *scope = &search->scope;
    str key = requirement->key.text, value = requirement->values[0].text;
    if (search->monitor->pods) {
        near_each(search, BUCKET_NAME, STR(""), value, offer_behind, requirement);
        return;
    }
    near_each(search, BUCKET_SELECTOR, key, value, offer_behind, requirement);
    for (size_t i = 0; i <= scope->count && i < NEAR_MOST; i++) {
        str own = i < scope->count ? scope->namespaces[i] : STR("");
        const struct target_list *pods =
            near_find(search, true, BUCKET_LABEL, scope->anywhere ? WIRING_ANYWHERE : own, key, value);
        const struct target *target;
        for (size_t k = 0; (target = near_target(search, pods, k)) != NULL; k++)
            offer_services_of(search, target, requirement);
    }
}

/* ---- Some of the labels, another label, another namespace ---- */

/* A Service without this label is likely another part of the same thing than the one that is asked for. */
static bool key_tells_parts_apart(str key) {
    static const char *const keys[] = {"app.kubernetes.io/component", "component", "role",
                                       "app.kubernetes.io/instance"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (str_is(key, keys[i]))
            return true;
    return false;
}

/* Of one thing, while many share a component or an instance. */
static bool names_one(const struct requirement *requirement) {
    return requirement_names(requirement) && !key_tells_parts_apart(requirement->key.text);
}

static void offer_missing(struct near_search *search, const struct target *target,
                          const struct requirement *requirement) {
    const struct selector_fact *selector = &search->monitor->selector;
    if (requirement_match(requirement, &target->labels) != MATCH_YES ||
        !near_others_agree(search, requirement, &target->labels))
        return;
    for (size_t i = 0; i < selector->len; i++)
        if (requirement_match(&selector->at[i], &target->labels) == MATCH_NO &&
            !key_tells_parts_apart(selector->at[i].key.text))
            near_offer(search, (struct near){NEAR_MISSING, target, &selector->at[i], NULL});
}

/* The label under which the target has the value: rather one that names a thing than one that names a part. */
static const struct label_pair *label_with(const struct labels_fact *labels, str value) {
    const struct label_pair *found = NULL;
    for (size_t i = 0; i < labels->len; i++) {
        const struct label_pair *label = &labels->at[i];
        if (!label_is_naming(label->name.text) || !str_equal(label->value.text, value))
            continue;
        if (!key_tells_parts_apart(label->name.text))
            return label;
        found = found ? found : label;
    }
    return found;
}

static void offer_key(struct near_search *search, const struct target *target, const struct requirement *requirement) {
    const struct label_pair *label = label_with(&target->labels, requirement->values[0].text);
    if (label && !labels_find(&target->labels, requirement->key.text) &&
        near_others_agree(search, requirement, &target->labels))
        near_offer(search, (struct near){NEAR_KEY, target, requirement, label});
}

/* Another label in another namespace: two faults at once, which only a value that stands for itself can tell. */
static void look_for_key_elsewhere(struct near_search *search, const struct requirement *requirement) {
    str value = requirement->values[0].text;
    if (search->scope.anywhere || !value_is_telling(value))
        return;
    const struct target_list *list =
        near_find(search, search->monitor->pods, BUCKET_VALUE, WIRING_ANYWHERE, STR(""), value);
    const struct target *target;
    for (size_t i = 0; (target = near_target(search, list, i)) != NULL; i++)
        offer_key(search, target, requirement);
}

static void look_elsewhere(struct near_search *search, const struct requirement *requirement) {
    const struct target_list *list = search->scope.anywhere
                                         ? NULL
                                         : near_find(search, search->monitor->pods, BUCKET_LABEL, WIRING_ANYWHERE,
                                                     requirement->key.text, requirement->values[0].text);
    const struct target *target;
    for (size_t i = 0; (target = near_target(search, list, i)) != NULL; i++)
        if (scope_fits(&search->scope, target) == FIT_OUTSIDE &&
            selector_match(&search->monitor->selector, &target->labels) == MATCH_YES)
            near_offer(search, (struct near){NEAR_NAMESPACE, target, requirement, NULL});
}

struct near monitor_near(const struct project *project, struct arena *arena, struct near_values *values,
                         const struct monitor_fact *monitor) {
    struct near_search search = {.project = project,
                                 .arena = arena,
                                 .values = values,
                                 .monitor = monitor,
                                 .scope = monitor_scope(project, arena, monitor),
                                 .looks_left = NEAR_LOOKS_EACH + NEAR_LOOKS_TOGETHER / project->monitors.len};
    for (size_t i = 0; i < monitor->selector.len && i < NEAR_MOST; i++) {
        const struct requirement *requirement = &monitor->selector.at[i];
        if (requirement->operator!= SELECTOR_IN || requirement->value_count == 0)
            continue;
        look_behind(&search, requirement);
        look_elsewhere(&search, requirement);
        if (!requirement_names(requirement))
            continue;
        str key = requirement->key.text, value = requirement->values[0].text;
        near_look_by_spelling(&search, requirement);
        if (!names_one(requirement))
            continue;
        near_each(&search, BUCKET_LABEL, key, value, offer_missing, requirement);
        near_each(&search, BUCKET_VALUE, STR(""), value, offer_key, requirement);
        look_for_key_elsewhere(&search, requirement);
        near_look_by_name(&search, requirement);
    }
    return search.best;
}
