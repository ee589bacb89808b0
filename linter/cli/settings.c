/* The layers of settings, one over the other. */
#include "cli/settings.h"

#include <string.h>

#include "cli/date.h"
#include "cli/load.h"
#include "cli/path.h"
#include "cli/world.h"

/* The project file as it is printed; empty: there is none. */
static str find_file(struct arena *arena, const struct options *options) {
    if (options->no_config)
        return STR("");
    if (options->config.ptr)
        return path_normalise(arena, options->config);
    str root = path_find_upward(world_common(arena, options), world_project_file);
    if (!root.ptr)
        return STR("");
    str printed = path_relative(arena, path_absolute(arena, STR(".")), root);
    return path_join(arena, printed, str_of(world_project_file));
}

static bool read_file(struct settings *settings, struct arena *arena, str path, struct names *names) {
    struct loaded loaded = load_path(arena, path, LOAD_STREAM);
    if (loaded.outcome != READ_OK) {
        settings->error = arena_format(arena, "%.*s: %.*s", STR_ARG(path), STR_ARG(loaded.reason));
        return false;
    }
    source_init(&settings->source, arena, path, arena_copy(arena, loaded.bytes));
    load_free(loaded.bytes);
    bool usable = config_read(&settings->config, arena, &settings->source, names_known, names, &settings->faults);
    str root = path_parent(path);
    settings->config.path = path;
    settings->config.root = str_equal(root, STR(".")) ? STR("") : root.len ? root : STR("/");
    return usable;
}

static struct str_list joined(struct arena *arena, struct str_list first, struct string_list second) {
    str *all = arena_array(arena, str, first.len + second.len + 1);
    if (first.len)
        memcpy(all, first.at, first.len * sizeof *all);
    if (second.len)
        memcpy(all + first.len, second.at, second.len * sizeof *all);
    return (struct str_list){all, first.len + second.len};
}

/* --select starts anew: what the project file selects or ignores is what it replaces. */
static void apply_selection(struct config *config, struct arena *arena, const struct options *options) {
    if (options->select.len) {
        config->selected = true;
        config->select = joined(arena, (struct str_list){NULL, 0}, options->select);
        config->ignore = (struct str_list){NULL, 0};
    }
    config->ignore = joined(arena, config->ignore, options->ignore);
}

/* Those of the command line come last: of equally exact names the last wins. */
static void apply_severities(struct config *config, struct arena *arena, const struct options *options) {
    size_t count = config->severity_count + options->severity_count;
    struct severity_override *all = arena_array(arena, struct severity_override, count + 1);
    for (size_t i = 0; i < count; i++)
        all[i] = i < config->severity_count ? config->severities[i] : options->severities[i - config->severity_count];
    config->severities = all;
    config->severity_count = count;
}

static void apply_options(struct config *config, struct arena *arena, const struct options *options) {
    apply_selection(config, arena, options);
    apply_severities(config, arena, options);
    if (options->fail_on_given)
        config->fail_on = options->fail_on;
    config->closed_world |= options->closed_world;
    config->today = options->today ? options->today : date_today();
}

bool settings_read(struct settings *settings, struct arena *arena, const struct options *options, struct names *names) {
    *settings = (struct settings){0};
    config_init(&settings->config);
    str path = find_file(arena, options);
    bool usable = path.len == 0 || read_file(settings, arena, path, names);
    apply_options(&settings->config, arena, options);
    return usable;
}
