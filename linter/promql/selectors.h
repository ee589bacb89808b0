/* Small questions about the selectors of an expression. */
#ifndef MONLINT_PROMQL_SELECTORS_H
#define MONLINT_PROMQL_SELECTORS_H

#include "base/arena.h"
#include "promql/ast.h"

/* The metric that a selector reads, before the braces or as __name__="…"; empty when it is not one. */
str promql_selector_metric(const struct promql_node *selector);

/* Where that name stands. */
span promql_selector_metric_at(const struct promql_node *selector);

/* The first matcher on a label, or NULL. */
const struct promql_matcher *promql_selector_matcher(const struct promql_node *selector, str label);

/* The value that = pins the label to, or the empty view. */
str promql_selector_pins(const struct promql_node *selector, str label);

/* The values that a matcher asks for (= and =~) or excludes (!= and !~), where it is one text or a pattern for at most
 * `most` of them, at most PROMQL_PATTERN_TEXTS; else 0. */
size_t promql_matcher_texts(const struct promql_matcher *matcher, size_t most, const str **texts);

/* The call that the node is an argument of, parentheses apart, or NULL. */
const struct promql_node *promql_caller(const struct promql_node *node);

/* How far back from the evaluation a selector or matrix reads, in seconds: its range, its offset, and those of the
 * subqueries around it. False when @ or step() and range() hide it. */
bool promql_lookback(const struct promql_node *node, double *seconds);

/* The number that a node is, through parentheses and signs; false when it is none. */
bool promql_number(const struct promql_node *node, double *value);

#endif
