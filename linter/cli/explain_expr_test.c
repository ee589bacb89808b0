/* The table of --explain-expr: depth, columns, and what is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "cli/explain_expr.h"
#include "report/capture.h"

static str explained(struct arena *arena, str text) {
    struct stream stream;
    FILE *file = capture_begin(&stream);
    str error;
    assert_true(explain_expr(&stream, arena, text, &error));
    return capture_end(arena, &stream, file);
}

static void check(str found, str wanted) {
    if (!str_equal(found, wanted))
        fail_msg("expected\n%.*sgot\n%.*s", STR_ARG(wanted), STR_ARG(found));
}

static void explains_each_part(void **state) {
    (void)state;
    struct arena arena = {0};
    str found = explained(&arena, STR("100 * sum by (job)(rate(x_bytes_total{a=\"b\"}[5m]))\n  /\n  (y_bytes) > 5"));
    str rest = found;
    static const char *const parts[] = {
        "EXPRESSION ",
        "100 * sum by (job)(rate(x_bytes_total{a=\"b\"}[5m])) / (y_byte... ",
        "  100 * sum",
        "    100 * sum by",
        "      100 ",
        "      sum by (job)(rate",
        "        rate(x_b",
        "          x_bytes_total{a=\"b\"}[5m] ",
        "            x_bytes_total{a=\"b\"} ",
        "    y_bytes ",
        "  5 ",
    };
    size_t column = str_find(found, STR("TYPE"));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        str line = str_split(&rest, '\n');
        if (!str_starts_with(line, str_of(parts[i])))
            fail_msg("line %zu: expected \"%s\", got \"%.*s\"", i, parts[i], STR_ARG(line));
        assert_int_equal(line.ptr[column - 1], ' ');
        assert_int_not_equal(line.ptr[column], ' ');
    }
    assert_int_equal(rest.len, 0);
    assert_true(str_contains(found, STR("bytes per second")));
    assert_true(str_contains(found, STR("range vector")));
    arena_free(&arena);
}

static void aligns_columns(void **state) {
    (void)state;
    struct arena arena = {0};
    check(explained(&arena, STR("sum by (job) (up) > 0")),
          STR("EXPRESSION             TYPE            VALUES                UNIT  LABELS\n"
              "sum by (job) (up) > 0  instant vector  whole numbers from 1  -     job\n"
              "  sum by (job) (up)    instant vector  whole numbers from 0  -     job\n"
              "    up                 instant vector  whole numbers 0 to 1  -     __name__, instance, job, any others\n"
              "  0                    scalar          exactly 0             -     -\n"));
    static const char turned[] = {'`', '\xc3', '\xa4', '\n', '\xe2', '\x80', '\xae', '`', '\0'}; /* with U+202E */
    check(explained(&arena, str_of(turned)), STR("EXPRESSION  TYPE    VALUES  UNIT  LABELS\n"
                                                 "`\xc3\xa4 ?`       string  -       -     -\n"));
    arena_free(&arena);
}

static void refuses_what_prometheus_refuses(void **state) {
    (void)state;
    struct arena arena = {0};
    static const struct {
        const char *text, *begins;
    } rows[] = {
        {"sum(up", "byte 7: "},
        {"up{a=~\"(\"}", "byte 4: error parsing regexp"},
        {"{a=~\"x?\"}", "byte 1: vector selector must contain"},
        {"rate(up)", "byte 6: expected type range vector"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct stream stream;
        FILE *file = capture_begin(&stream);
        str error = STR("");
        assert_false(explain_expr(&stream, &arena, str_of(rows[i].text), &error));
        assert_true(str_starts_with(error, str_of(rows[i].begins)));
        assert_int_equal(capture_end(&arena, &stream, file).len, 0);
    }
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(explains_each_part),
        cmocka_unit_test(aligns_columns),
        cmocka_unit_test(refuses_what_prometheus_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
