/* What names say, against conventions and against what the table knows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vocab/units.h"

static void test_guess(void **state) {
    (void)state;
    static const struct {
        const char *name, *unit, *base;
        bool counter, info;
    } cases[] = {
        {"app_request_duration_seconds", "seconds", "seconds", false, false},
        {"app_request_duration_seconds_bucket", "count", "seconds", true, false},
        {"app_request_duration_seconds_count", "count", "seconds", true, false},
        {"app_request_duration_seconds_sum", "seconds", "seconds", true, false},
        {"app_items_count", "-", "-", false, false},
        {"app_items_sum", "-", "-", false, false},
        {"app_items_bucket", "count", "-", true, false},
        {"app_latency_ms", "milliseconds", "milliseconds", false, false},
        {"app_latency_milliseconds_bucket", "count", "milliseconds", true, false},
        {"app_items", "-", "-", false, false},
        {"app_rhythms", "-", "-", false, false},
        {"app_requests_total", "count", "count", true, false},
        {"app_sent_bytes_total", "bytes", "bytes", true, false},
        {"app_wait_time_seconds_total", "seconds", "seconds", true, false},
        {"app_wait_time_seconds", "-", "-", false, false},
        {"app_wait_time_seconds_bucket", "count", "seconds", true, false},
        {"app_start_time_seconds", "timestamp_seconds", "timestamp_seconds", false, false},
        {"app_last_run_timestamp_seconds", "timestamp_seconds", "timestamp_seconds", false, false},
        {"app_room_celsius_total", "-", "-", true, false},
        {"app_cache_hit_ratio", "ratio", "ratio", false, false},
        {"app_used_percent", "percent", "percent", false, false},
        {"app_memory_mb", "-", "-", false, false},
        {"app_build_info", "-", "-", false, true},
        {"seconds", "-", "-", false, false},
        {"_bucket", "-", "-", false, false},
        {"", "-", "-", false, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vocab_guess guess = vocab_unit_guess(str_of(cases[i].name));
        if (!str_equal(vocab_unit_name(guess.unit), str_of(cases[i].unit)) ||
            !str_equal(vocab_unit_name(guess.base), str_of(cases[i].base)) || guess.counter != cases[i].counter ||
            guess.info != cases[i].info)
            fail_msg("%s: %.*s, %.*s", cases[i].name, STR_ARG(vocab_unit_name(guess.unit)),
                     STR_ARG(vocab_unit_name(guess.base)));
    }
}

/* Where both say something, a guess has the dimension and scale that the table has. */
static void test_guess_agrees_with_table(void **state) {
    (void)state;
    struct vocab_metrics all = vocab_metric_all();
    size_t told = 0, other = 0;
    for (size_t i = 0; i < all.count; i++) {
        const struct vocab_metric *row = &all.rows[i];
        str name = vocab_text_str(row->name);
        enum vocab_unit unit = vocab_unit_guess(name).unit;
        if (unit == VOCAB_UNIT_NONE || unit == VOCAB_UNIT_COUNT || row->unit == VOCAB_UNIT_NONE)
            continue;
        told++;
        if (unit != row->unit) {
            print_message("%.*s: table %.*s, name %.*s\n", STR_ARG(name), STR_ARG(vocab_unit_name(row->unit)),
                          STR_ARG(vocab_unit_name(unit)));
            other++;
        }
    }
    assert_true(told > 1500);
    assert_int_equal(other, 0);
}

static void test_scales(void **state) {
    (void)state;
    assert_true(vocab_unit_factor(VOCAB_UNIT_MILLISECONDS) == 1e-3);
    assert_int_equal(vocab_unit_dimension(VOCAB_UNIT_PERCENT), vocab_unit_dimension(VOCAB_UNIT_RATIO));
    assert_int_not_equal(vocab_unit_dimension(VOCAB_UNIT_TIMESTAMP_SECONDS), vocab_unit_dimension(VOCAB_UNIT_SECONDS));
    assert_int_equal(vocab_unit_name(VOCAB_UNIT_TOTAL).len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guess),
        cmocka_unit_test(test_guess_agrees_with_table),
        cmocka_unit_test(test_scales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
