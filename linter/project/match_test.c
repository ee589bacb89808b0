/* Label selectors against labels. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "project/port.h"
#include "project/project.h"

static struct text_fact text(const char *value) {
    return (struct text_fact){.text = str_of(value)};
}

static const struct label_pair web[] = {
    {.name = {.text = {"app", 3}}, .value = {.text = {"web", 3}}},
    {.name = {.text = {"tier", 4}}, .value = {.text = {"front", 5}}},
    {.name = {.text = {"team", 4}}, .value = {.text = {"${TEAM}", 7}}},
    {.name = {.text = {"zone", 4}}, .value = {.text = {"xxxx", 4}, .opaque = true}},
};

static const struct {
    const char *key;
    enum selector_operator operator;
    const char *values[2];
    enum match closed, open; /* with a closed, and with an open list of labels */
} requirements[] = {
    {"app", SELECTOR_IN, {"web", NULL}, MATCH_YES, MATCH_YES},
    {"app", SELECTOR_IN, {"api", "web"}, MATCH_YES, MATCH_YES},
    {"app", SELECTOR_IN, {"api", NULL}, MATCH_NO, MATCH_NO},
    {"name", SELECTOR_IN, {"web", NULL}, MATCH_NO, MATCH_UNKNOWN},
    {"app", SELECTOR_NOT_IN, {"web", NULL}, MATCH_NO, MATCH_NO},
    {"app", SELECTOR_NOT_IN, {"api", NULL}, MATCH_YES, MATCH_YES},
    {"name", SELECTOR_NOT_IN, {"web", NULL}, MATCH_YES, MATCH_UNKNOWN},
    {"tier", SELECTOR_EXISTS, {NULL, NULL}, MATCH_YES, MATCH_YES},
    {"name", SELECTOR_EXISTS, {NULL, NULL}, MATCH_NO, MATCH_UNKNOWN},
    {"tier", SELECTOR_DOES_NOT_EXIST, {NULL, NULL}, MATCH_NO, MATCH_NO},
    {"name", SELECTOR_DOES_NOT_EXIST, {NULL, NULL}, MATCH_YES, MATCH_UNKNOWN},
    {"app", SELECTOR_UNKNOWN, {"web", NULL}, MATCH_UNKNOWN, MATCH_UNKNOWN},
    {"team", SELECTOR_IN, {"shop", NULL}, MATCH_UNKNOWN, MATCH_UNKNOWN},
    {"zone", SELECTOR_IN, {"a", NULL}, MATCH_UNKNOWN, MATCH_UNKNOWN},
    {"app", SELECTOR_IN, {"{{ .Values.app }}", NULL}, MATCH_UNKNOWN, MATCH_UNKNOWN},
};

static void test_requirements(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof requirements / sizeof *requirements; i++) {
        struct text_fact values[2] = {text(requirements[i].values[0]), text(requirements[i].values[1])};
        struct requirement requirement = {.key = text(requirements[i].key),
                                          .operator= requirements[i].operator,
                                          .values = values,
                                          .value_count =
                                              requirements[i].values[0] ? 1 + (requirements[i].values[1] != NULL) : 0};
        struct labels_fact labels = {.at = web, .len = 4};
        if (requirement_match(&requirement, &labels) != requirements[i].closed)
            fail_msg("%zu: closed", i);
        labels.open = true;
        if (requirement_match(&requirement, &labels) != requirements[i].open)
            fail_msg("%zu: open", i);
    }
}

static void test_selector_that_is_absent_takes_nothing(void **state) {
    (void)state;
    struct labels_fact labels = {.at = web, .len = 1};
    struct selector_fact selector = {0};
    assert_int_equal(selector_match(&selector, &labels), MATCH_NO);
    selector.present = true;
    assert_int_equal(selector_match(&selector, &labels), MATCH_YES);
    selector.opaque = true;
    assert_int_equal(selector_match(&selector, &labels), MATCH_UNKNOWN);
}

static const struct {
    const char *pattern, *name;
    enum match offers;
} ports[] = {
    {"http", "http", MATCH_YES},
    {"http", "http-metrics", MATCH_NO},
    {"http-.*", "http-metrics", MATCH_YES},
    {"(http|web)", "web", MATCH_YES},
    {"(http|web)", "web2", MATCH_NO},
    {"http", "", MATCH_NO},
    {"metrics?", "metric", MATCH_YES},
    {".*", "", MATCH_YES},
    {"http[", "http", MATCH_UNKNOWN},
    {"(?i)HTTP", "http", MATCH_YES},
};

static void test_ports(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++) {
        struct arena arena = {0};
        struct service_port_fact port = {.name = text(ports[i].name)};
        struct label_pair label = {.name = text("app"), .value = text("web")};
        struct service_fact service = {.selector = {.at = &label, .len = 1}, .ports = &port, .port_count = 1};
        struct target target = {.object = &service.object, .service = &service};
        struct port_pattern pattern = port_pattern(&arena, str_of(ports[i].pattern));
        if (target_offers(&pattern, &target) != ports[i].offers)
            fail_msg("%s against \"%s\"", ports[i].pattern, ports[i].name);
        arena_free(&arena);
    }
}

static const struct {
    const char *a, *b;
    bool meet;
} pairs[] = {
    {"r/apps/web/monitor.yaml", "r/apps/api/service.yaml", true},
    {"r/overlays/dev/a.yaml", "r/overlays/prod/b.yaml", false},
    {"r/overlays/dev/a.yaml", "r/base/b.yaml", true},
    {"r/clusters/one/x/a.yaml", "r/clusters/one/y/b.yaml", true},
    {"r/env/one/a.yaml", "r/env/two/b.yaml", false},
    {"r/env/x/clusters/one/a.yaml", "r/env/x/clusters/two/b.yaml", false},
    {"r/apps/a/overlays/dev/a.yaml", "r/apps/b/overlays/prod/b.yaml", false},
    {"r/examples/a/a.yaml", "r/examples/b/b.yaml", false},
    {"r/examples/a/a.yaml", "r/examples/a/b.yaml", true},
    {"r/deploy/a.yaml", "r/tests/b.yaml", false},
    {"r/environments/test/x/a.yaml", "r/environments/test/y/b.yaml", true},
};

static void test_paths_that_meet(void **state) {
    (void)state;
    struct project project = {.common = STR("r/")};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (paths_may_meet(&project, str_of(pairs[i].a), str_of(pairs[i].b)) != pairs[i].meet)
            fail_msg("%s %s", pairs[i].a, pairs[i].b);
}

static void test_common_folder(void **state) {
    (void)state;
    str common = {NULL, 0};
    common_folder(&common, STR("tests/run/a/x.yaml"));
    assert_true(str_equal(common, STR("tests/run/a/")));
    common_folder(&common, STR("tests/run/ab/y.yaml"));
    assert_true(str_equal(common, STR("tests/run/")));
    common_folder(&common, STR("z.yaml"));
    assert_int_equal(common.len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requirements),  cmocka_unit_test(test_selector_that_is_absent_takes_nothing),
        cmocka_unit_test(test_ports),         cmocka_unit_test(test_paths_that_meet),
        cmocka_unit_test(test_common_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
