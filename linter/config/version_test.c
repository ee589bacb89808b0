/* Release numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "config/config.h"

static const struct {
    const char *text;
    version value; /* 0: no version */
    const char *shown;
} cases[] = {
    {"3.14", 3014000, "3.14"},
    {"3.14.0", 3014000, "3.14"},
    {"v2.6.1", 2006001, "2.6.1"},
    {"3.14.0-rc.0", 3014000, "3.14"},
    {"v3.1.2+build.5", 3001002, "3.1.2"},
    {"0.93", 93000, "0.93"},
    {"0.0.1", 1, "0.0.1"},
    {"3.10", 3010000, "3.10"},
    {"999.999.999", 999999999, "999.999.999"},
    {"3.14-rc", 3014000, "3.14"},
    {"0.0", 0, NULL},
    {"3", 0, NULL},
    {"", 0, NULL},
    {"v", 0, NULL},
    {"3.", 0, NULL},
    {".14", 0, NULL},
    {"3.14.", 0, NULL},
    {"3.14.0.1", 0, NULL},
    {"3.014", 0, NULL},
    {"3.1000", 0, NULL},
    {"3.14 ", 0, NULL},
    {"3.14-", 0, NULL},
    {"3.14-rc 1", 0, NULL},
    {"V3.14", 0, NULL},
    {"vv3.14", 0, NULL},
    {"latest", 0, NULL},
    {"-3.14", 0, NULL},
};

static void test_versions(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        version value = 7;
        bool ok = version_parse(str_of(cases[i].text), &value);
        if (ok != (cases[i].value != 0) || value != (ok ? cases[i].value : 7))
            fail_msg("%s: %u", cases[i].text, (unsigned)value);
        if (ok && !str_equal(version_format(&arena, value), str_of(cases[i].shown)))
            fail_msg("%s is shown as %s", cases[i].text, version_format(&arena, value).ptr);
    }
    assert_int_equal(version_format(&arena, 0).len, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_versions)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
