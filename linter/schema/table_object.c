/* Kinds of which only the name and the metadata are looked at, and the ConfigMap, whose texts may be documents of ours.
 */
#include "schema/tables.h"

static const struct field object_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
};

const struct table table_object = TABLE("object", object_fields, TABLE_OPEN);

static const struct field item_data = {.type = FIELD_MAYBE_YAML};

static const struct field config_map_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "data", .type = FIELD_MAP, .role = ROLE_CONFIG_MAP_DATA, .item = &item_data},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
};

const struct table table_config_map = TABLE("ConfigMap", config_map_fields, TABLE_OPEN);
