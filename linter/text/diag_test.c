#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/diag.h"

static void severities(void **state) {
    (void)state;
    static const enum severity all[] = {SEVERITY_INFO, SEVERITY_WARNING, SEVERITY_ERROR};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        enum severity back = all[(i + 1) % 3];
        assert_true(severity_parse(str_of(severity_name(all[i])), &back));
        assert_int_equal(back, all[i]);
    }
    enum severity untouched = SEVERITY_ERROR;
    assert_false(severity_parse(STR("Warning"), &untouched));
    assert_false(severity_parse(STR(""), &untouched));
    assert_int_equal(untouched, SEVERITY_ERROR);
}

static void add_help(struct diag *diag, struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void add_help(struct diag *diag, struct arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    diag_add_help_list(diag, arena, format, arguments);
    va_end(arguments);
}

static void parts_keep_the_order_of_the_calls(void **state) {
    (void)state;
    struct arena arena = {0};
    struct diag diag = {.rule = "r"};
    char text[] = "5m";
    diag_add_note(&diag, &arena, (place){NULL, {1, 2}}, "the %s is %d", "maximum", 5);
    diag_add_note(&diag, &arena, (place){NULL, {3, 4}}, "second");
    add_help(&diag, &arena, "write %s", "10m");
    add_help(&diag, &arena, "or nothing");
    struct diag_fix *fix = diag_add_fix(&diag, &arena, true, (place){NULL, {7, 9}}, str_of(text), STR("shorten"));
    struct diag_fix *other = diag_add_fix(&diag, &arena, false, (place){NULL, {0, 0}}, STR(""), STR("m"));
    assert_ptr_equal(other, fix->next);
    text[0] = '9';
    assert_true(str_equal(diag.notes->message, STR("the maximum is 5")));
    assert_int_equal(diag.notes->next->at.span.start, 3);
    assert_null(diag.notes->next->next);
    assert_true(str_equal(diag.help->text, STR("write 10m")));
    assert_true(str_equal(diag.help->next->text, STR("or nothing")));
    assert_ptr_equal(diag.fixes, fix);
    assert_true(fix->safe);
    assert_int_equal(fix->edits->at.span.end, 9);
    assert_true(str_equal(fix->edits->text, STR("5m")));
    assert_null(fix->edits->next);
    assert_false(fix->next->safe);
    arena_free(&arena);
}

static const struct source first = {.path = {"a.yaml", 6}};
static const struct source second = {.path = {"b.yaml", 6}};

/* Ascending: each comes before every later one. */
static const struct diag ordered[] = {
    {.rule = "r", .at = {NULL, {9, 9}}, .message = {"m", 1}},
    {.rule = "r", .at = {&first, {1, 2}}, .message = {"m", 1}},
    {.rule = "r", .at = {&first, {1, 3}}, .message = {"m", 1}},
    {.rule = "a", .at = {&first, {2, 3}}, .message = {"m", 1}},
    {.rule = "r", .at = {&first, {2, 3}}, .message = {"m", 1}},
    {.rule = "r", .severity = SEVERITY_ERROR, .at = {&first, {2, 3}}, .message = {"a", 1}},
    {.rule = "r", .severity = SEVERITY_ERROR, .at = {&first, {2, 3}}, .message = {"b", 1}},
    {.rule = "a", .at = {&second, {0, 0}}, .message = {"a", 1}},
};

static void order(void **state) {
    (void)state;
    enum { COUNT = sizeof ordered / sizeof *ordered };
    for (int i = 0; i < COUNT; i++) {
        for (int j = 0; j < COUNT; j++) {
            int sign = diag_compare(&ordered[i], &ordered[j]);
            assert_int_equal((sign > 0) - (sign < 0), (i > j) - (i < j));
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(severities),
        cmocka_unit_test(parts_keep_the_order_of_the_calls),
        cmocka_unit_test(order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
