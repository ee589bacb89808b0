/* Golden output of the formats for people and editors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/capture.h"

#define ELLIPSIS "\xE2\x80\xA6"
#define REPLACED "\xEF\xBF\xBD"

/* One finding in one source, and what text prints for it. */
struct text_case {
    const char *name;
    const char *bytes;
    span at;
    const char *output;
};

static const struct text_case text_cases[] = {
    {"a word",
     "a: 1\n  intervall: 30s\n",
     {7, 16},
     "f.yaml:2:3: error: m [some-rule]\n"
     "    2 |   intervall: 30s\n"
     "      |   ^~~~~~~~~\n\n"},
    {"one byte",
     "a: 1\n",
     {3, 4},
     "f.yaml:1:4: error: m [some-rule]\n"
     "    1 | a: 1\n"
     "      |    ^\n\n"},
    {"tabs are copied through",
     "\tk:\tvalue\n",
     {4, 9},
     "f.yaml:1:5: error: m [some-rule]\n"
     "    1 | \tk:\tvalue\n"
     "      | \t  \t^~~~~\n\n"},
    {"a tab inside the place",
     "ab\tcd e\n",
     {1, 5},
     "f.yaml:1:2: error: m [some-rule]\n"
     "    1 | ab\tcd e\n"
     "      |  ^\t~~\n\n"},
    {"wide and combining characters",
     "k: \xE6\x97\xA5\xE6\x9C\xAC e\xCC\x81x\n",
     {6, 14},
     "f.yaml:1:5: error: m [some-rule]\n"
     "    1 | k: \xE6\x97\xA5\xE6\x9C\xAC e\xCC\x81x\n"
     "      |      ^~~~~\n\n"},
    {"over two lines: the first to its end",
     "a: b c\n  d\n",
     {3, 11},
     "f.yaml:1:4: error: m [some-rule]\n"
     "    1 | a: b c\n"
     "      |    ^~~\n\n"},
    {"CRLF",
     "a: b\r\nc: d\r\n",
     {9, 12},
     "f.yaml:2:4: error: m [some-rule]\n"
     "    2 | c: d\n"
     "      |    ^\n\n"},
    {"a byte order mark is no column",
     "\xEF\xBB\xBFkey: v\n",
     {3, 6},
     "f.yaml:1:1: error: m [some-rule]\n"
     "    1 | key: v\n"
     "      | ^~~\n\n"},
    {"an empty place at the end",
     "a: b\n",
     {5, 5},
     "f.yaml:2:1: error: m [some-rule]\n"
     "    2 |\n"
     "      | ^\n\n"},
    {"an empty place behind the last line",
     "a: b",
     {4, 4},
     "f.yaml:1:5: error: m [some-rule]\n"
     "    1 | a: b\n"
     "      |     ^\n\n"},
    {"a place beyond the end",
     "a: b",
     {70, 90},
     "f.yaml:1:5: error: m [some-rule]\n"
     "    1 | a: b\n"
     "      |     ^\n\n"},
    {"an empty file",
     "",
     {0, 0},
     "f.yaml:1:1: error: m [some-rule]\n"
     "    1 |\n"
     "      | ^\n\n"},
    {"nothing of the file steers the terminal",
     "a: \x1b[31m\x9b\xE2\x80\xAE\xC2\x85\x07z\n",
     {15, 16},
     "f.yaml:1:12: error: m [some-rule]\n"
     "    1 | a: " REPLACED "[31m" REPLACED REPLACED REPLACED REPLACED "z\n"
     "      |             ^\n\n"},
};

static struct outcome outcome_of(const struct diag *const *diags, size_t count) {
    return (struct outcome){.diags = diags, .diag_count = count, .checked = 1};
}

static struct diag error_at(const char *rule, place at) {
    return (struct diag){
        .rule = rule, .category = "refused", .severity = SEVERITY_ERROR, .at = at, .message = STR("m")};
}

static void test_text(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof text_cases / sizeof text_cases[0]; i++) {
        const struct text_case *row = &text_cases[i];
        struct arena arena = {0};
        struct source source;
        source_init(&source, &arena, STR("f.yaml"), str_of(row->bytes));
        struct diag diag = error_at("some-rule", (place){&source, row->at});
        struct outcome outcome = outcome_of(&(const struct diag *){&diag}, 1);
        str text = capture_report(&arena, REPORT_TEXT, &(struct report_input){.outcome = &outcome, .version = "0"});
        if (!str_equal(text, str_of(row->output)))
            print_error("%s\n", row->name);
        assert_string_equal(text.ptr, row->output);
        arena_free(&arena);
    }
}

/* A finding with all that can hang on it, on a line of 400 columns. */
static struct diag rich_diag(struct arena *arena, struct source *source, struct source *other) {
    char *line = arena_zeroed(arena, 401, 1);
    memset(line, 'x', 400);
    memcpy(line + 300, "BAD", 3);
    source_init(source, arena, STR("dir/a b\n.yaml"), (str){line, 400});
    source_init(other, arena, STR("b.yaml"), STR("one\ntwo three\n"));
    struct diag diag = {.rule = "some-rule",
                        .category = "refused",
                        .severity = SEVERITY_WARNING,
                        .at = {source, {300, 303}},
                        .message = STR("bad \x1b]0;title\x07 word")};
    diag_add_note(&diag, arena, (place){other, {8, 13}}, "first seen here");
    diag_add_note(&diag, arena, (place){NULL, {0, 0}}, "a place of no file");
    diag.help = arena_new(arena, struct diag_help);
    diag.help->text = STR("write GOOD");
    diag_add_fix(&diag, arena, true, diag.at, STR("GOOD"), STR("write GOOD"));
    diag_add_fix(&diag, arena, false, diag.at, STR(""), STR("remove it"));
    return diag;
}

static void test_notes_and_clipping(void **state) {
    (void)state;
    struct arena arena = {0};
    struct source source, other;
    struct diag diag = rich_diag(&arena, &source, &other);
    struct outcome outcome = outcome_of(&(const struct diag *){&diag}, 1);
    struct report_input input = {.outcome = &outcome, .version = "0"};
    assert_string_equal(capture_report(&arena, REPORT_TEXT, &input).ptr,
                        "dir/a b\\n.yaml:1:301: warning: bad \\x1b]0;title\\x07 word [some-rule]\n"
                        "    1 | " ELLIPSIS "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxBAD"
                        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" ELLIPSIS "\n"
                        "      |                                          ^~~\n"
                        "b.yaml:2:5: note: first seen here\n"
                        "    2 | two three\n"
                        "      |     ^~~~~\n"
                        "<project>:1:1: note: a place of no file\n"
                        "  = help: write GOOD\n"
                        "\n");
    assert_string_equal(capture_report(&arena, REPORT_GCC, &input).ptr,
                        "dir/a b\\n.yaml:1:301: warning: bad \\x1b]0;title\\x07 word [some-rule]\n"
                        "b.yaml:2:5: note: first seen here\n"
                        "<project>:1:1: note: a place of no file\n");
    arena_free(&arena);
}

static void test_color(void **state) {
    (void)state;
    struct arena arena = {0};
    struct source source;
    source_init(&source, &arena, STR("f.yaml"), STR("a: b\n"));
    struct diag diag = error_at("r", (place){&source, {3, 4}});
    struct outcome outcome = outcome_of(&(const struct diag *){&diag}, 1);
    struct report_input input = {.outcome = &outcome, .version = "0", .color = true};
    assert_true(str_contains(capture_report(&arena, REPORT_TEXT, &input), STR("\x1b[1;31merror:\x1b[0m m")));
    assert_false(str_contains(capture_report(&arena, REPORT_GCC, &input), STR("\x1b")));
    arena_free(&arena);
}

enum { REPEATS = 47 };

static void test_cap(void **state) {
    (void)state;
    struct arena arena = {0};
    struct source source;
    source_init(&source, &arena, STR("f.yaml"), STR("a: b\n"));
    const struct diag *diags[REPEATS + 1];
    for (size_t i = 0; i < REPEATS; i++) {
        struct diag *diag = arena_new(&arena, struct diag);
        *diag = error_at("often", (place){&source, {3, 4}});
        diags[i] = diag;
    }
    struct diag last = error_at("once", (place){&source, {3, 4}});
    diags[REPEATS] = &last;
    struct outcome outcome = outcome_of(diags, REPEATS + 1);
    struct report_input input = {.outcome = &outcome, .version = "0"};
    str text = capture_report(&arena, REPORT_TEXT, &input);
    size_t shown = 0;
    for (str rest = text; str_contains(rest, STR("[often]")); shown++)
        rest = str_slice(rest, str_find(rest, STR("[often]")) + 1, rest.len);
    assert_int_equal(shown, 10);
    assert_true(str_contains(text, STR("[once]")));
    assert_true(str_ends_with(text, STR("\n\n  " ELLIPSIS " 37 more often in f.yaml\n\n")));
    str gcc = capture_report(&arena, REPORT_GCC, &input);
    assert_int_equal(gcc.len,
                     REPEATS * strlen("f.yaml:1:4: error: m [often]\n") + strlen("f.yaml:1:4: error: m [once]\n"));
    arena_free(&arena);
}

static void test_counts(void **state) {
    (void)state;
    struct arena arena = {0};
    struct diag error = {.rule = "b-rule", .severity = SEVERITY_ERROR}, info = {.rule = "a-rule"};
    const struct diag *diags[] = {&error, &info, &info};
    struct outcome outcome = outcome_of(diags, 3);
    struct stream stream;
    FILE *file = capture_begin(&stream);
    report_summary(&stream, &outcome);
    assert_string_equal(capture_end(&arena, &stream, file).ptr, "1 error, 0 warnings, 2 info in 1 file\n");
    file = capture_begin(&stream);
    report_statistics(&stream, &outcome, &arena);
    assert_string_equal(capture_end(&arena, &stream, file).ptr, "      2 a-rule\n      1 b-rule\n");
    file = capture_begin(&stream);
    report_summary(&stream, &(struct outcome){.checked = 3, .skipped_count = 2, .incomplete = true});
    assert_string_equal(capture_end(&arena, &stream, file).ptr,
                        "no findings in 3 files, 2 passed over; not everything could be checked\n");
    arena_free(&arena);
}

static void test_format_names(void **state) {
    (void)state;
    struct arena arena = {0};
    enum report_format format;
    assert_true(report_format_parse(STR("jsonl"), &format));
    assert_int_equal(format, REPORT_JSONL);
    assert_false(report_format_parse(STR("sarif"), &format));
    assert_string_equal(report_format_names(&arena).ptr, "text, gcc, json and jsonl");
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text),   cmocka_unit_test(test_notes_and_clipping),
        cmocka_unit_test(test_color),  cmocka_unit_test(test_cap),
        cmocka_unit_test(test_counts), cmocka_unit_test(test_format_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
