/* Labels that a metric surely does not have, although a plain selector may have any.
 *
 * The scrape, relabelling and external labels may add a label to every metric, so absence from the vocabulary's list
 * proves nothing by itself. It does for labels that name what kube-state-metrics and node_exporter measure (deployment,
 * mountpoint), on metrics of theirs that lack them; for labels that an exporter has renamed long ago; and, where the
 * Prometheus operator writes the scrape configuration, for those of Prometheus' example configuration
 * (kubernetes_namespace). None of it counts where a file of the set writes the label. */
#ifndef MONLINT_PROJECT_LABEL_NAME_H
#define MONLINT_PROJECT_LABEL_NAME_H

#include "project/project.h"
#include "promql/ast.h"

/* What is asked again and again; zeroed at first. */
struct label_names {
    const struct project *project;
    struct map written; /* label -> bool: a file of the set may write it */
    int scrapes;        /* 0: not looked for; 1: monitors make the scrape configuration; 2: others may */
};

/* Cheap: whether the questions below can say yes of it. */
bool label_name_is_telling(str label);

/* Whether no series of the selector has the label. `instead` gets the label to write, or is empty. rule: in which it
 * stands. */
bool label_name_lacks(struct label_names *names, struct arena *arena, const struct rule_fact *rule,
                      const struct promql_node *selector, str label, str *instead);

#endif
