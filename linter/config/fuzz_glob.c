/* Any two strings: the pattern up to the first LF, then the path. */
#include <stdint.h>
#include <stdlib.h>

#include "config/glob.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

/* A pattern without special bytes and signs takes itself, and what is in a folder of its name. */
static void check_literal(struct arena *arena, str pattern) {
    for (size_t i = 0; i < pattern.len; i++)
        if (str_find_byte(STR("*?[\\/ !#\r\n"), pattern.ptr[i]) < 10)
            return;
    if (pattern.len == 0)
        return;
    require(glob_match(pattern, pattern));
    require(glob_match(pattern, arena_format(arena, "x/%.*s/y", STR_ARG(pattern))) ||
            str_find_byte(pattern, '\0') < pattern.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    str path = arena_copy(&arena, (str){(const char *)data, size});
    str pattern = str_split(&path, '\n');
    if (!path.ptr)
        path = STR("");
    check_literal(&arena, pattern);
    glob_match(pattern, path);
    struct ignore_rules rules = ignore_parse(&arena, (str){(const char *)data, size});
    enum ignore_verdict file = ignore_test(&rules, path, false), folder = ignore_test(&rules, path, true);
    require(rules.len > 0 || (file == IGNORE_UNDECIDED && folder == IGNORE_UNDECIDED));
    require(file == IGNORE_UNDECIDED || folder != IGNORE_UNDECIDED);
    arena_free(&arena);
    return 0;
}
