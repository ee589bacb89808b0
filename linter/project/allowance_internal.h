/* Shared by the files of allowance.h. */
#ifndef MONLINT_PROJECT_ALLOWANCE_INTERNAL_H
#define MONLINT_PROJECT_ALLOWANCE_INTERNAL_H

#include "project/allowance.h"

/* One thing under one name; a list holds all of that name in file order. */
struct allowance_entry {
    const struct workload_fact *workload;
    const struct container_fact *container; /* of the workload; NULL: all of them */
    const struct component_fact *component;
    bool is_default; /* of a chart that the files do not deploy: others set what they like */
    const struct autoscaler_fact *autoscaler;
    const struct values_fact *values;
};

struct allowance_list {
    VEC(struct allowance_entry) entries;
};

/* What a name is filed as. */
enum allowance_key {
    ALLOWANCE_KEY_CONTAINER = 'c', /* containers */
    ALLOWANCE_KEY_WORKLOAD = 'w',  /* workloads by their names and by what stands in front of each hyphen in it */
    ALLOWANCE_KEY_COMPONENT = 'v', /* limits of parts of charts */
    ALLOWANCE_KEY_VOLUME = 'p',    /* persistence of parts of charts, by the part and by the charts around it */
    ALLOWANCE_KEY_SCALING = 'a',   /* autoscaling of parts of charts */
    ALLOWANCE_KEY_SECTION = 'n',   /* sections of charts in values, by the chart and by the key */
    ALLOWANCE_KEY_FAMILY = 'f',    /* files of values by path_family() */
    ALLOWANCE_KEY_AUTOSCALER = 'h',
    ALLOWANCE_KEY_SCALED = 's', /* autoscalers by "Deployment/name" */
};

struct allowances {
    struct map charts;                      /* folders with a Chart.yaml */
    struct map names;                       /* key byte and name -> struct allowance_list */
    VEC(const struct object_fact *) claims; /* PersistentVolumeClaims */
    VEC(const struct workload_fact *) sets; /* that have claim templates */
    bool resizes;                           /* a VerticalPodAutoscaler may set other limits */
    size_t *looks_left;                     /* entries that may still be looked at in this run */
};

/* Takes so many entries from those that may be looked at in one run, 600,000: with many rules that each name what many
 * things are called, all pairs would be. False if there are no more: then nothing is known. */
bool allowance_may_look(const struct project *project, size_t entries);

/* NULL if there are none. `arena` takes the text of the key. */
const struct allowance_list *allowance_find(const struct project *project, struct arena *arena, enum allowance_key key,
                                            str name);

/* Whether the matchers of this label let the value pass; an empty value is not known and passes. */
bool allowance_accepts(struct arena *arena, const struct promql_node *selector, str label, str value);

/* Whether the object may be what the rule's selector reads: its namespace, and a place that is applied with the rule's.
 */
bool allowance_meets(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                     const struct promql_node *selector, const struct object_fact *object);

/* Whether what the list says of a chart's part of that name holds for all values of the set that deploy it. */
bool allowance_is_stated(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                         const struct allowance_list *list, str name);

#endif
