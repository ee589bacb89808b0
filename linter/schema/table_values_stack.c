/* Values of kube-prometheus-stack: what goes into the objects of the operator as it is, and the fragments around it. */
#include "schema/tables.h"

static const struct field monitor_fields[] = {
    {.key = "additionalLabels", .type = FIELD_MAP, .role = ROLE_FRAGMENT_LABELS, .item = &item_string},
    {.key = "endpoints", .type = FIELD_LIST, .role = ROLE_ENDPOINTS, .item = &item_service_endpoint},
    {.key = "jobLabel", .type = FIELD_STRING, .role = ROLE_JOB_LABEL},
    {.key = "name", .type = FIELD_STRING},
    {.key = "namespaceSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_NAMESPACE_SELECTOR,
     .table = &table_namespace_selector},
    {.key = "podMetricsEndpoints", .type = FIELD_LIST, .role = ROLE_ENDPOINTS, .item = &item_pod_endpoint},
    {.key = "selector", .type = FIELD_OBJECT, .role = ROLE_MONITOR_SELECTOR, .table = &table_label_selector},
};

static const struct table table_monitor = TABLE("additional monitor", monitor_fields, TABLE_OPEN | TABLE_API_SERVER);

static const struct field item_monitor = {.type = FIELD_OBJECT, .role = ROLE_MONITOR_SPEC, .table = &table_monitor};

static const struct field item_handed_rules = {.type = FIELD_OBJECT, .table = &table_handed_rules};

static const struct field stack_prometheus_fields[] = {
    {.key = "additionalPodMonitors", .type = FIELD_LIST, .item = &item_monitor},
    {.key = "additionalServiceMonitors", .type = FIELD_LIST, .item = &item_monitor},
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "prometheusSpec", .type = FIELD_OBJECT, .role = ROLE_PROMETHEUS_SPEC, .table = &table_prometheus_spec},
    {.key = "serviceMonitor", .type = FIELD_OBJECT, .role = ROLE_MONITOR_FRAGMENT, .table = &table_values_monitor},
};

static const struct table table_stack_prometheus =
    TABLE("prometheus", stack_prometheus_fields, TABLE_OPEN | TABLE_VALUES);

static const struct field stack_component_fields[] = {
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "serviceMonitor", .type = FIELD_OBJECT, .role = ROLE_MONITOR_FRAGMENT, .table = &table_values_monitor},
};

static const struct table table_stack_component = TABLE("component", stack_component_fields, TABLE_OPEN | TABLE_VALUES);

static const struct field custom_rule_fields[] = {
    {.key = "for", .type = FIELD_DURATION, .flags = FIELD_EMPTY_OK},
};

static const struct table table_custom_rule = TABLE("custom rule", custom_rule_fields, TABLE_OPEN);

static const struct field item_custom_rule = {.type = FIELD_OBJECT, .table = &table_custom_rule};

static const struct field values_stack_fields[] = {
    {.key = "additionalPrometheusRules", .type = FIELD_LIST, .item = &item_handed_rules},
    {.key = "additionalPrometheusRulesMap", .type = FIELD_MAP, .item = &item_handed_rules},
    {.key = "alertmanager", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "commonLabels", .type = FIELD_MAP, .role = ROLE_VALUES_LABELS, .item = &item_string},
    {.key = "coreDns", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "customRules", .type = FIELD_MAP, .item = &item_custom_rule},
    {.key = "defaultRules", .type = FIELD_ANY},
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "grafana", .type = FIELD_OBJECT, .role = ROLE_VALUES_CHART, .table = &table_values_grafana},
    {.key = "image", .type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image},
    {.key = "kubeApiServer", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "kubeControllerManager", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "kubeDns", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "kubeEtcd", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "kubeProxy", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "kubeScheduler", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "kubelet", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "prometheus", .type = FIELD_OBJECT, .table = &table_stack_prometheus},
    {.key = "prometheusOperator", .type = FIELD_OBJECT, .table = &table_stack_component},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
    {.key = "thanosRuler", .type = FIELD_OBJECT, .table = &table_stack_component},
};

const struct table table_values_stack = TABLE("kube-prometheus-stack", values_stack_fields, TABLE_OPEN | TABLE_VALUES);
