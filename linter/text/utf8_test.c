#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/utf8.h"

static void validity(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        int bad; /* -1: valid */
    } rows[] = {
        {"", -1},
        {"plain ascii, longer than eight bytes", -1},
        {"gr\xC3\xBC\xC3\x9F", -1},
        {"\xF4\x8F\xBF\xBF", -1},
        {"\xEF\xBF\xBF", -1},
        {"\xF4\x90\x80\x80", 0},
        {"\xC0\x80", 0},
        {"\xC1\xBF", 0},
        {"\xE0\x80\x80", 0},
        {"\xF0\x80\x80\x80", 0},
        {"\xED\xA0\x80", 0},
        {"a\x80", 1},
        {"abcdefgh\xFF", 8},
        {"abcdefghi\xC3", 9},
        {"\xE2\x82", 0},
        {"\xE2\x82\xAC\xE2\x28\xA1", 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        size_t bad = 99;
        assert_int_equal(utf8_valid(str_of(rows[i].bytes), &bad), rows[i].bad < 0);
        assert_int_equal((int)bad, rows[i].bad < 0 ? 99 : rows[i].bad);
    }
    assert_false(utf8_valid(STR("\xFF"), NULL));
}

static void every_code_point_comes_back(void **state) {
    (void)state;
    for (uint32_t c = 0; c <= UTF8_LAST; c++) {
        char bytes[UTF8_LONGEST];
        uint32_t back = 0;
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        size_t length = utf8_encode(c, bytes);
        if (utf8_decode((str){bytes, length}, 0, &back) != length || back != c)
            fail_msg("U+%04X came back as U+%04X", (unsigned)c, (unsigned)back);
        if (utf8_decode((str){bytes, length - 1}, 0, &back) != 0)
            fail_msg("U+%04X is read from too few bytes", (unsigned)c);
    }
}

static void widths(void **state) {
    (void)state;
    assert_int_equal(utf8_width('a'), 1);
    assert_int_equal(utf8_width('\t'), 1);
    assert_int_equal(utf8_width(0xE9), 1);
    assert_int_equal(utf8_width(0x0301), 0);
    assert_int_equal(utf8_width(0x200B), 0);
    assert_int_equal(utf8_width(0xE01EF), 0);
    assert_int_equal(utf8_width(0x4E2D), 2);
    assert_int_equal(utf8_width(0x1F600), 2);
    assert_int_equal(utf8_width(0xFF5E), 2);
    assert_int_equal(utf8_width(0xFF61), 1);
    assert_int_equal(utf8_text_width(STR("e\xCC\x81\xE4\xB8\xAD!")), 4);
    assert_int_equal(utf8_text_width(STR("\xFF\xFE")), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(validity),
        cmocka_unit_test(every_code_point_comes_back),
        cmocka_unit_test(widths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
