/* What the values of any chart may hold: the fragments that most charts share. Where a key is unknown, values_shape.c
 * looks for them by their shape. Values reach their reader through templates, so what is unknown here may well be read.
 */
#include "schema/tables.h"

static const struct field values_monitor_fields[] = {
    {.key = "additionalLabels", .type = FIELD_MAP, .role = ROLE_FRAGMENT_LABELS, .item = &item_string},
    {.key = "enabled", .type = FIELD_BOOL, .role = ROLE_FRAGMENT_ENABLED},
    {.key = "extraLabels", .type = FIELD_MAP, .role = ROLE_FRAGMENT_LABELS, .item = &item_string},
    {.key = "interval",
     .type = FIELD_DURATION,
     .role = ROLE_SCRAPE_INTERVAL,
     .flags = FIELD_EMPTY_OK | FIELD_TEMPLATED},
    {.key = "labels", .type = FIELD_MAP, .role = ROLE_FRAGMENT_LABELS, .item = &item_string},
    {.key = "metricRelabelings",
     .type = FIELD_LIST,
     .role = ROLE_METRIC_RELABELINGS,
     .flags = FIELD_TEMPLATED,
     .item = &item_relabeling},
    {.key = "path", .type = FIELD_STRING, .role = ROLE_ENDPOINT_PATH},
    {.key = "relabelings",
     .type = FIELD_LIST,
     .role = ROLE_RELABELINGS,
     .flags = FIELD_TEMPLATED,
     .item = &item_relabeling},
    {.key = "scheme", .type = FIELD_STRING, .role = ROLE_ENDPOINT_SCHEME},
    {.key = "scrapeTimeout",
     .type = FIELD_DURATION,
     .role = ROLE_SCRAPE_TIMEOUT,
     .flags = FIELD_EMPTY_OK | FIELD_TEMPLATED},
    {.key = "timeout", .type = FIELD_DURATION, .role = ROLE_SCRAPE_TIMEOUT, .flags = FIELD_EMPTY_OK | FIELD_TEMPLATED},
};

const struct table table_values_monitor =
    TABLE("serviceMonitor settings", values_monitor_fields, TABLE_OPEN | TABLE_VALUES);

const struct field values_monitor_row = {
    .type = FIELD_OBJECT, .role = ROLE_MONITOR_FRAGMENT, .table = &table_values_monitor};

static const struct field item_label = {.type = FIELD_TEMPLATE, .role = ROLE_RULE_LABEL, .flags = FIELD_TEMPLATED};

static const struct field item_annotation = {
    .type = FIELD_TEMPLATE, .role = ROLE_RULE_ANNOTATION, .flags = FIELD_TEMPLATED};

static const struct field values_rule_fields[] = {
    {.key = "alert", .type = FIELD_STRING, .role = ROLE_RULE_ALERT, .flags = FIELD_SPOKEN | FIELD_TEMPLATED},
    {.key = "annotations", .type = FIELD_MAP, .role = ROLE_RULE_ANNOTATIONS, .item = &item_annotation},
    {.key = "expr", .type = FIELD_PROMQL, .role = ROLE_RULE_EXPR, .flags = FIELD_SPOKEN | FIELD_TEMPLATED},
    {.key = "for", .type = FIELD_DURATION, .role = ROLE_RULE_FOR, .flags = FIELD_EMPTY_OK | FIELD_TEMPLATED},
    {.key = "keep_firing_for",
     .type = FIELD_DURATION,
     .role = ROLE_RULE_KEEP_FIRING_FOR,
     .flags = FIELD_EMPTY_OK | FIELD_TEMPLATED},
    {.key = "labels", .type = FIELD_MAP, .role = ROLE_RULE_LABELS, .item = &item_label},
    {.key = "record", .type = FIELD_STRING, .role = ROLE_RULE_RECORD, .flags = FIELD_SPOKEN | FIELD_TEMPLATED},
};

static const struct table table_values_rule = TABLE("rule", values_rule_fields, TABLE_OPEN);

static const struct field item_rule = {.type = FIELD_OBJECT, .role = ROLE_RULE, .table = &table_values_rule};

const struct field values_rules_row = {.type = FIELD_LIST, .role = ROLE_RULES, .item = &item_rule};

static const struct field values_group_fields[] = {
    {.key = "interval", .type = FIELD_DURATION, .role = ROLE_GROUP_INTERVAL, .flags = FIELD_EMPTY_OK | FIELD_TEMPLATED},
    {.key = "labels", .type = FIELD_MAP, .role = ROLE_GROUP_LABELS, .item = &item_label},
    {.key = "limit", .type = FIELD_ANY, .role = ROLE_GROUP_LIMIT},
    {.key = "name", .type = FIELD_STRING, .role = ROLE_GROUP_NAME, .flags = FIELD_SPOKEN | FIELD_TEMPLATED},
    {.key = "query_offset",
     .type = FIELD_DURATION,
     .role = ROLE_GROUP_QUERY_OFFSET,
     .flags = FIELD_EMPTY_OK | FIELD_TEMPLATED},
    {.key = "rules", .type = FIELD_LIST, .role = ROLE_RULES, .item = &item_rule},
};

static const struct table table_values_group = TABLE("rule group", values_group_fields, TABLE_OPEN);

static const struct field item_group = {.type = FIELD_OBJECT, .role = ROLE_GROUP, .table = &table_values_group};

const struct field values_groups_row = {.type = FIELD_LIST, .role = ROLE_GROUPS, .item = &item_group};

const struct field values_backoff_row = {.type = FIELD_OBJECT, .role = ROLE_BACKOFF, .table = &table_backoff};

static const struct field values_image_fields[] = {
    {.key = "tag", .type = FIELD_ANY, .role = ROLE_VALUES_IMAGE_TAG},
};

const struct table table_values_image = TABLE("image", values_image_fields, TABLE_OPEN);

const struct field values_image_row = {.type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image};

const struct field values_labels_row = {.type = FIELD_MAP, .role = ROLE_VALUES_LABELS, .item = &item_string};

/* LogQL rules, or rules that Grafana manages: neither are Prometheus groups. */
static const struct field values_fields[] = {
    {.key = "alerting", .type = FIELD_ANY},
    {.key = "alerting_groups", .type = FIELD_ANY},
    {.key = "autoscaling", .type = FIELD_ANY, .role = ROLE_VALUES_AUTOSCALING},
    {.key = "commonLabels", .type = FIELD_MAP, .role = ROLE_VALUES_LABELS, .item = &item_string},
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "image", .type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image},
    {.key = "persistence", .type = FIELD_ANY, .role = ROLE_VALUES_PERSISTENCE},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
    {.key = "ruler", .type = FIELD_ANY},
};

const struct table table_values = TABLE("values", values_fields, TABLE_OPEN | TABLE_VALUES);

const struct field values_any_row = {.type = FIELD_OBJECT, .table = &table_values};

const struct field values_list_row = {.type = FIELD_LIST, .item = &values_any_row};
