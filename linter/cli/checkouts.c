/* Each folder, path and text is looked at once. A path is walked component by component, so that neither ".." nor a
 * symbolic link leads out of the checkout. */
#include "cli/checkouts.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "cli/git_remotes.h"
#include "cli/load.h"
#include "cli/path.h"
#include "text/markdown.h"

enum {
    MOST_LOOKED_UP = 20 * 1000, /* paths of one run */
    LONGEST_PATH = 1024,
    LARGEST_TEXT = 1 << 20, /* bytes of a Markdown file that is read */
};

/* ---- Checkouts ---- */

/* The nearest folder with a .git, from this one upward to the ceiling; a folder whose answer is known ends the way. */
static str git_root(struct disk_checkouts *disk, str folder) {
    str *root = arena_new(disk->arena, str), at = folder;
    const str *known = NULL;
    while (path_is_below(at, disk->ceiling) && !(known = map_get(&disk->roots, at))) {
        map_put(disk->arena, &disk->roots, at, root);
        if (path_has_member(at, ".git"))
            *root = at;
        if (root->ptr || at.len == 0)
            break;
        at = path_parent(at);
    }
    if (known)
        *root = *known;
    return *root;
}

static struct str_list with_repository(struct disk_checkouts *disk, struct str_list remotes) {
    str *all = arena_array(disk->arena, str, remotes.len + 1);
    if (remotes.len)
        memcpy(all, remotes.at, remotes.len * sizeof *all);
    all[remotes.len] = disk->config->repository;
    return (struct str_list){all, remotes.len + 1};
}

/* The folder of the project file if it names the repository, else that of the run. */
static str root_without_git(struct disk_checkouts *disk) {
    if (disk->config->repository.len == 0)
        return disk->base;
    return path_absolute(disk->arena, disk->config->root.len ? disk->config->root : STR("."));
}

static void fill(struct disk_checkouts *disk, struct checkout *checkout, str folder) {
    str root = git_root(disk, folder);
    bool stated = disk->config->repository.len > 0;
    if (root.ptr)
        checkout->remotes = git_remotes_of(disk->arena, root);
    else
        root = root_without_git(disk);
    if (root.len == 0 || !path_is_below(folder, root))
        return;
    if (stated)
        checkout->remotes = with_repository(disk, checkout->remotes);
    checkout->root = root;
    checkout->folder = folder.len > root.len ? str_slice(folder, root.len + 1, folder.len) : STR("");
    checkout->name = checkout->remotes.len ? STR("") : path_base(root);
}

static const struct checkout *find_checkout(void *context, str path) {
    struct disk_checkouts *disk = context;
    str parent = path_parent(path);
    str folder = str_starts_with(path, STR("/")) ? parent : path_join(disk->arena, disk->directory, parent);
    struct checkout *checkout = map_get(&disk->folders, folder);
    if (!checkout) {
        checkout = arena_new(disk->arena, struct checkout);
        map_put(disk->arena, &disk->folders, arena_copy(disk->arena, folder), checkout);
        str normal = path_normalise(disk->arena, folder.len ? folder : STR("/"));
        fill(disk, checkout, path_folder(&disk->paths, normal));
    }
    return checkout->root.len ? checkout : NULL;
}

/* ---- Paths ---- */

static enum checkout_kind kind_of(const char *path, bool last) {
    struct stat status;
    if (lstat(path, &status) != 0)
        return errno == ENOENT || errno == ENOTDIR ? CHECKOUT_ABSENT : CHECKOUT_UNKNOWN;
    if (S_ISLNK(status.st_mode))
        return last ? CHECKOUT_FILE : CHECKOUT_UNKNOWN;
    return S_ISDIR(status.st_mode) ? CHECKOUT_FOLDER : CHECKOUT_FILE;
}

/* A component that means what it says; a dot file of git is no file of the repository. */
static bool is_plain(str component) {
    return component.len && !str_equal(component, STR(".")) && !str_equal(component, STR("..")) &&
           !str_equal(component, STR(".git")) && !memchr(component.ptr, '\0', component.len) &&
           !memchr(component.ptr, '\\', component.len);
}

static enum checkout_kind walk(struct disk_checkouts *disk, str root, str path) {
    enum checkout_kind kind = CHECKOUT_FOLDER;
    str at = root;
    for (str rest = path; rest.ptr;) {
        str component = str_split(&rest, '/');
        if (!is_plain(component))
            return CHECKOUT_UNKNOWN;
        at = path_join(disk->arena, at, component);
        kind = kind_of(arena_copy(disk->arena, at).ptr, rest.ptr == NULL);
        if (kind == CHECKOUT_UNKNOWN || kind == CHECKOUT_ABSENT)
            return kind;
        if (kind == CHECKOUT_FILE && rest.ptr)
            return CHECKOUT_ABSENT;
    }
    return kind;
}

static enum checkout_kind look(void *context, const struct checkout *checkout, str path) {
    static enum checkout_kind kinds[] = {CHECKOUT_UNKNOWN, CHECKOUT_ABSENT, CHECKOUT_FILE, CHECKOUT_FOLDER};
    struct disk_checkouts *disk = context;
    while (path.len && path.ptr[path.len - 1] == '/')
        path.len--;
    if (path.len == 0 || path.len > LONGEST_PATH)
        return path.len ? CHECKOUT_UNKNOWN : CHECKOUT_FOLDER;
    str key = path_join(disk->arena, checkout->root, path);
    enum checkout_kind *known = map_get(&disk->kinds, key);
    if (known)
        return *known;
    if (disk->looked_up++ >= MOST_LOOKED_UP)
        return CHECKOUT_UNKNOWN;
    enum checkout_kind kind = walk(disk, checkout->root, path);
    map_put(disk->arena, &disk->kinds, key, &kinds[kind]);
    return kind;
}

/* ---- Texts ---- */

static bool is_markdown(str path) {
    size_t dot = path.len;
    while (dot && path.ptr[dot - 1] != '.')
        dot--;
    str ending = str_slice(path, dot, path.len);
    return str_equal_fold(ending, STR("md")) || str_equal_fold(ending, STR("markdown"));
}

static struct markdown_anchors *read_anchors(struct disk_checkouts *disk, str path) {
    struct stat status;
    if (!is_markdown(path) || lstat(arena_copy(disk->arena, path).ptr, &status) != 0 || !S_ISREG(status.st_mode) ||
        status.st_size > LARGEST_TEXT)
        return NULL;
    struct loaded loaded = load_path(disk->arena, path, LOAD_REGULAR);
    if (loaded.outcome != READ_OK)
        return NULL;
    struct markdown_anchors *anchors = arena_new(disk->arena, struct markdown_anchors);
    *anchors = markdown_find_anchors(disk->arena, arena_copy(disk->arena, loaded.bytes));
    load_free(loaded.bytes);
    return anchors;
}

static const struct markdown_anchors *anchors_of(void *context, const struct checkout *checkout, str path) {
    static struct markdown_anchors none;
    struct disk_checkouts *disk = context;
    if (look(context, checkout, path) != CHECKOUT_FILE)
        return NULL;
    str key = path_join(disk->arena, checkout->root, path);
    struct markdown_anchors *known = map_get(&disk->texts, key);
    if (!known) {
        known = read_anchors(disk, key);
        map_put(disk->arena, &disk->texts, key, known ? known : &none);
    }
    return known == &none ? NULL : known;
}

void disk_checkouts_init(struct disk_checkouts *disk, struct arena *arena, const struct config *config, str base) {
    *disk = (struct disk_checkouts){.arena = arena, .config = config, .base = base};
    disk->checkouts = (struct checkouts){disk, find_checkout, look, anchors_of};
    disk->paths.arena = arena;
    disk->directory = path_absolute(arena, STR("."));
}
