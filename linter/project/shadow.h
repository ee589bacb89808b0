/* Records that take the name of a metric.
 *
 * Prometheus 3.14: a recorded series lies beside the scraped ones of its name. A rule that reads the name it writes
 * reads its own last result too, and everybody who sums the metric counts it twice. */
#ifndef MONLINT_PROJECT_SHADOW_H
#define MONLINT_PROJECT_SHADOW_H

#include "project/project.h"
#include "vocab/metrics.h"

/* What a record's name stands for already: exactly one of the two. */
struct shadow {
    const struct promql_node *own;     /* a selector of its own expression */
    const struct vocab_metric *metric; /* of an exporter, in the tables of linter/vocab */
};

/* False for an alert, for a name with a colon, which no metric has, and for one that is free. A metric that newer
 * versions of its exporter dropped is free to be recorded again: so dashboards for the old name are kept alive. */
bool record_shadows(const struct rule_view *view, struct shadow *shadow);

#endif
