/* Which labels the series of an expression carry, node by node, and what is wrong with the labels that it names.
 *
 * A value is a list of alternatives, since `or` gives series of several origins; every other operator keeps one list.
 * An alternative says of each label whether every series has it, some may, or none can. A plain selector is open: the
 * scrape, the exporter and relabelling may have added anything. Only an aggregation, a matching clause or a function
 * that drops labels closes it. Where bounds are exceeded the answer is "may have": nothing is concluded from it.
 *
 * Facts from Prometheus 3.14, promql/engine.go and functions.go. */
#ifndef MONLINT_PROMQL_LABEL_FLOW_H
#define MONLINT_PROMQL_LABEL_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "promql/promql.h"
#include "text/span.h"

enum label_presence { LABEL_POSSIBLE, LABEL_CERTAIN, LABEL_IMPOSSIBLE };

/* What took a label away. */
enum label_gone {
    LABEL_GONE_BY,        /* not in by (...) */
    LABEL_GONE_WITHOUT,   /* in without (...) */
    LABEL_GONE_AGGREGATE, /* an aggregation without a clause */
    LABEL_GONE_ON,        /* one-to-one match on (...) keeps the named labels only */
    LABEL_GONE_IGNORING,  /* one-to-one match drops the ignored labels */
    LABEL_GONE_INCLUDE,   /* group_left (x) took it from a side without x, which removes it */
    LABEL_GONE_UNMATCHED, /* matched series lack it, since the other operand cannot have it: inner says why */
    LABEL_GONE_ABSENT,    /* absent keeps labels of = matchers only */
    LABEL_GONE_SCALAR,    /* a scalar has no labels */
    LABEL_GONE_VECTOR,    /* vector() has no labels */
    LABEL_GONE_DATE,      /* hour() without argument has no labels */
    LABEL_GONE_MATCHER,   /* label="" */
    LABEL_GONE_FUNCTION,  /* __name__ dropped by a function or operator, le by histogram_quantile */
    LABEL_GONE_REPLACED,  /* label_replace or label_join set it to "" */
    LABEL_GONE_METRIC,    /* other metrics of the exporter have it, this one has not */
    LABEL_GONE_STATIC,    /* a static label of the rule with an empty value */
    LABEL_GONE_RECORD,    /* the recording rule's expression lacks it: inner says why */
};

struct label_reason {
    enum label_gone kind;
    enum label_gone origin;           /* kind of the innermost: what took the label away in the first place */
    span at;                          /* the clause, call, matcher or selector, in the text of the expression */
    str op;                           /* LABEL_GONE_BY, _WITHOUT: the aggregation, "sum" */
    str record;                       /* LABEL_GONE_RECORD: its name */
    const struct label_reason *inner; /* of another operand, or (RECORD) in the text of the recorded expression */
};

/* What is known of one label. */
struct label_fact {
    str name;
    enum label_presence presence;
    bool is_assumed;                        /* certain because every scraped series has it, not because it is asked */
    const struct label_reason *why;         /* impossible */
    const str *values;                      /* those it can have where it is present; NULL: any */
    size_t value_count;                     /* 0: any */
    const struct promql_selector *selector; /* whose matchers of this name the value fulfils; may be NULL */
};

/* One alternative. */
struct label_set {
    const struct label_fact *facts; /* sorted by name */
    size_t len;
    enum label_presence others;            /* of labels without a fact: possible or impossible */
    const struct label_reason *others_why; /* impossible */
    bool is_always;                        /* a series with these very labels is always there */
};

struct label_flow {
    const struct label_set *sets; /* at least one */
    size_t len;
    bool is_single; /* at most one series at a time */
    bool is_always; /* never empty: vector(0), x or vector(0), a scalar */
    bool is_never;  /* always empty: a match that is impossible, matchers that contradict each other */
};

/* ---- Faults ---- */

enum label_clause {
    LABEL_CLAUSE_NONE,
    LABEL_CLAUSE_BY,
    LABEL_CLAUSE_ON,
    LABEL_CLAUSE_IGNORING,
    LABEL_CLAUSE_WITHOUT,
    LABEL_CLAUSE_INCLUDE, /* group_left (...), group_right (...) */
    LABEL_CLAUSE_SOURCE,  /* a source label of label_replace or label_join, a label of sort_by_label */
    LABEL_CLAUSE_MATCHER,
};

enum label_side { LABEL_SIDE_NONE, LABEL_SIDE_LEFT, LABEL_SIDE_RIGHT, LABEL_SIDE_BOTH };

enum label_fault_kind {
    LABEL_FAULT_GONE,            /* the clause names a label that its operand (side) cannot have; why */
    LABEL_FAULT_TWICE,           /* the clause names a label twice; note_at: the first time */
    LABEL_FAULT_REDUNDANT,       /* group_left (x), and both sides are matched on x */
    LABEL_FAULT_OVERWRITTEN,     /* group_left (x), and the many side surely has an x, which is lost: often intended */
    LABEL_FAULT_LABEL_MISMATCH,  /* nothing matches: side surely has the label, the other cannot; why */
    LABEL_FAULT_VALUE_MISMATCH,  /* nothing matches: left and right have no common value */
    LABEL_FAULT_DEAD_OR,         /* the right side of or never shows */
    LABEL_FAULT_UNLESS_ALL,      /* unless removes everything */
    LABEL_FAULT_UNLESS_NOTHING,  /* unless removes nothing, by a mismatch as above (is_value_mismatch) */
    LABEL_FAULT_NEVER_SELECTED,  /* matchers of one selector contradict each other; at: the second */
    LABEL_FAULT_MATCHER_GONE,    /* the matcher needs a label that the recorded name cannot have; why */
    LABEL_FAULT_RECORD_MISMATCH, /* the matcher wants a value that the recorded name cannot have */
    LABEL_FAULT_NO_LE,           /* histogram_quantile of buckets without le; why; name: of the metric */
    LABEL_FAULT_SELF_MATCH,  /* / - % < > of the same series: a ratio of 1, a difference of 0. name: the label of the
                                matcher that only side has (note_at, unless in a record), or empty */
    LABEL_FAULT_SELF_SCALED, /* x{a="b"} > 0.3 * x: each series is compared with a part of itself; as SELF_MATCH */
    LABEL_FAULT_MANY, /* side must have one series for each match, but has (is grouped by, or selects several values of)
                         a label that is not matched on and does not follow from those that are: a danger, not a
                         certainty */
    LABEL_FAULT_NEVER_ABSENT, /* absent() of something that is never empty */
};

struct label_fault {
    enum label_fault_kind kind;
    enum label_clause clause;
    enum label_side side;
    bool is_value_mismatch;         /* LABEL_FAULT_UNLESS_NOTHING */
    const struct promql_node *node; /* aggregation, call, binary or selector */
    str name;
    span at;                        /* the smallest guilty piece: the label, the matcher, the operator */
    span note_at;                   /* start == end: none */
    const struct label_reason *why; /* may be NULL */
    struct label_fact left, right;  /* of a mismatch */
};

/* ---- Run ---- */

struct label_flow_options {
    /* The flow of a recorded name with its static labels, computed before; label_flow_unknown() for one that cannot be
     * computed (a cycle, a broken expression); NULL: no rule of the set records the name. */
    const struct label_flow *(*record)(void *context, str name);
    /* The valid expression of the only rule that records the name, or NULL. Not asked for by anything but
     * LABEL_FAULT_SELF_MATCH; NULL: records are not looked into. */
    const struct promql_expr *(*record_expr)(void *context, str name);
    /* Whether every series of this scraped name still has its target label ("job" or "instance"): no relabelling in the
     * set touches it. NULL: always. */
    bool (*has_target_label)(void *context, str metric, str label);
    void *context;
};

struct label_flows {
    const struct label_flow *nodes; /* by node->index */
    size_t node_count;
    const struct label_fault *faults; /* operands before their operators */
    size_t fault_count;
};

/* Computes the flows of a valid expression (PROMQL_VALID); of any other, no nodes and no faults. options may be NULL.
 * Results live in the arena and refer to the expression, its text and the flows of records. */
struct label_flows label_flow_run(struct arena *arena, const struct promql_expr *expr,
                                  const struct label_flow_options *options);

const struct label_flow *label_flow_root(const struct label_flows *flows);
const struct label_flow *label_flow_of(const struct label_flows *flows, const struct promql_node *node);

/* ---- Flows of records ---- */

/* Open, nothing known. */
const struct label_flow *label_flow_unknown(void);

/* With a static label of the rule: certain with this value, or removed by an empty one. at is the reason's place. */
struct label_flow label_flow_with_static(struct arena *arena, const struct label_flow *flow, str name, str value);

/* The same with several, in this order. */
struct label_static {
    str name, value;
};
struct label_flow label_flow_with_statics(struct arena *arena, const struct label_flow *flow,
                                          const struct label_static *labels, size_t count);

/* Under the name that a rule records it as. */
struct label_flow label_flow_recorded(struct arena *arena, const struct label_flow *flow, str name);

/* Of a name that several rules record. Alternatives beyond a bound are merged into one. */
struct label_flow label_flow_union(struct arena *arena, const struct label_flow *a, const struct label_flow *b);

/* ---- Questions; none allocates ---- */

/* What the alternative says of the label; never fails. */
struct label_fact label_set_fact(const struct label_set *set, str name);
bool label_set_may_have(const struct label_set *set, str name);
bool label_set_surely_has(const struct label_set *set, str name);

/* Some alternative may have the label; a label for which this is false can be on no series. */
bool label_flow_may_have(const struct label_flow *flow, str name);
/* Every alternative may have it. */
bool label_flow_all_may_have(const struct label_flow *flow, str name);
/* Every series has it. */
bool label_flow_surely_has(const struct label_flow *flow, str name);

/* Why an alternative cannot have the label (the first that cannot); NULL when all may. *set, if not NULL, gets its
 * number. */
const struct label_reason *label_flow_why_not(const struct label_flow *flow, str name, size_t *set);

/* The one value that every series has in this label. */
bool label_flow_value(const struct label_flow *flow, str name, str *value);

/* Some alternative may have labels that nothing names. */
bool label_flow_is_open(const struct label_flow *flow);

/* No alternative can have a label (other than __name__). */
bool label_flow_is_bare(const struct label_flow *flow);

/* An aggregation that makes outer of inner may put several series into one: inner may have a label, of more than one
 * value, that outer has not. */
bool label_flow_may_merge(const struct label_flow *inner, const struct label_flow *outer);

/* ---- Text ---- */

/* "removed by sum by (job)": the clause as written in text, the expression's; a record is called by its name. */
str label_reason_describe(struct arena *arena, const struct label_reason *why, str text);

/* One line: "job, instance surely; le perhaps; others perhaps; pod removed by ...". */
str label_set_describe(struct arena *arena, const struct label_set *set, str text);

/* A line for each alternative and one for "never empty" and the like. */
str label_flow_describe(struct arena *arena, const struct label_flow *flow, str text);

#endif
