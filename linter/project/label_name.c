/* kube-state-metrics 2.20 and node_exporter 1.12, by the vocabulary's tables; kubernetes_*: Prometheus 3.14,
 * documentation/examples/prometheus-kubernetes.yml, beside what prometheus-operator 0.93 writes
 * (pkg/prometheus/promcfg.go: namespace, service, pod, node). */
#include "project/label_name.h"

#include "promql/selectors.h"
#include "vocab/metrics.h"

enum owner { OWNER_NONE, OWNER_KUBE, OWNER_NODE };

struct telling {
    str label;
    enum owner owner;
    str instead; /* of an example */
};

/* Shorter labels first. Those with neither an owner nor another name were renamed by their exporter. */
static const struct telling telling[] = {
    {.label = {"cpu", 3}, .owner = OWNER_NODE},
    {.label = {"mode", 4}, .owner = OWNER_NODE},
    {.label = {"phase", 5}, .owner = OWNER_KUBE},
    {.label = {"device", 6}, .owner = OWNER_NODE},
    {.label = {"fstype", 6}, .owner = OWNER_NODE},
    {.label = {"secret", 6}, .owner = OWNER_KUBE},
    {.label = {"cronjob", 7}, .owner = OWNER_KUBE},
    {.label = {"ingress", 7}, .owner = OWNER_KUBE},
    {.label = {"job_name", 8}, .owner = OWNER_KUBE},
    {.label = {"nodeName", 8}},
    {.label = {"pod_name", 8}},
    {.label = {"resource", 8}, .owner = OWNER_KUBE},
    {.label = {"condition", 9}, .owner = OWNER_KUBE},
    {.label = {"configmap", 9}, .owner = OWNER_KUBE},
    {.label = {"daemonset", 9}, .owner = OWNER_KUBE},
    {.label = {"deployment", 10}, .owner = OWNER_KUBE},
    {.label = {"mountpoint", 10}, .owner = OWNER_NODE},
    {.label = {"owner_kind", 10}, .owner = OWNER_KUBE},
    {.label = {"owner_name", 10}, .owner = OWNER_KUBE},
    {.label = {"replicaset", 10}, .owner = OWNER_KUBE},
    {.label = {"statefulset", 11}, .owner = OWNER_KUBE},
    {.label = {"storageclass", 12}, .owner = OWNER_KUBE},
    {.label = {"reclaimPolicy", 13}},
    {.label = {"resourcequota", 13}, .owner = OWNER_KUBE},
    {.label = {"container_name", 14}},
    {.label = {"kubernetes_name", 15}, .instead = {"service", 7}},
    {.label = {"kubernetes_node", 15}, .instead = {"node", 4}},
    {.label = {"persistentvolume", 16}, .owner = OWNER_KUBE},
    {.label = {"volumeBindingMode", 17}},
    {.label = {"kubernetes_pod_name", 19}, .instead = {"pod", 3}},
    {.label = {"poddisruptionbudget", 19}, .owner = OWNER_KUBE},
    {.label = {"kubernetes_namespace", 20}, .instead = {"namespace", 9}},
    {.label = {"persistentvolumeclaim", 21}, .owner = OWNER_KUBE},
    {.label = {"horizontalpodautoscaler", 23}, .owner = OWNER_KUBE},
};

static const struct telling *find(str label) {
    static const struct telling of_object = {.owner = OWNER_KUBE};
    if (str_starts_with(label, STR("label_")) || str_starts_with(label, STR("annotation_")))
        return &of_object;
    for (size_t i = 0; i < sizeof telling / sizeof *telling && telling[i].label.len <= label.len; i++)
        if (str_equal(telling[i].label, label))
            return &telling[i];
    return NULL;
}

bool label_name_is_telling(str label) {
    return find(label) != NULL;
}

static bool is_word_byte(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The word stands somewhere, not as a part of __meta_kubernetes_pod_name. */
static bool has_word(str bytes, str word) {
    for (size_t at = 0; at + word.len <= bytes.len;) {
        size_t found = at + str_find(str_slice(bytes, at, bytes.len), word);
        if (found + word.len > bytes.len)
            return false;
        bool begins = found == 0 || !is_word_byte(bytes.ptr[found - 1]);
        if (begins && (found + word.len == bytes.len || !is_word_byte(bytes.ptr[found + word.len])))
            return true;
        at = found + 1;
    }
    return false;
}

static bool is_rule(const struct object_fact *object) {
    return str_equal(object->kind.text, STR("PrometheusRule"));
}

static bool any_source_has(const struct project *project, str word) {
    const struct source *last = NULL;
    for (size_t i = 0; i < project->objects.len; i++) {
        const struct source *source = project->objects.at[i]->where.source;
        if (source != last && !is_rule(project->objects.at[i]) && has_word(source->bytes, word))
            return true;
        last = is_rule(project->objects.at[i]) ? last : source;
    }
    for (size_t i = 0; i < project->values.len; i++)
        if (has_word(project->values.at[i]->where.source->bytes, word))
            return true;
    return false;
}

static bool is_written(struct label_names *names, struct arena *arena, str label) {
    bool *known = map_get(&names->written, label);
    if (!known) {
        known = arena_new(arena, bool);
        *known = any_source_has(names->project, label);
        map_put(arena, &names->written, label, known);
    }
    return *known;
}

/* Monitors, and no scrape configuration beside them. */
static bool only_monitors(struct label_names *names) {
    const struct project *project = names->project;
    if (!names->scrapes) {
        bool others = !project->world.whole || !project->monitors.len ||
                      any_source_has(project, STR("additionalScrapeConfigs")) ||
                      any_source_has(project, STR("scrape_configs")) || any_source_has(project, STR("ScrapeConfig"));
        names->scrapes = others ? 2 : 1;
    }
    return names->scrapes == 1;
}

/* Every row of the name is of this product and knows its labels, and none has this one. */
static bool table_lacks(str metric, str label, enum owner owner) {
    struct vocab_metrics found = vocab_metric_find(metric);
    if (!owner || found.count == 0 || found.pattern)
        return false;
    for (size_t i = 0; i < found.count; i++) {
        const struct vocab_metric *row = &found.rows[i];
        bool kube = owner == OWNER_KUBE && row->product == VOCAB_PRODUCT_KUBE_STATE_METRICS;
        bool node = owner == OWNER_NODE && row->product == VOCAB_PRODUCT_NODE_EXPORTER;
        if ((!kube && !node) || !(row->flags & VOCAB_METRIC_LABELS_KNOWN) || vocab_metric_may_have_label(row, label))
            return false;
    }
    return true;
}

bool label_name_lacks(struct label_names *names, struct arena *arena, const struct rule_fact *rule,
                      const struct promql_node *selector, str label, str *instead) {
    str metric = promql_selector_metric(selector);
    *instead = STR("");
    if (!metric.len || str_contains(metric, STR(":")) || rule_names_find(&names->project->records, metric))
        return false;
    const struct vocab_label_renaming *row = vocab_label_renamed_find(metric, label);
    const struct group_fact *group = rule_group(names->project, rule);
    const struct telling *known = find(label);
    str example = known ? known->instead : STR("");
    if (row && vocab_version_is_settled((enum vocab_product)row->product, row->version))
        *instead = vocab_text_str(row->new_label);
    else if (group && group->object != NO_FACT && example.len && only_monitors(names))
        *instead = example;
    else if (!table_lacks(metric, label, known ? known->owner : OWNER_NONE))
        return false;
    return !is_written(names, arena, label);
}
