/* Parts that several resources share: metadata, label selectors, references to Secrets, TLS, authentication, proxies
 * and relabelling rules, as the operator's API (0.93) has them. */
#include "schema/tables.h"

const struct field item_string = {.type = FIELD_STRING};

const struct field item_string_list = {.type = FIELD_LIST, .item = &item_string};

static const struct field metadata_fields[] = {
    {.key = "annotations", .type = FIELD_MAP, .role = ROLE_METADATA_ANNOTATIONS, .item = &item_string},
    {.key = "generateName", .type = FIELD_STRING},
    {.key = "labels", .type = FIELD_MAP, .role = ROLE_METADATA_LABELS, .item = &item_string},
    {.key = "name", .type = FIELD_STRING, .role = ROLE_METADATA_NAME},
    {.key = "namespace", .type = FIELD_STRING, .role = ROLE_METADATA_NAMESPACE},
};

const struct table table_metadata = TABLE("metadata", metadata_fields, TABLE_OPEN);

static const char *const selector_operators[] = {"In", "NotIn", "Exists", "DoesNotExist", NULL};

static const struct field match_expression_fields[] = {
    {.key = "key", .type = FIELD_STRING, .role = ROLE_MATCH_KEY, .flags = FIELD_REQUIRED},
    {.key = "operator",
     .type = FIELD_STRING,
     .role = ROLE_MATCH_OPERATOR,
     .flags = FIELD_REQUIRED | FIELD_SPOKEN,
     .values = selector_operators},
    {.key = "values", .type = FIELD_LIST, .role = ROLE_MATCH_VALUES, .item = &item_string},
};

static const char *const match_expression_strays[][2] = {
    {"label", "key"},
    {"op", "operator"},
    {"value", "values"},
    {NULL, NULL},
};

static const struct table table_match_expression =
    TABLE_WITH_STRAYS("match expression", match_expression_fields, 0, match_expression_strays);

static const struct field item_match_expression = {
    .type = FIELD_OBJECT, .role = ROLE_MATCH_EXPRESSION, .table = &table_match_expression};

static const struct field label_selector_fields[] = {
    {.key = "matchExpressions", .type = FIELD_LIST, .role = ROLE_MATCH_EXPRESSIONS, .item = &item_match_expression},
    {.key = "matchLabels", .type = FIELD_MAP, .role = ROLE_MATCH_LABELS, .item = &item_string},
};

static const char *const label_selector_strays[][2] = {
    {"any", "namespaceSelector of a monitor"},
    {"matchNames", "namespaceSelector of a monitor"},
    {"matchLabel", "matchLabels"},
    {"matchExpression", "matchExpressions"},
    {"namespaceSelector", "it stands beside selector"},
    {"endpoints", "it stands beside selector"},
    {"podMetricsEndpoints", "it stands beside selector"},
    /* Only the selector of a Service is a map of labels. */
    {"*", "a label stands under matchLabels"},
    {NULL, NULL},
};

const struct table table_label_selector =
    TABLE_WITH_STRAYS("label selector", label_selector_fields, 0, label_selector_strays);

static const struct field namespace_selector_fields[] = {
    {.key = "any", .type = FIELD_BOOL, .role = ROLE_NAMESPACE_ANY},
    {.key = "matchNames", .type = FIELD_LIST, .role = ROLE_NAMESPACE_NAMES, .item = &item_string},
};

static const char *const namespace_selector_strays[][2] = {
    {"matchExpressions", "it takes names, not labels: any or matchNames"},
    {"matchLabels", "it takes names, not labels: any or matchNames"},
    {"matchName", "matchNames"},
    {"names", "matchNames"},
    {"namespaces", "matchNames"},
    {NULL, NULL},
};

const struct table table_namespace_selector =
    TABLE_WITH_STRAYS("namespaceSelector", namespace_selector_fields, 0, namespace_selector_strays);

static const struct field secret_key_fields[] = {
    {.key = "key", .type = FIELD_STRING, .flags = FIELD_REQUIRED},
    {.key = "name", .type = FIELD_STRING},
    {.key = "optional", .type = FIELD_BOOL},
};

const struct table table_secret_key = TABLE("reference to a key", secret_key_fields, 0);

static const struct field item_secret_key = {.type = FIELD_OBJECT, .table = &table_secret_key};

const struct field item_secret_key_list = {.type = FIELD_LIST, .item = &item_secret_key};

static const struct field secret_or_config_map_fields[] = {
    {.key = "configMap", .type = FIELD_OBJECT, .table = &table_secret_key},
    {.key = "secret", .type = FIELD_OBJECT, .table = &table_secret_key},
};

static const char *const secret_or_config_map_strays[][2] = {
    {"key", "it stands under secret or configMap"},
    {"name", "it stands under secret or configMap"},
    {NULL, NULL},
};

static const struct table table_secret_or_config_map = TABLE_WITH_STRAYS(
    "reference to a Secret or ConfigMap", secret_or_config_map_fields, 0, secret_or_config_map_strays);

static const char *const tls_versions[] = {"TLS10", "TLS11", "TLS12", "TLS13", NULL};

static const struct field safe_tls_fields[] = {
    {.key = "ca", .type = FIELD_OBJECT, .table = &table_secret_or_config_map},
    {.key = "cert", .type = FIELD_OBJECT, .table = &table_secret_or_config_map},
    {.key = "insecureSkipVerify", .type = FIELD_BOOL},
    {.key = "keySecret", .type = FIELD_OBJECT, .table = &table_secret_key},
    {.key = "maxVersion", .type = FIELD_STRING, .values = tls_versions},
    {.key = "minVersion", .type = FIELD_STRING, .values = tls_versions},
    {.key = "serverName", .type = FIELD_STRING},
};

static const char *const safe_tls_strays[][2] = {
    {"caFile", "only a ServiceMonitor may name files"},
    {"certFile", "only a ServiceMonitor may name files"},
    {"insecure_skip_verify", "insecureSkipVerify"},
    {"key", "keySecret"},
    {"keyFile", "only a ServiceMonitor may name files"},
    {"server_name", "serverName"},
    {NULL, NULL},
};

const struct table table_safe_tls = TABLE_WITH_STRAYS("tlsConfig", safe_tls_fields, 0, safe_tls_strays);

static const struct field tls_fields[] = {
    {.key = "ca", .type = FIELD_OBJECT, .table = &table_secret_or_config_map},
    {.key = "caFile", .type = FIELD_STRING},
    {.key = "cert", .type = FIELD_OBJECT, .table = &table_secret_or_config_map},
    {.key = "certFile", .type = FIELD_STRING},
    {.key = "insecureSkipVerify", .type = FIELD_BOOL},
    {.key = "keyFile", .type = FIELD_STRING},
    {.key = "keySecret", .type = FIELD_OBJECT, .table = &table_secret_key},
    {.key = "maxVersion", .type = FIELD_STRING, .values = tls_versions},
    {.key = "minVersion", .type = FIELD_STRING, .values = tls_versions},
    {.key = "serverName", .type = FIELD_STRING},
};

static const char *const tls_strays[][2] = {
    {"ca_file", "caFile"}, {"cert_file", "certFile"}, {"insecure_skip_verify", "insecureSkipVerify"},
    {"key", "keySecret"},  {"key_file", "keyFile"},   {"server_name", "serverName"},
    {NULL, NULL},
};

const struct table table_tls = TABLE_WITH_STRAYS("tlsConfig", tls_fields, 0, tls_strays);

static const struct field basic_auth_fields[] = {
    {.key = "password", .type = FIELD_OBJECT, .table = &table_secret_key},
    {.key = "username", .type = FIELD_OBJECT, .table = &table_secret_key},
};

static const char *const basic_auth_strays[][2] = {
    {"password_file", "password"},
    {"passwordFile", "password"},
    {"user", "username"},
    {NULL, NULL},
};

const struct table table_basic_auth = TABLE_WITH_STRAYS("basicAuth", basic_auth_fields, 0, basic_auth_strays);

static const struct field authorization_fields[] = {
    {.key = "credentials", .type = FIELD_OBJECT, .table = &table_secret_key},
    {.key = "type", .type = FIELD_STRING},
};

static const char *const authorization_strays[][2] = {
    {"credentials_file", "credentials"},
    {"credentialsFile", "credentials"},
    {NULL, NULL},
};

const struct table table_authorization =
    TABLE_WITH_STRAYS("authorization", authorization_fields, 0, authorization_strays);

static const struct field oauth2_fields[] = {
    {.key = "clientId", .type = FIELD_OBJECT, .flags = FIELD_REQUIRED, .table = &table_secret_or_config_map},
    {.key = "clientSecret", .type = FIELD_OBJECT, .flags = FIELD_REQUIRED, .table = &table_secret_key},
    {.key = "endpointParams", .type = FIELD_MAP, .item = &item_string},
    {.key = "noProxy", .type = FIELD_STRING},
    {.key = "proxyConnectHeader", .type = FIELD_MAP, .item = &item_secret_key_list},
    {.key = "proxyFromEnvironment", .type = FIELD_BOOL},
    {.key = "proxyUrl", .type = FIELD_PROXY_URL},
    {.key = "scopes", .type = FIELD_LIST, .item = &item_string},
    {.key = "tlsConfig", .type = FIELD_OBJECT, .table = &table_safe_tls},
    {.key = "tokenUrl", .type = FIELD_URL, .flags = FIELD_REQUIRED},
};

static const char *const oauth2_strays[][2] = {
    {"clientID", "clientId"}, {"client_id", "clientId"}, {"client_secret", "clientSecret"},
    {"tokenURL", "tokenUrl"}, {"token_url", "tokenUrl"}, {NULL, NULL},
};

const struct table table_oauth2 = TABLE_WITH_STRAYS("oauth2", oauth2_fields, 0, oauth2_strays);

static const char *const relabel_actions[] = {
    "replace",   "Replace",   "keep",      "Keep",      "drop",      "Drop",      "hashmod",   "HashMod",
    "labelmap",  "LabelMap",  "labeldrop", "LabelDrop", "labelkeep", "LabelKeep", "lowercase", "Lowercase",
    "uppercase", "Uppercase", "keepequal", "KeepEqual", "dropequal", "DropEqual", NULL};

static const struct field relabeling_fields[] = {
    {.key = "action", .type = FIELD_STRING, .role = ROLE_RELABEL_ACTION, .values = relabel_actions},
    {.key = "modulus", .type = FIELD_INT, .role = ROLE_RELABEL_MODULUS, .min = 0, .max = INT64_MAX},
    {.key = "regex", .type = FIELD_REGEX, .role = ROLE_RELABEL_REGEX},
    {.key = "replacement", .type = FIELD_STRING, .role = ROLE_RELABEL_REPLACEMENT},
    {.key = "separator", .type = FIELD_STRING, .role = ROLE_RELABEL_SEPARATOR},
    {.key = "sourceLabels", .type = FIELD_LIST, .role = ROLE_RELABEL_SOURCE_LABELS, .item = &item_string},
    {.key = "targetLabel", .type = FIELD_STRING, .role = ROLE_RELABEL_TARGET_LABEL},
};

static const char *const relabeling_strays[][2] = {
    {"source_labels", "sourceLabels"}, {"sourceLabel", "sourceLabels"},
    {"source_label", "sourceLabels"},  {"target_label", "targetLabel"},
    {"targetLabels", "targetLabel"},   {"regexp", "regex"},
    {"value", "replacement"},          {NULL, NULL},
};

static const struct table table_relabeling =
    TABLE_WITH_STRAYS("relabelling rule", relabeling_fields, 0, relabeling_strays);

const struct field item_relabeling = {.type = FIELD_OBJECT, .role = ROLE_RELABELING, .table = &table_relabeling};

const char *const scrape_protocols[] = {"PrometheusProto",     "OpenMetricsText0.0.1", "OpenMetricsText1.0.0",
                                        "PrometheusText0.0.4", "PrometheusText1.0.0",  NULL};

const struct field item_scrape_protocol = {.type = FIELD_STRING, .values = scrape_protocols};

const char *const endpoint_schemes[] = {"http", "https", "HTTP", "HTTPS", NULL};
