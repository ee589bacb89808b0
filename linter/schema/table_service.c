/* The core Service, as far as rules ask; the API server knows the rest. */
#include "schema/tables.h"

static const char *const service_types[] = {"ClusterIP", "NodePort", "LoadBalancer", "ExternalName", NULL};

static const char *const protocols[] = {"TCP", "UDP", "SCTP", NULL};

static const struct field service_port_fields[] = {
    {.key = "name", .type = FIELD_STRING, .role = ROLE_SERVICE_PORT_NAME, .flags = FIELD_SPOKEN},
    {.key = "nodePort", .type = FIELD_INT},
    {.key = "port",
     .type = FIELD_INT,
     .role = ROLE_SERVICE_PORT_NUMBER,
     .flags = FIELD_REQUIRED,
     .min = 1,
     .max = 65535},
    {.key = "protocol", .type = FIELD_STRING, .values = protocols},
    {.key = "targetPort", .type = FIELD_INT_OR_STRING, .role = ROLE_SERVICE_PORT_TARGET},
};

static const struct table table_service_port = TABLE("port of a Service", service_port_fields, TABLE_OPEN);

static const struct field item_port = {.type = FIELD_OBJECT, .role = ROLE_SERVICE_PORT, .table = &table_service_port};

static const struct field service_spec_fields[] = {
    {.key = "clusterIP", .type = FIELD_STRING, .role = ROLE_SERVICE_CLUSTER_IP},
    {.key = "externalName", .type = FIELD_STRING},
    {.key = "ports", .type = FIELD_LIST, .role = ROLE_SERVICE_PORTS, .item = &item_port},
    {.key = "selector", .type = FIELD_MAP, .role = ROLE_SERVICE_SELECTOR, .item = &item_string},
    {.key = "type", .type = FIELD_STRING, .role = ROLE_SERVICE_TYPE, .values = service_types},
};

static const struct table table_service_spec = TABLE("spec of a Service", service_spec_fields, TABLE_OPEN);

static const struct field service_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec", .type = FIELD_OBJECT, .role = ROLE_SPEC, .table = &table_service_spec},
};

const struct table table_service = TABLE("Service", service_fields, TABLE_OPEN);
