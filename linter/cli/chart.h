/* What the folders around a file say of Helm charts. Only Chart.yaml is opened for it, and only for its name. */
#ifndef MONLINT_CLI_CHART_H
#define MONLINT_CLI_CHART_H

#include "base/arena.h"
#include "base/map.h"
#include "schema/resource.h"

/* Remembers folders, so that each is asked once. */
struct charts {
    struct arena *arena;
    struct map by_folder;
};

/* The hint for a file of this absolute path, printed as `path`. The chart's name lives in the arena; it is "" if
 * Chart.yaml has none. */
struct file_hint chart_hint(struct charts *charts, str absolute, str path);

/* The value of a top-level `name:` line, quotes and comment taken off; empty if there is none. */
str chart_name(str chart_yaml);

#endif
