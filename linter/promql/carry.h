/* Whether the values of an operand go on in what stands around it.
 *
 * For rules that follow one value upwards: an infinity, a NaN, a quantile. What combines it with other samples
 * (aggregations, operators between two vectors, comparisons) is left to them. */
#ifndef MONLINT_PROMQL_CARRY_H
#define MONLINT_PROMQL_CARRY_H

#include "promql/value_flow.h"

struct promql_carry {
    bool carries; /* each sample of the parent is one of the operand, or one of its samples over time, but for: */
    bool turned;  /* the larger becomes the smaller */
    bool shifted; /* a number is added, so that 0 does not stay 0 */
};

/* How the parent carries the values of node, which has one. Parentheses, ranges, signs, arithmetic with numbers,
 * functions that round, sort or label, and those over time that pick or average. Of a multiplication with 0, and of
 * the division of a number by node, nothing is carried. */
struct promql_carry promql_carried(const struct value_flow *values, const struct promql_node *node);

#endif
