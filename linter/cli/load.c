/* Reading to the end within a bound. The size that the system tells is only a first guess: files grow while they are
 * read, and pipes have none. */
#include "cli/load.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/path.h"
#include "yaml/load.h"

enum { FIRST_GUESS = 64 * 1024 };

static struct loaded fail(struct arena *arena, int code) {
    return (struct loaded){READ_FAILED, {NULL, 0}, path_error(arena, code)};
}

static struct loaded too_large(struct arena *arena) {
    return (struct loaded){
        READ_TOO_LARGE, {NULL, 0}, arena_format(arena, "larger than %d MiB", YAML_MAX_BYTES / 1024 / 1024)};
}

/* A regular file that tells its size gives all that was asked for until its end. */
static struct loaded read_all(struct arena *arena, int fd, size_t guess, bool regular) {
    size_t size = guess + 1, len = 0;
    char *bytes = memory_allocate(size);
    for (;;) {
        if (len == size) {
            size = size * 2 > YAML_MAX_BYTES + 1 ? YAML_MAX_BYTES + 1 : size * 2;
            bytes = memory_resize(bytes, size);
        }
        ssize_t got = read(fd, bytes + len, size - len);
        bool at_end = got == 0 || (regular && got > 0 && (size_t)got < size - len);
        if (at_end && len + (size_t)got <= YAML_MAX_BYTES)
            return (struct loaded){READ_OK, {bytes, len + (size_t)got}, {NULL, 0}};
        if (got < 0 && errno == EINTR)
            continue;
        len += got > 0 ? (size_t)got : 0;
        if (got > 0 && len <= YAML_MAX_BYTES)
            continue;
        struct loaded failure = got < 0 ? fail(arena, errno) : too_large(arena);
        free(bytes);
        return failure;
    }
}

static struct loaded read_open(struct arena *arena, int fd, enum load_kind kind) {
    struct stat status;
    if (fstat(fd, &status) != 0)
        return fail(arena, errno);
    if (S_ISDIR(status.st_mode))
        return fail(arena, EISDIR);
    if (!S_ISREG(status.st_mode)) {
        if (kind == LOAD_REGULAR)
            return (struct loaded){READ_FAILED, {NULL, 0}, STR("no longer a regular file")};
        return read_all(arena, fd, FIRST_GUESS, false);
    }
    if (status.st_size > YAML_MAX_BYTES)
        return too_large(arena);
    return read_all(arena, fd, (size_t)status.st_size, status.st_size > 0);
}

struct loaded load_path(struct arena *arena, str path, enum load_kind kind) {
    if (kind == LOAD_STANDARD_INPUT)
        return read_open(arena, STDIN_FILENO, kind);
    int fd = path_open(path, kind == LOAD_REGULAR ? O_RDONLY | O_NONBLOCK : O_RDONLY);
    if (fd < 0)
        return fail(arena, errno);
    struct loaded loaded = read_open(arena, fd, kind);
    close(fd);
    return loaded;
}

/* The bytes are a view, but their memory came from read_all. */
static char *memory_of(str bytes) {
    union {
        const char *view;
        char *memory;
    } owned = {bytes.ptr};
    return owned.memory;
}

str load_shrink(str bytes, size_t len) {
    return (str){memory_resize(memory_of(bytes), len), len};
}

void load_free(str bytes) {
    free(memory_of(bytes));
}
