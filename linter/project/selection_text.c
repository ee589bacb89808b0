/* What no Prometheus takes, and why not, in words. */
#include "project/kustomize.h"
#include "project/selection.h"
#include "project/wiring.h"

static const struct {
    const char *selector, *namespaces, *nil_uses_values;
} keys[SELECTED_KINDS] = {
    [SELECTED_SERVICE_MONITOR] = {"serviceMonitorSelector", "serviceMonitorNamespaceSelector",
                                  "serviceMonitorSelectorNilUsesHelmValues"},
    [SELECTED_POD_MONITOR] = {"podMonitorSelector", "podMonitorNamespaceSelector",
                              "podMonitorSelectorNilUsesHelmValues"},
    [SELECTED_PROBE] = {"probeSelector", "probeNamespaceSelector", "probeSelectorNilUsesHelmValues"},
    [SELECTED_SCRAPE_CONFIG] = {"scrapeConfigSelector", "scrapeConfigNamespaceSelector",
                                "scrapeConfigSelectorNilUsesHelmValues"},
    [SELECTED_RULE] = {"ruleSelector", "ruleNamespaceSelector", "ruleSelectorNilUsesHelmValues"},
};

/* The first line of what may be many. */
static place first_line(place at) {
    str text = source_text(at.source, at.span);
    at.span.end = at.span.start + (uint32_t)str_trim(str_slice(text, 0, str_find_byte(text, '\n'))).len;
    return at;
}

/* "Prometheus k8s", "the Prometheus of kube-prometheus-stack". */
static str name_of(struct arena *arena, const struct prometheus_fact *prometheus) {
    if (prometheus->values)
        return STR("the Prometheus of kube-prometheus-stack");
    return arena_format(arena, "%.*s %.*s", STR_ARG(prometheus->object.kind.text),
                        STR_ARG(prometheus->object.name.text));
}

static place place_of(const struct prometheus_fact *prometheus, const struct selector_fact *selector) {
    if (selector->present && selector->where.source)
        return first_line(selector->where);
    return prometheus->values ? first_line(prometheus->where) : prometheus->object.name.at;
}

void selection_tell_release(struct untaken *untaken, struct arena *arena, const struct prometheus_fact *prometheus,
                            enum selected_kind kind) {
    untaken->note_at = place_of(prometheus, &prometheus->selectors[kind]);
    untaken->note =
        arena_format(arena, "%s is on, as by default: only what has the label release of this chart is taken",
                     keys[kind].nil_uses_values);
    untaken->help = arena_format(arena, "add the label release with the name of that Helm release, or set %s: false",
                                 keys[kind].nil_uses_values);
}

static void tell_labels(struct untaken *untaken, struct arena *arena, const struct prometheus_fact *prometheus,
                        enum selected_kind kind, const struct labels_fact *labels) {
    const struct selector_fact *selector = &prometheus->selectors[kind];
    const struct requirement *unmet = requirement_unmet(selector, labels);
    if (!unmet)
        return;
    const struct label_pair *label = labels_find(labels, unmet->key.text);
    str wanted = requirement_text(arena, unmet);
    if (label && label->value.at.source)
        untaken->at = label->value.at;
    untaken->message =
        arena_format(arena, "no Prometheus takes this %.*s: %.*s asks for %.*s", STR_ARG(untaken->object->kind.text),
                     STR_ARG(name_of(arena, prometheus)), STR_ARG(wanted));
    untaken->note_at = requirement_place(unmet);
    untaken->note = arena_format(arena, "%s asks for %.*s", keys[kind].selector, STR_ARG(wanted));
    untaken->help =
        unmet->operator== SELECTOR_IN ? arena_format(arena, "write %.*s in metadata.labels", STR_ARG(wanted)) : STR("");
}

static void tell_nothing(struct untaken *untaken, struct arena *arena, const struct prometheus_fact *prometheus,
                         enum selected_kind kind) {
    untaken->message =
        arena_format(arena, "no Prometheus takes this %.*s: %.*s has no %s", STR_ARG(untaken->object->kind.text),
                     STR_ARG(name_of(arena, prometheus)), keys[kind].selector);
    untaken->note_at = place_of(prometheus, &prometheus->selectors[kind]);
    untaken->note = arena_format(arena, "without %s it takes none", keys[kind].selector);
    untaken->help = arena_format(arena, "write %s: {} to take all", keys[kind].selector);
}

static void tell_namespace(struct untaken *untaken, struct arena *arena, const struct prometheus_fact *prometheus,
                           enum selected_kind kind) {
    const struct selector_fact *selector = &prometheus->namespaces[kind];
    untaken->at = untaken->object->namespace.at;
    untaken->message = arena_format(arena, "no Prometheus takes this %.*s: %.*s does not look into its namespace",
                                    STR_ARG(untaken->object->kind.text), STR_ARG(name_of(arena, prometheus)));
    untaken->note_at = selector->len ? requirement_place(&selector->at[0]) : place_of(prometheus, selector);
    untaken->note = selector->present ? arena_format(arena, "%s does not take namespace %.*s", keys[kind].namespaces,
                                                     STR_ARG(untaken->object->namespace.text))
                                      : arena_format(arena, "without %s it looks only into namespace %.*s",
                                                     keys[kind].namespaces, STR_ARG(prometheus->object.namespace.text));
    untaken->help = selector->present
                        ? STR("")
                        : arena_format(arena, "write %s: {} to look into all namespaces", keys[kind].namespaces);
}

static struct untaken tell(const struct selection *selection, struct arena *arena, const struct object_fact *object,
                           const struct prometheus_fact *prometheus, enum selected_kind kind,
                           enum selection_verdict verdict) {
    struct untaken untaken = {
        .object = object, .at = object->name.at, .sure = selection_is_sure(selection, object, prometheus)};
    if (verdict == SELECTION_RELEASE) {
        untaken.message =
            arena_format(arena, "no Prometheus takes this %.*s: it has no label release", STR_ARG(object->kind.text));
        selection_tell_release(&untaken, arena, prometheus, kind);
    } else if (verdict == SELECTION_LABELS) {
        struct labels_fact labels = kustomize_labels(selection->project, object, &object->labels);
        tell_labels(&untaken, arena, prometheus, kind, &labels);
    } else if (verdict == SELECTION_NAMESPACE) {
        tell_namespace(&untaken, arena, prometheus, kind);
    } else {
        tell_nothing(&untaken, arena, prometheus, kind);
    }
    return untaken;
}

/* OpenShift's own Prometheus takes what lies in its namespaces. */
static bool is_judged(const struct selection *selection, const struct object_fact *object, bool rules,
                      enum selected_kind *kind) {
    return selected_kind_of(object, kind) && (*kind == SELECTED_RULE) == rules && object->name.at.source &&
           !str_starts_with(object->namespace.text, STR("openshift-")) &&
           !kustomize_is_patch(selection->project, object);
}

struct untaken_list selection_untaken(const struct selection *selection, struct arena *arena, bool rules) {
    struct untaken_list list = {0};
    struct variants settled = {0};
    const struct project *project = selection->project;
    const struct prometheus_fact *by;
    enum selected_kind kind;
    if (selection->prometheuses.len == 0)
        return list;
    for (size_t i = 0; i < project->objects.len; i++)
        if (is_judged(selection, project->objects.at[i], rules, &kind) &&
            selection_judge_all(selection, kind, project->objects.at[i], &by) <= SELECTION_UNKNOWN)
            variants_note(&settled, arena, project->objects.at[i]);
    for (size_t i = 0; i < project->objects.len; i++) {
        const struct object_fact *object = project->objects.at[i];
        if (!is_judged(selection, object, rules, &kind) || variants_hold(&settled, arena, object))
            continue;
        enum selection_verdict verdict = selection_judge_all(selection, kind, object, &by);
        if (verdict <= SELECTION_UNKNOWN || !by)
            continue;
        variants_note(&settled, arena, object);
        struct untaken untaken = tell(selection, arena, object, by, kind, verdict);
        if (untaken.message.len)
            vec_push(arena, &list.objects, untaken);
    }
    return list;
}
