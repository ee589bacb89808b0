/* What cAdvisor counts for each cgroup, so that a sum over all of them counts the same use again.
 *
 * Read on 2026-11-30 from: cAdvisor 0.60 (metrics/prometheus.go) and kubelet 1.36 (pkg/kubelet/server/server.go: the
 * cgroup of a pod gets the pod's labels and an empty container; the sandbox, "POD" with dockershim, is a container
 * too). Network series are of the sandbox alone, file systems of containers and the root: they are not doubled. */
#ifndef MONLINT_VOCAB_CADVISOR_H
#define MONLINT_VOCAB_CADVISOR_H

#include <stdbool.h>

#include "base/str.h"

/* Whether pods, and the slices above them, have a series of their own beside those of their containers. */
bool vocab_cadvisor_is_nested(str metric);

/* Whether a label tells the containers apart from the cgroups around them, and from each other. */
bool vocab_cadvisor_tells_container(str label);

#endif
