/* Project files: what is read, what is a fault and where, and that what is shown reads back the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "config/config.h"
#include "config/options.h"

struct result {
    struct arena arena;
    struct source source;
    struct config config;
    struct config_faults faults;
    bool ok;
};

/* Knows three names, and that ports are nearest to unknown-port. */
static bool known_rule(void *context, str id, str *nearest) {
    (void)context;
    *nearest = str_contains(id, STR("port")) ? STR("unknown-port") : STR("");
    return str_equal(id, STR("unknown-port")) || str_equal(id, STR("schema")) || str_equal(id, STR("suspicious"));
}

static void read_text(struct result *result, str text) {
    *result = (struct result){0};
    source_init(&result->source, &result->arena, STR("team/.monlint.yaml"), text);
    config_init(&result->config);
    result->ok = config_read(&result->config, &result->arena, &result->source, known_rule, NULL, &result->faults);
}

static const char everything[] = "select: [unknown-port, schema]\n"
                                 "ignore:\n- suspicious\n"
                                 "severity: {unknown-port: info, schema: off}\n"
                                 "fail_on: error\n"
                                 "exclude: ['**/vendor/**', \"a\\tb\"]\n"
                                 "closed_world: true\n"
                                 "repository: https://git.example.org/team/alerts\n"
                                 "prometheus:\n"
                                 "  version: 3.5\n"
                                 "  features: [promql-experimental-functions, exemplar-storage]\n"
                                 "  name_validation: legacy\n"
                                 "operator: {version: v0.80.1}\n"
                                 "alertmanager: {version: '0.28'}\n"
                                 "loki: {version: 3.10}\n"
                                 "policy:\n"
                                 "  severities: [page, ticket]\n"
                                 "  require_ignore_reason: true\n"
                                 "  min_retry_window: 1m30s\n";

static void test_everything(void **state) {
    (void)state;
    struct result result;
    read_text(&result, STR(everything));
    const struct config *config = &result.config;
    assert_true(result.ok);
    assert_true(str_equal(config->path, STR("team/.monlint.yaml")) && str_equal(config->root, STR("team")));
    assert_true(config->selected && config->select.len == 2 && str_equal(config->select.at[1], STR("schema")));
    assert_true(config->ignore.len == 1 && str_equal(config->ignore.at[0], STR("suspicious")));
    assert_int_equal(config->severity_count, 2);
    assert_true(config->severities[0].severity == SEVERITY_INFO && !config->severities[0].off);
    assert_true(config->severities[1].off);
    assert_int_equal(config->fail_on, FAIL_ON_ERROR);
    assert_true(config->exclude.len == 2 && str_equal(config->exclude.at[1], STR("a\tb")));
    assert_true(config->closed_world && str_ends_with(config->repository, STR("/alerts")));
    assert_int_equal(config->prometheus.version, 3005000);
    assert_true(config->prometheus.experimental_functions && !config->prometheus.duration_expressions);
    assert_true(!config->prometheus.binop_fill && !config->prometheus.extended_range_selectors);
    assert_true(config->prometheus.name_validation_set && config->prometheus.name_validation == NAMES_LEGACY);
    assert_int_equal(config->operator_version, 80001);
    assert_int_equal(config->alertmanager_version, 28000);
    assert_int_equal(config->loki_version, 3010000);
    assert_true(config->policy.severities.len == 2 && config->policy.require_ignore_reason);
    assert_int_equal(config->policy.min_retry_window_ms, 90000);
    arena_free(&result.arena);
}

static void test_defaults(void **state) {
    (void)state;
    static const char *const empty[] = {"",   "---\n",       "# nothing\n", "select:\nprometheus:\npolicy:\n",
                                        "{}", "\xef\xbb\xbf"};
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        struct result result;
        read_text(&result, str_of(empty[i]));
        const struct config *config = &result.config;
        if (!result.ok)
            fail_msg("%s: %.*s", empty[i], STR_ARG(result.faults.at[0].message));
        assert_true(!config->selected && config->fail_on == FAIL_ON_WARNING && !config->closed_world);
        assert_true(config->prometheus.version == 0 && config->prometheus.duration_expressions);
        assert_true(!config->prometheus.name_validation_set && config->prometheus.name_validation == NAMES_UTF8);
        assert_int_equal(config->policy.severities.len, 4);
        assert_true(str_equal(config->policy.severities.at[3], STR("none")));
        assert_int_equal(config->policy.min_retry_window_ms, 60000);
        arena_free(&result.arena);
    }
}

static void test_duration_expressions(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool on;
    } cases[] = {
        {"prometheus: {version: 3.13}", false},
        {"prometheus: {version: 3.14}", true},
        {"prometheus: {features: []}", true},
        {"prometheus: {version: 3.4, features: [promql-duration-expr]}", true},
        {"prometheus: {features: [promql-duration-expr], version: 2.54}", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct result result;
        read_text(&result, str_of(cases[i].text));
        if (!result.ok || result.config.prometheus.duration_expressions != cases[i].on)
            fail_msg("%s", cases[i].text);
        arena_free(&result.arena);
    }
}

/* The first fault: the text under it, its message, and the help and the fix if there are. */
static const struct {
    const char *text, *under, *message, *help, *fix;
} faults[] = {
    {"selct: []", "selct", "unknown key in the project file", "did you mean select?", "select"},
    {"fail-on: error", "fail-on", "unknown key in the project file", "did you mean fail_on?", "fail_on"},
    {"prometheus: {verison: 3.1}", "verison", "unknown key in the project file", "did you mean version?", "version"},
    {"version: 3.1", "version", "unknown key in the project file", "the key is prometheus.version", NULL},
    {"loki: {colour: 3}", "colour", "unknown key in the project file", "the only key of loki is version", NULL},
    {"colour: 3", "colour", "unknown key in the project file", "--print-schema names all keys", NULL},
    {"? [a]\n: b", "[a]", "unknown key in the project file", "--print-schema names all keys", NULL},
    {"ignore: unknown-port", "unknown-port", "expected a list of rules", "put brackets around it: [...]", NULL},
    {"ignore: {a: b}", "{a: b}", "expected a list of rules", NULL, NULL},
    {"ignore: [unknwn-port]", "unknwn-port", "unknown rule, family or category", "did you mean unknown-port?",
     "unknown-port"},
    {"ignore: [zebra]", "zebra", "unknown rule, family or category", NULL, NULL},
    {"ignore: [1]", "1", "expected a string", "put quotes around it", NULL},
    {"exclude: ['']", "''", "empty string", NULL, NULL},
    {"severity: {unknown-prot: error}", "unknown-prot", "unknown rule, family or category", NULL, NULL},
    {"severity: {unknown-port: warn}", "warn", "expected error, warning, info or off", NULL, NULL},
    {"severity: {unknown-port: warnin}", "warnin", "expected error, warning, info or off", "did you mean warning?",
     "warning"},
    {"severity: {unknown-port: }", "unknown-port", "expected error, warning, info or off", NULL, NULL},
    {"severity: [a]", "[a]", "expected a map from rules to severities", NULL, NULL},
    {"fail_on: eror", "eror", "expected info, warning, error or never", "did you mean error?", "error"},
    {"fail_on:", "fail_on", "expected info, warning, error or never", NULL, NULL},
    {"closed_world: yes", "yes", "expected true or false", "did you mean true?", "true"},
    {"closed_world: Off", "Off", "expected true or false", "did you mean false?", "false"},
    {"closed_world: 1", "1", "expected true or false", NULL, NULL},
    {"closed_world: 'true'", "'true'", "expected true or false", NULL, NULL},
    {"repository: [a]", "[a]", "expected a string", NULL, NULL},
    {"repository: 7", "7", "expected a string", NULL, NULL},
    {"prometheus: 3.14", "3.14", "expected keys below prometheus", NULL, NULL},
    {"prometheus: {version: 3}", "3", "expected a version such as 3.14 or v2.6.1", NULL, NULL},
    {"prometheus: {version: latest}", "latest", "expected a version such as 3.14 or v2.6.1", NULL, NULL},
    {"prometheus: {version: [3.14]}", "[3.14]", "expected a version such as 3.14 or v2.6.1", NULL, NULL},
    {"prometheus: {features: [promql-fill]}", "promql-fill", "unknown value", NULL, NULL},
    {"prometheus: {features: [promql-duration-exp]}", "promql-duration-exp", "unknown value",
     "did you mean promql-duration-expr?", "promql-duration-expr"},
    {"prometheus: {features: agent}", "agent", "expected a list of flags", "put brackets around it: [...]", NULL},
    {"prometheus: {name_validation: UTF-8}", "UTF-8", "expected utf8 or legacy", "did you mean utf8?", "utf8"},
    {"policy: {min_retry_window: 5min}", NULL, NULL, NULL, NULL},
    {"policy: {min_retry_window: [5m]}", "[5m]", "expected a duration such as 60s", NULL, NULL},
    {"policy: {min_retry_window: 60}", "60", NULL, "did you mean 60s?", "60s"},
    {"ignore: []\nignore: []", "ignore", "the key stands twice", NULL, NULL},
    {"- a", "a", "expected a map of settings", NULL, NULL},
    {"{}\n---\nignore: []\n", NULL, "a project file holds one document", NULL, NULL},
    {"ignore: [", NULL, NULL, NULL, NULL},
    {"ignore: \xff", NULL, NULL, NULL, NULL},
};

static void check_optional(const char *text, const char *expected, str found) {
    if (!str_equal(str_of(expected), found))
        fail_msg("%s: expected \"%s\", found \"%.*s\"", text, expected ? expected : "", STR_ARG(found));
}

static void test_faults(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct result result;
        read_text(&result, str_of(faults[i].text));
        if (result.ok || result.faults.len != 1)
            fail_msg("%s: %zu faults", faults[i].text, result.faults.len);
        const struct diag *diag = &result.faults.at[0];
        assert_string_equal(diag->rule, "invalid-config");
        assert_string_equal(diag->category, "meta");
        assert_true(diag->severity == SEVERITY_ERROR && diag->at.source == &result.source);
        if (faults[i].under)
            check_optional(faults[i].text, faults[i].under, source_text(&result.source, diag->at.span));
        if (faults[i].message)
            check_optional(faults[i].text, faults[i].message, diag->message);
        if (faults[i].message || faults[i].help)
            check_optional(faults[i].text, faults[i].help, diag->help ? diag->help->text : STR(""));
        if (faults[i].message || faults[i].fix)
            check_optional(faults[i].text, faults[i].fix, diag->fixes ? diag->fixes->edits->text : STR(""));
        arena_free(&result.arena);
    }
}

static void test_every_fault_is_told(void **state) {
    (void)state;
    struct result result;
    read_text(&result, STR("a: 1\nselect: [b, unknown-port, c]\nprometheus: {version: x, d: 1}\nselect: []\n"));
    assert_int_equal(result.faults.len, 6);
    assert_string_equal(result.faults.at[0].message.ptr, "the key stands twice");
    assert_true(result.faults.at[0].notes && result.faults.at[0].notes->at.span.start == 5);
    assert_int_equal(result.config.select.len, 1);
    arena_free(&result.arena);
}

/* A name that could not be written as a key is refused even where nobody knows the rules. */
static void test_long_rule(void **state) {
    (void)state;
    struct result result = {0};
    str text = arena_format(&result.arena, "severity: {? %0129d : error, ? %0128d : info}", 1, 1);
    source_init(&result.source, &result.arena, STR(".monlint.yaml"), text);
    config_init(&result.config);
    assert_false(config_read(&result.config, &result.arena, &result.source, NULL, NULL, &result.faults));
    assert_int_equal(result.faults.len, 1);
    assert_int_equal(result.config.severity_count, 1);
    assert_int_equal(result.config.severities[0].rule.len, 128);
    arena_free(&result.arena);
}

static void test_anchors(void **state) {
    (void)state;
    struct result result;
    read_text(&result, STR("operator: &v {version: 1.2}\nloki: *v\nprometheus: {<<: *v, version: 3.1}\n"));
    assert_true(result.ok);
    assert_int_equal(result.config.loki_version, 1002000);
    assert_int_equal(result.config.prometheus.version, 3001000);
    arena_free(&result.arena);
}

static void test_show_reads_back(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        everything,
        "select: []",
        "prometheus: {version: 2.6.1, name_validation: utf8}",
        "exclude: [\"\\\"\\\\\\n\\0\\x7f\\x85\\u2028\\uFEFF\\U0001F600 # x: y\", 'off', '1', '- a', ' b ', 'ä']",
        "policy: {severities: [], min_retry_window: 0}",
        "severity: {schema: off, unknown-port: error}\nrepository: 'a: #b'",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct result first, second;
        read_text(&first, str_of(texts[i]));
        assert_true(first.ok);
        str shown = config_show(&first.arena, &first.config);
        read_text(&second, shown);
        if (!second.ok)
            fail_msg("%.*s\n%.*s", STR_ARG(shown), STR_ARG(second.faults.at[0].message));
        str again = config_show(&second.arena, &second.config);
        if (!str_equal(shown, again))
            fail_msg("%.*s\n%.*s", STR_ARG(shown), STR_ARG(again));
        arena_free(&first.arena);
        arena_free(&second.arena);
    }
}

/* Every row can be found by its key, says something, and stands in all that is made from the table. */
static void test_table(void **state) {
    (void)state;
    struct arena arena = {0};
    struct config config;
    size_t count;
    const struct option *options = options_all(&count), *group = NULL;
    config_init(&config);
    str shown = config_show(&arena, &config), schema = config_schema(&arena), markdown = config_markdown(&arena);
    for (size_t i = 0; i < count; i++) {
        const struct option *option = &options[i];
        if (option->type == OPTION_GROUP)
            group = option;
        bool nested = !option_in_group(option, NULL);
        assert_true(!nested || option_in_group(option, group));
        assert_ptr_equal(option_find(nested ? group : NULL, option_key(option)), option);
        assert_true(option->meaning[0] && option->meaning[strlen(option->meaning) - 1] != '.');
        assert_true(str_contains(shown, arena_format(&arena, "%.*s:", STR_ARG(option_key(option)))));
        assert_true(str_contains(schema, arena_format(&arena, "\"%.*s\": {", STR_ARG(option_key(option)))));
        assert_true(str_contains(markdown, arena_format(&arena, "| `%.*s` | ", STR_ARG(option->path))));
    }
    arena_free(&arena);
}

/* Brackets and quotes of the schema balance, so that a JSON reader takes it. */
static void test_schema_is_closed(void **state) {
    (void)state;
    struct arena arena = {0};
    str schema = config_schema(&arena);
    char open[64];
    size_t depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < schema.len; i++) {
        char c = schema.ptr[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            open[depth++] = c == '{' ? '}' : ']';
        else if (!quoted && (c == '}' || c == ']'))
            assert_true(depth > 0 && open[--depth] == c);
        assert_true(depth < sizeof open);
    }
    assert_true(depth == 0 && !quoted);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_everything),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_duration_expressions),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_every_fault_is_told),
        cmocka_unit_test(test_anchors),
        cmocka_unit_test(test_long_rule),
        cmocka_unit_test(test_show_reads_back),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_schema_is_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
