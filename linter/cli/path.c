/* Text work on paths, and the two calls of the system that need more than one step. */
#include "cli/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

enum { LONGEST = 4000 }; /* bytes given to the system at once; its own limit counts the NUL, too */

str path_normalise(struct arena *arena, str path) {
    char *text = arena_alloc(arena, path.len + 2);
    bool absolute = path.len && path.ptr[0] == '/';
    size_t len = 0;
    for (str rest = path; rest.ptr;) {
        str part = str_split(&rest, '/');
        if (part.len == 0 || str_equal(part, STR(".")))
            continue;
        if (len > 0 || absolute)
            text[len++] = '/';
        memcpy(text + len, part.ptr, part.len);
        len += part.len;
    }
    if (len == 0)
        return absolute ? STR("/") : STR(".");
    return (str){text, len};
}

str path_join(struct arena *arena, str directory, str name) {
    if (str_equal(directory, STR(".")))
        return arena_copy(arena, name);
    if (str_equal(directory, STR("/")))
        directory.len = 0;
    char *text = arena_alloc(arena, directory.len + name.len + 2);
    if (directory.len)
        memcpy(text, directory.ptr, directory.len);
    text[directory.len] = '/';
    memcpy(text + directory.len + 1, name.ptr, name.len);
    text[directory.len + 1 + name.len] = '\0';
    return (str){text, directory.len + 1 + name.len};
}

/* Offset of the last slash, or path.len. */
static size_t last_slash(str path) {
    for (size_t at = path.len; at > 0; at--)
        if (path.ptr[at - 1] == '/')
            return at - 1;
    return path.len;
}

str path_parent(str path) {
    size_t slash = last_slash(path);
    return slash == path.len ? STR(".") : str_slice(path, 0, slash);
}

str path_base(str path) {
    size_t slash = last_slash(path);
    return slash == path.len ? path : str_slice(path, slash + 1, path.len);
}

static str without_slash(str path) {
    return str_equal(path, STR("/")) ? STR("") : path;
}

static str current_directory(struct arena *arena) {
    char *current = realpath(".", NULL);
    str copy = without_slash(arena_copy(arena, str_of(current ? current : "/")));
    free(current);
    return copy;
}

str path_absolute(struct arena *arena, str path) {
    str normal = path_normalise(arena, path);
    str copy = arena_copy(arena, normal);
    char *resolved = realpath(copy.ptr, NULL);
    if (resolved) {
        str absolute = without_slash(arena_copy(arena, str_of(resolved)));
        free(resolved);
        return absolute;
    }
    if (normal.ptr[0] == '/')
        return without_slash(normal);
    return path_join(arena, current_directory(arena), normal);
}

static bool is_link(struct arena *arena, str path) {
    char target[1];
    return readlink(arena_copy(arena, path).ptr, target, sizeof target) >= 0 || errno != EINVAL;
}

static str remember(struct path_folders *folders, str path, str absolute) {
    str *kept = arena_new(folders->arena, str);
    *kept = absolute;
    map_put(folders->arena, &folders->absolute, path, kept);
    return absolute;
}

static str path_resolved(struct path_folders *folders, str path) {
    const str *known = map_get(&folders->absolute, path);
    return known ? *known : remember(folders, path, path_absolute(folders->arena, path));
}

/* Below a folder that is known, one that is no link needs no more than its name. */
str path_folder(struct path_folders *folders, str path) {
    const str *known = map_get(&folders->absolute, path);
    if (known)
        return *known;
    str base = path_base(path), parent = path_parent(path);
    bool is_plain = base.len < path.len && parent.len && !str_equal(base, STR(".."));
    if (!is_plain || is_link(folders->arena, path))
        return path_resolved(folders, path);
    return remember(folders, path, path_join(folders->arena, path_resolved(folders, parent), base));
}

bool path_is_below(str path, str directory) {
    return str_starts_with(path, directory) && (path.len == directory.len || path.ptr[directory.len] == '/');
}

str path_relative(struct arena *arena, str from, str to) {
    if (str_equal(from, to))
        return STR(".");
    if (path_is_below(to, from))
        return str_slice(to, from.len + 1, to.len);
    if (!path_is_below(from, to))
        return to;
    str up = STR("..");
    for (from = path_parent(from); from.len > to.len; from = path_parent(from))
        up = path_join(arena, up, STR(".."));
    return up;
}

str path_common(str a, str b) {
    while (!path_is_below(b, a))
        a = path_parent(a);
    return a;
}

bool path_has_member(str directory, const char *name) {
    struct arena scratch = {0};
    str path = path_join(&scratch, directory, str_of(name));
    struct stat status;
    bool has = lstat(path.ptr, &status) == 0;
    arena_free(&scratch);
    return has;
}

str path_find_upward(str directory, const char *name) {
    for (;; directory = path_parent(directory)) {
        if (path_has_member(directory, name))
            return directory;
        if (directory.len == 0)
            return (str){NULL, 0};
    }
}

static int open_at(int directory, str path, int flags) {
    char *text = memory_allocate(path.len + 1);
    memcpy(text, path.ptr, path.len);
    text[path.len] = '\0';
    int fd = openat(directory, text, flags | O_CLOEXEC);
    int error = errno;
    free(text);
    errno = error;
    return fd;
}

static void close_keeping_errno(int fd) {
    int error = errno;
    if (fd != AT_FDCWD)
        close(fd);
    errno = error;
}

int path_open(str path, int flags) {
    int directory = AT_FDCWD;
    while (path.len > LONGEST) {
        size_t slash = last_slash(str_slice(path, 0, LONGEST));
        if (slash == LONGEST) {
            errno = ENAMETOOLONG;
            break;
        }
        int next = open_at(directory, str_slice(path, 0, slash), O_RDONLY | O_DIRECTORY);
        close_keeping_errno(directory);
        if (next < 0)
            return -1;
        directory = next;
        path = str_slice(path, slash + 1, path.len);
    }
    int fd = path.len > LONGEST ? -1 : open_at(directory, path, flags);
    close_keeping_errno(directory);
    return fd;
}

str path_error(struct arena *arena, int code) {
    char text[256];
    if (strerror_r(code, text, sizeof text) != 0)
        return arena_format(arena, "error %d", code);
    if (text[0] >= 'A' && text[0] <= 'Z')
        text[0] = (char)(text[0] - 'A' + 'a');
    return arena_copy(arena, str_of(text));
}
