/* Reading and linting of test cases. */
#include "cli/rule_case.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cli/checkouts.h"

str rule_case_file(struct arena *arena, str path) {
    FILE *file = fopen(arena_copy(arena, path).ptr, "rb");
    if (!file)
        return (str){NULL, 0};
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *bytes = arena_alloc(arena, size + 1);
    size = fread(bytes, 1, size, file);
    fclose(file);
    return (str){bytes, size};
}

static str full_path(struct arena *arena, const struct rule_case *test, str relative) {
    return arena_format(arena, "%.*s/%.*s", STR_ARG(test->directory), STR_ARG(relative));
}

static bool is_directory(str path) {
    struct stat status;
    return stat(path.ptr, &status) == 0 && S_ISDIR(status.st_mode);
}

static void add_files(struct arena *arena, struct rule_case *test, str relative) {
    str full = full_path(arena, test, relative);
    if (!is_directory(full)) {
        if (!str_ends_with(relative, STR(".expect")) && !str_ends_with(relative, STR(".md")))
            vec_push(arena, &test->paths, relative);
        return;
    }
    struct dirent **names;
    int count = scandir(full.ptr, &names, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (names[i]->d_name[0] != '.')
            add_files(arena, test, arena_format(arena, "%.*s/%s", STR_ARG(relative), names[i]->d_name));
        free(names[i]);
    }
    free(names);
}

static int compare_paths(const void *a, const void *b) {
    return str_compare(*(const str *)a, *(const str *)b);
}

struct rule_case rule_case_read(struct arena *arena, const struct rule_entry *entry, str directory, const char *name) {
    struct rule_case test = {.entry = entry, .directory = directory};
    add_files(arena, &test, str_of(name));
    if (test.paths.len)
        qsort(test.paths.at, test.paths.len, sizeof *test.paths.at, compare_paths);
    return test;
}

static struct input input_of(struct arena *arena, const struct rule_case *test, str path, str text) {
    struct input input = {.path = path, .named = true};
    input.bytes = text.ptr ? text : rule_case_file(arena, full_path(arena, test, path));
    input.hint.path = path;
    input.hint.chart_template = str_contains(path, STR("templates/"));
    return input;
}

/* The settings of a case: those of the project file in its folder, if there is one. */
static void read_settings(struct arena *arena, const struct rule_case *test, struct config *config) {
    struct config_faults faults = {0};
    str folder = str_slice(test->paths.at[0], 0, str_find_byte(test->paths.at[0], '/'));
    str path = full_path(arena, test, arena_format(arena, "%.*s/.monlint.yaml", STR_ARG(folder)));
    str bytes = rule_case_file(arena, path);
    config_init(config);
    config->today = 20261122;
    if (!bytes.ptr)
        return;
    struct source *source = arena_new(arena, struct source);
    source_init(source, arena, path, bytes);
    if (!config_read(config, arena, source, NULL, NULL, &faults))
        abort();
}

/* The files of a case are a repository of their own. */
static void plant_checkout(struct disk_checkouts *checkouts, struct arena *arena, struct config *config,
                           const struct rule_case *test) {
    str root = test->directory, path = test->paths.at[0];
    size_t slash = str_find_byte(path, '/');
    if (slash < path.len)
        root = full_path(arena, test, str_slice(path, 0, slash));
    config->repository = STR("https://github.com/acme/shop");
    config->root = root;
    disk_checkouts_init(checkouts, arena, config, root);
    checkouts->directory = test->directory;
    checkouts->ceiling = root;
}

struct rule_run rule_case_run(struct arena *arena, const struct rule_case *test, const struct rule_entry *rules,
                              size_t rule_count, const str *texts) {
    struct arena scratch = {0};
    struct config *config = arena_new(arena, struct config);
    struct engine engine;
    struct disk_checkouts checkouts;
    struct rule_run run = {arena_array(arena, struct result *, test->paths.len), test->paths.len, {0}};
    read_settings(arena, test, config);
    config->policy.require_ignore_reason = test->entry->rule->category == CATEGORY_POLICY;
    plant_checkout(&checkouts, arena, config, test);
    engine_init(&engine, arena, rules, rule_count, config);
    for (size_t i = 0; i < run.count; i++) {
        struct input input = input_of(arena, test, test->paths.at[i], texts ? texts[i] : (str){NULL, 0});
        run.results[i] = engine_analyse(&engine, &input, arena, &scratch);
    }
    struct world world = {.whole = true, .checkouts = &checkouts.checkouts};
    run.outcome = engine_join(&engine, arena, run.results, run.count, &world);
    arena_free(&scratch);
    return run;
}
