/* How many replicas the autoscalers of the set allow. */
#include "project/allowance_internal.h"
#include "project/kustomize.h"
#include "promql/selectors.h"

enum { MOST_NAMES = 16 }; /* in one pattern */

/* Where a selector looks, and what was found. */
struct search {
    const struct project *project;
    struct arena *arena;
    const struct rule_fact *rule;
    const struct promql_node *selector;
    struct allowance answer;
};

/* kube-state-metrics 2.20, and before 2.0 for kube_hpa_*. A rollout may add a quarter and more for a while: maxSurge.
 */
static const struct {
    str metric, label;
    const char *kind; /* NULL: the label names the autoscaler */
    bool has_surge;
} replica_metrics[] = {
    {{"kube_horizontalpodautoscaler_status_current_replicas", 52}, {"horizontalpodautoscaler", 23}, NULL, true},
    {{"kube_horizontalpodautoscaler_status_desired_replicas", 52}, {"horizontalpodautoscaler", 23}, NULL, false},
    {{"kube_hpa_status_current_replicas", 32}, {"hpa", 3}, NULL, true},
    {{"kube_hpa_status_desired_replicas", 32}, {"hpa", 3}, NULL, false},
    {{"kube_deployment_spec_replicas", 29}, {"deployment", 10}, "Deployment", false},
    {{"kube_deployment_status_replicas", 31}, {"deployment", 10}, "Deployment", true},
    {{"kube_deployment_status_replicas_available", 41}, {"deployment", 10}, "Deployment", true},
    {{"kube_deployment_status_replicas_ready", 37}, {"deployment", 10}, "Deployment", true},
    {{"kube_statefulset_replicas", 25}, {"statefulset", 11}, "StatefulSet", false},
    {{"kube_statefulset_status_replicas", 32}, {"statefulset", 11}, "StatefulSet", false},
};

static bool add_autoscaler(struct allowance *answer, const struct text_fact *written) {
    unsigned long long most;
    if (!written->text.ptr || written->opaque || !str_to_unsigned(written->text, &most))
        return false;
    if ((double)most > answer->limit) {
        answer->limit = (double)most;
        answer->written = *written;
    }
    return true;
}

/* Every autoscaler under the name must tell; *any: there is one. */
static bool add_autoscalers(struct search *search, enum allowance_key key, str name, bool *any) {
    const struct allowance_list *list = allowance_find(search->project, search->arena, key, name);
    if (list && !allowance_may_look(search->project, list->entries.len))
        return false;
    for (size_t i = 0; list && i < list->entries.len; i++) {
        const struct autoscaler_fact *autoscaler = list->entries.at[i].autoscaler;
        if (!allowance_meets(search->project, search->arena, search->rule, search->selector, &autoscaler->object))
            continue;
        if (kustomize_may_set_limits(search->project, &autoscaler->object) ||
            !add_autoscaler(&search->answer, &autoscaler->most))
            return false;
        *any = true;
    }
    return true;
}

/* A chart's part of that name: as many as its autoscaler makes, or as `replicas` says where that is off. */
static bool add_components(struct search *search, str name, bool *any) {
    const struct allowance_list *list = allowance_find(search->project, search->arena, ALLOWANCE_KEY_SCALING, name);
    if (list && !allowance_is_stated(search->project, search->arena, search->rule, list, name))
        return false;
    for (size_t i = 0; list && i < list->entries.len; i++) {
        const struct component_fact *component = list->entries.at[i].component;
        bool meets = paths_may_meet(search->project, search->rule->where.source->path, component->where.source->path);
        if (!meets || component->off || !component->most.text.ptr)
            continue;
        if (!add_autoscaler(&search->answer, &component->most))
            return false;
        *any |= !list->entries.at[i].is_default;
    }
    return true;
}

/* Each name that the matcher asks for must be known. */
static bool add_names(struct search *search, str label, const char *kind) {
    const struct promql_matcher *matcher = promql_selector_matcher(search->selector, label);
    const str *names;
    if (!matcher || (matcher->op != PROMQL_MATCH_EQ && matcher->op != PROMQL_MATCH_RE))
        return false;
    size_t count = promql_matcher_texts(matcher, MOST_NAMES, &names);
    for (size_t i = 0; i < count; i++) {
        str target = kind ? arena_format(search->arena, "%s/%.*s", kind, STR_ARG(names[i])) : names[i];
        bool any = false;
        if (!add_autoscalers(search, kind ? ALLOWANCE_KEY_SCALED : ALLOWANCE_KEY_AUTOSCALER, target, &any) ||
            !add_components(search, names[i], &any) || !any)
            return false;
    }
    return count > 0;
}

struct allowance allowance_of_replicas(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                                       const struct promql_node *selector) {
    struct search search = {.project = project, .arena = arena, .rule = rule, .selector = selector};
    str metric = promql_selector_metric(selector);
    for (size_t i = 0; i < sizeof replica_metrics / sizeof *replica_metrics; i++) {
        if (!str_equal(metric, replica_metrics[i].metric))
            continue;
        search.answer.is_known = add_names(&search, replica_metrics[i].label, replica_metrics[i].kind);
        search.answer.most = replica_metrics[i].has_surge ? 2 * search.answer.limit : search.answer.limit;
    }
    return search.answer;
}
