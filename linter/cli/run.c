/* The flow of a run: options, settings, files, results, outcome, reports. */
#include "cli/run.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cli/analyse.h"
#include "cli/explain_expr.h"
#include "cli/output.h"
#include "cli/pool.h"
#include "cli/settings.h"
#include "cli/checkouts.h"
#include "cli/world.h"
#include "report/plain.h"

#ifndef MONLINT_VERSION
#define MONLINT_VERSION "unreleased"
#endif

struct run {
    struct arena arena;
    struct rule_list rules;
    struct names names;
    struct options options;
    struct settings settings;
    struct world_files files;
    struct engine engine;
    struct disk_checkouts checkouts;
    struct analysis analysis;
    struct outcome outcome;
};

static enum status worse(enum status a, enum status b) {
    return a > b ? a : b;
}

static enum status print_reports(struct run *run, enum status status) {
    struct report_input input = {.outcome = &run->outcome, .version = MONLINT_VERSION, .exit_status = (int)status};
    return output_reports(&run->options, &input, &run->arena) ? status : STATUS_INCOMPLETE;
}

static int compare_places(const void *a, const void *b) {
    return diag_compare(*(const struct diag *const *)a, *(const struct diag *const *)b);
}

/* The faults of the project file, as the only findings. */
static enum status refuse_settings(struct run *run) {
    const struct config_faults *faults = &run->settings.faults;
    const struct diag **diags = arena_array(&run->arena, const struct diag *, faults->len + 1);
    if (run->settings.error.len)
        output_error(STR(""), run->settings.error);
    for (size_t i = 0; i < faults->len; i++)
        diags[i] = &faults->at[i];
    qsort(diags, faults->len, sizeof *diags, compare_places);
    run->outcome = (struct outcome){.diags = diags, .diag_count = faults->len};
    if (faults->len && !run->options.quiet)
        output_error(STR(""), STR("the project file cannot be used, so that nothing was checked"));
    return worse(print_reports(run, STATUS_USAGE), STATUS_USAGE);
}

/* What could not be read, one line each; a file that is too large is a finding. Context that is unreadable is context
 * that is not there. */
static void report_unreadable(struct run *run) {
    const struct discovery *discovery = &run->files.discovery;
    for (size_t i = 0; i < discovery->fault_count; i++)
        output_error(discovery->faults[i].path, discovery->faults[i].reason);
    for (size_t i = 0; i < run->analysis.count; i++) {
        const struct input *input = &run->analysis.results[i]->input;
        if (input->outcome == READ_FAILED && !input->context)
            output_error(input->path, input->reason);
    }
    run->outcome.incomplete |= discovery->fault_count > 0;
}

static enum status judge(const struct run *run) {
    if (run->outcome.incomplete)
        return STATUS_INCOMPLETE;
    for (size_t i = 0; i < run->outcome.diag_count; i++)
        if ((int)run->outcome.diags[i]->severity >= (int)run->settings.config.fail_on)
            return STATUS_FINDINGS;
    return run->options.fail_on_empty && run->outcome.checked == 0 ? STATUS_USAGE : STATUS_CLEAN;
}

static void write_passed_over(struct stream *stream, const struct run *run) {
    for (size_t i = 0; i < run->outcome.skipped_count; i++) {
        const struct result *result = run->outcome.skipped[i];
        stream_text(stream, "passed over ");
        plain_write(stream, result->input.path);
        stream_text(stream, ": ");
        plain_write(stream, result->skipped);
        stream_byte(stream, '\n');
    }
    if (run->files.context_too_large)
        stream_format(stream, "the project around has more than %d files: none of them was read\n",
                      (int)WORLD_MOST_CONTEXT);
}

static void write_summary(struct run *run) {
    struct stream stream;
    stream_init(&stream, STDERR_FILENO);
    if (run->options.statistics)
        report_statistics(&stream, &run->outcome, &run->arena);
    if (run->options.verbose)
        write_passed_over(&stream, run);
    if (!run->options.quiet)
        report_summary(&stream, &run->outcome);
    stream_flush(&stream);
    if (run->options.fail_on_empty && run->outcome.checked == 0)
        output_error(STR(""), STR("no file was checked"));
}

static enum status lint(struct run *run) {
    const struct config *config = &run->settings.config;
    world_find(&run->files, &run->arena, &run->options, config);
    engine_init(&run->engine, &run->arena, run->rules.at, run->rules.len, config);
    unsigned threads = run->options.jobs ? run->options.jobs : pool_processors();
    analysis_run(&run->analysis, &run->arena, &run->engine, &run->files.discovery, threads);
    disk_checkouts_init(&run->checkouts, &run->arena, config, run->files.root);
    struct world world = {
        .whole = run->files.whole, .closed = config->closed_world, .checkouts = &run->checkouts.checkouts};
    run->outcome = engine_join(&run->engine, &run->arena, run->analysis.results, run->analysis.count, &world);
    report_unreadable(run);
    enum status status = print_reports(run, judge(run));
    write_summary(run);
    return status;
}

static bool write_answer(struct run *run, struct stream *stream) {
    str ignored;
    str error;
    switch (run->options.command) {
    case COMMAND_LINT:
        break;
    case COMMAND_HELP:
        options_help(stream);
        break;
    case COMMAND_VERSION:
        stream_text(stream, "monlint " MONLINT_VERSION "\n");
        break;
    case COMMAND_EXPLAIN:
        report_explain(stream, names_rule(&run->names, run->options.explain, &ignored));
        break;
    case COMMAND_EXPLAIN_EXPR:
        if (explain_expr(stream, &run->arena, run->options.explain_expr, &error))
            break;
        output_error(STR("--explain-expr"), error);
        return false;
    case COMMAND_LIST_RULES:
        report_catalogue(run->options.catalogue, stream, run->rules, &run->arena);
        break;
    case COMMAND_SHOW_CONFIG:
        stream_put(stream, config_show(&run->arena, &run->settings.config));
        break;
    case COMMAND_PRINT_SCHEMA:
        stream_put(stream, config_schema(&run->arena));
        break;
    }
    return true;
}

static enum status answer(struct run *run) {
    struct stream stream;
    stream_init(&stream, STDOUT_FILENO);
    if (!write_answer(run, &stream))
        return STATUS_USAGE;
    return output_flush(&stream, STR("standard output")) ? STATUS_CLEAN : STATUS_INCOMPLETE;
}

static bool needs_settings(enum command command) {
    return command == COMMAND_LINT || command == COMMAND_SHOW_CONFIG;
}

static enum status run_command(struct run *run, int argc, char **argv) {
    str error;
    if (!options_parse(&run->options, &run->arena, argc, argv, &run->names, &error)) {
        output_error(STR(""), error);
        output_error(STR(""), STR("--help lists the options"));
        return STATUS_USAGE;
    }
    if (needs_settings(run->options.command) && !settings_read(&run->settings, &run->arena, &run->options, &run->names))
        return refuse_settings(run);
    return run->options.command == COMMAND_LINT ? lint(run) : answer(run);
}

int monlint_main(int argc, char **argv, const struct rule_entry *entries, size_t count) {
    struct run run = {.rules = {entries, count}};
    signal(SIGPIPE, SIG_IGN);
    names_init(&run.names, &run.arena, run.rules);
    enum status status = run_command(&run, argc, argv);
    analysis_free(&run.analysis);
    arena_free(&run.arena);
    return (int)status;
}
