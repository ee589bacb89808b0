#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/suggest.h"

static void finds_the_nearest(void **state) {
    (void)state;
    static const char *const names[] = {"interval", "scrapeTimeout", "min_period", "max_period", "port", "ports"};
    static const struct {
        const char *word;
        int index; /* -1: none */
    } rows[] = {
        {"intervall", 0},
        {"intreval", 0},
        {"INTERVAL", 0},
        {"scrape_timeout", 1},
        {"scrape-timeout", 1},
        {"minPeriod", 2},
        {"maxperiods", 3},
        {"prot", 4},
        {"portss", 5},
        {"path", -1},
        {"mXn_pXriXd", 2},
        {"x", -1},
        {"", -1},
        {"-_", -1},
        {"period", -1},
    };
    str candidates[6];
    for (size_t i = 0; i < 6; i++)
        candidates[i] = str_of(names[i]);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t found = suggest_nearest(str_of(rows[i].word), candidates, 6);
        if ((int)found != rows[i].index)
            fail_msg("%s: got %d", rows[i].word, (int)found);
    }
}

static void ties_are_settled(void **state) {
    (void)state;
    const str both[] = {STR("bar"), STR("baz"), STR("baz")};
    assert_int_equal(suggest_nearest(STR("bax"), both, 3), 0);
    const str cased[] = {STR("job_name"), STR("jobName")};
    assert_int_equal(suggest_nearest(STR("job_Name"), cased, 2), 0);
    assert_int_equal(suggest_nearest(STR("jobNAME"), cased, 2), 1);
}

static void counts_edits(void **state) {
    (void)state;
    assert_int_equal(suggest_distance(STR("kitten"), STR("sitting"), 5), 3);
    assert_int_equal(suggest_distance(STR("ab"), STR("ba"), 5), 1);
    assert_int_equal(suggest_distance(STR("a_b"), STR("AB"), 5), 0);
    assert_int_equal(suggest_distance(STR("kitten"), STR("sitting"), 2), 3);
    assert_int_equal(suggest_distance(STR(""), STR("abc"), 9), 3);
}

static void long_words_have_none(void **state) {
    (void)state;
    static char bytes[65];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = 'a';
    const str same = {bytes, 65};
    assert_int_equal(suggest_nearest(same, &same, 1), SUGGEST_NONE);
    const str fits = {bytes, 64};
    assert_int_equal(suggest_nearest(fits, &fits, 1), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_nearest),
        cmocka_unit_test(ties_are_settled),
        cmocka_unit_test(counts_edits),
        cmocka_unit_test(long_words_have_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
