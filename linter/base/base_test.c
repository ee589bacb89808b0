/* Views, arenas, arrays and maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

static void test_str(void **state) {
    (void)state;
    assert_true(str_equal(str_slice(STR("abcdef"), 2, 4), STR("cd")));
    assert_int_equal(str_slice(STR("abc"), 2, 99).len, 1);
    assert_int_equal(str_slice(STR("abc"), 5, 2).len, 0);
    assert_int_equal(str_find(STR("aabaabaac"), STR("aabaac")), 3);
    assert_int_equal(str_find(STR("abc"), STR("abcd")), 3);
    assert_true(str_equal_fold(STR("ReLease"), STR("release")));
    assert_true(str_compare(STR("ab"), STR("abc")) < 0);
    assert_true(str_equal(str_trim(STR(" \t a b \r\n")), STR("a b")));
    str rest = STR("a,,b");
    assert_true(str_equal(str_split(&rest, ','), STR("a")));
    assert_int_equal(str_split(&rest, ',').len, 0);
    assert_true(str_equal(str_split(&rest, ','), STR("b")));
    assert_null(rest.ptr);
}

static void test_numbers(void **state) {
    (void)state;
    unsigned long long value = 7;
    assert_true(str_to_unsigned(STR("18446744073709551615"), &value));
    assert_true(value == UINT64_MAX);
    assert_false(str_to_unsigned(STR("18446744073709551616"), &value));
    assert_false(str_to_unsigned(STR("-1"), &value));
    assert_false(str_to_unsigned(STR(""), &value));
}

static void test_arena(void **state) {
    (void)state;
    struct arena arena = {0};
    char *large = arena_alloc(&arena, 3 * 1024 * 1024);
    memset(large, 1, 3 * 1024 * 1024);
    for (size_t size = 0; size < 5000; size += 7) {
        uintptr_t at = (uintptr_t)arena_alloc(&arena, size);
        assert_int_equal(at % _Alignof(max_align_t), 0);
    }
    str text = arena_format(&arena, "%s-%d-%0300d", "x", 5, 1);
    assert_int_equal(text.len, 4 + 300);
    assert_int_equal(text.ptr[text.len], '\0');
    arena_reset(&arena);
    int *zeroed = arena_array(&arena, int, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(zeroed[i], 0);
    arena_free(&arena);
    assert_int_equal(arena.held, 0);
}

static void test_vec(void **state) {
    (void)state;
    struct arena arena = {0};
    VEC(int) numbers = {0};
    for (int i = 0; i < 1000; i++)
        vec_push(&arena, &numbers, i);
    assert_int_equal(numbers.len, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers.at[i], i);
    assert_int_equal(*vec_add(&arena, &numbers), 0);
    arena_free(&arena);
}

static void test_map(void **state) {
    (void)state;
    struct arena arena = {0};
    struct map map = {0};
    static int values[3000];
    assert_null(map_get(&map, STR("absent")));
    for (int i = 0; i < 3000; i++)
        assert_null(map_put(&arena, &map, arena_format(&arena, "key%d", i), &values[i]));
    for (int i = 0; i < 3000; i++)
        assert_ptr_equal(map_get(&map, arena_format(&arena, "key%d", i)), &values[i]);
    assert_ptr_equal(map_put(&arena, &map, STR("key5"), &values[6]), &values[5]);
    assert_int_equal(map.len, 3000);
    assert_null(map_get(&map, STR("key3000")));
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str), cmocka_unit_test(test_numbers), cmocka_unit_test(test_arena),
        cmocka_unit_test(test_vec), cmocka_unit_test(test_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
