/* The types of a whole expression. Inside the module only. */
#ifndef MONLINT_PROMQL_TYPES_H
#define MONLINT_PROMQL_TYPES_H

#include "promql/parser.h"

/* Finds the first error that Prometheus 3.14 finds once the syntax is right. */
void promql_check_types(struct promql_parser *parser, const struct promql_node *root);

#endif
