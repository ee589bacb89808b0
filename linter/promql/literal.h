/* The values of literals. Inside the module only. */
#ifndef MONLINT_PROMQL_LITERAL_H
#define MONLINT_PROMQL_LITERAL_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum literal_result { LITERAL_FINE, LITERAL_SYNTAX, LITERAL_RANGE };

/* A number as Go reads it: an integer with base prefix and underscores, else a float (strconv.ParseInt base 0, then
 * ParseFloat). */
enum literal_result promql_number_value(struct arena *arena, str text, double *value);

/* 1h30m in seconds. False with the words of Prometheus (common/model.ParseDuration) in *error. */
bool promql_duration_value(struct arena *arena, str text, double *seconds, str *error);

/* The value of a string token, quotes included in token: a view of it when nothing is escaped. */
str promql_string_value(struct arena *arena, str token);

#endif
