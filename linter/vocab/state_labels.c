#include "vocab/state_labels.h"

static const struct {
    str metric, label;
} rows[] = {
    {{"certmanager_certificate_ready_status", 36}, {"condition", 9}},
    {{"elasticsearch_cluster_health_status", 35}, {"color", 5}},
    {{"kube_deployment_status_condition", 32}, {"status", 6}},
    {{"kube_horizontalpodautoscaler_status_condition", 45}, {"status", 6}},
    {{"kube_namespace_status_phase", 27}, {"phase", 5}},
    {{"kube_node_status_condition", 26}, {"status", 6}},
    {{"kube_persistentvolume_status_phase", 34}, {"phase", 5}},
    {{"kube_persistentvolumeclaim_status_phase", 39}, {"phase", 5}},
    {{"kube_pod_status_phase", 21}, {"phase", 5}},
    {{"kube_pod_status_ready", 21}, {"condition", 9}},
    {{"kube_pod_status_scheduled", 25}, {"condition", 9}},
    {{"node_systemd_unit_state", 23}, {"state", 5}},
};

str vocab_state_label(str metric) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (metric.len == rows[i].metric.len && str_equal(metric, rows[i].metric))
            return rows[i].label;
    return STR("");
}
