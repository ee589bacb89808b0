/* Every #include against linter/layers.def, and the headers and functions that one folder alone may use. */
#include <ctype.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/vec.h"

/* What only these folders may have; tests and the programs around them are free. */
static const struct {
    const char *text;
    bool header;
    const char *folders; /* separated by spaces */
} kept_in[] = {
    {"yaml.h", true, "yaml"},     {"pcre2.h", true, "text"},        {"pthread.h", true, "cli"},
    {"stdatomic.h", true, "cli"}, {"threads.h", true, "cli"},       {"time(", false, "cli"},
    {"clock(", false, "cli"},     {"clock_gettime(", false, "cli"}, {"gettimeofday(", false, "cli"},
    {"localtime(", false, "cli"}, {"localtime_r(", false, "cli"},
};

static const char *const c_headers[] = {
    "assert.h", "ctype.h",   "errno.h",  "float.h",  "inttypes.h", "limits.h", "math.h",
    "stdarg.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h",    "stdlib.h", "string.h",
};

/* "text: base" of layers.def. */
struct layer {
    str folder, uses;
};

struct layers {
    struct arena arena;
    VEC(struct layer) at;
    size_t files;
    str offenders; /* a line each */
};

/* nftw passes nothing through. */
static struct layers *current;

static bool has_word(str words, str wanted) {
    while (words.ptr)
        if (str_equal(str_split(&words, ' '), wanted))
            return true;
    return false;
}

static str read_file(struct arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    char *bytes = arena_alloc(arena, size + 1);
    rewind(file);
    assert_int_equal(fread(bytes, 1, size, file), size);
    fclose(file);
    return (str){bytes, size};
}

static void read_layers(struct layers *layers) {
    str text = read_file(&layers->arena, MONLINT_SOURCE_DIR "/linter/layers.def");
    while (text.ptr) {
        str line = str_split(&text, '\n');
        size_t colon = str_find_byte(line, ':');
        if (line.len == 0 || line.ptr[0] == '#' || colon == line.len)
            continue;
        struct layer layer = {str_slice(line, 0, colon), str_trim(str_slice(line, colon + 1, line.len))};
        vec_push(&layers->arena, &layers->at, layer);
    }
}

static const struct layer *layer_of(const struct layers *layers, str folder) {
    for (size_t i = 0; i < layers->at.len; i++)
        if (str_equal(layers->at.at[i].folder, folder))
            return &layers->at.at[i];
    return NULL;
}

static void offend(struct layers *layers, str path, str what) {
    layers->offenders =
        arena_format(&layers->arena, "%.*s%.*s: %.*s\n", STR_ARG(layers->offenders), STR_ARG(path), STR_ARG(what));
}

static str first_folder(str path) {
    return str_slice(path, 0, str_find_byte(path, '/'));
}

static bool is_c_header(str header) {
    for (size_t i = 0; i < sizeof c_headers / sizeof c_headers[0]; i++)
        if (str_equal(header, str_of(c_headers[i])))
            return true;
    return false;
}

/* A generated header has no folder. */
static bool may_include(const struct layers *layers, str folder, str header) {
    const struct layer *layer = layer_of(layers, folder);
    str from = str_contains(header, STR("/")) ? first_folder(header) : STR("");
    if (from.len == 0 || str_equal(from, folder) || !layer_of(layers, from))
        return true;
    return layer && has_word(layer->uses, from);
}

static void judge_include(struct layers *layers, str path, str folder, str header, bool quoted, bool test) {
    if (str_equal(folder, STR("rules")) && !str_equal(header, STR("monlint/rule.h")) && !is_c_header(header))
        offend(layers, path, arena_format(&layers->arena, "a rule includes %.*s", STR_ARG(header)));
    else if (quoted && !may_include(layers, folder, header))
        offend(layers, path, arena_format(&layers->arena, "%.*s may not use %.*s", STR_ARG(folder), STR_ARG(header)));
    for (size_t i = 0; i < sizeof kept_in / sizeof kept_in[0]; i++)
        if (kept_in[i].header && !test && str_equal(header, str_of(kept_in[i].text)) &&
            !has_word(str_of(kept_in[i].folders), folder))
            offend(layers, path, arena_format(&layers->arena, "%s belongs to %s", kept_in[i].text, kept_in[i].folders));
}

static bool calls(str line, str function) {
    for (size_t at = 0; (at += str_find(str_slice(line, at, line.len), function)) < line.len; at++)
        if (at == 0 || (!isalnum((unsigned char)line.ptr[at - 1]) && line.ptr[at - 1] != '_'))
            return true;
    return false;
}

/* Without its comments; a line inside a longer comment has nothing left. */
static str code_of(str line, bool *comment) {
    size_t open = str_find(line, STR("/*")), close = str_find(line, STR("*/"));
    if (*comment) {
        *comment = close == line.len;
        return STR("");
    }
    *comment = open < line.len && close == line.len;
    return str_slice(line, 0, open);
}

static void judge_code(struct layers *layers, str path, str folder, str line) {
    if (str_contains(line, STR("\"")))
        return;
    for (size_t i = 0; i < sizeof kept_in / sizeof kept_in[0]; i++)
        if (!kept_in[i].header && calls(line, str_of(kept_in[i].text)) && !has_word(str_of(kept_in[i].folders), folder))
            offend(layers, path,
                   arena_format(&layers->arena, "%s) belongs to %s", kept_in[i].text, kept_in[i].folders));
}

/* The path begins with the folder: "text/utf8.c". */
static void judge_text(struct layers *layers, str path, str text) {
    str folder = first_folder(path);
    bool test = str_ends_with(path, STR("_test.c")) || str_contains(path, STR("/fuzz_"));
    bool comment = false;
    while (text.ptr) {
        str line = code_of(str_split(&text, '\n'), &comment);
        if (!str_starts_with(line, STR("#include "))) {
            if (!test)
                judge_code(layers, path, folder, line);
            continue;
        }
        str rest = str_slice(line, STR("#include ").len, line.len);
        bool quoted = str_starts_with(rest, STR("\""));
        str header = str_slice(rest, 1, 1 + str_find_byte(str_slice(rest, 1, rest.len), quoted ? '"' : '>'));
        judge_include(layers, path, folder, header, quoted, test);
    }
}

static int judge_file(const char *path, const struct stat *status, int flag, struct FTW *ftw) {
    (void)status, (void)ftw;
    str name = str_of(path), linter = STR(MONLINT_SOURCE_DIR "/linter/"), root = STR(MONLINT_SOURCE_DIR "/");
    if (flag != FTW_F || !(str_ends_with(name, STR(".c")) || str_ends_with(name, STR(".h"))))
        return 0;
    str relative = str_slice(name, (str_starts_with(name, linter) ? linter : root).len, name.len);
    if (!layer_of(current, first_folder(relative)))
        return 0;
    current->files++;
    judge_text(current, arena_copy(&current->arena, relative), read_file(&current->arena, path));
    return 0;
}

static void test_sources(void **state) {
    (void)state;
    struct layers layers = {0};
    current = &layers;
    read_layers(&layers);
    assert_int_equal(nftw(MONLINT_SOURCE_DIR "/linter", judge_file, 16, FTW_PHYS), 0);
    assert_int_equal(nftw(MONLINT_SOURCE_DIR "/rules", judge_file, 16, FTW_PHYS), 0);
    if (layers.offenders.len)
        print_error("%.*s", STR_ARG(layers.offenders));
    assert_true(layers.files > 200);
    assert_int_equal(layers.offenders.len, 0);
    arena_free(&layers.arena);
}

/* The test itself finds what it is there to find. */
static void test_planted(void **state) {
    (void)state;
    static const struct {
        const char *path, *text;
        bool offends;
    } rows[] = {
        {"text/x.c", "#include \"base/str.h\"\n", false},
        {"text/x.c", "#include \"text/utf8.h\"\n#include <pcre2.h>\n", false},
        {"text/x.c", "#include \"yaml/node.h\"\n", true},
        {"base/x.h", "#include \"text/span.h\"\n", true},
        {"engine/x.c", "#include \"report/report.h\"\n", true},
        {"schema/x.c", "#include <yaml.h>\n", true},
        {"promql/x.c", "#include <pcre2.h>\n", true},
        {"engine/x.c", "#include <pthread.h>\n", true},
        {"cli/x.c", "#include <pthread.h>\n    time_t now = time(NULL);\n", false},
        {"engine/x.c", "    time_t now = time(NULL);\n", true},
        {"engine/x.c", "    read_time(NULL);\n/* time( */\n", false},
        {"rules/a/x.c", "#include <monlint/rule.h>\n#include <string.h>\n", false},
        {"rules/a/x.c", "#include <unistd.h>\n", true},
        {"rules/a/x.c", "#include \"yaml/node.h\"\n", true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct layers layers = {0};
        read_layers(&layers);
        judge_text(&layers, str_of(rows[i].path), str_of(rows[i].text));
        if ((layers.offenders.len > 0) != rows[i].offends)
            fail_msg("row %zu: %.*s", i, STR_ARG(layers.offenders));
        arena_free(&layers.arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sources), cmocka_unit_test(test_planted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
