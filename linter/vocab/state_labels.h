/* Metrics with one series for each state of a thing, of which one is 1 and the others 0: which label names the state.
 *
 * Read on 2026-11-22 from kube-state-metrics 2.20 (internal/store: conditions are exported as true, false and unknown),
 * node_exporter 1.12 (collector/systemd_linux.go), elasticsearch_exporter 1.11 (collector/cluster_health.go),
 * cert-manager 1.21 (pkg/metrics/certificates.go). kube_job_complete and kube_job_failed are not here: they exist only
 * once the job has ended so. */
#ifndef MONLINT_VOCAB_STATE_LABELS_H
#define MONLINT_VOCAB_STATE_LABELS_H

#include "base/str.h"

/* "phase" of kube_pod_status_phase; empty for other metrics. */
str vocab_state_label(str metric);

#endif
