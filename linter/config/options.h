/* The keys of the project file, as data.
 *
 * Every key is one row, and reading, showing, the JSON Schema and the documentation are loops over the rows. A group is
 * a row too; the rows of its keys follow it and begin with its path and a dot. Groups do not nest. */
#ifndef MONLINT_CONFIG_OPTIONS_H
#define MONLINT_CONFIG_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "config/config.h"

/* The type of a key, and what struct config holds for it. */
enum option_type {
    OPTION_GROUP,      /* nothing */
    OPTION_BOOL,       /* bool */
    OPTION_STRING,     /* str; empty: not set */
    OPTION_VERSION,    /* version; 0: not set */
    OPTION_DURATION,   /* int64_t milliseconds, Prometheus notation in the file */
    OPTION_CHOICE,     /* an enum of the size of int */
    OPTION_STRINGS,    /* struct str_list of any strings */
    OPTION_RULES,      /* struct str_list of rule ids, families and categories */
    OPTION_FLAGS,      /* a list of choices in the file; each may set a bool */
    OPTION_SEVERITIES, /* severities and severity_count: a map from rules to choices */
};

/* A value that a key may have. */
struct option_choice {
    str name;
    size_t value;        /* OPTION_CHOICE, OPTION_SEVERITIES: of the enum; OPTION_FLAGS: offset of the bool, 0: none */
    const char *meaning; /* NULL: the name says it */
};

/* The value of the choice `off` of OPTION_SEVERITIES, behind those of enum severity. */
enum { SEVERITY_CHOICE_OFF = SEVERITY_ERROR + 1 };

struct option {
    str path; /* "prometheus.version" */
    enum option_type type;
    size_t at;            /* offset in struct config of what it sets */
    size_t given;         /* offset of a bool that says whether the file sets it; 0: none */
    int64_t initial;      /* default of a bool, a duration, a choice */
    struct str_list list; /* default of a list of strings */
    const struct option_choice *choices;
    size_t choice_count;
    const char *unset;   /* what holds while it is not set; NULL: it always has a value */
    const char *meaning; /* one sentence without its full stop */
};

/* All rows. */
const struct option *options_all(size_t *count);

/* The last component of the path. */
str option_key(const struct option *option);

/* True if the option stands directly in the group (NULL: at the top of the file). */
bool option_in_group(const struct option *option, const struct option *group);

/* The option of this key in the group (NULL: at the top), or NULL. */
const struct option *option_find(const struct option *group, str key);

/* Where config keeps what the option sets, or the bool that says whether it is set. */
void *option_slot(struct config *config, size_t offset);
const void *option_view(const struct config *config, size_t offset);

/* False while the key is absent and has no default. */
bool option_is_set(const struct config *config, const struct option *option);

/* Flags that a version turns on by itself; to be called when all options are read. */
void options_settle(struct config *config);

#endif
