#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/name.h"

#define TEN "aaaaaaaaaa"
#define SIXTY TEN TEN TEN TEN TEN TEN

struct name_row {
    const char *name;
    int bad; /* -1: valid */
};

static void check(bool (*valid)(str, size_t *), const struct name_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        size_t bad = 999;
        bool ok = valid(str_of(rows[i].name), &bad);
        if (ok != (rows[i].bad < 0) || (!ok && (int)bad != rows[i].bad))
            fail_msg("%s: valid %d, bad %d", rows[i].name, ok, (int)bad);
        assert_int_equal(valid(str_of(rows[i].name), NULL), ok);
    }
}

static void prometheus_names(void **state) {
    (void)state;
    static const struct {
        const char *name;
        bool metric, label, record, record_utf8, utf8;
    } rows[] = {
        {"http_requests_total", true, true, true, true, true},
        {"job:up:sum", true, false, true, true, true},
        {":a", true, false, true, true, true},
        {"_9", true, true, true, true, true},
        {"9a", false, false, false, true, true},
        {"a-b", false, false, false, true, true},
        {"a b", false, false, false, true, true},
        {"a{b}", false, false, false, false, true},
        {"gr\xC3\xBCn", false, false, false, true, true},
        {"a\xFF", false, false, false, false, false},
        {"", false, false, false, false, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str name = str_of(rows[i].name);
        assert_int_equal(name_metric_valid(name, NAME_LEGACY, NULL), rows[i].metric);
        assert_int_equal(name_label_valid(name, NAME_LEGACY, NULL), rows[i].label);
        assert_int_equal(name_record_valid(name, NAME_LEGACY, NULL), rows[i].record);
        assert_int_equal(name_record_valid(name, NAME_UTF8, NULL), rows[i].record_utf8);
        assert_int_equal(name_metric_valid(name, NAME_UTF8, NULL), rows[i].utf8);
        assert_int_equal(name_label_valid(name, NAME_UTF8, NULL), rows[i].utf8);
    }
    size_t bad = 99;
    assert_false(name_label_valid(STR("job:x"), NAME_LEGACY, &bad));
    assert_int_equal(bad, 3);
    assert_false(name_record_valid(STR("up{a}"), NAME_UTF8, &bad));
    assert_int_equal(bad, 2);
}

static void dns_names(void **state) {
    (void)state;
    static const struct name_row labels[] = {
        {"web", -1}, {"0-a", -1}, {SIXTY "bcd", -1}, {SIXTY "bcde", 64}, {"Web", 0},
        {"a_b", 1},  {"a.b", 1},  {"-a", 0},         {"a-", 1},          {"", 0},
    };
    static const struct name_row subdomains[] = {
        {"a.b-c.d", -1},
        {"a..b", 2},
        {".a", 0},
        {"a.", 1},
        {"a-.b", 1},
        {"a.-b", 2},
        {"A", 0},
        {"", 0},
        {SIXTY "." SIXTY "." SIXTY "." SIXTY ".abcdefghi", -1},
        {SIXTY "." SIXTY "." SIXTY "." SIXTY ".abcdefghij", 254},
    };
    check(name_dns_label, labels, sizeof labels / sizeof *labels);
    check(name_dns_subdomain, subdomains, sizeof subdomains / sizeof *subdomains);
}

static void service_names(void **state) {
    (void)state;
    static const struct name_row rows[] = {
        {"http-metrics", -1},
        {"a", -1},
        {"abcdefghijklmno", -1},
        {"abcdefghijklmnop", 16},
        {"8080", 4},
        {"a--b", 2},
        {"-a", 0},
        {"a-", 1},
        {"Http", 0},
        {"a.b", 1},
        {"", 0},
    };
    check(name_iana_service, rows, sizeof rows / sizeof *rows);
}

static void kubernetes_labels(void **state) {
    (void)state;
    static const struct name_row keys[] = {
        {"app", -1},
        {"app.kubernetes.io/name", -1},
        {"a_B.c-9", -1},
        {"", 0},
        {"a/", 2},
        {"/a", 0},
        {"a/b/c", 3},
        {"A.b/c", 0},
        {"x/-c", 2},
        {"a b", 1},
        {SIXTY "bcd", -1},
        {SIXTY "bcde", 64},
        {"x/" SIXTY "bcde", 66},
    };
    static const struct name_row values[] = {
        {"", -1}, {"v1.2_3-x", -1}, {"-a", 0}, {"a.", 1}, {"a/b", 1}, {SIXTY "bcde", 64},
    };
    check(name_kubernetes_key, keys, sizeof keys / sizeof *keys);
    check(name_kubernetes_value, values, sizeof values / sizeof *values);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prometheus_names),
        cmocka_unit_test(dns_names),
        cmocka_unit_test(service_names),
        cmocka_unit_test(kubernetes_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
