/* The name that was probably meant. */
#ifndef MONLINT_PROMQL_SUGGEST_H
#define MONLINT_PROMQL_SUGGEST_H

#include <stddef.h>

#include "base/str.h"

/* Letters inserted, removed, replaced or swapped with their neighbour to turn one name into the other, letters compared
 * without case; limit + 1 when it takes more than limit, or a name is longer than 64 bytes. */
size_t promql_distance(str a, str b, size_t limit);

/* The function or aggregation nearest to the name, at most a third of its letters away; empty when none is. */
str promql_nearest_function(str name);

#endif
