/* The unit of each part of an expression, where units disagree, and where counters and gauges are taken for each other.
 *
 * Built on the value flow of the same expression, whose arrays it reads. Results live in the arena. */
#ifndef MONLINT_PROMQL_UNIT_FLOW_H
#define MONLINT_PROMQL_UNIT_FLOW_H

#include "promql/unit_flow_unit.h"
#include "promql/value_flow.h"
#include "promql/value_flow_threshold.h"

/* Two operands that are added, subtracted or compared although their units differ. */
struct unit_fault {
    const struct promql_node *node;
    enum unit_clash clash;
    struct unit left, right; /* left.at and right.at are where they were read */
};

struct unit_flow {
    const struct value_flow *values;
    const struct unit *units; /* by node->index; NULL when the expression is not valid */
    const struct unit_fault *faults;
    size_t fault_count;
};

struct unit_flow unit_flow(struct arena *arena, const struct value_flow *values);

struct unit unit_flow_at(const struct unit_flow *flow, const struct promql_node *node);

/* What a threshold looks like beside the unit of what it is compared with. */
enum scale_slip {
    SCALE_SLIP_NONE,
    SCALE_SLIP_PERCENT_OF_RATIO, /* a ratio of at most 1 compared with 2 to 100 */
    SCALE_SLIP_RATIO_OF_PERCENT, /* a percentage compared with a number between 0 and 1 */
    SCALE_SLIP_RATIO_OF_AMOUNT,  /* an amount (bytes, bytes per second) compared with a number between 0 and 1 */
};

enum scale_certainty {
    SCALE_POSSIBLE, /* things divided by each other of which neither is called a whole; a percentage below a half */
    SCALE_LIKELY,   /* the units say so */
    SCALE_PROVEN,   /* the range of the compared side says so */
};

struct scale_doubt {
    enum scale_slip slip;
    enum scale_certainty certainty;
    struct unit unit; /* of the compared side */
};

struct scale_doubt unit_scale_doubt(const struct unit_flow *flow, const struct value_comparison *comparison);

enum kind_fault_kind {
    KIND_RAW_COUNTER,      /* a counter's total decides a comparison */
    KIND_RATE_OF_GAUGE,    /* rate(), irate(), increase(), resets() of what goes up and down */
    KIND_DELTA_OF_COUNTER, /* delta(), idelta(), deriv(), predict_linear() of a counter */
};

/* How a raw counter comes into the comparison. */
enum counter_use {
    COUNTER_DIRECT,     /* with a number, or with something that is no counter */
    COUNTER_DIFFERENCE, /* minus another counter, or compared with one */
    COUNTER_RATIO,      /* divided by another counter: since the start of the process */
};

struct kind_fault {
    enum kind_fault_kind kind;
    enum counter_use use;              /* KIND_RAW_COUNTER */
    const struct metric_facts *metric; /* with the evidence */
    const struct promql_node *selector;
    const struct promql_node *where; /* the comparison, or the call */
};

struct kind_faults {
    const struct kind_fault *items;
    size_t len;
};

/* Silent about a name that alone says counter where it may be a total amount (used / total, total > 0), a counter that
 * is compared with itself at another time, whose presence alone is asked ("> 0", "== 0" or
 * "!= 0" behind "and" or "unless"; pint's exceptions absent, count, changes, resets, timestamp and their like), and
 * about recorded names of unknown kind. */
struct kind_faults unit_kind_faults(struct arena *arena, const struct value_flow *values);

#endif
