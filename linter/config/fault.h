/* Faults of the project file, as diagnostics of the rule invalid-config. */
#ifndef MONLINT_CONFIG_FAULT_H
#define MONLINT_CONFIG_FAULT_H

#include <stdbool.h>

#include "config/config.h"
#include "yaml/node.h"

/* What the reading of one project file passes around. */
struct reading {
    struct config *config;
    struct arena *arena;
    const struct source *source;
    config_known_rule known; /* or NULL */
    void *context;
    struct config_faults *faults;
    bool *seen; /* by row of the option table */
};

/* A fault at this place. The pointer holds until the next fault. */
struct diag *fault_report(struct reading *reading, place at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* A sentence below it. */
void fault_help(struct reading *reading, struct diag *diag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Offers to write text, a plain scalar, in place of a scalar; nothing where its bytes are not its own. */
void fault_replace(struct reading *reading, struct diag *diag, const struct node *scalar, place at, str text);

/* "did you mean x?" with the edit. */
void fault_suggest(struct reading *reading, struct diag *diag, const struct node *scalar, place at, str text);

#endif
