/* Values of the loki-stack, promtail and loki charts. loki-stack holds the values of its dependencies under their
 * names. */
#include "schema/tables.h"

static const struct field values_promtail_fields[] = {
    {.key = "commonLabels", .type = FIELD_MAP, .role = ROLE_VALUES_LABELS, .item = &item_string},
    {.key = "config", .type = FIELD_OBJECT, .role = ROLE_PROMTAIL_CONFIG, .table = &table_promtail_clients},
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "image", .type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image},
    {.key = "persistence", .type = FIELD_ANY, .role = ROLE_VALUES_PERSISTENCE},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
    {.key = "serviceMonitor", .type = FIELD_OBJECT, .role = ROLE_MONITOR_FRAGMENT, .table = &table_values_monitor},
};

const struct table table_values_promtail = TABLE("promtail", values_promtail_fields, TABLE_OPEN | TABLE_VALUES);

static const struct field item_handed_rules = {.type = FIELD_OBJECT, .table = &table_handed_rules};

static const struct field values_loki_rules_fields[] = {
    {.key = "additionalGroups", .type = FIELD_LIST, .role = ROLE_GROUPS, .item = &item_handed_group},
};

static const struct table table_values_loki_rules = TABLE("rules", values_loki_rules_fields, TABLE_OPEN | TABLE_VALUES);

static const struct field values_loki_monitoring_fields[] = {
    {.key = "additionalPrometheusRules", .type = FIELD_MAP, .item = &item_handed_rules},
    {.key = "rules", .type = FIELD_OBJECT, .table = &table_values_loki_rules},
    {.key = "serviceMonitor", .type = FIELD_OBJECT, .role = ROLE_MONITOR_FRAGMENT, .table = &table_values_monitor},
};

static const struct table table_values_loki_monitoring =
    TABLE("monitoring", values_loki_monitoring_fields, TABLE_OPEN | TABLE_VALUES);

static const struct field values_loki_fields[] = {
    {.key = "alerting_groups", .type = FIELD_ANY},
    {.key = "commonLabels", .type = FIELD_MAP, .role = ROLE_VALUES_LABELS, .item = &item_string},
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "image", .type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image},
    {.key = "monitoring", .type = FIELD_OBJECT, .table = &table_values_loki_monitoring},
    {.key = "persistence", .type = FIELD_ANY, .role = ROLE_VALUES_PERSISTENCE},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
    {.key = "ruler", .type = FIELD_ANY},
    {.key = "serviceMonitor", .type = FIELD_OBJECT, .role = ROLE_MONITOR_FRAGMENT, .table = &table_values_monitor},
};

const struct table table_values_loki = TABLE("loki", values_loki_fields, TABLE_OPEN | TABLE_VALUES);

static const struct field values_loki_stack_fields[] = {
    {.key = "commonLabels", .type = FIELD_MAP, .role = ROLE_VALUES_LABELS, .item = &item_string},
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "grafana", .type = FIELD_OBJECT, .role = ROLE_VALUES_CHART, .table = &table_values_grafana},
    {.key = "image", .type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image},
    {.key = "loki", .type = FIELD_OBJECT, .role = ROLE_VALUES_CHART, .table = &table_values_loki},
    {.key = "prometheus", .type = FIELD_OBJECT, .role = ROLE_VALUES_CHART, .table = &table_values_prometheus},
    {.key = "promtail", .type = FIELD_OBJECT, .role = ROLE_VALUES_CHART, .table = &table_values_promtail},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
};

const struct table table_values_loki_stack = TABLE("loki-stack", values_loki_stack_fields, TABLE_OPEN | TABLE_VALUES);
