/* HorizontalPodAutoscaler, as far as rules ask: what it scales, and how far. */
#include "schema/tables.h"

static const struct field target_fields[] = {
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_AUTOSCALER_TARGET_KIND},
    {.key = "name", .type = FIELD_STRING, .role = ROLE_AUTOSCALER_TARGET_NAME},
};

static const struct table table_target = TABLE("scaleTargetRef", target_fields, TABLE_OPEN);

static const struct field spec_fields[] = {
    {.key = "maxReplicas", .type = FIELD_INT, .role = ROLE_AUTOSCALER_MOST},
    {.key = "scaleTargetRef", .type = FIELD_OBJECT, .role = ROLE_AUTOSCALER_TARGET, .table = &table_target},
};

static const struct table table_spec = TABLE("spec of an autoscaler", spec_fields, TABLE_OPEN);

static const struct field autoscaler_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec", .type = FIELD_OBJECT, .role = ROLE_SPEC, .table = &table_spec},
};

const struct table table_autoscaler = TABLE("HorizontalPodAutoscaler", autoscaler_fields, TABLE_OPEN);
