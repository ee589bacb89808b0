/* Values of the prometheus chart (prometheus-community): the files under serverFiles and ruleFiles are Prometheus' own.
 */
#include "schema/tables.h"

static const struct field queue_fields[] = {
    {.key = "max_backoff", .type = FIELD_DURATION, .role = ROLE_QUEUE_MAX_BACKOFF},
    {.key = "min_backoff", .type = FIELD_DURATION, .role = ROLE_QUEUE_MIN_BACKOFF},
};

static const struct table table_queue = TABLE("queue_config", queue_fields, TABLE_OPEN);

static const struct field remote_write_fields[] = {
    {.key = "queue_config", .type = FIELD_OBJECT, .role = ROLE_QUEUE_CONFIG, .table = &table_queue},
};

static const struct table table_remote_write = TABLE("remote_write", remote_write_fields, TABLE_OPEN);

static const struct field item_remote_write = {
    .type = FIELD_OBJECT, .role = ROLE_REMOTE_WRITE_ENDPOINT, .table = &table_remote_write};

static const struct field global_fields[] = {
    {.key = "evaluation_interval", .type = FIELD_DURATION, .role = ROLE_DEFAULT_EVALUATION_INTERVAL},
    {.key = "scrape_interval", .type = FIELD_DURATION, .role = ROLE_DEFAULT_SCRAPE_INTERVAL},
    {.key = "scrape_timeout", .type = FIELD_DURATION, .role = ROLE_DEFAULT_SCRAPE_TIMEOUT},
};

static const struct table table_global = TABLE("global", global_fields, TABLE_OPEN | TABLE_PROMETHEUS);

static const struct field server_fields[] = {
    {.key = "global", .type = FIELD_OBJECT, .table = &table_global},
    {.key = "image", .type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image},
    {.key = "persistentVolume", .type = FIELD_ANY, .role = ROLE_VALUES_PERSISTENCE},
    {.key = "remoteWrite", .type = FIELD_LIST, .role = ROLE_REMOTE_WRITE, .item = &item_remote_write},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
    {.key = "retention", .type = FIELD_DURATION, .role = ROLE_RETENTION, .flags = FIELD_EMPTY_OK},
};

static const struct table table_server = TABLE("server", server_fields, TABLE_OPEN | TABLE_VALUES);

static const struct field server_files_fields[] = {
    {.key = "alerting_rules.yml", .type = FIELD_OBJECT, .role = ROLE_RULE_FILE, .table = &table_rule_file},
    {.key = "alerts", .type = FIELD_ANY},
    {.key = "prometheus.yml", .type = FIELD_ANY},
    {.key = "recording_rules.yml", .type = FIELD_OBJECT, .role = ROLE_RULE_FILE, .table = &table_rule_file},
    {.key = "rules", .type = FIELD_ANY},
};

static const struct table table_server_files = TABLE("serverFiles", server_files_fields, TABLE_OPEN | TABLE_VALUES);

/* The chart writes each out as a file of its own; a mapping is written as YAML first. */
static const struct field item_rule_file = {.type = FIELD_YAML, .role = ROLE_RULE_FILE, .table = &table_rule_file};

static const struct field values_prometheus_fields[] = {
    {.key = "commonLabels", .type = FIELD_MAP, .role = ROLE_VALUES_LABELS, .item = &item_string},
    {.key = "enabled", .type = FIELD_ANY, .role = ROLE_VALUES_ENABLED},
    {.key = "image", .type = FIELD_OBJECT, .role = ROLE_VALUES_IMAGE, .table = &table_values_image},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
    {.key = "ruleFiles", .type = FIELD_MAP, .item = &item_rule_file},
    {.key = "server", .type = FIELD_OBJECT, .table = &table_server},
    {.key = "serverFiles", .type = FIELD_OBJECT, .table = &table_server_files},
};

const struct table table_values_prometheus = TABLE("prometheus", values_prometheus_fields, TABLE_OPEN | TABLE_VALUES);
