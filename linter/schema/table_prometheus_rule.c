/* Rules: the PrometheusRule of the operator (0.93) and the plain rule file of Prometheus (3.14), both complete.
 * The API server prunes what it does not know, and wants texts where Prometheus takes any scalar; Prometheus refuses
 * the whole file. What Thanos, Mimir and Loki add to a group is known by name. */
#include "schema/tables.h"

static const struct field item_rule_label = {.type = FIELD_TEMPLATE, .role = ROLE_RULE_LABEL};

static const struct field item_group_label = {.type = FIELD_STRING, .role = ROLE_RULE_LABEL};

static const struct field item_rule_annotation = {.type = FIELD_TEMPLATE, .role = ROLE_RULE_ANNOTATION};

static const char *const response_strategies[] = {"abort", "warn", "", NULL};

static const struct field rule_fields[] = {
    {.key = "alert", .type = FIELD_STRING, .role = ROLE_RULE_ALERT, .flags = FIELD_SPOKEN},
    {.key = "annotations", .type = FIELD_MAP, .role = ROLE_RULE_ANNOTATIONS, .item = &item_rule_annotation},
    {.key = "expr", .type = FIELD_PROMQL, .role = ROLE_RULE_EXPR, .flags = FIELD_REQUIRED | FIELD_SPOKEN},
    {.key = "for", .type = FIELD_DURATION, .role = ROLE_RULE_FOR, .flags = FIELD_EMPTY_OK},
    {.key = "keep_firing_for", .type = FIELD_DURATION, .role = ROLE_RULE_KEEP_FIRING_FOR},
    {.key = "labels", .type = FIELD_MAP, .role = ROLE_RULE_LABELS, .item = &item_rule_label},
    {.key = "record", .type = FIELD_STRING, .role = ROLE_RULE_RECORD, .flags = FIELD_SPOKEN},
};

static const char *const rule_strays[][2] = {
    {"annotation", "annotations"},
    {"description", "it stands under annotations"},
    {"evaluation_interval", "interval of the group"},
    {"expression", "expr"},
    {"interval", "it stands beside rules, in the group"},
    {"keepFiringFor", "keep_firing_for"},
    {"keep_firing", "keep_firing_for"},
    {"label", "labels"},
    {"name", "alert or record"},
    {"query", "expr"},
    {"runbook_url", "it stands under annotations"},
    {"severity", "it stands under labels"},
    {"summary", "it stands under annotations"},
    {NULL, NULL},
};

static const struct table table_rule = TABLE_WITH_STRAYS("rule", rule_fields, 0, rule_strays);

static const struct field item_rule = {.type = FIELD_OBJECT, .role = ROLE_RULE, .table = &table_rule};

static const struct field group_fields[] = {
    {.key = "interval", .type = FIELD_DURATION, .role = ROLE_GROUP_INTERVAL, .flags = FIELD_EMPTY_OK},
    {.key = "labels", .type = FIELD_MAP, .role = ROLE_GROUP_LABELS, .item = &item_group_label},
    {.key = "limit", .type = FIELD_INT, .role = ROLE_GROUP_LIMIT},
    {.key = "name", .type = FIELD_STRING, .role = ROLE_GROUP_NAME, .flags = FIELD_SPOKEN},
    {.key = "partial_response_strategy",
     .type = FIELD_STRING,
     .flags = FIELD_IGNORE_CASE,
     .values = response_strategies},
    {.key = "query_offset", .type = FIELD_DURATION, .role = ROLE_GROUP_QUERY_OFFSET, .flags = FIELD_EMPTY_OK},
    {.key = "rules", .type = FIELD_LIST, .role = ROLE_RULES, .flags = FIELD_NONEMPTY, .item = &item_rule},
};

static const char *const group_strays[][2] = {
    {"alert", "it stands in an item of rules"},
    {"annotations", "they stand in an item of rules"},
    {"evaluationInterval", "interval"},
    {"evaluation_interval", "interval"},
    {"expr", "it stands in an item of rules"},
    {"groups", "groups cannot be nested"},
    {"partialResponseStrategy", "partial_response_strategy"},
    {"queryOffset", "query_offset"},
    {"record", "it stands in an item of rules"},
    {"rule", "rules"},
    {NULL, NULL},
};

static const struct table table_group = TABLE_WITH_STRAYS("rule group", group_fields, 0, group_strays);

const struct field item_handed_group = {.type = FIELD_OBJECT, .role = ROLE_GROUP, .table = &table_group};

static const struct field prometheus_rule_spec_fields[] = {
    {.key = "groups",
     .type = FIELD_LIST,
     .role = ROLE_GROUPS,
     .flags = FIELD_KEYED | FIELD_NONEMPTY,
     .item = &item_handed_group,
     .keyed_by = "name"},
};

static const char *const prometheus_rule_spec_strays[][2] = {
    {"group", "groups"},
    {"labels", "they stand under metadata"},
    {"name", "it stands in an item of groups"},
    {"rules", "it stands in an item of groups"},
    {NULL, NULL},
};

static const struct table table_prometheus_rule_spec =
    TABLE_WITH_STRAYS("spec of a PrometheusRule", prometheus_rule_spec_fields, 0, prometheus_rule_spec_strays);

static const struct field prometheus_rule_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec",
     .type = FIELD_OBJECT,
     .role = ROLE_SPEC,
     .flags = FIELD_REQUIRED,
     .table = &table_prometheus_rule_spec},
    {.key = "status", .type = FIELD_ANY},
};

static const char *const prometheus_rule_strays[][2] = {
    {"groups", "it stands under spec"},    {"labels", "they stand under metadata"},
    {"name", "it stands under metadata"},  {"namespace", "it stands under metadata"},
    {"rules", "it stands in spec.groups"}, {NULL, NULL},
};

const struct table table_prometheus_rule =
    TABLE_WITH_STRAYS("PrometheusRule", prometheus_rule_fields, 0, prometheus_rule_strays);

/* What charts write into a PrometheusRule as it is. */
static const struct field handed_rules_fields[] = {
    {.key = "groups",
     .type = FIELD_LIST,
     .role = ROLE_GROUPS,
     .flags = FIELD_KEYED,
     .item = &item_handed_group,
     .keyed_by = "name"},
};

const struct table table_handed_rules = TABLE("rule groups", handed_rules_fields, TABLE_OPEN | TABLE_API_SERVER);

static const struct field file_rule_fields[] = {
    {.key = "alert", .type = FIELD_STRING, .role = ROLE_RULE_ALERT, .flags = FIELD_SPOKEN},
    {.key = "annotations", .type = FIELD_MAP, .role = ROLE_RULE_ANNOTATIONS, .item = &item_rule_annotation},
    {.key = "expr", .type = FIELD_PROMQL, .role = ROLE_RULE_EXPR, .flags = FIELD_REQUIRED | FIELD_SPOKEN},
    {.key = "for", .type = FIELD_DURATION, .role = ROLE_RULE_FOR},
    {.key = "keep_firing_for", .type = FIELD_DURATION, .role = ROLE_RULE_KEEP_FIRING_FOR},
    {.key = "labels", .type = FIELD_MAP, .role = ROLE_RULE_LABELS, .item = &item_rule_label},
    {.key = "record", .type = FIELD_STRING, .role = ROLE_RULE_RECORD, .flags = FIELD_SPOKEN},
};

static const struct table table_file_rule = TABLE_WITH_STRAYS("rule", file_rule_fields, 0, rule_strays);

static const struct field item_file_rule = {.type = FIELD_OBJECT, .role = ROLE_RULE, .table = &table_file_rule};

static const struct field file_group_fields[] = {
    {.key = "align_evaluation_time_on_interval",
     .type = FIELD_BOOL,
     .flags = FIELD_EXTRA,
     .instead = "known to Mimir only"},
    {.key = "evaluation_delay", .type = FIELD_DURATION, .flags = FIELD_EXTRA, .instead = "known to Mimir only"},
    {.key = "interval", .type = FIELD_DURATION, .role = ROLE_GROUP_INTERVAL},
    {.key = "labels", .type = FIELD_MAP, .role = ROLE_GROUP_LABELS, .item = &item_group_label},
    {.key = "limit", .type = FIELD_INT, .role = ROLE_GROUP_LIMIT},
    {.key = "name", .type = FIELD_STRING, .role = ROLE_GROUP_NAME, .flags = FIELD_SPOKEN},
    {.key = "partial_response_strategy",
     .type = FIELD_STRING,
     .flags = FIELD_EXTRA | FIELD_IGNORE_CASE,
     .values = response_strategies,
     .instead = "known to Thanos only"},
    {.key = "query_offset", .type = FIELD_DURATION, .role = ROLE_GROUP_QUERY_OFFSET},
    {.key = "remote_write", .type = FIELD_ANY, .flags = FIELD_EXTRA, .instead = "known to Loki and Cortex only"},
    {.key = "rules", .type = FIELD_LIST, .role = ROLE_RULES, .flags = FIELD_NONEMPTY, .item = &item_file_rule},
    {.key = "source_tenants",
     .type = FIELD_LIST,
     .flags = FIELD_EXTRA,
     .item = &item_string,
     .instead = "known to Mimir only"},
};

static const struct table table_file_group = TABLE_WITH_STRAYS("rule group", file_group_fields, 0, group_strays);

static const struct field item_file_group = {.type = FIELD_OBJECT, .role = ROLE_GROUP, .table = &table_file_group};

/* mimirtool and lokitool name the namespace of a file in its root. */
static const struct field rule_file_fields[] = {
    {.key = "groups",
     .type = FIELD_LIST,
     .role = ROLE_GROUPS,
     .flags = FIELD_KEYED | FIELD_NONEMPTY,
     .item = &item_file_group,
     .keyed_by = "name"},
    {.key = "namespace", .type = FIELD_STRING},
};

static const char *const rule_file_strays[][2] = {
    {"alert", "it stands in groups, in an item of rules"},
    {"group", "groups"},
    {"name", "it stands in an item of groups"},
    {"rules", "it stands in an item of groups"},
    {"spec", "a plain rule file begins with groups"},
    {NULL, NULL},
};

const struct table table_rule_file =
    TABLE_WITH_STRAYS("rule file", rule_file_fields, TABLE_PROMETHEUS, rule_file_strays);
