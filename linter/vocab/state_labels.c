#include "vocab/state_labels.h"

static const struct {
    const char *metric, *label;
} rows[] = {
    {"certmanager_certificate_ready_status", "condition"},
    {"elasticsearch_cluster_health_status", "color"},
    {"kube_deployment_status_condition", "status"},
    {"kube_horizontalpodautoscaler_status_condition", "status"},
    {"kube_namespace_status_phase", "phase"},
    {"kube_node_status_condition", "status"},
    {"kube_persistentvolume_status_phase", "phase"},
    {"kube_persistentvolumeclaim_status_phase", "phase"},
    {"kube_pod_status_phase", "phase"},
    {"kube_pod_status_ready", "condition"},
    {"kube_pod_status_scheduled", "condition"},
    {"node_systemd_unit_state", "state"},
};

str vocab_state_label(str metric) {
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (str_is(metric, rows[i].metric))
            return str_of(rows[i].label);
    return STR("");
}
