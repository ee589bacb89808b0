#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/source.h"

static void positions(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        uint32_t offset, line, column, at;
    } rows[] = {
        {"", 0, 1, 1, 0},
        {"", 5, 1, 1, 0},
        {"abc", 2, 1, 3, 2},
        {"abc", 3, 1, 4, 3},
        {"a\nbc", 1, 1, 2, 1},
        {"a\nbc", 2, 2, 1, 2},
        {"a\nbc\n", 5, 3, 1, 5},
        {"a\r\nbc", 4, 2, 2, 4},
        {"\xC3\xA4\tb", 3, 1, 3, 3},
        {"\xC3\xA4\xE4\xB8\xADx", 5, 1, 3, 5},
        {"\xEF\xBB\xBFkey", 0, 1, 1, 0},
        {"\xEF\xBB\xBFkey", 3, 1, 1, 3},
        {"\xEF\xBB\xBFkey", 5, 1, 3, 5},
        {"\xEF\xBB\xBFk\ne", 5, 2, 1, 5},
        {"a\rb", 2, 1, 3, 2},
    };
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct source source;
        source_init(&source, &arena, STR("x.yaml"), str_of(rows[i].bytes));
        struct position found = source_position(&source, rows[i].offset);
        if (found.line != rows[i].line || found.column != rows[i].column || found.offset != rows[i].at)
            fail_msg("row %zu: %u:%u at %u", i, found.line, found.column, found.offset);
    }
    arena_free(&arena);
}

/* Columns of a line with marks are those that counting from its start gives. */
static void long_lines(void **state) {
    (void)state;
    enum { REPEATS = 10000 };
    struct arena arena = {0};
    str piece = STR("a\xC3\xA4\xE4\xB8\xAD"), head = STR("\xEF\xBB\xBF#\n");
    size_t len = head.len + piece.len * REPEATS;
    char *bytes = arena_alloc(&arena, len);
    memcpy(bytes, head.ptr, head.len);
    for (size_t i = 0; i < REPEATS; i++)
        memcpy(bytes + head.len + i * piece.len, piece.ptr, piece.len);
    struct source source;
    source_init(&source, &arena, STR("x.yaml"), (str){bytes, len});
    source_position(&source, 0);
    assert_non_null(source.lines->marks);
    for (uint32_t i = 0; i <= REPEATS; i += 7) {
        struct position found = source_position(&source, (uint32_t)(head.len + i * piece.len));
        assert_int_equal(found.line, 2);
        assert_int_equal(found.column, 1 + 3 * i);
    }
    arena_free(&arena);
}

static void lines(void **state) {
    (void)state;
    static const struct {
        uint32_t line;
        const char *text;
    } rows[] = {{0, ""}, {1, "one"}, {2, ""}, {3, "three\r"}, {4, "four"}, {5, ""}, {6, ""}};
    struct arena arena = {0};
    struct source source;
    source_init(&source, &arena, STR("x.yaml"), STR("\xEF\xBB\xBFone\n\r\nthree\r\r\nfour\n"));
    assert_int_equal(source_line_count(&source), 5);
    assert_int_equal(source_bom(&source), 3);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_true(str_equal(source_line(&source, rows[i].line), str_of(rows[i].text)));
    assert_true(str_equal(source_text(&source, (span){3, 6}), STR("one")));
    assert_int_equal(source_text(&source, (span){1000, 1001}).len, 0);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions),
        cmocka_unit_test(long_lines),
        cmocka_unit_test(lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
