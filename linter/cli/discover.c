/* Arguments one by one, then one list without doubles. The walk itself is in walk.c. */
#include "cli/discover.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/map.h"
#include "base/vec.h"
#include "cli/path.h"
#include "cli/walk.h"
#include "config/glob.h"

void discover_file(struct discovery *discovery, const struct found *file) {
    discovery->files =
        vec_reserve(discovery->arena, discovery->files, discovery->count, &discovery->cap, sizeof *discovery->files);
    discovery->files[discovery->count++] = *file;
}

void discover_fault(struct discovery *discovery, str path, int code) {
    discovery->faults = vec_reserve(discovery->arena, discovery->faults, discovery->fault_count, &discovery->fault_cap,
                                    sizeof *discovery->faults);
    discovery->faults[discovery->fault_count++] =
        (struct discover_fault){arena_copy(discovery->arena, path), path_error(discovery->arena, code)};
}

bool discover_excluded(const struct discovery *discovery, str absolute) {
    for (size_t i = 0; i < discovery->exclude_count; i++) {
        const struct discover_exclude *exclude = &discovery->excludes[i];
        size_t inside = path_is_below(absolute, exclude->base) ? exclude->base.len + 1 : 1;
        for (size_t j = 0; j < exclude->patterns.len; j++)
            if (glob_match(exclude->patterns.at[j], str_slice(absolute, inside, absolute.len)))
                return true;
    }
    return false;
}

/* The absolute path of a file, whose own link is not followed: it is where its path says. */
static str absolute_file(struct discovery *discovery, str path) {
    str parent = path_parent(path);
    discovery->folders.arena = discovery->arena;
    return path_join(discovery->arena, path_folder(&discovery->folders, parent.len ? parent : STR("/")),
                     path_base(path));
}

static void identify(struct found *file, const struct stat *status) {
    file->identified = true;
    file->device = (uint64_t)status->st_dev;
    file->inode = (uint64_t)status->st_ino;
    file->size = status->st_size > 0 ? (uint64_t)status->st_size : 0;
}

static void add_standard_input(struct discovery *discovery) {
    struct found file = {.kind = LOAD_STANDARD_INPUT, .named = true, .path = STR("<stdin>")};
    struct stat status;
    file.absolute = path_join(discovery->arena, path_absolute(discovery->arena, STR(".")), file.path);
    if (discovery->stdin_filename.len) {
        file.path = path_normalise(discovery->arena, discovery->stdin_filename);
        file.absolute = absolute_file(discovery, file.path);
        if (stat(arena_copy(discovery->arena, file.path).ptr, &status) == 0)
            identify(&file, &status);
    }
    for (size_t i = 0; i < discovery->count; i++)
        if (discovery->files[i].kind == LOAD_STANDARD_INPUT)
            return;
    discover_file(discovery, &file);
}

void discover_add(struct discovery *discovery, str argument, bool context) {
    if (str_equal(argument, STR("-")) && !context) {
        add_standard_input(discovery);
        return;
    }
    struct found file = {.named = !context, .context = context};
    file.path = path_normalise(discovery->arena, argument);
    const char *name = arena_copy(discovery->arena, file.path).ptr;
    struct stat status;
    bool is_there = lstat(name, &status) == 0;
    file.link = is_there && S_ISLNK(status.st_mode);
    if (!is_there || (file.link && stat(name, &status) != 0)) {
        discover_fault(discovery, file.path, errno);
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        discovery->saw_directory |= !context;
        walk_directory(discovery, file.path, context);
        return;
    }
    file.kind = S_ISREG(status.st_mode) ? LOAD_REGULAR : LOAD_STREAM;
    file.absolute = absolute_file(discovery, file.path);
    identify(&file, &status);
    if (!(discovery->force_exclude && discover_excluded(discovery, file.absolute)))
        discover_file(discovery, &file);
}

static int compare_found(const void *a, const void *b) {
    const struct found *left = a, *right = b;
    return str_compare(left->path, right->path);
}

static int compare_faults(const void *a, const void *b) {
    const struct discover_fault *left = a, *right = b;
    return str_compare(left->path, right->path);
}

/* Of two names for one file the one that stays; at equal rank the first in path order. */
static unsigned rank(const struct found *file) {
    return (file->kind == LOAD_STANDARD_INPUT ? 8u : 0u) + (file->context ? 0u : 4u) + (file->named ? 2u : 0u) +
           (file->link ? 0u : 1u);
}

static void merge(struct found *kept, const struct found *other) {
    bool named = kept->named || other->named;
    if (rank(other) > rank(kept))
        *kept = *other;
    kept->named = named;
}

static void drop_doubles(struct discovery *discovery) {
    struct map by_identity = {0};
    size_t kept = 0;
    for (size_t i = 0; i < discovery->count; i++) {
        struct found *file = &discovery->files[i];
        str key = arena_format(discovery->arena, "%llx:%llx", (unsigned long long)file->device,
                               (unsigned long long)file->inode);
        size_t *index = file->identified ? map_get(&by_identity, key) : NULL;
        if (index) {
            merge(&discovery->files[*index], file);
            continue;
        }
        index = arena_new(discovery->arena, size_t);
        *index = kept;
        if (file->identified)
            map_put(discovery->arena, &by_identity, key, index);
        discovery->files[kept++] = *file;
    }
    discovery->count = kept;
}

void discover_finish(struct discovery *discovery) {
    if (discovery->count) {
        qsort(discovery->files, discovery->count, sizeof *discovery->files, compare_found);
        drop_doubles(discovery);
        qsort(discovery->files, discovery->count, sizeof *discovery->files, compare_found);
    }
    if (discovery->fault_count)
        qsort(discovery->faults, discovery->fault_count, sizeof *discovery->faults, compare_faults);
    size_t kept = 0;
    for (size_t i = 0; i < discovery->fault_count; i++)
        if (i == 0 || compare_faults(&discovery->faults[i], &discovery->faults[kept - 1]) != 0)
            discovery->faults[kept++] = discovery->faults[i];
    discovery->fault_count = kept;
}
