/* Promtail's own file (3.6), which it decodes strictly: the clients in full, of the rest the names of the blocks. The
 * promtail chart (5.0 and later) renders its config.clients into that file as they are. */
#include "schema/tables.h"

static const struct field promtail_backoff_fields[] = {
    {.key = "max_period", .type = FIELD_GO_DURATION, .role = ROLE_BACKOFF_MAX},
    {.key = "max_retries", .type = FIELD_INT, .role = ROLE_BACKOFF_RETRIES},
    {.key = "maxbackoff", .type = FIELD_ANY, .role = ROLE_BACKOFF_OLD_NAME},
    {.key = "maxretries", .type = FIELD_ANY, .role = ROLE_BACKOFF_OLD_NAME},
    {.key = "min_period", .type = FIELD_GO_DURATION, .role = ROLE_BACKOFF_MIN},
    {.key = "minbackoff", .type = FIELD_ANY, .role = ROLE_BACKOFF_OLD_NAME},
};

static const char *const promtail_backoff_strays[][2] = {
    {"initial_backoff", "min_period"},
    {"maxPeriod", "max_period"},
    {"maxRetries", "max_retries"},
    {"max_backoff", "max_period"},
    {"max_backoff_period", "max_period"},
    {"max_backoff_retries", "max_retries"},
    {"minPeriod", "min_period"},
    {"min_backoff", "min_period"},
    {"min_backoff_period", "min_period"},
    {"retries", "max_retries"},
    {NULL, NULL},
};

static const struct table table_promtail_backoff =
    TABLE_WITH_STRAYS("backoff_config", promtail_backoff_fields, 0, promtail_backoff_strays);

/* dskit's retries wherever a component has them. */
static const struct field backoff_fields[] = {
    {.key = "max_period", .type = FIELD_GO_DURATION, .role = ROLE_BACKOFF_MAX},
    {.key = "max_retries", .type = FIELD_INT, .role = ROLE_BACKOFF_RETRIES},
    {.key = "min_period", .type = FIELD_GO_DURATION, .role = ROLE_BACKOFF_MIN},
};

const struct table table_backoff = TABLE("backoff_config", backoff_fields, TABLE_OPEN);

static const struct field client_fields[] = {
    {.key = "authorization", .type = FIELD_ANY},
    {.key = "backoff_config", .type = FIELD_OBJECT, .role = ROLE_BACKOFF, .table = &table_promtail_backoff},
    {.key = "basic_auth", .type = FIELD_ANY},
    {.key = "batchsize", .type = FIELD_INT, .role = ROLE_CLIENT_BATCH_SIZE},
    {.key = "batchwait", .type = FIELD_GO_DURATION, .role = ROLE_CLIENT_BATCH_WAIT},
    {.key = "bearer_token", .type = FIELD_ANY},
    {.key = "bearer_token_file", .type = FIELD_ANY},
    {.key = "drop_rate_limited_batches", .type = FIELD_BOOL},
    {.key = "enable_http2", .type = FIELD_ANY},
    {.key = "external_labels", .type = FIELD_MAP, .item = &item_string},
    {.key = "follow_redirects", .type = FIELD_ANY},
    {.key = "headers", .type = FIELD_MAP, .item = &item_string},
    {.key = "http_headers", .type = FIELD_ANY},
    {.key = "max_backoff", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "max_period", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "max_retries", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "maxbackoff", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "maxretries", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "min_backoff", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "min_period", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "minbackoff", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "name", .type = FIELD_STRING},
    {.key = "no_proxy", .type = FIELD_ANY},
    {.key = "oauth2", .type = FIELD_ANY},
    {.key = "proxy_connect_header", .type = FIELD_ANY},
    {.key = "proxy_from_environment", .type = FIELD_ANY},
    {.key = "proxy_url", .type = FIELD_ANY},
    {.key = "tenant_id", .type = FIELD_STRING},
    {.key = "timeout", .type = FIELD_GO_DURATION, .role = ROLE_CLIENT_TIMEOUT},
    {.key = "tls_config", .type = FIELD_ANY},
    {.key = "url", .type = FIELD_STRING, .role = ROLE_CLIENT_URL, .flags = FIELD_REQUIRED},
};

static const char *const client_strays[][2] = {
    {"backoff", "backoff_config"},
    {"backoffConfig", "backoff_config"},
    {"batchSize", "batchsize"},
    {"batchWait", "batchwait"},
    {"batch_size", "batchsize"},
    {"batch_wait", "batchwait"},
    {"externalLabels", "external_labels"},
    {"labels", "external_labels"},
    {"remote_timeout", "timeout"},
    {"stream_lag_labels", "removed in Promtail 3.0"},
    {"tenantID", "tenant_id"},
    {"tenantId", "tenant_id"},
    {NULL, NULL},
};

static const struct table table_client = TABLE_WITH_STRAYS("client", client_fields, TABLE_PROMTAIL, client_strays);

static const struct field item_client = {.type = FIELD_OBJECT, .role = ROLE_PROMTAIL_CLIENT, .table = &table_client};

static const struct field item_any = {.type = FIELD_ANY};

/* Read only when it has a url, which older charts add. */
static const struct field lone_client_fields[] = {
    {.key = "backoff_config", .type = FIELD_OBJECT, .role = ROLE_BACKOFF, .table = &table_promtail_backoff},
    {.key = "batchsize", .type = FIELD_INT, .role = ROLE_CLIENT_BATCH_SIZE},
    {.key = "batchwait", .type = FIELD_GO_DURATION, .role = ROLE_CLIENT_BATCH_WAIT},
    {.key = "max_backoff", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "max_period", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "max_retries", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "maxbackoff", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "maxretries", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "min_backoff", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "min_period", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "minbackoff", .type = FIELD_ANY, .role = ROLE_CLIENT_MISPLACED_RETRIES},
    {.key = "timeout", .type = FIELD_GO_DURATION, .role = ROLE_CLIENT_TIMEOUT},
    {.key = "url", .type = FIELD_STRING, .role = ROLE_CLIENT_URL},
};

static const struct table table_lone_client = TABLE("client", lone_client_fields, TABLE_OPEN);

static const struct field promtail_file_fields[] = {
    {.key = "client",
     .type = FIELD_OBJECT,
     .role = ROLE_PROMTAIL_LONE_CLIENT,
     .flags = FIELD_DEPRECATED,
     .table = &table_lone_client,
     .instead = "clients"},
    {.key = "clients", .type = FIELD_LIST, .role = ROLE_PROMTAIL_CLIENTS, .item = &item_client},
    {.key = "global", .type = FIELD_ANY},
    {.key = "limits_config", .type = FIELD_ANY},
    {.key = "options", .type = FIELD_ANY},
    {.key = "positions", .type = FIELD_ANY},
    {.key = "scrape_configs", .type = FIELD_LIST, .item = &item_any},
    {.key = "server", .type = FIELD_ANY},
    {.key = "target_config", .type = FIELD_ANY},
    {.key = "tracing", .type = FIELD_ANY},
    {.key = "wal", .type = FIELD_ANY},
};

static const char *const promtail_file_strays[][2] = {
    {"limits", "limits_config"},
    {"scrapeConfigs", "scrape_configs"},
    {"scrape_config", "scrape_configs"},
    {"target", "target_config"},
    {NULL, NULL},
};

const struct table table_promtail_file =
    TABLE_WITH_STRAYS("Promtail configuration", promtail_file_fields, TABLE_PROMTAIL, promtail_file_strays);

/* config of the promtail chart's values: only the clients pass into Promtail's file unchanged. */
static const struct field promtail_clients_fields[] = {
    {.key = "client", .type = FIELD_OBJECT, .role = ROLE_PROMTAIL_LONE_CLIENT, .table = &table_lone_client},
    {.key = "clients", .type = FIELD_LIST, .role = ROLE_PROMTAIL_CLIENTS, .item = &item_client},
};

const struct table table_promtail_clients = TABLE("clients", promtail_clients_fields, TABLE_OPEN);
