/* Values of bound leaves, as their reader takes them. */
#ifndef MONLINT_SCHEMA_VALUE_H
#define MONLINT_SCHEMA_VALUE_H

#include <stdbool.h>
#include <stdint.h>

#include "yaml/node.h"

/* Nanoseconds of a duration, in the notation of the node's row: Prometheus' or Go's. False for NULL, for what does not
 * parse, and for an empty string. A bare integer where Go's notation is read from YAML counts nanoseconds (yaml.v2,
 * Promtail 3.6); elsewhere only 0 parses. */
bool node_duration(const struct node *node, int64_t *ns);

/* An integer written as YAML 1.2 or with an integral float spelling (1e+06), as Go's YAML readers take it. */
bool node_integer(const struct node *node, int64_t *value);

/* "true" or "false" of a plain scalar; false for anything else. */
bool node_boolean(const struct node *node, bool *value);

#endif
