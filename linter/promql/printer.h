/* PromQL from a tree, in one canonical form: no comments, single spaces, durations with units, the modifiers in a fixed
 * order. What is printed parses to an equal tree and prints the same again. */
#ifndef MONLINT_PROMQL_PRINTER_H
#define MONLINT_PROMQL_PRINTER_H

#include "base/arena.h"
#include "promql/ast.h"

/* The text of the expression below node, in the arena. */
str promql_print(struct arena *arena, const struct promql_node *node);

/* A number as PromQL reads it back: 5, 0.25, 1e+300, Inf, NaN. */
str promql_print_number(struct arena *arena, double value);

/* Seconds with units where they are whole milliseconds: 1h30m, -5m, 0s; else as a number. */
str promql_print_seconds(struct arena *arena, double seconds);

#endif
