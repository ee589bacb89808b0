/* The scrape interval of endpoints that state none: that of the Prometheus which takes their monitor. */
#ifndef MONLINT_PROJECT_SCRAPE_DEFAULT_H
#define MONLINT_PROJECT_SCRAPE_DEFAULT_H

#include "project/selection.h"

struct scrape_default {
    int64_t ms; /* 0: a template hides it */
    place at;   /* where it is stated, or the name of the Prometheus that leaves it at the operator's default */
    bool stated;
    bool sure; /* false: nothing of the set says that it is not another one */
};

/* The longest of the Prometheuses that take the monitor, or that may; of all where none does, and for NULL. Without any
 * it is the operator's default of 30s (operator 0.93, api/v1 CommonPrometheusFields). */
struct scrape_default scrape_default_of(const struct selection *selection, const struct object_fact *monitor);

#endif
