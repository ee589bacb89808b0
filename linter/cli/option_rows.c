/* One row an option; the setters check what they are given, so that a wrong value is named before a file is read. */
#include "cli/option_rows.h"

#include <stddef.h>

#include "base/vec.h"
#include "config/directive.h"
#include "config/select.h"

static void *slot(struct option_reader *reader, const struct option_row *row) {
    return (char *)reader->options + row->at;
}

static bool set_flag(struct option_reader *reader, const struct option_row *row, str value) {
    (void)value;
    bool *flag = slot(reader, row);
    return *flag = true;
}

static bool set_text(struct option_reader *reader, const struct option_row *row, str value) {
    str *text = slot(reader, row);
    *text = value;
    return true;
}

static bool add_text(struct option_reader *reader, const struct option_row *row, str value) {
    struct string_list *list = slot(reader, row);
    vec_push(reader->arena, list, value);
    return true;
}

static bool set_command(struct option_reader *reader, enum command command) {
    reader->options->command = command;
    return true;
}

static bool set_help(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row, (void)value;
    return set_command(reader, COMMAND_HELP);
}

static bool set_version(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row, (void)value;
    return set_command(reader, COMMAND_VERSION);
}

static bool set_show_config(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row, (void)value;
    return set_command(reader, COMMAND_SHOW_CONFIG);
}

static bool set_print_schema(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row, (void)value;
    return set_command(reader, COMMAND_PRINT_SCHEMA);
}

static str did_you_mean(struct arena *arena, str nearest) {
    return nearest.len ? arena_format(arena, ", did you mean \"%.*s\"?", STR_ARG(nearest)) : STR("");
}

static bool set_explain(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row;
    str nearest;
    reader->options->explain = value;
    if (names_rule(reader->names, value, &nearest))
        return set_command(reader, COMMAND_EXPLAIN);
    str hint = did_you_mean(reader->arena, nearest);
    reader->error = arena_format(reader->arena, "there is no rule \"%.*s\"%.*s", STR_ARG(value), STR_ARG(hint));
    return false;
}

static bool set_explain_expr(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row;
    reader->options->explain_expr = value;
    return set_command(reader, COMMAND_EXPLAIN_EXPR);
}

static bool set_list_rules(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row;
    if (catalogue_format_parse(value, &reader->options->catalogue))
        return set_command(reader, COMMAND_LIST_RULES);
    reader->error = STR("--list-rules takes markdown or json, or nothing");
    return false;
}

static bool check_name(struct option_reader *reader, const struct option_row *row, str name) {
    str nearest;
    if (names_known(reader->names, name, &nearest))
        return true;
    str hint = did_you_mean(reader->arena, nearest);
    reader->error = arena_format(reader->arena, "--%s: no rule, family or category is named \"%.*s\"%.*s", row->name,
                                 STR_ARG(name), STR_ARG(hint));
    return false;
}

static bool add_names(struct option_reader *reader, const struct option_row *row, str value) {
    struct string_list *list = slot(reader, row);
    while (value.ptr) {
        str name = str_trim(str_split(&value, ','));
        if (!check_name(reader, row, name))
            return false;
        vec_push(reader->arena, list, name);
    }
    return true;
}

static bool add_severity(struct option_reader *reader, const struct option_row *row, str item) {
    struct options *options = reader->options;
    size_t sign = str_find_byte(item, '=');
    struct severity_override override = {.rule = str_trim(str_slice(item, 0, sign))};
    if (!check_name(reader, row, override.rule))
        return false;
    if (!severity_override_parse(str_trim(str_slice(item, sign + 1, item.len)), &override)) {
        reader->error = arena_format(reader->arena, "--severity: expected %.*s=error, warning, info or off",
                                     STR_ARG(override.rule));
        return false;
    }
    options->severities = vec_reserve(reader->arena, options->severities, options->severity_count,
                                      &options->severity_cap, sizeof *options->severities);
    options->severities[options->severity_count++] = override;
    return true;
}

static bool add_severities(struct option_reader *reader, const struct option_row *row, str value) {
    while (value.ptr)
        if (!add_severity(reader, row, str_trim(str_split(&value, ','))))
            return false;
    return true;
}

/* Index of the word in the list, or -1 and an error that shows the list. */
static int choose(struct option_reader *reader, const struct option_row *row, str value, const char *const *words) {
    for (int i = 0; words[i]; i++)
        if (str_is(value, words[i]))
            return i;
    reader->error = arena_format(reader->arena, "--%s: \"%.*s\" is none of %s", row->name, STR_ARG(value), row->label);
    return -1;
}

static bool set_fail_on(struct option_reader *reader, const struct option_row *row, str value) {
    static const char *const words[] = {[FAIL_ON_INFO] = "info",
                                        [FAIL_ON_WARNING] = "warning",
                                        [FAIL_ON_ERROR] = "error",
                                        [FAIL_ON_NEVER] = "never",
                                        NULL};
    int chosen = choose(reader, row, value, words);
    reader->options->fail_on = (enum fail_on)chosen;
    return reader->options->fail_on_given = chosen >= 0;
}

static bool set_color(struct option_reader *reader, const struct option_row *row, str value) {
    static const char *const words[] = {
        [COLOR_AUTO] = "auto", [COLOR_ALWAYS] = "always", [COLOR_NEVER] = "never", NULL};
    int chosen = choose(reader, row, value, words);
    reader->options->color = (enum color_when)chosen;
    return chosen >= 0;
}

static bool add_format(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row;
    struct options *options = reader->options;
    size_t colon = str_find_byte(value, ':');
    str name = str_slice(value, 0, colon);
    struct format_request request = {.file = str_slice(value, colon + 1, value.len)};
    if (!report_format_parse(name, &request.format)) {
        str names = report_format_names(reader->arena);
        reader->error = arena_format(reader->arena, "--format: there is no format \"%.*s\"; there are %.*s",
                                     STR_ARG(name), STR_ARG(names));
        return false;
    }
    if (colon < value.len && request.file.len == 0) {
        reader->error = STR("--format: expected a file name behind the colon");
        return false;
    }
    options->formats = vec_reserve(reader->arena, options->formats, options->format_count, &options->format_cap,
                                   sizeof *options->formats);
    options->formats[options->format_count++] = request;
    return true;
}

static bool set_jobs(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row;
    unsigned long long jobs;
    if (!str_to_unsigned(value, &jobs) || jobs == 0) {
        reader->error = STR("--jobs: expected a number from 1 on");
        return false;
    }
    reader->options->jobs = jobs > 64 ? 64 : (unsigned)jobs;
    return true;
}

static bool set_today(struct option_reader *reader, const struct option_row *row, str value) {
    (void)row;
    if (date_parse(value, &reader->options->today))
        return true;
    reader->error = STR("--today: expected a date as 2026-11-22");
    return false;
}

#define AT(member) offsetof(struct options, member)

const struct option_row option_rows[] = {
    {"format", 'f', ARGUMENT_REQUIRED, "FMT[:FILE]", add_format, 0,
     "how findings are printed: text, gcc, json or jsonl; may be repeated"},
    {"select", 0, ARGUMENT_REQUIRED, "NAME,...", add_names, AT(select),
     "only these rules, families or categories, whatever the project file says"},
    {"ignore", 0, ARGUMENT_REQUIRED, "NAME,...", add_names, AT(ignore), "not these; an id beats a family or category"},
    {"severity", 0, ARGUMENT_REQUIRED, "NAME=LEVEL,...", add_severities, 0,
     "error, warning, info or off for a rule, family or category"},
    {"fail-on", 0, ARGUMENT_REQUIRED, "error|warning|info|never", set_fail_on, 0,
     "the mildest finding that makes the exit status 1 (warning)"},
    {"config", 0, ARGUMENT_REQUIRED, "FILE", set_text, AT(config),
     "the project file, instead of the nearest .monlint.yaml upward from the paths"},
    {"no-config", 0, ARGUMENT_NONE, NULL, set_flag, AT(no_config), "read no project file"},
    {"show-config", 0, ARGUMENT_NONE, NULL, set_show_config, 0, "print the settings that hold, and end"},
    {"print-schema", 0, ARGUMENT_NONE, NULL, set_print_schema, 0, "print the project file's JSON Schema, and end"},
    {"explain", 0, ARGUMENT_REQUIRED, "ID", set_explain, 0, "print what a rule finds, why and what to do, and end"},
    {"explain-expr", 0, ARGUMENT_REQUIRED, "EXPR", set_explain_expr, 0,
     "print type, values, unit and labels of each part of a PromQL expression"},
    {"list-rules", 0, ARGUMENT_OPTIONAL, "markdown|json", set_list_rules, 0, "print all rules, and end"},
    {"stdin-filename", 0, ARGUMENT_REQUIRED, "PATH", set_text, AT(stdin_filename),
     "the path that standard input (-) has in its project"},
    {"exclude", 0, ARGUMENT_REQUIRED, "GLOB", add_text, AT(exclude),
     "leave out what matches, as a line of .gitignore would; may be repeated"},
    {"force-exclude", 0, ARGUMENT_NONE, NULL, set_flag, AT(force_exclude),
     "leave out named files, too, that --exclude or the project file excludes"},
    {"context", 0, ARGUMENT_REQUIRED, "PATH", add_text, AT(context),
     "read this, too, for what it says about the rest; may be repeated"},
    {"no-context", 0, ARGUMENT_NONE, NULL, set_flag, AT(no_context), "look at the given files alone"},
    {"closed-world", 0, ARGUMENT_NONE, NULL, set_flag, AT(closed_world),
     "all files are there: what is absent does not exist"},
    {"fail-on-empty", 0, ARGUMENT_NONE, NULL, set_flag, AT(fail_on_empty), "exit status 2 if no file was checked"},
    {"jobs", 'j', ARGUMENT_REQUIRED, "N", set_jobs, 0, "threads, up to 64 (one a processor)"},
    {"color", 0, ARGUMENT_REQUIRED, "always|never|auto", set_color, 0, "when text is coloured (auto)"},
    {"statistics", 0, ARGUMENT_NONE, NULL, set_flag, AT(statistics),
     "count the findings of each rule on standard error"},
    {"quiet", 'q', ARGUMENT_NONE, NULL, set_flag, AT(quiet), "no summary on standard error"},
    {"verbose", 'v', ARGUMENT_NONE, NULL, set_flag, AT(verbose), "name the files that were passed over, and why"},
    {"today", 0, ARGUMENT_REQUIRED, "DATE", set_today, 0, "the date to judge by, as 2026-11-22"},
    {"version", 'V', ARGUMENT_NONE, NULL, set_version, 0, "print the version, and end"},
    {"help", 'h', ARGUMENT_NONE, NULL, set_help, 0, "print this, and end"},
};

const size_t option_row_count = sizeof option_rows / sizeof option_rows[0];
