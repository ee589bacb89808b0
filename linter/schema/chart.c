/* Charts, by name and by the keys that their values have (prometheus-community, grafana and grafana-community, 2026).
 */
#include "schema/shape.h"

#include "schema/tables.h"

/* Keys at the root, or one below it behind a slash. */
static const char *const stack_keys[] = {"additionalPrometheusRulesMap",
                                         "alertmanager/alertmanagerSpec",
                                         "prometheus/prometheusSpec",
                                         "prometheusOperator",
                                         "kubeControllerManager",
                                         "kubeApiServer",
                                         "additionalPrometheusRules",
                                         "coreDns",
                                         "defaultRules",
                                         "kube-state-metrics",
                                         "kubeEtcd",
                                         "kubeProxy",
                                         "kubeScheduler",
                                         "kubeStateMetrics",
                                         "kubelet",
                                         "nodeExporter",
                                         "prometheus-node-exporter",
                                         "prometheus-windows-exporter",
                                         "thanosRuler",
                                         NULL};
static const char *const prometheus_keys[] = {"serverFiles",
                                              "extraScrapeConfigs",
                                              "alertRelabelConfigs",
                                              "configmapReload",
                                              "kube-state-metrics",
                                              "prometheus-node-exporter",
                                              "prometheus-pushgateway",
                                              "ruleFiles",
                                              "scrapeConfigFiles",
                                              "scrapeConfigs",
                                              "server",
                                              NULL};
static const char *const loki_stack_keys[] = {"test_pod", "filebeat",   "fluent-bit", "grafana", "logstash",
                                              "loki",     "prometheus", "promtail",   NULL};
static const char *const promtail_keys[] = {
    "config/clients",  "config/snippets",   "config/lokiAddress", "config/client",          "config/file",
    "config/logLevel", "config/serverPort", "daemonset",          "sidecar/configReloader", NULL};
static const char *const loki_keys[] = {"deploymentMode",
                                        "loki/commonConfig",
                                        "loki/schemaConfig",
                                        "loki/structuredConfig",
                                        "lokiCanary",
                                        "alerting_groups",
                                        "backend",
                                        "chunksCache",
                                        "config/ingester",
                                        "config/limits_config",
                                        "config/schema_config",
                                        "config/storage_config",
                                        "loki/auth_enabled",
                                        "loki/limits_config",
                                        "loki/rulerConfig",
                                        "loki/storage",
                                        "read",
                                        "resultsCache",
                                        "singleBinary",
                                        "write",
                                        NULL};
static const char *const grafana_keys[] = {"grafana.ini", "adminPassword",      "dashboardProviders",  "dashboards",
                                           "datasources", "sidecar/dashboards", "sidecar/datasources", NULL};

#define ROWS(symbol, rows)                                                                                             \
    static const struct field symbol##_root = {.type = FIELD_OBJECT, .role = ROLE_VALUES, .table = &(rows)};           \
    static const struct field symbol##_section = {.type = FIELD_OBJECT, .role = ROLE_VALUES_CHART, .table = &(rows)}
#define CHART(title, symbol, rows, keys, alone)                                                                        \
    { (title), &(rows), &symbol##_root, &symbol##_section, (keys), (alone) }

ROWS(stack, table_values_stack);
ROWS(prometheus, table_values_prometheus);
ROWS(loki_stack, table_values_loki_stack);
ROWS(promtail, table_values_promtail);
ROWS(loki, table_values_loki);
ROWS(grafana, table_values_grafana);

const struct chart charts[] = {
    CHART("kube-prometheus-stack", stack, table_values_stack, stack_keys, 5),
    CHART("prometheus", prometheus, table_values_prometheus, prometheus_keys, 2),
    CHART("loki-stack", loki_stack, table_values_loki_stack, loki_stack_keys, 0),
    CHART("promtail", promtail, table_values_promtail, promtail_keys, 3),
    CHART("loki", loki, table_values_loki, loki_keys, 5),
    CHART("grafana", grafana, table_values_grafana, grafana_keys, 1),
    {0},
};

const struct chart *chart_find(str name) {
    for (const struct chart *chart = charts; chart->name; chart++)
        if (str_is(name, chart->name))
            return chart;
    return NULL;
}

static bool has_key(const struct node *mapping, str path) {
    str key = str_split(&path, '/');
    const struct node *member = node_member(mapping, key);
    return path.ptr ? node_member(member, path) != NULL : member != NULL;
}

size_t chart_score(const struct chart *chart, const struct node *mapping) {
    size_t score = 0;
    for (size_t i = 0; chart->fingerprints[i]; i++)
        if (has_key(mapping, str_of(chart->fingerprints[i])))
            score += i < chart->telling ? 2 : 1;
    return score;
}

const struct chart *chart_guess(const struct node *mapping) {
    const struct chart *best = NULL;
    size_t best_score = 1;
    for (const struct chart *chart = charts; chart->name; chart++) {
        size_t score = chart_score(chart, mapping);
        if (score > best_score) {
            best = chart;
            best_score = score;
        }
    }
    return best;
}
