/* What the pods of the set can use at most: limits of containers, volumes, replicas of autoscalers.
 *
 * A selector is tied to a workload by the names that it asks for: the container, else the pod, else (of an
 * application's own metrics) the job. A workload of the set answers with its containers and with the names that its
 * controller gives to pods (Kubernetes 1.34: NAME-HASH-ID of a Deployment, NAME-0 of a StatefulSet, NAME-ID of a
 * DaemonSet or Job); a chart's values answer for the part of that name. All variants count: the answer is the largest
 * limit of any, and none where one of them has no limit or where it is hidden. */
#ifndef MONLINT_PROJECT_ALLOWANCE_H
#define MONLINT_PROJECT_ALLOWANCE_H

#include "project/project.h"
#include "promql/ast.h"

enum allowance_kind { ALLOWANCE_CPU, ALLOWANCE_MEMORY };

struct allowance {
    bool is_known;
    double limit;             /* cores or bytes: the largest of any variant */
    double most;              /* what one series can reach: more than the limit where other containers may count in */
    struct text_fact written; /* that limit, or the first of those it is made of */
    size_t parts;             /* of how many it is made */
};

/* For the series of one selector of an expression of the rule; `is_sum` where the series of a pod are added up. */
struct allowance allowance_of(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                              const struct promql_node *selector, enum allowance_kind kind, bool is_sum);

/* Whether the set has containers of this name, all of them with a memory limit; false as well where there are too many
 * to look at them. */
bool allowance_limits_all(const struct project *project, struct arena *arena, str container);

/* The setting that leaves the claims that a selector asks for (persistentvolumeclaim) without a volume: persistence of
 * the chart of that name is off in all values of the set, and nothing else of the set makes such a claim. text.ptr
 * NULL: not known. */
struct text_fact allowance_no_volume(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                                     const struct promql_node *selector);

/* The most replicas that the autoscalers allow for what a selector pins (kube-state-metrics' names). `limit` is that
 * number, `most` is more where a rollout may exceed it for a while. */
struct allowance allowance_of_replicas(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                                       const struct promql_node *selector);

/* For the index. */
const struct allowances *allowance_index(const struct project *project);

#endif
