/* kube-state-metrics 2.20 and node_exporter 1.12, by the vocabulary's tables; kubernetes_*: Prometheus 3.14,
 * documentation/examples/prometheus-kubernetes.yml, beside what prometheus-operator 0.93 writes
 * (pkg/prometheus/promcfg.go: namespace, service, pod, node). */
#include "project/label_name.h"

#include "promql/selectors.h"
#include "vocab/metrics.h"

enum owner { OWNER_KUBE = 1, OWNER_NODE = 2 };

static const struct {
    str label;
    enum owner owner;
} owned[] = {
    {{"condition", 9}, OWNER_KUBE},
    {{"configmap", 9}, OWNER_KUBE},
    {{"cronjob", 7}, OWNER_KUBE},
    {{"daemonset", 9}, OWNER_KUBE},
    {{"deployment", 10}, OWNER_KUBE},
    {{"horizontalpodautoscaler", 23}, OWNER_KUBE},
    {{"ingress", 7}, OWNER_KUBE},
    {{"job_name", 8}, OWNER_KUBE},
    {{"owner_kind", 10}, OWNER_KUBE},
    {{"owner_name", 10}, OWNER_KUBE},
    {{"persistentvolume", 16}, OWNER_KUBE},
    {{"persistentvolumeclaim", 21}, OWNER_KUBE},
    {{"phase", 5}, OWNER_KUBE},
    {{"poddisruptionbudget", 19}, OWNER_KUBE},
    {{"replicaset", 10}, OWNER_KUBE},
    {{"resource", 8}, OWNER_KUBE},
    {{"resourcequota", 13}, OWNER_KUBE},
    {{"secret", 6}, OWNER_KUBE},
    {{"statefulset", 11}, OWNER_KUBE},
    {{"storageclass", 12}, OWNER_KUBE},
    {{"cpu", 3}, OWNER_NODE},
    {{"device", 6}, OWNER_NODE},
    {{"fstype", 6}, OWNER_NODE},
    {{"mode", 4}, OWNER_NODE},
    {{"mountpoint", 10}, OWNER_NODE},
};

static const struct {
    str label, instead;
} examples[] = {
    {{"kubernetes_name", 15}, {"service", 7}},
    {{"kubernetes_namespace", 20}, {"namespace", 9}},
    {{"kubernetes_node", 15}, {"node", 4}},
    {{"kubernetes_pod_name", 19}, {"pod", 3}},
};

static const str renamed[] = {
    {"container_name", 14}, {"pod_name", 8}, {"reclaimPolicy", 13}, {"volumeBindingMode", 17}, {"nodeName", 8}};

static int owner_of(str label) {
    if (str_starts_with(label, STR("label_")) || str_starts_with(label, STR("annotation_")))
        return OWNER_KUBE;
    for (size_t i = 0; i < sizeof owned / sizeof *owned; i++)
        if (str_equal(label, owned[i].label))
            return owned[i].owner;
    return 0;
}

static str of_example(str label) {
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        if (str_equal(label, examples[i].label))
            return examples[i].instead;
    return STR("");
}

bool label_name_is_telling(str label) {
    for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++)
        if (str_equal(label, renamed[i]))
            return true;
    return owner_of(label) != 0 || of_example(label).len;
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
static bool table_lacks(str metric, str label, int owner) {
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
    if (row && vocab_version_is_settled((enum vocab_product)row->product, row->version))
        *instead = vocab_text_str(row->new_label);
    else if (group && group->object != NO_FACT && of_example(label).len && only_monitors(names))
        *instead = of_example(label);
    else if (!table_lacks(metric, label, owner_of(label)))
        return false;
    return !is_written(names, arena, label);
}
