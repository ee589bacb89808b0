/* What holds in a run: defaults, then the project file, then the command line. */
#ifndef MONLINT_CLI_SETTINGS_H
#define MONLINT_CLI_SETTINGS_H

#include "cli/options.h"
#include "config/config.h"

struct settings {
    struct config config;
    struct source source;        /* of the project file, for its faults */
    struct config_faults faults; /* of the project file; none if it can be used */
    str error;                   /* why the project file cannot be read at all; empty: it can, or there is none */
};

/* Finds and reads the project file, upward from the common directory of the arguments unless an option says otherwise.
 * False: it cannot be used, as faults or error say. */
bool settings_read(struct settings *settings, struct arena *arena, const struct options *options, struct names *names);

#endif
