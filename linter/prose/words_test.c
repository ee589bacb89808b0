/* Each word of words.def is found, and stands behind its letter: else the search would pass it by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "prose/words.h"

static const struct {
    const char *spelling;
    enum prose_word word;
} words[] = {
#define LETTER(letter)
#define WORD(word) {#word, PROSE_WORD_##word},
#include "prose/words.def"
#undef WORD
#undef LETTER
};

static void test_finds_each(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (prose_word_find(str_of(words[i].spelling)) != words[i].word)
            fail_msg("%s is not found", words[i].spelling);
}

static void test_finds_any_case(void **state) {
    (void)state;
    assert_int_equal(prose_word_find(STR("Than")), PROSE_WORD_than);
    assert_int_equal(prose_word_find(STR("P99")), PROSE_WORD_p99);
    assert_int_equal(prose_word_find(STR("tha")), PROSE_WORD_none);
    assert_int_equal(prose_word_find(STR("thank")), PROSE_WORD_none);
    assert_int_equal(prose_word_find(STR("")), PROSE_WORD_none);
    assert_int_equal(prose_word_find(STR("5")), PROSE_WORD_none);
    assert_int_equal(prose_word_find(STR("recommendations of others")), PROSE_WORD_none);
}

static void test_sets(void **state) {
    (void)state;
    struct prose_words set = PROSE_WORDS(a, than, within, would);
    assert_true(prose_words_hold(set, PROSE_WORD_a));
    assert_true(prose_words_hold(set, PROSE_WORD_would));
    assert_false(prose_words_hold(set, PROSE_WORD_about));
    assert_false(prose_words_hold(set, PROSE_WORD_none));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_finds_each), cmocka_unit_test(test_finds_any_case),
                                       cmocka_unit_test(test_sets)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
