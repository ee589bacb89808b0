#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/duration.h"

static void assert_text(str actual, const char *expected) {
    assert_int_equal(actual.len, strlen(expected));
    assert_memory_equal(actual.ptr, expected, actual.len);
}

static void prometheus_accepts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t ms;
    } rows[] = {
        {"0", 0},
        {"0s", 0},
        {"01h", 3600000},
        {"1h30m", 5400000},
        {"1y2w3d4h5m6s7ms", 33019506007},
        {"250ms", 250},
        {"106751d", INT64_C(9223286400000)},
        {"292y24w3d23h47m16s854ms", INT64_C(9223372036854)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t ms = -1;
        struct duration_error error;
        assert_true(duration_parse_prometheus(str_of(rows[i].text), &ms, &error));
        assert_int_equal(ms, rows[i].ms);
        assert_int_equal(error.fault, DURATION_OK);
    }
}

static void go_accepts(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t ns;
    } rows[] = {
        {"0", 0},
        {"-0", 0},
        {"+5s", INT64_C(5000000000)},
        {"-5m", INT64_C(-300000000000)},
        {"1.5h", INT64_C(5400000000000)},
        {".5s", INT64_C(500000000)},
        {"5.s", INT64_C(5000000000)},
        {"1m1h1m", INT64_C(3720000000000)},
        {"3\xC2\xB5s2us1\xCE\xBCs", 6000},
        {"2562047h47m16.854775807s", INT64_MAX},
        {"-9223372036854775808ns", INT64_MIN},
        {"0.3333333333333333333h", INT64_C(1200000000000)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t ns = -1;
        struct duration_error error;
        assert_true(duration_parse_go(str_of(rows[i].text), &ns, &error));
        assert_int_equal(ns, rows[i].ns);
    }
}

static const struct {
    const char *text;
    enum duration_notation notation;
    enum duration_fault fault;
    span at;
    const char *meant;
} faults[] = {
    {"", DURATION_PROMETHEUS, DURATION_EMPTY, {0, 0}, NULL},
    {"30", DURATION_PROMETHEUS, DURATION_MISSING_UNIT, {0, 2}, "30s"},
    {"00", DURATION_PROMETHEUS, DURATION_MISSING_UNIT, {0, 2}, "00s"},
    {"1h30", DURATION_PROMETHEUS, DURATION_MISSING_UNIT, {2, 4}, "1h30m"},
    {"5m5", DURATION_PROMETHEUS, DURATION_MISSING_UNIT, {2, 3}, "5m5s"},
    {"1.5m", DURATION_PROMETHEUS, DURATION_FRACTION, {0, 3}, "1m30s"},
    {".5s", DURATION_PROMETHEUS, DURATION_FRACTION, {0, 2}, "500ms"},
    {"1h1.5m", DURATION_PROMETHEUS, DURATION_FRACTION, {2, 5}, "1h1m30s"},
    {"0.1ms", DURATION_PROMETHEUS, DURATION_FRACTION, {0, 3}, NULL},
    {"5min", DURATION_PROMETHEUS, DURATION_UNKNOWN_UNIT, {1, 4}, "5m"},
    {"12hours", DURATION_PROMETHEUS, DURATION_UNKNOWN_UNIT, {2, 7}, "12h"},
    {"90 minutes", DURATION_PROMETHEUS, DURATION_SPACE, {2, 3}, "90m"},
    {"30 s", DURATION_PROMETHEUS, DURATION_SPACE, {2, 3}, "30s"},
    {"1h 30m", DURATION_PROMETHEUS, DURATION_SPACE, {2, 3}, "1h30m"},
    {" 5m", DURATION_PROMETHEUS, DURATION_SPACE, {0, 1}, "5m"},
    {"5m  ", DURATION_PROMETHEUS, DURATION_SPACE, {2, 4}, "5m"},
    {"5M", DURATION_PROMETHEUS, DURATION_UPPER_CASE, {1, 2}, "5m"},
    {"2000us", DURATION_PROMETHEUS, DURATION_UNIT_NOT_ALLOWED, {4, 6}, "2ms"},
    {"1us", DURATION_PROMETHEUS, DURATION_UNIT_NOT_ALLOWED, {1, 3}, NULL},
    {"1m1h", DURATION_PROMETHEUS, DURATION_ORDER, {2, 4}, "1h1m"},
    {"1h1h", DURATION_PROMETHEUS, DURATION_REPEATED, {2, 4}, "2h"},
    {"-5m", DURATION_PROMETHEUS, DURATION_SIGN, {0, 1}, NULL},
    {"+5m", DURATION_PROMETHEUS, DURATION_SIGN, {0, 1}, "5m"},
    {"293y", DURATION_PROMETHEUS, DURATION_OUT_OF_RANGE, {0, 4}, NULL},
    {"99999999999999999999s", DURATION_PROMETHEUS, DURATION_OUT_OF_RANGE, {0, 21}, NULL},
    {"forever", DURATION_PROMETHEUS, DURATION_MISSING_NUMBER, {0, 7}, NULL},
    {"1mo", DURATION_PROMETHEUS, DURATION_UNKNOWN_UNIT, {1, 3}, NULL},
    {"", DURATION_GO, DURATION_EMPTY, {0, 0}, NULL},
    {"-", DURATION_GO, DURATION_MISSING_NUMBER, {0, 1}, NULL},
    {".s", DURATION_GO, DURATION_MISSING_NUMBER, {0, 2}, NULL},
    {"1d", DURATION_GO, DURATION_UNIT_NOT_ALLOWED, {1, 2}, "24h"},
    {"1d12h", DURATION_GO, DURATION_UNIT_NOT_ALLOWED, {1, 2}, "36h"},
    {"-1w", DURATION_GO, DURATION_UNIT_NOT_ALLOWED, {2, 3}, "-168h"},
    {"10", DURATION_GO, DURATION_MISSING_UNIT, {0, 2}, "10s"},
    {"1.5.5s", DURATION_GO, DURATION_MISSING_UNIT, {0, 3}, NULL},
    {"--5m", DURATION_GO, DURATION_SIGN, {1, 2}, NULL},
    {"2562048h", DURATION_GO, DURATION_OUT_OF_RANGE, {0, 8}, NULL},
    {"9223372036854775808ns", DURATION_GO, DURATION_OUT_OF_RANGE, {0, 21}, NULL},
};

static void faults_have_kind_span_and_cure(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        int64_t value;
        struct duration_error error;
        str text = str_of(faults[i].text);
        bool go = faults[i].notation == DURATION_GO;
        assert_false(go ? duration_parse_go(text, &value, &error) : duration_parse_prometheus(text, &value, &error));
        assert_int_equal(error.fault, faults[i].fault);
        assert_int_equal(error.at.start, faults[i].at.start);
        assert_int_equal(error.at.end, faults[i].at.end);
        str meant = duration_suggest(&arena, text, &error);
        if (faults[i].meant)
            assert_text(meant, faults[i].meant);
        else
            assert_null(meant.ptr);
        assert_true(duration_error_message(&arena, text, &error).len > 0);
    }
    arena_free(&arena);
}

static void messages_name_the_bytes(void **state) {
    (void)state;
    struct arena arena = {0};
    struct duration_error error;
    int64_t value;
    assert_false(duration_parse_prometheus(STR("1h30"), &value, &error));
    assert_text(duration_error_message(&arena, STR("1h30"), &error),
                "missing unit after 30, expected one of y, w, d, h, m, s, ms");
    assert_false(duration_parse_go(STR("1d"), &value, &error));
    assert_text(duration_error_message(&arena, STR("1d"), &error),
                "a Go duration has no unit d, only ns, us, ms, s, m, h");
    arena_free(&arena);
}

static void signs_only_where_allowed(void **state) {
    (void)state;
    struct duration_error error;
    int64_t ms;
    assert_true(duration_parse_signed(STR("-1h"), &ms, &error));
    assert_int_equal(ms, -3600000);
    assert_true(duration_parse_signed(STR("5s"), &ms, &error));
    assert_int_equal(ms, 5000);
    assert_false(duration_parse_signed(STR("--1h"), &ms, &error));
    assert_int_equal(error.at.start, 1);
    assert_false(duration_parse_signed(STR("-"), &ms, &error));
}

static void formats(void **state) {
    (void)state;
    static const struct {
        int64_t ms;
        const char *text;
    } prometheus[] = {
        {0, "0s"},
        {90000, "1m30s"},
        {86400000, "1d"},
        {604800000, "1w"},
        {691200000, "8d"},
        {1, "1ms"},
        {INT64_C(31536000000), "1y"},
        {-5400000, "-1h30m"},
        {88200000, "1d30m"},
        {INT64_MIN, "-106751991167d7h12m55s808ms"},
    };
    static const struct {
        int64_t ns;
        const char *text;
    } human[] = {
        {0, "0s"},
        {500, "500ns"},
        {1500, "1.5us"},
        {INT64_C(250000000), "250ms"},
        {INT64_C(255500000000), "4m15.5s"},
        {INT64_C(60000000000), "1m"},
        {INT64_C(129600000000000), "1d12h"},
        {INT64_C(-1050000000), "-1.05s"},
        {INT64_MAX, "106751d23h47m16.854s"},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof prometheus / sizeof *prometheus; i++)
        assert_text(duration_format(&arena, prometheus[i].ms), prometheus[i].text);
    for (size_t i = 0; i < sizeof human / sizeof *human; i++)
        assert_text(duration_format_human(&arena, human[i].ns), human[i].text);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prometheus_accepts),
        cmocka_unit_test(go_accepts),
        cmocka_unit_test(faults_have_kind_span_and_cure),
        cmocka_unit_test(messages_name_the_bytes),
        cmocka_unit_test(signs_only_where_allowed),
        cmocka_unit_test(formats),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
