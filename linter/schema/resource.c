/* The documents that monlint knows: kinds, the apiVersions that serve them, and who reads them.
 *
 * Kinds and versions are those of prometheus-operator 0.93 and of Kubernetes; older apiVersions of workloads count as
 * served, since clusters that have them are not ours to judge. monitoring.rhobs is the observability operator's copy of
 * the same schemas. */
#include "schema/resource.h"

#include "schema/tables.h"

static const char *const v1[] = {"v1", NULL};
static const char *const apps[] = {"apps/v1", "apps/v1beta2", "apps/v1beta1", "extensions/v1beta1", NULL};
static const char *const autoscaling[] = {"autoscaling/v2", "autoscaling/v1", "autoscaling/v2beta2",
                                          "autoscaling/v2beta1", NULL};
static const char *const batch[] = {"batch/v1", "batch/v1beta1", "batch/v2alpha1", NULL};
static const char *const operator_v1[] = {"monitoring.coreos.com/v1", "monitoring.rhobs/v1", NULL};
static const char *const operator_v1alpha1[] = {"monitoring.coreos.com/v1alpha1", "monitoring.rhobs/v1alpha1", NULL};
static const char *const operator_alerting[] = {"monitoring.coreos.com/v1alpha1", "monitoring.coreos.com/v1beta1",
                                                "monitoring.rhobs/v1alpha1", "monitoring.rhobs/v1beta1", NULL};
static const char *const google[] = {"monitoring.googleapis.com/v1", "monitoring.googleapis.com/v1alpha1", NULL};
static const char *const openshift[] = {"monitoring.openshift.io/v1", "monitoring.openshift.io/v1alpha1", NULL};

enum scope { CLUSTER, NAMESPACED };
enum uniqueness { UNIQUE, SHARED };

#define ROW(symbol, rows, name)                                                                                        \
    static const struct field symbol##_row = {.type = FIELD_OBJECT, .role = ROLE_##name, .table = &(rows)}

#define MANIFEST(symbol, title, versions, rows, name, scope, uniqueness)                                               \
    ROW(symbol, rows, name);                                                                                           \
    static const struct resource symbol = {.kind = (title),                                                            \
                                           .api_versions = (versions),                                                 \
                                           .table = &(rows),                                                           \
                                           .role = ROLE_##name,                                                        \
                                           .row = &symbol##_row,                                                       \
                                           .reader = READER_API_SERVER,                                                \
                                           .namespaced = (scope) == NAMESPACED,                                        \
                                           .shared_kind = (uniqueness) == SHARED}

#define PLAIN(symbol, title, rows, name, who)                                                                          \
    ROW(symbol, rows, name);                                                                                           \
    const struct resource symbol##_resource = {                                                                        \
        .kind = (title), .table = &(rows), .role = ROLE_##name, .row = &symbol##_row, .reader = (who)}

MANIFEST(service_monitor, "ServiceMonitor", operator_v1, table_service_monitor, SERVICE_MONITOR, NAMESPACED, UNIQUE);
MANIFEST(pod_monitor, "PodMonitor", operator_v1, table_pod_monitor, POD_MONITOR, NAMESPACED, UNIQUE);
MANIFEST(probe, "Probe", operator_v1, table_object, OBJECT, NAMESPACED, SHARED);
MANIFEST(prometheus_rule, "PrometheusRule", operator_v1, table_prometheus_rule, PROMETHEUS_RULE, NAMESPACED, UNIQUE);
MANIFEST(scrape_config, "ScrapeConfig", operator_v1alpha1, table_object, OBJECT, NAMESPACED, SHARED);
MANIFEST(alertmanager_config, "AlertmanagerConfig", operator_alerting, table_object, OBJECT, NAMESPACED, UNIQUE);
MANIFEST(prometheus, "Prometheus", operator_v1, table_prometheus, PROMETHEUS, NAMESPACED, SHARED);
MANIFEST(prometheus_agent, "PrometheusAgent", operator_v1alpha1, table_prometheus, PROMETHEUS, NAMESPACED, UNIQUE);
MANIFEST(alertmanager, "Alertmanager", operator_v1, table_alertmanager, ALERTMANAGER, NAMESPACED, SHARED);
MANIFEST(thanos_ruler, "ThanosRuler", operator_v1, table_thanos_ruler, THANOS_RULER, NAMESPACED, UNIQUE);

MANIFEST(pod_monitoring, "PodMonitoring", google, table_object, OBJECT, NAMESPACED, UNIQUE);
MANIFEST(cluster_pod_monitoring, "ClusterPodMonitoring", google, table_object, OBJECT, CLUSTER, UNIQUE);
MANIFEST(cluster_node_monitoring, "ClusterNodeMonitoring", google, table_object, OBJECT, CLUSTER, UNIQUE);
MANIFEST(google_rules, "Rules", google, table_object, OBJECT, NAMESPACED, SHARED);
MANIFEST(google_cluster_rules, "ClusterRules", google, table_object, OBJECT, CLUSTER, SHARED);
MANIFEST(google_global_rules, "GlobalRules", google, table_object, OBJECT, CLUSTER, SHARED);
MANIFEST(google_operator_config, "OperatorConfig", google, table_object, OBJECT, NAMESPACED, SHARED);
MANIFEST(alerting_rule, "AlertingRule", openshift, table_object, OBJECT, NAMESPACED, SHARED);
MANIFEST(alert_relabel_config, "AlertRelabelConfig", openshift, table_object, OBJECT, NAMESPACED, UNIQUE);

MANIFEST(service, "Service", v1, table_service, SERVICE, NAMESPACED, SHARED);
MANIFEST(namespace_, "Namespace", v1, table_object, NAMESPACE, CLUSTER, SHARED);
MANIFEST(config_map, "ConfigMap", v1, table_config_map, CONFIG_MAP, NAMESPACED, SHARED);
MANIFEST(pod, "Pod", v1, table_pod, WORKLOAD, NAMESPACED, SHARED);
MANIFEST(deployment, "Deployment", apps, table_workload, WORKLOAD, NAMESPACED, SHARED);
MANIFEST(stateful_set, "StatefulSet", apps, table_workload, WORKLOAD, NAMESPACED, SHARED);
MANIFEST(daemon_set, "DaemonSet", apps, table_workload, WORKLOAD, NAMESPACED, SHARED);
MANIFEST(replica_set, "ReplicaSet", apps, table_workload, WORKLOAD, NAMESPACED, SHARED);
MANIFEST(autoscaler, "HorizontalPodAutoscaler", autoscaling, table_autoscaler, AUTOSCALER, NAMESPACED, UNIQUE);
MANIFEST(job, "Job", batch, table_workload, WORKLOAD, NAMESPACED, SHARED);
MANIFEST(cron_job, "CronJob", batch, table_cron_job, WORKLOAD, NAMESPACED, SHARED);

PLAIN(rule_file, "rule file", table_rule_file, RULE_FILE, READER_PROMETHEUS);
PLAIN(promtail_file, "Promtail configuration", table_promtail_file, PROMTAIL_CONFIG, READER_PROMTAIL);
PLAIN(values, "values", table_values, VALUES, READER_HELM);

const struct resource *const resources[] = {
    &service_monitor,
    &pod_monitor,
    &probe,
    &prometheus_rule,
    &scrape_config,
    &alertmanager_config,
    &prometheus,
    &prometheus_agent,
    &alertmanager,
    &thanos_ruler,
    &pod_monitoring,
    &cluster_pod_monitoring,
    &google_rules,
    &cluster_node_monitoring,
    &google_cluster_rules,
    &google_global_rules,
    &google_operator_config,
    &alerting_rule,
    &service,
    &alert_relabel_config,
    &namespace_,
    &config_map,
    &pod,
    &deployment,
    &stateful_set,
    &daemon_set,
    &replica_set,
    &autoscaler,
    &job,
    &cron_job,
    NULL,
};

/* Groups that serve kinds of these names and are read by others. */
static const char *const foreign_groups[] = {"azmonitoring.coreos.com"};

static str group_of(str api_version) {
    size_t slash = str_find_byte(api_version, '/');
    return slash == api_version.len ? STR("") : str_slice(api_version, 0, slash);
}

static bool has_group(const struct resource *resource, str group) {
    for (size_t i = 0; resource->api_versions[i]; i++)
        if (str_equal(group, group_of(str_of(resource->api_versions[i]))))
            return true;
    return false;
}

static bool is_known_group(str group) {
    for (size_t i = 0; resources[i]; i++)
        if (has_group(resources[i], group))
            return true;
    return false;
}

static bool is_foreign_group(str group) {
    for (size_t i = 0; i < sizeof foreign_groups / sizeof *foreign_groups; i++)
        if (str_is(group, foreign_groups[i]))
            return true;
    return false;
}

static bool is_ours(const struct resource *resource, str group) {
    if (has_group(resource, group))
        return true;
    return resource->shared_kind ? is_known_group(group) : !is_foreign_group(group);
}

const struct resource *resource_find(str api_version, str kind) {
    for (size_t i = 0; resources[i]; i++)
        if (str_is(kind, resources[i]->kind))
            return is_ours(resources[i], group_of(api_version)) ? resources[i] : NULL;
    return NULL;
}

bool resource_serves(const struct resource *resource, str api_version) {
    for (size_t i = 0; resource->api_versions && resource->api_versions[i]; i++)
        if (str_is(api_version, resource->api_versions[i]))
            return true;
    return false;
}
