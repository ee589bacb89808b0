/* An expression as monlint sees it, for --explain-expr: a line for each part, the outer before the inner. */
#ifndef MONLINT_CLI_EXPLAIN_EXPR_H
#define MONLINT_CLI_EXPLAIN_EXPR_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"
#include "report/stream.h"

/* Writes a table: the part's text, indented by its depth, its type, the values its samples can have, their unit and
 * their labels ("pod?": perhaps; "any others": not closed by an aggregation). "-" stands for nothing known.
 * False when Prometheus would refuse the expression, or it is too long for us: *error is why, and nothing is written.
 */
bool explain_expr(struct stream *stream, struct arena *arena, str text, str *error);

#endif
