/* Values of the grafana chart. Its alerting rules are Grafana's own, not Prometheus groups. */
#include "schema/tables.h"

static const struct field values_grafana_fields[] = {
    {.key = "alerting", .type = FIELD_ANY},
    {.key = "commonLabels", .type = FIELD_MAP, .role = ROLE_VALUES_LABELS, .item = &item_string},
    {.key = "dashboardProviders", .type = FIELD_ANY},
    {.key = "dashboards", .type = FIELD_ANY},
    {.key = "datasources", .type = FIELD_ANY},
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "grafana.ini", .type = FIELD_ANY},
    {.key = "image", .type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image},
    {.key = "notifiers", .type = FIELD_ANY},
    {.key = "persistence", .type = FIELD_ANY, .role = ROLE_VALUES_PERSISTENCE},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
    {.key = "serviceMonitor", .type = FIELD_OBJECT, .role = ROLE_MONITOR_FRAGMENT, .table = &table_values_monitor},
};

const struct table table_values_grafana = TABLE("grafana", values_grafana_fields, TABLE_OPEN | TABLE_VALUES);
