#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/link.h"

struct link_case {
    const char *text, *whole, *host, *path;
};

static const struct link_case cases[] = {
    {"see https://a.example/x.", "https://a.example/x", "a.example", "/x"},
    {"(http://user@host:9090/a/b?c=d#e)", "http://user@host:9090/a/b?c=d#e", "host", "/a/b"},
    {"https://host#part", "https://host#part", "host", ""},
    {"https://host", "https://host", "host", ""},
    {"HTTPS://host/{{ $labels.a }}/b c", "HTTPS://host/{{ $labels.a }}/b", "host", "/{{ $labels.a }}/b"},
    {"ftp://a http://b", "http://b", "b", ""},
    {"https://", "https://", "", ""},
    {"https://:", "https://", "", ""},
};

static void assert_part(str text, span part, const char *expected) {
    str found = str_slice(text, part.start, part.end), wanted = str_of(expected);
    if (!str_equal(found, wanted))
        fail_msg("\"%.*s\", not \"%s\"", STR_ARG(found), expected);
}

static void finds_parts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct link link;
        str text = str_of(cases[i].text);
        assert_true(link_next(text, 0, &link));
        assert_part(text, link.whole, cases[i].whole);
        assert_part(text, link.host, cases[i].host);
        assert_part(text, link.path, cases[i].path);
    }
}

static void finds_each_once(void **state) {
    (void)state;
    static const char *const none[] = {"", "://", "no link", "http:/x", "s3://bucket", "http"};
    struct link link;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(link_next(str_of(none[i]), 0, &link));
    str two = STR("http://a http://b");
    assert_true(link_next(two, 0, &link));
    assert_true(link_next(two, link.whole.end, &link));
    assert_part(two, link.host, "b");
    assert_false(link_next(two, link.whole.end, &link));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_parts), cmocka_unit_test(finds_each_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
