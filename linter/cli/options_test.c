/* The command line: every option, every refusal, and the help that comes from the same table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/date.h"
#include "config/directive.h"
#include "cli/option_rows.h"
#include "report/capture.h"

static const struct rule unknown_port = {.id = "unknown-port", .category = CATEGORY_SILENT};
static const struct rule inverted_backoff = {.id = "inverted-backoff", .category = CATEGORY_REFUSED};
static const struct rule_entry entries[] = {{&unknown_port, "wiring", NULL, NULL},
                                            {&inverted_backoff, "backoff", NULL, NULL}};

enum { MAX_WORDS = 10 };

struct parse {
    struct arena arena;
    struct options options;
    str error;
    bool good;
};

static struct parse parse_words(const char *const *words) {
    struct parse parse = {0};
    char *argv[MAX_WORDS + 1];
    int argc = 0;
    for (argv[argc++] = arena_zeroed(&parse.arena, 1, 1); words[argc - 1]; argc++) {
        str copy = arena_copy(&parse.arena, str_of(words[argc - 1]));
        argv[argc] = arena_zeroed(&parse.arena, copy.len + 1, 1);
        memcpy(argv[argc], copy.ptr, copy.len);
    }
    struct names names;
    names_init(&names, &parse.arena, (struct rule_list){entries, 2});
    parse.good = options_parse(&parse.options, &parse.arena, argc, argv, &names, &parse.error);
    return parse;
}

#define PARSE(...) parse_words((const char *const[MAX_WORDS]){__VA_ARGS__, NULL})

struct refusal {
    const char *words[MAX_WORDS];
    const char *error;
};

static const struct refusal refusals[] = {
    {{"--frmat", "json"}, "there is no option --frmat, did you mean --format?"},
    {{"--form", "json"}, "there is no option --form, did you mean --format?"},
    {{"--qqqqqqqqqqq"}, "there is no option --qqqqqqqqqqq"},
    {{"--write-baseline"}, "there is no option --write-baseline"},
    {{"-qx"}, "there is no option -x"},
    {{"--format"}, "--format needs an argument: FMT[:FILE]"},
    {{"--quiet=1"}, "--quiet takes no argument"},
    {{"--format=sarif"}, "--format: there is no format \"sarif\"; there are text, gcc, json and jsonl"},
    {{"--format=json:"}, "--format: expected a file name behind the colon"},
    {{"--format=json", "-fgcc"}, "--format: only one format can go to standard output; write --format FMT:FILE"},
    {{"--select=unknown-prt"},
     "--select: no rule, family or category is named \"unknown-prt\", did you mean \"unknown-port\"?"},
    {{"--ignore", "wiring,,silent"}, "--ignore: no rule, family or category is named \"\""},
    {{"--severity", "unknown-port=fatal"}, "--severity: expected unknown-port=error, warning, info or off"},
    {{"--severity", "unknown-port"}, "--severity: expected unknown-port=error, warning, info or off"},
    {{"--fail-on=warn"}, "--fail-on: \"warn\" is none of error|warning|info|never"},
    {{"--color=yes"}, "--color: \"yes\" is none of always|never|auto"},
    {{"--jobs=0"}, "--jobs: expected a number from 1 on"},
    {{"--jobs=-1"}, "--jobs: expected a number from 1 on"},
    {{"--today=2026-02-29"}, "--today: expected a date as 2026-11-22"},
    {{"--explain=inverted-backof"}, "there is no rule \"inverted-backof\", did you mean \"inverted-backoff\"?"},
    {{"--explain=wiring"}, "there is no rule \"wiring\""},
    {{"--list-rules=xml"}, "--list-rules takes markdown or json, or nothing"},
    {{"--config=a", "--no-config"}, "--config and --no-config exclude each other"},
    {{"--context=a", "--no-context"}, "--context and --no-context exclude each other"},
    {{"a", ""}, "a path is empty"},
};

static void test_refusals(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++) {
        struct parse parse = parse_words(refusals[i].words);
        assert_false(parse.good);
        assert_string_equal(arena_copy(&parse.arena, parse.error).ptr, refusals[i].error);
        arena_free(&parse.arena);
    }
}

static void test_lists(void **state) {
    (void)state;
    struct parse parse = PARSE("a", "--select", "unknown-port, backoff", "--ignore=meta", "-", "--severity",
                               "silent=off,unknown-port=info");
    assert_true(parse.good);
    assert_int_equal(parse.options.paths.len, 2);
    assert_true(str_equal(parse.options.paths.at[1], STR("-")));
    assert_int_equal(parse.options.select.len, 2);
    assert_true(str_equal(parse.options.select.at[1], STR("backoff")));
    assert_int_equal(parse.options.ignore.len, 1);
    assert_int_equal(parse.options.severity_count, 2);
    assert_true(parse.options.severities[0].off);
    assert_false(parse.options.severities[1].off);
    assert_int_equal(parse.options.severities[1].severity, SEVERITY_INFO);
    arena_free(&parse.arena);
}

static void test_formats(void **state) {
    (void)state;
    struct parse parse = PARSE("-qfgcc", "--format", "json:out:1.json", "-j", "200");
    assert_true(parse.good);
    assert_true(parse.options.quiet);
    assert_int_equal(parse.options.format_count, 2);
    assert_int_equal(parse.options.formats[0].format, REPORT_GCC);
    assert_int_equal(parse.options.formats[0].file.len, 0);
    assert_true(str_equal(parse.options.formats[1].file, STR("out:1.json")));
    assert_int_equal(parse.options.jobs, 64);
    arena_free(&parse.arena);
}

static void test_values(void **state) {
    (void)state;
    struct parse parse =
        PARSE("--today=2024-02-29", "--fail-on", "never", "--color=always", "--stdin-filename=x", "--", "--help", "-");
    assert_true(parse.good);
    assert_int_equal(parse.options.command, COMMAND_LINT);
    assert_int_equal(parse.options.today, 20240229);
    assert_true(parse.options.fail_on_given);
    assert_int_equal(parse.options.fail_on, FAIL_ON_NEVER);
    assert_int_equal(parse.options.color, COLOR_ALWAYS);
    assert_true(str_equal(parse.options.stdin_filename, STR("x")));
    assert_true(str_equal(parse.options.paths.at[0], STR("--help")));
    assert_int_equal(parse.options.format_count, 1);
    assert_int_equal(parse.options.formats[0].format, REPORT_TEXT);
    arena_free(&parse.arena);
}

static void test_commands(void **state) {
    (void)state;
    static const struct {
        const char *word;
        enum command command;
    } rows[] = {
        {"-h", COMMAND_HELP},
        {"--help", COMMAND_HELP},
        {"--version", COMMAND_VERSION},
        {"--list-rules", COMMAND_LIST_RULES},
        {"--list-rules=json", COMMAND_LIST_RULES},
        {"--show-config", COMMAND_SHOW_CONFIG},
        {"--print-schema", COMMAND_PRINT_SCHEMA},
        {"--explain=unknown-port", COMMAND_EXPLAIN},
        {"--explain-expr=up", COMMAND_EXPLAIN_EXPR},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct parse parse = PARSE(rows[i].word);
        assert_true(parse.good);
        assert_int_equal(parse.options.command, rows[i].command);
        arena_free(&parse.arena);
    }
}

/* Names and letters are unique, each option is in the help, and no line of it is wider than a terminal. */
static void test_table(void **state) {
    (void)state;
    struct arena arena = {0};
    struct stream stream;
    FILE *file = capture_begin(&stream);
    options_help(&stream);
    str help = capture_end(&arena, &stream, file);
    for (size_t i = 0; i < option_row_count; i++) {
        str name = arena_format(&arena, " --%s", option_rows[i].name);
        assert_true(str_contains(help, name));
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(option_rows[i].name, option_rows[j].name);
            assert_true(option_rows[i].letter == 0 || option_rows[i].letter != option_rows[j].letter);
        }
    }
    while (help.ptr)
        assert_true(str_split(&help, '\n').len <= 100);
    arena_free(&arena);
}

static void test_dates(void **state) {
    (void)state;
    static const struct {
        const char *text;
        uint32_t date; /* 0: none */
    } rows[] = {
        {"2026-11-22", 20261122}, {"2000-02-29", 20000229}, {"1900-02-29", 0}, {"2026-13-01", 0}, {"2026-00-01", 0},
        {"2026-04-31", 0},        {"2026-1-01", 0},         {"2026/01/01", 0}, {"2026-01-0x", 0}, {"", 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t date = 0;
        assert_int_equal(date_parse(str_of(rows[i].text), &date), rows[i].date != 0);
        assert_int_equal(date, rows[i].date);
    }
    assert_true(date_today() > 20250101);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_refusals), cmocka_unit_test(test_lists),    cmocka_unit_test(test_formats),
        cmocka_unit_test(test_values),   cmocka_unit_test(test_commands), cmocka_unit_test(test_table),
        cmocka_unit_test(test_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
