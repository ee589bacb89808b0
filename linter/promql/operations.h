/* What an expression does, in the words that recorded names use: which operators and functions, over which windows,
 * with which quantiles. What it reads under recorded names counts as done by it. */
#ifndef MONLINT_PROMQL_OPERATIONS_H
#define MONLINT_PROMQL_OPERATIONS_H

#include "base/arena.h"
#include "promql/promql.h"
#include "promql/record_name.h"

struct operations {
    unsigned done;          /* mask of enum record_operation: by aggregations and functions */
    unsigned read;          /* the same, by the words of the names that are read */
    const int64_t *windows; /* ranges, subqueries and offsets, and those in names; ms */
    size_t window_count;
    const double *quantiles; /* of histogram_quantile, quantile, quantile_over_time and of quantile="0.99" */
    size_t quantile_count;
    bool windows_open;   /* some window is computed */
    bool quantiles_open; /* some quantile is computed, or matched otherwise than by = */
    bool calculates;     /* + - * / % ^ between two values */
    bool divides;
    bool adds;
    const struct promql_node *aggregation;  /* promql_outermost_aggregation() */
    const struct promql_node *rate, *total; /* a call of rate or irate, and a selector of a counter; NULL: none */
};

/* Of a valid expression. */
struct operations operations_of(struct arena *arena, const struct promql_expr *expr);

/* Whether a valid expression reads some series. */
bool promql_selects(const struct promql_expr *expr);

/* The outermost aggregation; NULL: none, or two values are combined above it. */
const struct promql_node *promql_outermost_aggregation(const struct promql_expr *expr);

bool operations_have_window(const struct operations *operations, int64_t ms);
bool operations_have_quantile(const struct operations *operations, double quantile);

#endif
