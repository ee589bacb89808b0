/* Knowing parts of Helm values by their shape. */
#ifndef MONLINT_SCHEMA_SHAPE_H
#define MONLINT_SCHEMA_SHAPE_H

#include "schema/field.h"
#include "yaml/node.h"

/* A chart whose values have a table. */
struct chart {
    const char *name;
    const struct table *table;
    const struct field *root;        /* of a file of its values */
    const struct field *section;     /* under the name of the chart in other values */
    const char *const *fingerprints; /* keys at the root or one below it, NULL-terminated */
    size_t telling;                  /* how many of them, from the first, tell the chart alone */
};

/* All charts, ended by one without a name. */
extern const struct chart charts[];

/* The chart of this name, or NULL. */
const struct chart *chart_find(str name);

/* How much a mapping looks like values of the chart: a key counts 1, one that tells alone 2. */
size_t chart_score(const struct chart *chart, const struct node *mapping);

/* The chart whose values a mapping looks most like, with a score of at least 2, or NULL. */
const struct chart *chart_guess(const struct node *mapping);

/* The row for a member of values that no row of their table takes, or NULL: nothing to see there. */
const struct field *shape_find(const struct node *member);

/* True if a node is a list of rule groups that Prometheus or Loki reads, perhaps faulty ones; false for groups that
 * Grafana manages and for lists of another kind. */
bool shape_is_groups(const struct node *node);

#endif
