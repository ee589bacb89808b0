/* A stack of open folders. A folder is read whole when it is entered: its files are taken at once, the names of its
 * folders are kept for later. Only the innermost few stay open; one further out is opened again by its path when the
 * walk comes back to it. */
#include "cli/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vec.h"
#include "cli/git_ignore.h"
#include "cli/path.h"

enum { OPEN_AT_ONCE = 32 };

struct folder {
    int fd;          /* -1: closed */
    size_t path_len; /* of the walk's path while it is in this folder */
    const struct git_ignore *ignore;
    VEC(const char *) folders; /* still to be entered, last first */
};

struct walk {
    struct discovery *discovery;
    str printed;  /* the directory as given */
    size_t start; /* length of its absolute path */
    bool context;
    struct arena arena; /* names and ignore rules */
    VEC(char) path;     /* absolute, of the folder or member at hand, with a NUL behind its end */
    VEC(struct folder) stack;
};

static str walk_path(const struct walk *walk) {
    return (str){walk->path.at, walk->path.len};
}

static void append(struct walk *walk, const char *text, size_t len) {
    for (size_t i = 0; i < len; i++)
        vec_push(&walk->arena, &walk->path, text[i]);
}

static void set_member(struct walk *walk, size_t folder_len, const char *name) {
    walk->path.len = folder_len;
    append(walk, "/", 1);
    append(walk, name, strlen(name));
}

/* The path at hand as it is printed. */
static str printed_path(const struct walk *walk) {
    if (walk->path.len <= walk->start)
        return walk->printed;
    return path_join(walk->discovery->arena, walk->printed,
                     str_slice(walk_path(walk), walk->start + 1, walk->path.len));
}

static bool is_read(const char *name) {
    static const char *const endings[] = {".yaml", ".yml", ".json", ".rules"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_ends_with(str_of(name), str_of(endings[i])))
            return true;
    return false;
}

/* Version control, what package managers fetch, and the project file, which is read for itself. */
static bool is_passed_over(const char *name) {
    static const char *const names[] = {".", ".git", ".hg", ".svn", "node_modules", ".venv", ".monlint.yaml"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return name[0] == '.' && name[1] == '.';
}

static bool is_left_out(const struct walk *walk, const struct git_ignore *ignore, bool is_directory) {
    return git_ignore_test(ignore, walk_path(walk), is_directory) ||
           discover_excluded(walk->discovery, walk_path(walk));
}

static void add_file(struct walk *walk, const struct stat *status, bool link) {
    struct found file = {.path = printed_path(walk),
                         .absolute = arena_copy(walk->discovery->arena, walk_path(walk)),
                         .kind = LOAD_REGULAR,
                         .context = walk->context,
                         .link = link,
                         .identified = true,
                         .device = (uint64_t)status->st_dev,
                         .inode = (uint64_t)status->st_ino,
                         .size = status->st_size > 0 ? (uint64_t)status->st_size : 0};
    discover_file(walk->discovery, &file);
}

/* One member of the folder: a file is taken, a folder is kept for later. A link that leads nowhere is nobody's file
 * (editors leave such locks). */
static void look_at(struct walk *walk, struct folder *folder, const char *name) {
    struct stat status;
    set_member(walk, folder->path_len, name);
    if (is_passed_over(name))
        return;
    if (fstatat(folder->fd, name, &status, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT)
            discover_fault(walk->discovery, printed_path(walk), errno);
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        if (!is_left_out(walk, folder->ignore, true))
            vec_push(&walk->arena, &folder->folders, arena_copy(&walk->arena, str_of(name)).ptr);
        return;
    }
    bool link = S_ISLNK(status.st_mode);
    if (!is_read(name) || is_left_out(walk, folder->ignore, false))
        return;
    if (link && fstatat(folder->fd, name, &status, 0) != 0) {
        if (errno != ENOENT && errno != ELOOP)
            discover_fault(walk->discovery, printed_path(walk), errno);
        return;
    }
    if (S_ISREG(status.st_mode))
        add_file(walk, &status, link);
}

static bool is_full(const struct walk *walk) {
    return walk->discovery->limit && walk->discovery->count >= walk->discovery->limit;
}

/* Reads all members of the folder at the top. */
static void read_members(struct walk *walk, struct folder *folder) {
    int copy = fcntl(folder->fd, F_DUPFD_CLOEXEC, 0);
    DIR *members = copy < 0 ? NULL : fdopendir(copy);
    if (!members) {
        discover_fault(walk->discovery, printed_path(walk), errno);
        if (copy >= 0)
            close(copy);
        return;
    }
    for (;;) {
        errno = 0;
        const struct dirent *member = readdir(members);
        if (!member || is_full(walk))
            break;
        look_at(walk, folder, member->d_name);
    }
    walk->path.len = folder->path_len;
    if (errno != 0 && !is_full(walk))
        discover_fault(walk->discovery, printed_path(walk), errno);
    closedir(members);
}

/* Puts the folder at hand on the stack and reads it. Takes the descriptor. */
static void enter(struct walk *walk, int fd, const struct git_ignore *ignore) {
    if (fd < 0) {
        discover_fault(walk->discovery, printed_path(walk), errno);
        return;
    }
    if (walk->stack.len >= OPEN_AT_ONCE) {
        struct folder *outer = &walk->stack.at[walk->stack.len - OPEN_AT_ONCE];
        if (outer->fd >= 0)
            close(outer->fd);
        outer->fd = -1;
    }
    vec_push(&walk->arena, &walk->stack, (struct folder){.fd = fd, .path_len = walk->path.len, .ignore = ignore});
    read_members(walk, &walk->stack.at[walk->stack.len - 1]);
}

static void enter_next(struct walk *walk, struct folder *folder) {
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    const struct git_ignore *ignore = folder->ignore;
    const char *name = folder->folders.at[--folder->folders.len];
    walk->path.len = folder->path_len;
    if (folder->fd < 0)
        folder->fd = path_open(folder->path_len ? walk_path(walk) : STR("/"), flags);
    set_member(walk, folder->path_len, name);
    int fd = folder->fd < 0 ? -1 : openat(folder->fd, name, flags | O_NOFOLLOW);
    if (fd >= 0 && faccessat(fd, ".gitignore", R_OK, 0) == 0)
        ignore = git_ignore_enter(&walk->arena, ignore, walk_path(walk));
    enter(walk, fd, ignore);
}

void walk_directory(struct discovery *discovery, str path, bool context) {
    struct walk walk = {.discovery = discovery, .printed = path, .context = context};
    str absolute = path_absolute(discovery->arena, path);
    append(&walk, absolute.ptr, absolute.len);
    walk.start = absolute.len;
    const struct git_ignore *ignore = git_ignore_begin(&walk.arena, absolute);
    enter(&walk, path_open(path, O_RDONLY | O_DIRECTORY), ignore);
    while (walk.stack.len > 0) {
        struct folder *folder = &walk.stack.at[walk.stack.len - 1];
        if (folder->folders.len > 0 && !is_full(&walk)) {
            enter_next(&walk, folder);
            continue;
        }
        if (folder->fd >= 0)
            close(folder->fd);
        walk.stack.len--;
    }
    discovery->limited |= is_full(&walk);
    arena_free(&walk.arena);
}
