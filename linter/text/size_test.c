#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/size.h"

struct size_row {
    const char *text;
    bool ok;
    uint64_t bytes;
};

static void check_rows(bool (*parse)(str, uint64_t *), const struct size_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint64_t bytes = 7;
        if (parse(str_of(rows[i].text), &bytes) != rows[i].ok)
            fail_msg("%s: expected %s", rows[i].text, rows[i].ok ? "a size" : "refusal");
        if (rows[i].ok)
            assert_int_equal(bytes, rows[i].bytes);
    }
}

static void operator_sizes(void **state) {
    (void)state;
    static const struct size_row rows[] = {
        {"0", true, 0},        {"5MB", true, 5 << 20}, {"5MiB", true, 5 << 20}, {"1.5KB", true, 1536},
        {".5KiB", true, 512},  {"17B", true, 17},      {"00", false, 0},        {"abc5MB", false, 0},
        {"5", false, 0},       {"5mb", false, 0},      {"5M", false, 0},        {"5iB", false, 0},
        {"5 MB", false, 0},    {"5.MB", false, 0},     {"", false, 0},          {"-5MB", false, 0},
        {"1.2.3MB", false, 0}, {"8EB", false, 0},      {"B", false, 0},         {"7EiB", true, UINT64_C(7) << 60},
    };
    check_rows(size_parse_operator, rows, sizeof rows / sizeof *rows);
}

static void loki_sizes(void **state) {
    (void)state;
    static const struct size_row rows[] = {
        {"256KB", true, 262144},
        {"256 kb", true, 262144},
        {"1024", true, 1024},
        {"10M", true, 10 << 20},
        {"1GiB", true, 1 << 30},
        {"3bytes", false, 0},
        {"3Byte", true, 3},
        {"5Kb", false, 0},
        {"1.5MB", false, 0},
        {"", false, 0},
        {"KB", false, 0},
        {"16EB", false, 0},
        {"15eb", true, UINT64_C(15) << 60},
        {"5XB", false, 0},
    };
    check_rows(size_parse_loki, rows, sizeof rows / sizeof *rows);
}

static void humanize_sizes(void **state) {
    (void)state;
    static const struct size_row rows[] = {
        {"42", true, 42},         {"42B", true, 42},     {"1kb", true, 1000},    {"1 KiB", true, 1024},
        {"1.5MB", true, 1500000}, {"1,000", true, 1000}, {"2mi", true, 2 << 20}, {"3G", true, 3000000000},
        {"", false, 0},           {"MB", false, 0},      {"-1MB", false, 0},     {"1xb", false, 0},
        {"17EiB", false, 0},
    };
    check_rows(size_parse_humanize, rows, sizeof rows / sizeof *rows);
}

static void quantities(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool ok;
        double value;
    } rows[] = {
        {"200m", true, 0.2},    {"256Mi", true, 268435456},
        {"1e3", true, 1000},    {"1E3", true, 1000},
        {"1E", true, 1e18},     {"1.5Gi", true, 1610612736},
        {"-1", true, -1},       {".5", true, 0.5},
        {"5.", true, 5},        {"1e-3", true, 0.001},
        {"100k", true, 100000}, {"100K", false, 0},
        {"256MB", false, 0},    {"", false, 0},
        {"m", false, 0},        {"1 Gi", false, 0},
        {"1mi", false, 0},      {"1e", false, 0},
        {"1ee3", false, 0},     {".", false, 0},
        {"1e999", false, 0},    {"0", true, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double value = 0;
        if (size_parse_quantity(str_of(rows[i].text), &value) != rows[i].ok)
            fail_msg("%s: expected %s", rows[i].text, rows[i].ok ? "a quantity" : "refusal");
        double off = value - rows[i].value;
        if (rows[i].ok && (off > 1e-9 || off < -1e-9))
            fail_msg("%s: got %g", rows[i].text, value);
    }
}

static void formats(void **state) {
    (void)state;
    static const struct {
        uint64_t bytes;
        const char *text;
    } rows[] = {{0, "0B"}, {1023, "1023B"}, {262144, "256KiB"}, {1572864, "1.5MiB"}, {UINT64_MAX, "16EiB"}};
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        str text = size_format(&arena, rows[i].bytes);
        assert_true(str_equal(text, str_of(rows[i].text)));
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operator_sizes), cmocka_unit_test(loki_sizes), cmocka_unit_test(humanize_sizes),
        cmocka_unit_test(quantities),     cmocka_unit_test(formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
