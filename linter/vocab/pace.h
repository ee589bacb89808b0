/* How fast counters of rare events can rise at most.
 *
 * Read on 2026-11-01 from: kubelet 1.34 (pkg/kubelet/kubelet.go: back-off between restarts of a container begins at 10
 * s and doubles to 5 min), Prometheus 3.14 (tsdb/db.go: blocks are compacted and reloaded once a minute), etcd 3.6
 * (election timeout, 1 s by default), CoreDNS 1.13 (plugin reload: every 30 s), Velero 1.17 (schedules are cron lines,
 * by the minute), Traefik 3.5 (providers are throttled to one reload in 2 s). The bounds are several times what is
 * possible for long. */
#ifndef MONLINT_VOCAB_PACE_H
#define MONLINT_VOCAB_PACE_H

#include <stdbool.h>

#include "base/str.h"

struct vocab_pace {
    str name; /* of the metric; with is_ending, what it ends in */
    bool is_ending;
    double most_a_second; /* of one series, over five minutes and more */
    const char *reason;
};

/* The row of the metric, or NULL. */
const struct vocab_pace *vocab_pace_find(str name);

#endif
