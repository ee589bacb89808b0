/* The arithmetic of dskit's backoff, which Promtail, Alloy, Loki, Mimir and Tempo share.
 *
 * Source: grafana/dskit backoff (0682988) and Promtail 3.6's client: max_retries counts sends, so N sends sleep N-1
 * times; sleep k lies in [lo, hi), where lo and hi double from min and 2 min until hi reaches max, and then stay. */
#ifndef MONLINT_PROJECT_BACKOFF_H
#define MONLINT_PROJECT_BACKOFF_H

#include <stdbool.h>
#include <stdint.h>

#include "schema/bind.h"

struct backoff {
    int64_t min, max;                                      /* nanoseconds, above 0 */
    int64_t retries;                                       /* attempts; 0: endless, below 0: one */
    const struct node *min_node, *max_node, *retries_node; /* NULL: the component's default */
};

/* Sum of all sleeps, in nanoseconds. */
struct backoff_total {
    double shortest, mean, longest;
};

/* Reads a node of role BACKOFF. What is absent has Promtail's default (500ms, 5m, 10) in a client of Promtail. False
 * if a part is absent elsewhere, does not parse, lacks its unit, or is not above 0: another rule speaks of that. */
bool backoff_read(const struct node *node, struct backoff *backoff);

/* For retries of at least 1. */
struct backoff_total backoff_sum(const struct backoff *backoff);

/* True for an integer where a Go duration is read: it counts nanoseconds. 0 is 0 in any unit. */
bool duration_lacks_unit(const struct node *node);

#endif
