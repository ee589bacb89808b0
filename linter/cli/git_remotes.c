/* Sections, keys and values of git-config(1), as far as remotes need them. */
#include "cli/git_remotes.h"

#include <sys/stat.h>

#include "base/vec.h"
#include "cli/load.h"
#include "cli/path.h"

enum { LARGEST = 1 << 20 }; /* bytes of a file of git that is read */

static str value_of(str line) {
    str value = str_trim(str_slice(line, str_find_byte(line, '=') + 1, line.len));
    if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
        return str_slice(value, 1, value.len - 1);
    return value;
}

struct str_list git_remotes_parse(struct arena *arena, str config) {
    VEC(str) urls = {0};
    bool remote = false;
    for (str rest = config; rest.ptr;) {
        str line = str_trim(str_split(&rest, '\n'));
        if (str_starts_with(line, STR("[")))
            remote = str_equal_fold(str_slice(line, 0, 8), STR("[remote "));
        str key = str_trim(str_slice(line, 0, str_find_byte(line, '=')));
        if (remote && key.len < line.len && str_equal_fold(key, STR("url")))
            vec_push(arena, &urls, value_of(line));
    }
    return (struct str_list){urls.at, urls.len};
}

/* The text of a small regular file; empty if it is none. */
static str read_small(struct arena *arena, str path) {
    struct stat status;
    if (stat(arena_copy(arena, path).ptr, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > LARGEST)
        return STR("");
    struct loaded loaded = load_path(arena, path, LOAD_REGULAR);
    if (loaded.outcome != READ_OK)
        return STR("");
    str text = arena_copy(arena, loaded.bytes);
    load_free(loaded.bytes);
    return text;
}

/* A path that is relative to a folder, or absolute. */
static str path_from(struct arena *arena, str folder, str path) {
    return str_starts_with(path, STR("/")) ? path : path_join(arena, folder, path);
}

struct str_list git_remotes_of(struct arena *arena, str root) {
    str git = path_join(arena, root, STR(".git"));
    str pointer = str_trim(read_small(arena, git));
    if (str_starts_with(pointer, STR("gitdir:")))
        git = path_from(arena, root, str_trim(str_slice(pointer, 7, pointer.len)));
    str common = str_trim(read_small(arena, path_join(arena, git, STR("commondir"))));
    if (common.len)
        git = path_from(arena, git, common);
    return git_remotes_parse(arena, read_small(arena, path_join(arena, git, STR("config"))));
}
