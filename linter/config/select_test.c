/* Which rules run. The rule of every case is unknown-severity, of the family rules and the category suspicious. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/vec.h"
#include "config/select.h"

struct select_case {
    const char *select; /* separated by commas; NULL: not given */
    const char *ignore;
    const char *severities; /* "name=level,..." */
    bool enabled, named;
    enum severity severity;
};

static const struct select_case cases[] = {
    {NULL, "", "", true, false, SEVERITY_WARNING},
    {"", "", "", false, false, SEVERITY_WARNING},
    {"unknown-severity", "", "", true, true, SEVERITY_WARNING},
    {"rules", "", "", true, false, SEVERITY_WARNING},
    {"suspicious", "", "", true, false, SEVERITY_WARNING},
    {"schema", "", "", false, false, SEVERITY_WARNING},
    {"schema,rules", "", "", true, false, SEVERITY_WARNING},
    {NULL, "unknown-severity", "", false, false, SEVERITY_WARNING},
    {NULL, "rules", "", false, false, SEVERITY_WARNING},
    {NULL, "suspicious", "", false, false, SEVERITY_WARNING},
    {NULL, "schema", "", true, false, SEVERITY_WARNING},
    {"unknown-severity", "rules", "", true, true, SEVERITY_WARNING},
    {"unknown-severity", "suspicious", "", true, true, SEVERITY_WARNING},
    {"rules", "unknown-severity", "", false, false, SEVERITY_WARNING},
    {"rules", "suspicious", "", false, false, SEVERITY_WARNING},
    {"rules", "rules", "", false, false, SEVERITY_WARNING},
    {"unknown-severity", "unknown-severity", "", false, true, SEVERITY_WARNING},
    {NULL, "", "unknown-severity=error", true, true, SEVERITY_ERROR},
    {NULL, "", "rules=info", true, false, SEVERITY_INFO},
    {NULL, "", "suspicious=info", true, false, SEVERITY_INFO},
    {NULL, "", "schema=error", true, false, SEVERITY_WARNING},
    {NULL, "", "unknown-severity=error,rules=info", true, true, SEVERITY_ERROR},
    {NULL, "", "rules=info,unknown-severity=error", true, true, SEVERITY_ERROR},
    {NULL, "", "rules=info,suspicious=error", true, false, SEVERITY_ERROR},
    {NULL, "", "unknown-severity=off", false, false, SEVERITY_WARNING},
    {NULL, "", "rules=off", false, false, SEVERITY_WARNING},
    {NULL, "", "rules=off,unknown-severity=info", true, true, SEVERITY_INFO},
    {NULL, "", "unknown-severity=off,unknown-severity=info", true, true, SEVERITY_INFO},
    {"unknown-severity", "", "rules=off", true, true, SEVERITY_WARNING},
    {"unknown-severity", "", "unknown-severity=off", false, true, SEVERITY_WARNING},
    {NULL, "rules", "unknown-severity=error", false, true, SEVERITY_ERROR},
};

static struct str_list split(struct arena *arena, const char *text) {
    VEC(str) items = {0};
    for (str rest = str_of(text); rest.ptr && rest.len;)
        vec_push(arena, &items, str_split(&rest, ','));
    return (struct str_list){items.at, items.len};
}

static void set_severities(struct arena *arena, struct config *config, const char *text) {
    struct str_list pairs = split(arena, text);
    struct severity_override *overrides = arena_array(arena, struct severity_override, pairs.len);
    for (size_t i = 0; i < pairs.len; i++) {
        str level = pairs.at[i];
        overrides[i].rule = str_split(&level, '=');
        assert_true(severity_override_parse(level, &overrides[i]));
    }
    config->severities = overrides;
    config->severity_count = pairs.len;
}

static void test_select(void **state) {
    (void)state;
    struct arena arena = {0};
    const str id = STR("unknown-severity"), category = STR("suspicious"), family = STR("rules");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct select_case *c = &cases[i];
        struct config config;
        config_init(&config);
        config.selected = c->select != NULL;
        config.select = split(&arena, c->select);
        config.ignore = split(&arena, c->ignore);
        set_severities(&arena, &config, c->severities);
        if (rule_enabled(&config, id, category, family) != c->enabled || rule_named(&config, id) != c->named ||
            config_severity(&config, id, category, family, SEVERITY_WARNING) != c->severity)
            fail_msg("case %zu", i);
    }
    arena_free(&arena);
}

static void test_levels(void **state) {
    (void)state;
    struct severity_override override = {.rule = STR("x")};
    assert_true(severity_override_parse(STR("info"), &override) && override.severity == SEVERITY_INFO);
    assert_true(severity_override_parse(STR("off"), &override) && override.off);
    assert_true(severity_override_parse(STR("error"), &override) && !override.off);
    assert_false(severity_override_parse(STR("fatal"), &override));
    assert_true(override.severity == SEVERITY_ERROR && str_equal(override.rule, STR("x")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_select), cmocka_unit_test(test_levels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
