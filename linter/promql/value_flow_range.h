/* The set of values that the samples of a result can have, as an interval, and how PromQL's operators move it.
 *
 * An interval is always an upper bound of what can happen: where PromQL may do more than we can follow, it is the whole
 * line and not "known". Ends never are NaN and low <= high holds; NaN has a flag of its own. An infinite end that is
 * open stands for "no bound"; a closed one says that the infinity itself can come out, as from a division by zero. */
#ifndef MONLINT_PROMQL_VALUE_FLOW_RANGE_H
#define MONLINT_PROMQL_VALUE_FLOW_RANGE_H

#include <stdbool.h>

#include "promql/ast.h"

struct value_range {
    double low, high;
    bool low_open, high_open; /* the end itself is not reached */
    bool known;               /* at least one end is a bound */
    bool integer;             /* all values are whole numbers */
    bool may_be_nan;
    bool constant; /* every sample has the value low */
    bool empty;    /* there can be no sample; the ends are those of the filter's input */
    bool from_now; /* the ends count from the time of evaluation, as those of time() do */
};

/* Nothing is known. */
struct value_range value_range_any(void);

/* Both ends are reached, unless infinite. */
struct value_range value_range_between(double low, double high);

/* Of a literal; NaN gives a range that is not known. */
struct value_range value_range_of(double value);

/* Whole numbers from low on. */
struct value_range value_range_count(double low);

/* Sets known and constant by the ends. */
struct value_range value_range_settled(struct value_range range);

/* The values of either. */
struct value_range value_range_union(struct value_range a, struct value_range b);

/* Arithmetic, comparisons with bool (0 or 1); not for filters and set operators. */
struct value_range value_range_arithmetic(enum promql_operator op, struct value_range a, struct value_range b);

struct value_range value_range_negated(struct value_range a);

/* What a filter "a OP limit" lets through; empty when that is nothing. */
struct value_range value_range_narrowed(struct value_range a, enum promql_operator op, double limit);

/* Whether no value, or every value (NaN would be dropped, so there must be none), passes "a OP b". */
bool value_range_never(struct value_range a, enum promql_operator op, struct value_range b);
bool value_range_always(struct value_range a, enum promql_operator op, struct value_range b);

/* Through a function that never falls; its result for an end outside of its domain may be NaN, which gives no bound. */
struct value_range value_range_mapped(struct value_range a, double (*rising)(double));

bool value_range_contains(struct value_range a, double value);

/* As if left and right were swapped: < becomes >. */
enum promql_operator value_operator_mirrored(enum promql_operator op);

#endif
