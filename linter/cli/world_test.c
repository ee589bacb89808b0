/* What is context, where the project file is looked for, and what the folders say of charts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/chart.h"
#include "cli/output.h"
#include "cli/scratch_tree.h"
#include "cli/world.h"

static const char *const world_paths[] = {
    "repo/.git/HEAD", "repo/mon/.monlint.yaml", "repo/mon/a/x.yaml", "repo/mon/b/y.yaml",
    "repo/z.yaml",    "loose/l.yaml",           "loose/m.yaml",      NULL};

struct world_case {
    const char *paths[3], *context, *stdin_filename;
    bool no_context;
    const char *files; /* context in parentheses */
    bool whole;
};

static const struct world_case world_cases[] = {
    {{NULL}, NULL, NULL, false, "loose/l.yaml loose/m.yaml repo/mon/a/x.yaml repo/mon/b/y.yaml repo/z.yaml", true},
    {{"repo/mon/a"}, NULL, NULL, false, "repo/mon/a/x.yaml", true},
    {{"repo/mon/a/x.yaml"}, NULL, NULL, false, "repo/mon/a/x.yaml (repo/mon/b/y.yaml)", true},
    {{"repo/mon/a/x.yaml"}, NULL, NULL, true, "repo/mon/a/x.yaml", false},
    {{"repo/mon/b/y.yaml", "repo/mon/a/x.yaml"}, NULL, NULL, false, "repo/mon/a/x.yaml repo/mon/b/y.yaml", true},
    {{"repo/mon/b/y.yaml", "repo/z.yaml"},
     NULL,
     NULL,
     false,
     "(repo/mon/a/x.yaml) repo/mon/b/y.yaml repo/z.yaml",
     true},
    {{"loose/l.yaml"}, NULL, NULL, false, "loose/l.yaml", false},
    {{"loose/l.yaml"}, "repo/mon/a", NULL, false, "loose/l.yaml (repo/mon/a/x.yaml)", true},
    {{"loose/l.yaml"}, "loose/m.yaml", NULL, false, "loose/l.yaml (loose/m.yaml)", false},
    {{"loose"}, "repo/mon", NULL, false, "loose/l.yaml loose/m.yaml (repo/mon/a/x.yaml) (repo/mon/b/y.yaml)", true},
    {{"loose"}, "loose/l.yaml", NULL, false, "loose/l.yaml loose/m.yaml", true},
    {{"-"}, NULL, NULL, false, "<stdin>", false},
    {{"-"}, NULL, "repo/mon/a/x.yaml", false, "repo/mon/a/x.yaml (repo/mon/b/y.yaml)", true},
    {{"-"}, NULL, "repo/mon/a/new.yaml", false, "repo/mon/a/new.yaml (repo/mon/a/x.yaml) (repo/mon/b/y.yaml)", true},
};

static struct options options_of(struct arena *arena, const struct world_case *row) {
    struct options options = {.no_context = row->no_context, .stdin_filename = str_of(row->stdin_filename)};
    options.paths.at = arena_array(arena, str, 3);
    for (; options.paths.len < 3 && row->paths[options.paths.len]; options.paths.len++)
        options.paths.at[options.paths.len] = str_of(row->paths[options.paths.len]);
    options.context.at = arena_array(arena, str, 1);
    options.context.at[0] = str_of(row->context);
    options.context.len = row->context ? 1 : 0;
    return options;
}

static void test_world(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    make_files(world_paths);
    for (size_t i = 0; i < sizeof world_cases / sizeof world_cases[0]; i++) {
        struct arena arena = {0};
        struct options options = options_of(&arena, &world_cases[i]);
        struct config config = {0};
        struct world_files files;
        world_find(&files, &arena, &options, &config);
        str line = STR("");
        for (size_t j = 0; j < files.discovery.count; j++) {
            const struct found *file = &files.discovery.files[j];
            line = arena_format(&arena, file->context ? "%.*s%s(%.*s)" : "%.*s%s%.*s", STR_ARG(line), j ? " " : "",
                                STR_ARG(file->path));
        }
        assert_string_equal(arena_copy(&arena, line).ptr, world_cases[i].files);
        assert_int_equal(files.whole, world_cases[i].whole);
        assert_int_equal(files.discovery.fault_count, 0);
        arena_free(&arena);
    }
    scratch_tree_end(&tree);
}

/* From inside the project its root is above, and paths say so. */
static void test_from_below(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_files(world_paths);
    must(chdir("repo/mon/a") == 0);
    struct world_case row = {.paths = {"x.yaml"}};
    struct options options = options_of(&arena, &row);
    struct world_files files;
    world_find(&files, &arena, &options, &(struct config){0});
    assert_int_equal(files.discovery.count, 2);
    assert_true(str_equal(files.discovery.files[0].path, STR("../b/y.yaml")));
    assert_true(files.discovery.files[0].context);
    assert_true(str_equal(files.discovery.files[1].path, STR("x.yaml")));
    assert_true(str_equal(world_common(&arena, &options), path_absolute(&arena, STR("."))));
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_excludes(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_files(world_paths);
    struct world_case row = {.paths = {"repo"}};
    struct options options = options_of(&arena, &row);
    struct config config = {.root = STR("repo/mon"), .exclude = {&STR("/a"), 1}};
    options.exclude = (struct string_list){&STR("repo/z.yaml"), 1, 1};
    struct world_files files;
    world_find(&files, &arena, &options, &config);
    assert_int_equal(files.discovery.count, 1);
    assert_true(str_equal(files.discovery.files[0].path, STR("repo/mon/b/y.yaml")));
    arena_free(&arena);
    scratch_tree_end(&tree);
}

static void test_chart_names(void **state) {
    (void)state;
    static const char *const rows[][2] = {{"name: loki", "loki"},
                                          {"apiVersion: v2\nname:  loki-stack # ours\r\nx: y", "loki-stack"},
                                          {"name: \"a b\" # c", "a b"},
                                          {"name: 'x'\n", "x"},
                                          {"name: \"x", "x"},
                                          {"  name: y\ndependencies:\n- name: z\n", ""},
                                          {"", ""},
                                          {"name:", ""}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_true(str_equal(chart_name(str_of(rows[i][0])), str_of(rows[i][1])));
}

static void test_chart_hints(void **state) {
    (void)state;
    struct scratch_tree tree = scratch_tree_begin();
    struct arena arena = {0};
    make_file("c/Chart.yaml", "name: foo\n");
    make_file("c/templates/sub/t.yaml", "");
    make_file("templates/t.yaml", "");
    static const struct {
        const char *path, *chart;
        bool template;
    } rows[] = {{"c/values.yaml", "foo", false},     {"c/templates/sub/t.yaml", NULL, true},
                {"c/templates/t.yaml", NULL, true},  {"templates/t.yaml", NULL, false},
                {"c/ci/values.yaml", NULL, false},   {"c/templates", "foo", false},
                {"c/crds/templates/x", NULL, false}, {"c/templates/templates/x", NULL, true}};
    struct charts charts = {&arena, {0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        str absolute = path_join(&arena, str_of(tree.path), str_of(rows[i].path));
        struct file_hint hint = chart_hint(&charts, absolute, str_of(rows[i].path));
        assert_int_equal(hint.chart_template, rows[i].template);
        assert_int_equal(hint.chart != NULL, rows[i].chart != NULL);
        if (hint.chart)
            assert_string_equal(hint.chart, rows[i].chart);
    }
    arena_free(&arena);
    scratch_tree_end(&tree);
}

struct color_case {
    enum color_when when;
    bool terminal;
    const char *variables[5]; /* NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM */
    bool color;
};

static const struct color_case color_cases[] = {
    {COLOR_AUTO, true, {NULL, NULL, NULL, NULL, "xterm"}, true},
    {COLOR_AUTO, false, {NULL, NULL, NULL, NULL, "xterm"}, false},
    {COLOR_AUTO, true, {NULL, NULL, NULL, NULL, "dumb"}, false},
    {COLOR_AUTO, true, {NULL, NULL, NULL, NULL, NULL}, false},
    {COLOR_AUTO, true, {"1", "1", NULL, NULL, "xterm"}, false},
    {COLOR_AUTO, true, {"", NULL, NULL, NULL, "xterm"}, true},
    {COLOR_AUTO, false, {NULL, "1", NULL, NULL, NULL}, true},
    {COLOR_AUTO, false, {NULL, "0", NULL, NULL, "xterm"}, false},
    {COLOR_AUTO, false, {NULL, NULL, "1", "0", NULL}, true},
    {COLOR_AUTO, true, {NULL, NULL, NULL, "0", "xterm"}, false},
    {COLOR_ALWAYS, false, {"1", NULL, NULL, "0", "dumb"}, true},
    {COLOR_NEVER, true, {NULL, "1", "1", NULL, "xterm"}, false},
};

static const char *color_variable(const char *name) {
    return getenv(name);
}

static void test_color(void **state) {
    (void)state;
    static const char *const names[] = {"NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "TERM"};
    for (size_t i = 0; i < sizeof color_cases / sizeof color_cases[0]; i++) {
        for (size_t j = 0; j < 5; j++)
            must((color_cases[i].variables[j] ? setenv(names[j], color_cases[i].variables[j], 1)
                                              : unsetenv(names[j])) == 0);
        assert_int_equal(output_color(color_cases[i].when, color_cases[i].terminal, color_variable),
                         color_cases[i].color);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_world),       cmocka_unit_test(test_from_below),  cmocka_unit_test(test_excludes),
        cmocka_unit_test(test_chart_names), cmocka_unit_test(test_chart_hints), cmocka_unit_test(test_color),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
