/* What the files of the search for near misses share. */
#ifndef MONLINT_PROJECT_NEAR_INTERNAL_H
#define MONLINT_PROJECT_NEAR_INTERNAL_H

#include "project/near.h"

/* Targets of one list, requirements of one selector, and namespaces that are looked at. */
enum { NEAR_MOST = 64 };

/* Lists looked up and targets compared for one monitor; and for all of them together, shared out equally. */
enum { NEAR_LOOKS_EACH = 500, NEAR_LOOKS_TOGETHER = 2 * 1000 * 1000 };

struct near_search {
    const struct project *project;
    struct arena *arena;
    struct near_values *values;
    const struct monitor_fact *monitor;
    struct scope scope;
    struct near best;
    int distance; /* of the best */
    size_t looks_left;
};

typedef void (*near_visit)(struct near_search *search, const struct target *target,
                           const struct requirement *requirement);

/* A word long or compound enough to stand for one thing. */
bool value_is_telling(str value);

bool requirement_names(const struct requirement *requirement);
bool near_others_agree(const struct near_search *search, const struct requirement *except,
                       const struct labels_fact *labels);
/* The list of a bucket, as wiring_find; the i-th target of a list. NULL where there is none, or no more looks. */
const struct target_list *near_find(struct near_search *search, bool pods, enum bucket bucket, str namespace, str key,
                                    str value);
const struct target *near_target(struct near_search *search, const struct target_list *list, size_t i);

void near_offer(struct near_search *search, struct near near);
void near_each(struct near_search *search, enum bucket bucket, str key, str value, near_visit visit,
               const struct requirement *requirement);

/* near_spelling.c: guesses by the name of the Service, and by a value that is one edit away. */
void near_look_by_name(struct near_search *search, const struct requirement *requirement);
void near_look_by_spelling(struct near_search *search, const struct requirement *requirement);

#endif
