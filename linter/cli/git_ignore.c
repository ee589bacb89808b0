/* A chain from the folder at hand outward. */
#include "cli/git_ignore.h"

#include "base/vec.h"
#include "cli/load.h"
#include "cli/path.h"

const struct git_ignore *git_ignore_enter(struct arena *arena, const struct git_ignore *outer, str directory) {
    struct arena scratch = {0};
    struct loaded loaded = load_path(&scratch, path_join(&scratch, directory, STR(".gitignore")), LOAD_REGULAR);
    arena_free(&scratch);
    if (loaded.outcome != READ_OK)
        return outer;
    struct git_ignore *inner = arena_new(arena, struct git_ignore);
    inner->rules = ignore_parse(arena, arena_copy(arena, loaded.bytes));
    inner->base = directory.len;
    inner->outer = outer;
    load_free(loaded.bytes);
    return inner;
}

const struct git_ignore *git_ignore_begin(struct arena *arena, str directory) {
    str root = path_find_upward(directory, ".git");
    const struct git_ignore *ignore = NULL;
    if (!root.ptr)
        return git_ignore_enter(arena, NULL, directory);
    for (size_t end = root.len; end < directory.len;) {
        ignore = git_ignore_enter(arena, ignore, str_slice(directory, 0, end));
        end += 1 + str_find_byte(str_slice(directory, end + 1, directory.len), '/');
    }
    return git_ignore_enter(arena, ignore, directory);
}

bool git_ignore_test(const struct git_ignore *ignore, str path, bool is_directory) {
    for (; ignore; ignore = ignore->outer) {
        str inside = str_slice(path, ignore->base + 1, path.len);
        enum ignore_verdict verdict = ignore_test(&ignore->rules, inside, is_directory);
        if (verdict != IGNORE_UNDECIDED)
            return verdict == IGNORE_YES;
    }
    return false;
}
