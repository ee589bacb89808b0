/* What a monitor that selects nothing very likely meant. */
#ifndef MONLINT_PROJECT_NEAR_H
#define MONLINT_PROJECT_NEAR_H

#include "project/wiring.h"

enum near_kind {
    NEAR_NONE,
    NEAR_BEHIND,    /* the pods behind the Service carry the labels, or, of pods, the object that makes them does */
    NEAR_MISSING,   /* carries some of the labels, lacks the one of `requirement` */
    NEAR_KEY,       /* carries the value of `requirement` under the label `carried` */
    NEAR_NAMESPACE, /* carries all labels, in a namespace where the monitor does not look */
    NEAR_VALUE,     /* carries a value that is one edit away */
    NEAR_NAME,      /* is called like the value of `requirement` */
};

struct near {
    enum near_kind kind;
    const struct target *target;           /* NULL with NEAR_NONE */
    const struct requirement *requirement; /* the one that is not met, or the first */
    const struct label_pair *carried;      /* what the target carries in its place, or NULL */
};

/* Values of labels by what is left of them when a byte is taken away, so that words one edit apart meet. */
struct near_values {
    struct map lists; /* -> struct target_list */
    bool built;
};

/* True for a label that says which thing it is on. */
bool label_is_naming(str name);

/* For a monitor that selects nothing. `values` starts zeroed and is kept between monitors; `arena` as long. */
struct near monitor_near(const struct project *project, struct arena *arena, struct near_values *values,
                         const struct monitor_fact *monitor);

#endif
