/* Given paths first; context after them, since a file that is both is given. */
#include "cli/world.h"

#include <sys/stat.h>

#include "base/vec.h"
#include "cli/path.h"

const char world_project_file[] = ".monlint.yaml";

static bool is_directory(struct arena *arena, str path) {
    struct stat status;
    return stat(arena_copy(arena, path).ptr, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The absolute directory that an argument is in. */
static str directory_of(struct path_folders *folders, const struct options *options, str argument) {
    str path = path_normalise(folders->arena, argument);
    if (str_equal(argument, STR("-"))) {
        if (options->stdin_filename.len == 0)
            return path_folder(folders, STR("."));
        path = path_normalise(folders->arena, options->stdin_filename);
    }
    if (is_directory(folders->arena, path))
        return path_folder(folders, path);
    str parent = path_parent(path);
    return path_folder(folders, parent.len ? parent : STR("/"));
}

str world_common(struct arena *arena, const struct options *options) {
    if (options->paths.len == 0)
        return path_absolute(arena, STR("."));
    struct path_folders folders = {.arena = arena};
    str common = directory_of(&folders, options, options->paths.at[0]);
    for (size_t i = 1; i < options->paths.len; i++)
        common = path_common(common, directory_of(&folders, options, options->paths.at[i]));
    return common;
}

/* True if a given path has a place in a project: standard input without a name has none. */
static bool has_place(const struct options *options) {
    for (size_t i = 0; i < options->paths.len; i++)
        if (!str_equal(options->paths.at[i], STR("-")) || options->stdin_filename.len)
            return true;
    return false;
}

/* The same from the files that were found, of which each has been asked for already. */
static str common_of_files(struct arena *arena, const struct options *options, const struct discovery *discovery) {
    str common = {NULL, 0};
    if (discovery->saw_directory || discovery->fault_count)
        return world_common(arena, options);
    for (size_t i = 0; i < discovery->count; i++) {
        str folder = path_parent(discovery->files[i].absolute);
        common = i == 0 ? folder : path_common(common, folder);
    }
    return discovery->count ? common : world_common(arena, options);
}

/* The absolute root of the project around the given files; ptr NULL: none. */
static str project_root(str common, const struct options *options) {
    if (!has_place(options))
        return (str){NULL, 0};
    str root = path_find_upward(common, world_project_file);
    return root.ptr ? root : path_find_upward(common, ".git");
}

static void add_project(struct world_files *files, struct arena *arena, str root) {
    struct discovery *discovery = &files->discovery;
    if (!root.ptr)
        return;
    size_t given = discovery->count, faults = discovery->fault_count;
    discovery->limit = given + WORLD_MOST_CONTEXT + 1;
    str printed = path_relative(arena, path_absolute(arena, STR(".")), root);
    discover_add(discovery, printed.len ? printed : STR("/"), true);
    discovery->limit = 0;
    discovery->fault_count = faults; /* nobody asked for these files */
    files->whole = !discovery->limited;
    files->context_too_large = discovery->limited;
    if (discovery->limited)
        discovery->count = given;
}

static const struct discover_exclude *excludes_of(struct arena *arena, const struct options *options,
                                                  const struct config *config) {
    struct discover_exclude *excludes = arena_array(arena, struct discover_exclude, 2);
    excludes[0] =
        (struct discover_exclude){{options->exclude.at, options->exclude.len}, path_absolute(arena, STR("."))};
    excludes[1] =
        (struct discover_exclude){config->exclude, path_absolute(arena, config->root.len ? config->root : STR("."))};
    return excludes;
}

void world_find(struct world_files *files, struct arena *arena, const struct options *options,
                const struct config *config) {
    *files = (struct world_files){.discovery = {.arena = arena,
                                                .excludes = excludes_of(arena, options, config),
                                                .exclude_count = 2,
                                                .force_exclude = options->force_exclude,
                                                .stdin_filename = options->stdin_filename}};
    struct discovery *discovery = &files->discovery;
    for (size_t i = 0; i < options->paths.len; i++)
        discover_add(discovery, options->paths.at[i], false);
    if (options->paths.len == 0)
        discover_add(discovery, STR("."), false);
    files->whole = discovery->saw_directory;
    str common = common_of_files(arena, options, discovery), root = project_root(common, options);
    files->root = root.ptr ? root : common;
    if (!discovery->saw_directory && !options->no_context)
        add_project(files, arena, root);
    for (size_t i = 0; i < options->context.len; i++) {
        discover_add(discovery, options->context.at[i], true);
        files->whole |= is_directory(arena, options->context.at[i]);
    }
    discover_finish(discovery);
}
