/* Limits that are exposed as 0 where none is set, so that a quotient by them is +Inf.
 *
 * Read on 2026-11-30 from: cAdvisor 0.60 (metrics/prometheus.go: specMemoryValue gives 0 for "no limit";
 * container_threads_max: "infinity if value is zero"), Prometheus 3.14 (docs/feature_flags.md, extra scrape metrics;
 * scrape/metrics.go; tsdb/db.go: 0 means disabled), redis_exporter 1.80 (INFO maxmemory, 0 by default), PgBouncer
 * 1.25 (SHOW DATABASES: max_db_connections, 0 is unlimited), Mimir 3.0 (its mixin asks for limits above 0), Ceph 20
 * (a pool without quota has 0), Go 1.25 database/sql (MaxOpenConnections: 0 is unlimited). */
#ifndef MONLINT_VOCAB_LIMITS_H
#define MONLINT_VOCAB_LIMITS_H

#include <stdbool.h>

#include "base/str.h"

struct vocab_limit {
    str name;           /* of the metric */
    bool of_containers; /* each container has its own: a workload tells whether it is set */
    const char *unset;  /* "0 where ..." */
};

/* The row of the metric, or NULL. */
const struct vocab_limit *vocab_limit_find(str name);

#endif
