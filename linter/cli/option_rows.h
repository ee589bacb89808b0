/* The table of options. */
#ifndef MONLINT_CLI_OPTION_ROWS_H
#define MONLINT_CLI_OPTION_ROWS_H

#include "cli/options.h"

/* What a setter works on. */
struct option_reader {
    struct options *options;
    struct arena *arena;
    struct names *names;
    str error; /* set by a setter that returns false */
};

enum option_argument { ARGUMENT_NONE, ARGUMENT_REQUIRED, ARGUMENT_OPTIONAL };

struct option_row {
    const char *name; /* without the dashes */
    char letter;      /* of the short form, or 0 */
    enum option_argument argument;
    const char *label; /* of the argument, for the help */
    /* Takes the argument (empty: none); false: reader->error says why not. */
    bool (*set)(struct option_reader *reader, const struct option_row *row, str value);
    size_t at; /* offset in struct options, for setters that several rows share */
    const char *help;
};

extern const struct option_row option_rows[];
extern const size_t option_row_count;

#endif
