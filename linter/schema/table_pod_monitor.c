/* The PodMonitor of the operator (0.93), complete: a key that is not here is pruned by the API server. */
#include "schema/tables.h"

static const char *const selector_mechanisms[] = {"RelabelConfig", "RoleSelector", NULL};

static const struct field attach_metadata_fields[] = {
    {.key = "node", .type = FIELD_BOOL},
};

static const struct table table_attach_metadata = TABLE("attachMetadata", attach_metadata_fields, 0);

static const struct field endpoint_fields[] = {
    {.key = "authorization", .type = FIELD_OBJECT, .table = &table_authorization},
    {.key = "basicAuth", .type = FIELD_OBJECT, .table = &table_basic_auth},
    {.key = "bearerTokenSecret",
     .type = FIELD_OBJECT,
     .flags = FIELD_DEPRECATED,
     .table = &table_secret_key,
     .instead = "authorization"},
    {.key = "enableHttp2", .type = FIELD_BOOL},
    {.key = "filterRunning", .type = FIELD_BOOL},
    {.key = "followRedirects", .type = FIELD_BOOL},
    {.key = "honorLabels", .type = FIELD_BOOL},
    {.key = "honorTimestamps", .type = FIELD_BOOL},
    {.key = "interval", .type = FIELD_DURATION, .role = ROLE_SCRAPE_INTERVAL, .flags = FIELD_EMPTY_OK},
    {.key = "metricRelabelings", .type = FIELD_LIST, .role = ROLE_METRIC_RELABELINGS, .item = &item_relabeling},
    {.key = "noProxy", .type = FIELD_STRING},
    {.key = "oauth2", .type = FIELD_OBJECT, .table = &table_oauth2},
    {.key = "params", .type = FIELD_MAP, .role = ROLE_ENDPOINT_PARAMS, .item = &item_string_list},
    {.key = "path", .type = FIELD_STRING, .role = ROLE_ENDPOINT_PATH},
    {.key = "port", .type = FIELD_INT_OR_STRING, .role = ROLE_ENDPOINT_PORT, .flags = FIELD_SPOKEN},
    {.key = "portNumber", .type = FIELD_INT, .role = ROLE_ENDPOINT_PORT_NUMBER, .min = 1, .max = 65535},
    {.key = "proxyConnectHeader", .type = FIELD_MAP, .item = &item_secret_key_list},
    {.key = "proxyFromEnvironment", .type = FIELD_BOOL},
    {.key = "proxyUrl", .type = FIELD_PROXY_URL},
    {.key = "relabelings", .type = FIELD_LIST, .role = ROLE_RELABELINGS, .item = &item_relabeling},
    {.key = "scheme", .type = FIELD_STRING, .role = ROLE_ENDPOINT_SCHEME, .values = endpoint_schemes},
    {.key = "scrapeTimeout", .type = FIELD_DURATION, .role = ROLE_SCRAPE_TIMEOUT, .flags = FIELD_EMPTY_OK},
    {.key = "targetPort",
     .type = FIELD_INT_OR_STRING,
     .role = ROLE_ENDPOINT_TARGET_PORT,
     .flags = FIELD_DEPRECATED,
     .instead = "port, or portNumber"},
    {.key = "tlsConfig", .type = FIELD_OBJECT, .table = &table_safe_tls},
    {.key = "trackTimestampsStaleness", .type = FIELD_BOOL},
};

static const char *const endpoint_strays[][2] = {
    {"basic_auth", "basicAuth"},
    {"bearerTokenFile", "only a ServiceMonitor has it: authorization"},
    {"containerPort", "portNumber"},
    {"enableHTTP2", "enableHttp2"},
    {"honor_labels", "honorLabels"},
    {"honor_timestamps", "honorTimestamps"},
    {"jobLabel", "it stands beside the list, in spec"},
    {"labels", "they stand under metadata"},
    {"matchLabels", "it stands in spec.selector"},
    {"metricRelabelConfigs", "metricRelabelings"},
    {"metricRelabeling", "metricRelabelings"},
    {"metricRelabelingConfigs", "metricRelabelings"},
    {"metric_relabel_configs", "metricRelabelings"},
    {"metricsPath", "path"},
    {"metrics_path", "path"},
    {"namespaceSelector", "it stands beside the list, in spec"},
    {"proxyURL", "proxyUrl"},
    {"proxy_url", "proxyUrl"},
    {"relabelConfigs", "relabelings"},
    {"relabel_configs", "relabelings"},
    {"relabeling", "relabelings"},
    {"relabelingConfigs", "relabelings"},
    {"sampleLimit", "it stands beside the list, in spec"},
    {"scrapeInterval", "interval"},
    {"scrape_interval", "interval"},
    {"scrape_timeout", "scrapeTimeout"},
    {"selector", "it stands beside the list, in spec"},
    {"target_port", "targetPort"},
    {"timeout", "scrapeTimeout"},
    {"tls", "tlsConfig"},
    {"tls_config", "tlsConfig"},
    {NULL, NULL},
};

static const struct table table_endpoint = TABLE_WITH_STRAYS("endpoint", endpoint_fields, 0, endpoint_strays);

const struct field item_pod_endpoint = {.type = FIELD_OBJECT, .role = ROLE_ENDPOINT, .table = &table_endpoint};

static const struct field pod_monitor_spec_fields[] = {
    {.key = "attachMetadata", .type = FIELD_OBJECT, .table = &table_attach_metadata},
    {.key = "bodySizeLimit", .type = FIELD_SIZE},
    {.key = "convertClassicHistogramsToNHCB", .type = FIELD_BOOL},
    {.key = "fallbackScrapeProtocol", .type = FIELD_STRING, .values = scrape_protocols},
    {.key = "jobLabel", .type = FIELD_STRING, .role = ROLE_JOB_LABEL},
    {.key = "keepDroppedTargets", .type = FIELD_INT, .min = 0, .max = INT64_MAX},
    {.key = "labelLimit", .type = FIELD_INT, .min = 0, .max = INT64_MAX},
    {.key = "labelNameLengthLimit", .type = FIELD_INT, .min = 0, .max = INT64_MAX},
    {.key = "labelValueLengthLimit", .type = FIELD_INT, .min = 0, .max = INT64_MAX},
    {.key = "namespaceSelector",
     .type = FIELD_OBJECT,
     .role = ROLE_NAMESPACE_SELECTOR,
     .table = &table_namespace_selector},
    {.key = "nativeHistogramBucketLimit", .type = FIELD_INT, .min = 0, .max = INT64_MAX},
    {.key = "nativeHistogramMinBucketFactor", .type = FIELD_QUANTITY},
    {.key = "podMetricsEndpoints",
     .type = FIELD_LIST,
     .role = ROLE_ENDPOINTS,
     .flags = FIELD_NONEMPTY,
     .item = &item_pod_endpoint},
    {.key = "podTargetLabels", .type = FIELD_LIST, .item = &item_string},
    {.key = "sampleLimit", .type = FIELD_INT, .min = 0, .max = INT64_MAX},
    {.key = "scrapeClass", .type = FIELD_STRING, .flags = FIELD_NONEMPTY},
    {.key = "scrapeClassicHistograms", .type = FIELD_BOOL},
    {.key = "scrapeNativeHistograms", .type = FIELD_BOOL},
    {.key = "scrapeProtocols", .type = FIELD_LIST, .flags = FIELD_UNIQUE, .item = &item_scrape_protocol},
    {.key = "selector",
     .type = FIELD_OBJECT,
     .role = ROLE_MONITOR_SELECTOR,
     .flags = FIELD_REQUIRED,
     .table = &table_label_selector},
    {.key = "selectorMechanism", .type = FIELD_STRING, .values = selector_mechanisms},
    {.key = "targetLimit", .type = FIELD_INT, .min = 0, .max = INT64_MAX},
};

static const char *const pod_monitor_spec_strays[][2] = {
    {"endpoint", "podMetricsEndpoints"},
    {"endpoints", "podMetricsEndpoints"},
    {"interval", "it stands in an item of podMetricsEndpoints"},
    {"jobName", "jobLabel"},
    {"job_label", "jobLabel"},
    {"labelSelector", "selector"},
    {"labels", "they stand under metadata"},
    {"matchLabels", "it stands under selector"},
    {"matchNames", "it stands under namespaceSelector"},
    {"metricRelabelings", "it stands in an item of podMetricsEndpoints"},
    {"namespaces", "namespaceSelector"},
    {"path", "it stands in an item of podMetricsEndpoints"},
    {"podMetricEndpoints", "podMetricsEndpoints"},
    {"port", "it stands in an item of podMetricsEndpoints"},
    {"relabelings", "it stands in an item of podMetricsEndpoints"},
    {"sample_limit", "sampleLimit"},
    {"scrapeInterval", "interval in an item of podMetricsEndpoints"},
    {"scrapeTimeout", "it stands in an item of podMetricsEndpoints"},
    {"selectors", "selector"},
    {"targetLabels", "podTargetLabels"},
    {NULL, NULL},
};

const struct table table_pod_monitor_spec =
    TABLE_WITH_STRAYS("spec of a PodMonitor", pod_monitor_spec_fields, 0, pod_monitor_spec_strays);

static const struct field pod_monitor_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec",
     .type = FIELD_OBJECT,
     .role = ROLE_MONITOR_SPEC,
     .flags = FIELD_REQUIRED,
     .table = &table_pod_monitor_spec},
    {.key = "status", .type = FIELD_ANY},
};

static const char *const pod_monitor_strays[][2] = {
    {"endpoints", "it stands under spec"},
    {"jobLabel", "it stands under spec"},
    {"labels", "they stand under metadata"},
    {"name", "it stands under metadata"},
    {"namespace", "it stands under metadata"},
    {"namespaceSelector", "it stands under spec"},
    {"podMetricsEndpoints", "it stands under spec"},
    {"selector", "it stands under spec"},
    {NULL, NULL},
};

const struct table table_pod_monitor = TABLE_WITH_STRAYS("PodMonitor", pod_monitor_fields, 0, pod_monitor_strays);
