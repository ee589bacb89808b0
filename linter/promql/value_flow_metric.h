/* What a selector's metric is: its kind, the values it can have and their unit.
 *
 * The vocabulary decides; where it does not know the name, the name's own words do, with less evidence; where a rule
 * records the name, the caller's flow of that rule does. */
#ifndef MONLINT_PROMQL_VALUE_FLOW_METRIC_H
#define MONLINT_PROMQL_VALUE_FLOW_METRIC_H

#include "promql/ast.h"
#include "promql/unit_flow_unit.h"
#include "promql/value_flow_range.h"
#include "vocab/metrics.h"

enum metric_kind {
    METRIC_UNKNOWN,
    METRIC_COUNTER,
    METRIC_GAUGE,    /* info and state metrics too */
    METRIC_BUCKET,   /* cumulative counters of a histogram or summary */
    METRIC_SUM,      /* */
    METRIC_COUNT,    /* */
    METRIC_QUANTILE, /* a summary's values with a label "quantile" */
    METRIC_NATIVE_HISTOGRAM,
};

/* What a recorded name holds, as found by the flow of its rule; kind is that of what it records. */
struct value_source {
    struct value_range range;
    struct unit unit;
    enum metric_kind kind;
};

struct metric_facts {
    str name; /* empty: the selector fixes none */
    span at;  /* of the name, or of the whole selector */
    enum metric_kind kind;
    enum flow_evidence kind_evidence;
    struct value_range range;
    struct unit unit;     /* of the series' values */
    struct unit observed; /* of what a histogram or summary observes; else as unit */
    bool is_cpu;          /* seconds of processors: rate() gives cores */
    bool is_busy_time;    /* one resource of the system is busy: rate() is at most 1 for each series */
    bool is_recorded;
    struct vocab_metrics rows; /* of the vocabulary; none for a name that is recorded */
};

struct value_options {
    /* Whether a rule records this name, and what it holds. NULL: no rule does. */
    bool (*record)(void *context, const struct promql_node *selector, str name, struct value_source *source);
    void *context;
};

struct metric_facts metric_facts_of(const struct promql_node *selector, const struct value_options *options);

/* Whether it only grows: counters and the parts of histograms. */
bool metric_kind_is_cumulative(enum metric_kind kind);

#endif
