/* What the project file and the command line say, typed and with defaults.
 *
 * One table of options (config/options.c) names every key, its type, default and meaning; parsing, --show-config, the
 * documentation and the JSON Schema come from it. Everything a config points to lives in the arena it was read into. */
#ifndef MONLINT_CONFIG_CONFIG_H
#define MONLINT_CONFIG_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "text/diag.h"
#include "text/source.h"

/* 3.14 is 3014000, 2.6.1 is 2006001; 0: not stated, which means the newest that the tables know. */
typedef uint32_t version;

/* "3.14", "v2.6.1", "3.14.0-rc.0"; false if it is none. A pre-release counts as its release. */
bool version_parse(str text, version *result);

/* "3.14" or, with a patch level, "2.6.1"; empty for 0. */
str version_format(struct arena *arena, version value);

enum name_validation { NAMES_UTF8, NAMES_LEGACY };

enum fail_on { FAIL_ON_INFO, FAIL_ON_WARNING, FAIL_ON_ERROR, FAIL_ON_NEVER };

struct str_list {
    const str *at;
    size_t len;
};

/* rule id, family or category -> severity; the nearest to the rule wins, then the last */
struct severity_override {
    str rule;
    enum severity severity;
    bool off; /* not run at all; severity means nothing then */
};

struct config {
    str path; /* of the project file; empty: none */
    str root; /* its folder, "" for the current one */

    /* Which rules. `select` replaces the default set when selected is true. */
    bool selected;
    struct str_list select, ignore; /* ids, categories, families */
    const struct severity_override *severities;
    size_t severity_count;
    enum fail_on fail_on;
    struct str_list exclude; /* globs relative to root */

    struct {
        version version;
        bool experimental_functions, extended_range_selectors, binop_fill, duration_expressions;
        bool features_stated; /* the project file lists the features, even if none */
        enum name_validation name_validation;
        bool name_validation_set;
    } prometheus;
    version operator_version, alertmanager_version, loki_version;

    struct {
        struct str_list severities; /* allowed values of the severity label */
        bool severities_stated;     /* by the project file */
        bool require_ignore_reason;
        int64_t min_retry_window_ms; /* shortest sensible total of sleeps; default 60 s */
    } policy;

    str repository;    /* URL of this repository, for links to itself */
    uint32_t today;    /* 20261122; 0: unknown */
    bool closed_world; /* all files are there: what is absent does not exist */
};

/* The defaults, without a project file. */
void config_init(struct config *config);

/* Reads a project file's bytes into config, over the defaults. Faults become diagnostics of the rule invalid-config in
 * `faults` (an arena array), and the result is false; config then holds what could be read. `known` says whether an id,
 * category or family exists (NULL: not checked) and gives the nearest if not. Keys are snake_case. A key of a list, a
 * map or a group that has no value keeps its default. */
struct config_faults {
    struct diag *at;
    size_t len, cap;
};
typedef bool (*config_known_rule)(void *context, str id, str *nearest);

bool config_read(struct config *config, struct arena *arena, const struct source *source, config_known_rule known,
                 void *context, struct config_faults *faults);

/* The effective settings as a project file, each with its meaning as a comment. Reading it gives the same settings. */
str config_show(struct arena *arena, const struct config *config);

/* JSON Schema (draft-07) of the project file. */
str config_schema(struct arena *arena);

/* The keys of the project file as a Markdown table. */
str config_markdown(struct arena *arena);

#endif
