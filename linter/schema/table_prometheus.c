/* Prometheus, PrometheusAgent and ThanosRuler of the operator (0.93), as far as rules ask: what they select, how often
 * they scrape, what they keep. prometheusSpec of kube-prometheus-stack is handed through as it is, so it has the same
 * rows; the chart adds the switches that put its release label in place of an empty selector. */
#include "schema/tables.h"

static const struct field queue_config_fields[] = {
    {.key = "batchSendDeadline", .type = FIELD_DURATION, .flags = FIELD_EMPTY_OK},
    {.key = "capacity", .type = FIELD_INT},
    {.key = "maxBackoff", .type = FIELD_DURATION, .role = ROLE_QUEUE_MAX_BACKOFF, .flags = FIELD_EMPTY_OK},
    {.key = "maxSamplesPerSend", .type = FIELD_INT},
    {.key = "maxShards", .type = FIELD_INT},
    {.key = "minBackoff", .type = FIELD_DURATION, .role = ROLE_QUEUE_MIN_BACKOFF, .flags = FIELD_EMPTY_OK},
    {.key = "minShards", .type = FIELD_INT},
    {.key = "sampleAgeLimit", .type = FIELD_DURATION, .flags = FIELD_EMPTY_OK},
};

static const struct table table_queue_config = TABLE("queueConfig", queue_config_fields, TABLE_OPEN);

static const struct field remote_write_fields[] = {
    {.key = "bearerToken", .type = FIELD_STRING, .flags = FIELD_DEPRECATED, .instead = "authorization"},
    {.key = "bearerTokenFile", .type = FIELD_STRING, .flags = FIELD_DEPRECATED, .instead = "authorization"},
    {.key = "queueConfig", .type = FIELD_OBJECT, .role = ROLE_QUEUE_CONFIG, .table = &table_queue_config},
    {.key = "remoteTimeout", .type = FIELD_DURATION, .flags = FIELD_EMPTY_OK},
    {.key = "url", .type = FIELD_URL, .flags = FIELD_REQUIRED},
    {.key = "writeRelabelConfigs", .type = FIELD_LIST, .role = ROLE_METRIC_RELABELINGS, .item = &item_relabeling},
};

static const struct table table_remote_write = TABLE("remoteWrite", remote_write_fields, TABLE_OPEN);

static const struct field item_remote_write = {
    .type = FIELD_OBJECT, .role = ROLE_REMOTE_WRITE_ENDPOINT, .table = &table_remote_write};

static const char *const log_levels[] = {"", "debug", "info", "warn", "error", NULL};

static const char *const log_formats[] = {"", "logfmt", "json", NULL};

static const struct field prometheus_spec_fields[] = {
    {.key = "allowOverlappingBlocks",
     .type = FIELD_BOOL,
     .flags = FIELD_DEPRECATED,
     .instead = "nothing: it has no effect since Prometheus 2.39"},
    {.key = "baseImage", .type = FIELD_STRING, .flags = FIELD_DEPRECATED, .instead = "image"},
    {.key = "bodySizeLimit", .type = FIELD_SIZE},
    {.key = "enforcedBodySizeLimit", .type = FIELD_SIZE},
    {.key = "evaluationInterval",
     .type = FIELD_DURATION,
     .role = ROLE_DEFAULT_EVALUATION_INTERVAL,
     .flags = FIELD_EMPTY_OK},
    {.key = "logFormat", .type = FIELD_STRING, .values = log_formats},
    {.key = "logLevel", .type = FIELD_STRING, .values = log_levels},
    {.key = "podMonitorNamespaceSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_POD_MONITOR_NAMESPACES,
     .table = &table_label_selector},
    {.key = "podMonitorSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_POD_MONITOR_SELECTOR,
     .table = &table_label_selector},
    {.key = "podMonitorSelectorNilUsesHelmValues", .type = FIELD_ANY, .role = ROLE_POD_MONITOR_NIL_USES_VALUES},
    {.key = "probeNamespaceSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_PROBE_NAMESPACES,
     .table = &table_label_selector},
    {.key = "probeSelector", .type = FIELD_OBJECT, .role = ROLE_PROBE_SELECTOR, .table = &table_label_selector},
    {.key = "probeSelectorNilUsesHelmValues", .type = FIELD_ANY, .role = ROLE_PROBE_NIL_USES_VALUES},
    {.key = "prometheusRulesExcludedFromEnforce",
     .type = FIELD_ANY,
     .flags = FIELD_DEPRECATED,
     .instead = "excludedFromEnforcement"},
    {.key = "remoteWrite", .type = FIELD_LIST, .role = ROLE_REMOTE_WRITE, .item = &item_remote_write},
    {.key = "replicas", .type = FIELD_INT},
    {.key = "retention", .type = FIELD_DURATION, .role = ROLE_RETENTION, .flags = FIELD_EMPTY_OK},
    {.key = "retentionSize", .type = FIELD_SIZE, .flags = FIELD_EMPTY_OK},
    {.key = "ruleNamespaceSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_RULE_NAMESPACES,
     .table = &table_label_selector},
    {.key = "ruleQueryOffset", .type = FIELD_DURATION, .flags = FIELD_EMPTY_OK},
    {.key = "ruleSelector", .type = FIELD_OBJECT, .role = ROLE_RULE_SELECTOR, .table = &table_label_selector},
    {.key = "ruleSelectorNilUsesHelmValues", .type = FIELD_ANY, .role = ROLE_RULE_NIL_USES_VALUES},
    {.key = "scrapeConfigNamespaceSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_SCRAPE_CONFIG_NAMESPACES,
     .table = &table_label_selector},
    {.key = "scrapeConfigSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_SCRAPE_CONFIG_SELECTOR,
     .table = &table_label_selector},
    {.key = "scrapeConfigSelectorNilUsesHelmValues", .type = FIELD_ANY, .role = ROLE_SCRAPE_CONFIG_NIL_USES_VALUES},
    {.key = "scrapeInterval", .type = FIELD_DURATION, .role = ROLE_DEFAULT_SCRAPE_INTERVAL, .flags = FIELD_EMPTY_OK},
    {.key = "scrapeTimeout", .type = FIELD_DURATION, .role = ROLE_DEFAULT_SCRAPE_TIMEOUT, .flags = FIELD_EMPTY_OK},
    {.key = "serviceMonitorNamespaceSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_SERVICE_MONITOR_NAMESPACES,
     .table = &table_label_selector},
    {.key = "serviceMonitorSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_SERVICE_MONITOR_SELECTOR,
     .table = &table_label_selector},
    {.key = "serviceMonitorSelectorNilUsesHelmValues", .type = FIELD_ANY, .role = ROLE_SERVICE_MONITOR_NIL_USES_VALUES},
    {.key = "sha", .type = FIELD_STRING, .flags = FIELD_DEPRECATED, .instead = "image"},
    {.key = "shards", .type = FIELD_INT},
    {.key = "tag", .type = FIELD_STRING, .flags = FIELD_DEPRECATED, .instead = "image"},
    {.key = "version", .type = FIELD_STRING, .role = ROLE_PROMETHEUS_VERSION},
};

const struct table table_prometheus_spec =
    TABLE("spec of a Prometheus", prometheus_spec_fields, TABLE_OPEN | TABLE_API_SERVER);

static const struct field prometheus_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec",
     .type = FIELD_OBJECT,
     .role = ROLE_PROMETHEUS_SPEC,
     .flags = FIELD_REQUIRED,
     .table = &table_prometheus_spec},
};

const struct table table_prometheus = TABLE("Prometheus", prometheus_fields, TABLE_OPEN);

static const struct field thanos_ruler_spec_fields[] = {
    {.key = "evaluationInterval",
     .type = FIELD_DURATION,
     .role = ROLE_DEFAULT_EVALUATION_INTERVAL,
     .flags = FIELD_EMPTY_OK},
    {.key = "logFormat", .type = FIELD_STRING, .values = log_formats},
    {.key = "logLevel", .type = FIELD_STRING, .values = log_levels},
    {.key = "retention", .type = FIELD_DURATION, .role = ROLE_RETENTION, .flags = FIELD_EMPTY_OK},
    {.key = "ruleNamespaceSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_RULE_NAMESPACES,
     .table = &table_label_selector},
    {.key = "ruleSelector", .type = FIELD_OBJECT, .role = ROLE_RULE_SELECTOR, .table = &table_label_selector},
    {.key = "version", .type = FIELD_STRING, .role = ROLE_PROMETHEUS_VERSION},
};

static const struct table table_thanos_ruler_spec =
    TABLE("spec of a ThanosRuler", thanos_ruler_spec_fields, TABLE_OPEN);

static const struct field thanos_ruler_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec",
     .type = FIELD_OBJECT,
     .role = ROLE_PROMETHEUS_SPEC,
     .flags = FIELD_REQUIRED,
     .table = &table_thanos_ruler_spec},
};

const struct table table_thanos_ruler = TABLE("ThanosRuler", thanos_ruler_fields, TABLE_OPEN);

static const struct field alertmanager_spec_fields[] = {
    {.key = "baseImage", .type = FIELD_STRING, .flags = FIELD_DEPRECATED, .instead = "image"},
    {.key = "logFormat", .type = FIELD_STRING, .values = log_formats},
    {.key = "logLevel", .type = FIELD_STRING, .values = log_levels},
    {.key = "replicas", .type = FIELD_INT},
    {.key = "retention", .type = FIELD_GO_DURATION, .flags = FIELD_EMPTY_OK},
    {.key = "sha", .type = FIELD_STRING, .flags = FIELD_DEPRECATED, .instead = "image"},
    {.key = "tag", .type = FIELD_STRING, .flags = FIELD_DEPRECATED, .instead = "image"},
};

static const struct table table_alertmanager_spec =
    TABLE("spec of an Alertmanager", alertmanager_spec_fields, TABLE_OPEN);

static const struct field alertmanager_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec",
     .type = FIELD_OBJECT,
     .role = ROLE_SPEC,
     .flags = FIELD_REQUIRED,
     .table = &table_alertmanager_spec},
};

const struct table table_alertmanager = TABLE("Alertmanager", alertmanager_fields, TABLE_OPEN);
