/* Pods and what makes them, as far as rules ask: names, labels, ports, limits. A Pod holds its spec itself, a CronJob
 * holds a Job that holds the template, the others hold the template. */
#include "schema/tables.h"

static const struct field limits_fields[] = {
    {.key = "cpu", .type = FIELD_QUANTITY, .role = ROLE_CPU_LIMIT},
    {.key = "memory", .type = FIELD_QUANTITY, .role = ROLE_MEMORY_LIMIT},
};

static const struct table table_limits = TABLE("limits", limits_fields, TABLE_OPEN);

static const struct field resources_fields[] = {
    {.key = "limits", .type = FIELD_OBJECT, .role = ROLE_RESOURCE_LIMITS, .table = &table_limits},
};

const struct table table_resources = TABLE("resources", resources_fields, TABLE_OPEN);

static const struct field container_port_fields[] = {
    {.key = "containerPort",
     .type = FIELD_INT,
     .role = ROLE_CONTAINER_PORT_NUMBER,
     .flags = FIELD_REQUIRED,
     .min = 1,
     .max = 65535},
    {.key = "name", .type = FIELD_STRING, .role = ROLE_CONTAINER_PORT_NAME, .flags = FIELD_SPOKEN},
};

static const struct table table_container_port = TABLE("port of a container", container_port_fields, TABLE_OPEN);

static const struct field item_port = {
    .type = FIELD_OBJECT, .role = ROLE_CONTAINER_PORT, .table = &table_container_port};

static const struct field container_fields[] = {
    {.key = "image", .type = FIELD_STRING, .role = ROLE_CONTAINER_IMAGE},
    {.key = "name", .type = FIELD_STRING, .role = ROLE_CONTAINER_NAME},
    {.key = "ports", .type = FIELD_LIST, .item = &item_port},
    {.key = "resources", .type = FIELD_OBJECT, .role = ROLE_RESOURCES, .table = &table_resources},
};

static const struct table table_container = TABLE("container", container_fields, TABLE_OPEN);

static const struct field item_container = {.type = FIELD_OBJECT, .role = ROLE_CONTAINER, .table = &table_container};

static const struct field pod_spec_fields[] = {
    {.key = "containers", .type = FIELD_LIST, .role = ROLE_CONTAINERS, .item = &item_container},
    {.key = "initContainers", .type = FIELD_LIST, .role = ROLE_CONTAINERS, .item = &item_container},
};

static const struct table table_pod_spec = TABLE("spec of a pod", pod_spec_fields, TABLE_OPEN);

static const struct field pod_template_fields[] = {
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec", .type = FIELD_OBJECT, .role = ROLE_POD_SPEC, .table = &table_pod_spec},
};

static const struct table table_pod_template = TABLE("pod template", pod_template_fields, TABLE_OPEN);

static const struct field workload_spec_fields[] = {
    {.key = "replicas", .type = FIELD_INT, .role = ROLE_WORKLOAD_REPLICAS},
    {.key = "selector", .type = FIELD_OBJECT, .role = ROLE_SELECTOR, .table = &table_label_selector},
    {.key = "template", .type = FIELD_OBJECT, .role = ROLE_POD_TEMPLATE, .table = &table_pod_template},
    {.key = "volumeClaimTemplates", .type = FIELD_ANY, .role = ROLE_CLAIM_TEMPLATES},
};

static const struct table table_workload_spec = TABLE("spec of a workload", workload_spec_fields, TABLE_OPEN);

static const struct field job_template_fields[] = {
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec", .type = FIELD_OBJECT, .role = ROLE_SPEC, .table = &table_workload_spec},
};

static const struct table table_job_template = TABLE("job template", job_template_fields, TABLE_OPEN);

static const struct field cron_job_spec_fields[] = {
    {.key = "jobTemplate", .type = FIELD_OBJECT, .role = ROLE_JOB_TEMPLATE, .table = &table_job_template},
};

static const struct table table_cron_job_spec = TABLE("spec of a CronJob", cron_job_spec_fields, TABLE_OPEN);

static const struct field workload_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec", .type = FIELD_OBJECT, .role = ROLE_SPEC, .table = &table_workload_spec},
};

const struct table table_workload = TABLE("workload", workload_fields, TABLE_OPEN);

static const struct field cron_job_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec", .type = FIELD_OBJECT, .role = ROLE_SPEC, .table = &table_cron_job_spec},
};

const struct table table_cron_job = TABLE("CronJob", cron_job_fields, TABLE_OPEN);

static const struct field pod_fields[] = {
    {.key = "apiVersion", .type = FIELD_STRING, .role = ROLE_API_VERSION, .flags = FIELD_REQUIRED},
    {.key = "kind", .type = FIELD_STRING, .role = ROLE_KIND},
    {.key = "metadata", .type = FIELD_OBJECT, .role = ROLE_METADATA, .table = &table_metadata},
    {.key = "spec", .type = FIELD_OBJECT, .role = ROLE_POD_SPEC, .table = &table_pod_spec},
};

const struct table table_pod = TABLE("Pod", pod_fields, TABLE_OPEN);
