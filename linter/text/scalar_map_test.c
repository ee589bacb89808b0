#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/scalar_map.h"

/* "ab\ncd" in double quotes at 10: ab verbatim, \n an escape of two bytes, cd verbatim behind indentation. */
static const struct map_run escaped_runs[] = {
    {0, 2, {11, 13}, true},
    {2, 1, {13, 15}, false},
    {3, 2, {20, 22}, true},
};
static const struct scalar_map escaped = {escaped_runs, 3, 11};

struct span_row {
    span decoded, source;
    bool verbatim;
};

static void check(const struct scalar_map *map, const struct span_row *rows, size_t count) {
    for (size_t i = 0; i < count; i++) {
        span found = scalar_map_span(map, rows[i].decoded);
        bool verbatim = scalar_map_verbatim(map, rows[i].decoded);
        if (found.start != rows[i].source.start || found.end != rows[i].source.end || verbatim != rows[i].verbatim)
            fail_msg("%u-%u: got %u-%u, verbatim %d", rows[i].decoded.start, rows[i].decoded.end, found.start,
                     found.end, verbatim);
    }
}

static void runs(void **state) {
    (void)state;
    static const struct span_row rows[] = {
        {{0, 2}, {11, 13}, true}, {{1, 2}, {12, 13}, true}, {{2, 3}, {13, 15}, false}, {{1, 3}, {12, 15}, false},
        {{3, 5}, {20, 22}, true}, {{4, 5}, {21, 22}, true}, {{0, 5}, {11, 22}, false}, {{0, 0}, {11, 11}, true},
        {{3, 3}, {20, 20}, true}, {{5, 5}, {22, 22}, true}, {{4, 9}, {21, 22}, false}, {{9, 12}, {22, 22}, false},
    };
    check(&escaped, rows, sizeof rows / sizeof *rows);
}

static void identity_and_empty(void **state) {
    (void)state;
    struct arena arena = {0};
    static const struct span_row rows[] = {
        {{0, 4}, {30, 34}, true}, {{2, 3}, {32, 33}, true}, {{2, 7}, {32, 34}, false}};
    static const struct span_row nothing[] = {{{0, 0}, {30, 30}, false}, {{0, 4}, {30, 30}, false}};
    struct scalar_map map = scalar_map_identity(&arena, 30, 4);
    check(&map, rows, sizeof rows / sizeof *rows);
    map = scalar_map_identity(&arena, 30, 0);
    check(&map, nothing, sizeof nothing / sizeof *nothing);
    arena_free(&arena);
}

/* A document in the scalar holds a quoted text with an escape of its own. */
static void composition(void **state) {
    (void)state;
    static const struct map_run inner_runs[] = {
        {0, 1, {1, 2}, true},  /* b */
        {1, 1, {2, 4}, false}, /* from the newline and c */
        {2, 1, {4, 5}, true},  /* d */
    };
    const struct scalar_map inner = {inner_runs, 3, 1};
    static const struct span_row rows[] = {
        {{0, 1}, {12, 13}, true},
        {{1, 2}, {13, 21}, false},
        {{2, 3}, {21, 22}, true},
        {{0, 3}, {12, 22}, false},
    };
    struct arena arena = {0};
    struct scalar_map map = scalar_map_compose(&arena, &inner, &escaped);
    check(&map, rows, sizeof rows / sizeof *rows);
    static const struct map_run whole[] = {{0, 5, {0, 5}, true}};
    const struct scalar_map same = {whole, 1, 0};
    static const struct span_row unchanged[] = {
        {{1, 3}, {12, 15}, false}, {{3, 5}, {20, 22}, true}, {{0, 5}, {11, 22}, false}};
    map = scalar_map_compose(&arena, &same, &escaped);
    assert_int_equal(map.count, 3);
    check(&map, unchanged, sizeof unchanged / sizeof *unchanged);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(runs),
        cmocka_unit_test(identity_and_empty),
        cmocka_unit_test(composition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
