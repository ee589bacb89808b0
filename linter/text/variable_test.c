/* What a tool fills in later. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/variable.h"

static const struct {
    const char *text;
    bool stands;
} cases[] = {
    {"", false},
    {"$", false},
    {"${", false},
    {"5m", false},
    {"${FOR}", true},
    {"x ${FOR:=5m} y", true},
    {"${T:-10s}", true},
    {"${NAME/a/b}", true},
    {"$(SIZE)", true},
    {"$(SIZE", false},
    {"$(SIZE:-1)", false},
    {"<path:vault/data#for>", true},
    {"a < path:b", false},
    {"${1}", false},
    {"$1", false},
    {"$interval", false},
    {"${__range}", false},
    {"[$__rate_interval]", false},
    {"${a b}", false},
    {"{{ $value }}", false},
    {"x > {{ limit }}", true},
    {"{{- .Values.for -}}m", true},
    {"{{ for | d(5) }}", true},
    {"{{ printf 1 }}", false},
    {"{{}}", false},
    {"sum by (a) ({b=\"{{\"})", false},
};

static void test_cases(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (variable_stands_in(str_of(cases[i].text)) != cases[i].stands)
            fail_msg("%s", cases[i].text);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
