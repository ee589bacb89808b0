/* Is an expression that PromQL refuses written in LogQL? */
#ifndef MONLINT_LOGQL_DETECT_H
#define MONLINT_LOGQL_DETECT_H

#include <stdbool.h>

#include "base/str.h"

/* True if the text has what only LogQL has: a line filter or pipeline behind a selector's }, or a range function that
 * only Loki knows (Loki 3.6 grammar; helm-loki.md 5). Strings and comments do not count. */
bool logql_looks_like(str text);

#endif
