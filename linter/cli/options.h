/* The command line, read by one table that the help text is printed from, too.
 *
 * Long options are taken by their whole name alone: an abbreviation that works today would be another option tomorrow.
 * Options and paths may come in any order; `--` ends the options. */
#ifndef MONLINT_CLI_OPTIONS_H
#define MONLINT_CLI_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "cli/names.h"
#include "report/report.h"

enum command {
    COMMAND_LINT,
    COMMAND_HELP,
    COMMAND_VERSION,
    COMMAND_EXPLAIN,
    COMMAND_EXPLAIN_EXPR,
    COMMAND_LIST_RULES,
    COMMAND_SHOW_CONFIG,
    COMMAND_PRINT_SCHEMA
};

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

struct format_request {
    enum report_format format;
    str file; /* empty: standard output */
};

struct string_list {
    str *at;
    size_t len, cap;
};

struct options {
    enum command command;
    str explain;      /* id of the rule */
    str explain_expr; /* PromQL */
    enum catalogue_format catalogue;

    struct string_list paths;
    struct format_request *formats; /* at least one; at most one to standard output */
    size_t format_count, format_cap;

    struct string_list select, ignore; /* known names */
    struct severity_override *severities;
    size_t severity_count, severity_cap;
    bool fail_on_given;
    enum fail_on fail_on;

    str config;
    bool no_config;
    str stdin_filename;
    struct string_list exclude, context;
    bool force_exclude, no_context, closed_world, fail_on_empty, statistics, quiet, verbose;
    unsigned jobs; /* 0: as many as there are processors */
    enum color_when color;
    uint32_t today; /* 20261122, or 0 */
};

/* Reads argv[1] and on. False: *error is what is wrong, for one line on standard error. Texts are views of argv. */
bool options_parse(struct options *options, struct arena *arena, int argc, char *const *argv, struct names *names,
                   str *error);

/* What --help prints. */
void options_help(struct stream *stream);

#endif
