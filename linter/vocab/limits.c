#include "vocab/limits.h"

#include <stddef.h>

#define CONTAINER "for a container without a memory limit"
#define DATABASE "where max_db_connections is not set"
#define GO_POOL "where the pool has no bound, as by default"
#define INSTANCE "where the limit is switched off"
#define QUOTA "for a pool without a quota"
#define REDIS "where maxmemory is not set, as by default"

static const struct vocab_limit rows[] = {
    {{"container_spec_memory_limit_bytes", 33}, true, CONTAINER},
    {{"container_spec_memory_swap_limit_bytes", 38}, true, CONTAINER},
    {{"container_spec_memory_reservation_limit_bytes", 45}, true, CONTAINER},
    {{"container_threads_max", 21}, false, "for a container without a limit of threads"},
    {{"redis_memory_max_bytes", 22}, false, REDIS},
    {{"redis_config_maxmemory", 22}, false, REDIS},
    {{"scrape_sample_limit", 19}, false, "for a job without sample_limit"},
    {{"prometheus_target_scrape_pool_target_limit", 42}, false, "for a job without target_limit"},
    {{"prometheus_tsdb_retention_limit_bytes", 37}, false, "where retention has no size"},
    {{"pgbouncer_databases_max_connections", 35}, false, DATABASE},
    {{"cortex_ingester_instance_limits", 31}, false, INSTANCE},
    {{"cortex_distributor_instance_limits", 34}, false, INSTANCE},
    {{"ceph_pool_quota_bytes", 21}, false, QUOTA},
    {{"ceph_pool_quota_objects", 23}, false, QUOTA},
    {{"go_sql_max_open_connections", 27}, false, GO_POOL},
    {{"go_sql_stats_connections_max_open", 33}, false, GO_POOL},
};

const struct vocab_limit *vocab_limit_find(str name) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (name.len == rows[i].name.len && str_equal(name, rows[i].name))
            return &rows[i];
    return NULL;
}
