/* A short table; the first row that fits counts, so exact names stand before endings. */
#include "vocab/pace.h"

#include <stddef.h>

#define BACK_OFF "the kubelet waits 10 s before the first restart of a container and up to 5 min before later ones"
#define COMPACTION "blocks are compacted and reloaded once a minute"
#define ELECTION "an election takes at least the election timeout, 1 s by default"
#define RELOAD "configuration is looked at every 30 s"
#define SCHEDULE "a schedule starts at most one backup a minute"
#define THROTTLE "providers are throttled to one reload in 2 s"
#define PROCESS "a process does not start several times a second"

static const struct vocab_pace rows[] = {
    {{"kube_pod_container_status_restarts_total", 40}, false, 0.05, BACK_OFF},
    {{"kube_pod_init_container_status_restarts_total", 45}, false, 0.05, BACK_OFF},
    {{"prometheus_tsdb_compactions_failed_total", 40}, false, 0.1, COMPACTION},
    {{"prometheus_tsdb_reloads_total", 29}, false, 0.1, COMPACTION},
    {{"prometheus_tsdb_reloads_failures_total", 38}, false, 0.1, COMPACTION},
    {{"etcd_server_leader_changes_seen_total", 37}, false, 1, ELECTION},
    {{"coredns_reload_failed_total", 27}, false, 0.1, RELOAD},
    {{"velero_backup_failure_total", 27}, false, 0.1, SCHEDULE},
    {{"velero_backup_attempt_total", 27}, false, 0.1, SCHEDULE},
    {{"traefik_config_reloads_total", 28}, false, 1, THROTTLE},
    {{"_restarts_total", 15}, true, 1, PROCESS},
    {{"_restart_total", 14}, true, 1, PROCESS},
    {{"_restart_count", 14}, true, 1, PROCESS},
    {{"_reboots_total", 14}, true, 1, PROCESS},
};

const struct vocab_pace *vocab_pace_find(str name) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].is_ending ? str_ends_with(name, rows[i].name) : str_equal(name, rows[i].name))
            return &rows[i];
    return NULL;
}
