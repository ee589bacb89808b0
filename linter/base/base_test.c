/* Views, arenas, arrays and maps. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

/* In a long text each needle stands at its end only: behind many rare bytes, behind none, behind parts of itself. */
static void test_find_in_long(void **state) {
    (void)state;
    static const str needles[] = {{"cronjob", 7}, {"jjjk", 4}, {"device", 6}, {"abcj", 4}};
    static const str fillers[] = {{"jj", 2}, {"cronjo ", 7}, {"x: y\n", 5}, {"devic", 5}, {"abc", 3}};
    char text[4000];
    for (size_t i = 0; i < sizeof needles / sizeof *needles; i++)
        for (size_t k = 0; k < sizeof fillers / sizeof *fillers; k++) {
            for (size_t at = 0; at < sizeof text; at++)
                text[at] = fillers[k].ptr[at % fillers[k].len];
            size_t end = sizeof text - needles[i].len;
            assert_int_equal(str_find((str){text, sizeof text}, needles[i]), sizeof text);
            text[end - 1] = ' ';
            memcpy(text + end, needles[i].ptr, needles[i].len);
            assert_int_equal(str_find((str){text, sizeof text}, needles[i]), end);
            assert_int_equal(str_find((str){text, sizeof text - 1}, needles[i]), sizeof text - 1);
        }
}

/* What is joined here must be what the C library prints. */
static void test_format(void **state) {
    (void)state;
    static const char long_text[] =
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234"
        "5678901234567890123456789012345678901234567890123456789012345678901234567890123456789"
        "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234";
    struct arena arena = {0};
    char expected[1200];
#define HOLDS(...)                                                                                                     \
    do {                                                                                                               \
        int length = snprintf(expected, sizeof expected, __VA_ARGS__);                                                 \
        str text = arena_format(&arena, __VA_ARGS__);                                                                  \
        assert_int_equal(text.len, length);                                                                            \
        assert_string_equal(text.ptr, expected);                                                                       \
    } while (0)
    HOLDS("nothing to do");
    HOLDS("%s", "");
    HOLDS("%.*s|%.*s|%s", 3, "abcdef", 9, "ab\0cd", "z");
    HOLDS("%u %u %d %d %c%c", 0U, 4294967295U, 0, 2147483647, 'x', '%');
    HOLDS("%d is printed, %5.2f and 100%%", -7, 1.5);
    HOLDS("%s%s%.*s", long_text, long_text, 100, long_text);
    HOLDS("%d %s", -1, long_text);
    HOLDS("%u%u%u%u%u%u%u%u", 1U, 4294967295U, 4294967295U, 4294967295U, 4294967295U, 4294967295U, 4294967295U, 2U);
#undef HOLDS
    arena_free(&arena);
}

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

static void test_arena_mark(void **state) {
    (void)state;
    struct arena arena = {0};
    struct arena_mark empty = arena_mark(&arena);
    arena_alloc(&arena, 10);
    arena_release(&arena, empty);
    char *kept = arena_alloc(&arena, 100);
    memset(kept, 7, 100);
    struct arena_mark mark = arena_mark(&arena);
    size_t held = arena.held;
    char *next = arena_alloc(&arena, 10);
    for (int i = 0; i < 100; i++)
        arena_alloc(&arena, 5000);
    arena_release(&arena, mark);
    assert_int_equal(arena.held, held);
    assert_ptr_equal(arena_alloc(&arena, 10), next);
    for (int i = 0; i < 100; i++)
        assert_int_equal(kept[i], 7);
    arena_free(&arena);
}

static void test_arena_extend(void **state) {
    (void)state;
    struct arena arena = {0};
    assert_null(arena_extend(&arena, NULL, 0, 10));
    char *first = arena_alloc(&arena, 10);
    assert_ptr_equal(arena_extend(&arena, first, 10, 500), first);
    memset(first, 7, 500);
    char *second = arena_alloc(&arena, 10);
    assert_true(second >= first + 500);
    assert_null(arena_extend(&arena, first, 500, 513));
    assert_null(arena_extend(&arena, second, 10, 1024 * 1024));
    assert_null(arena_extend(&arena, second, 10, SIZE_MAX));
    arena_free(&arena);
}

/* What is large has a block of its own, which grows wherever it is in the list. */
static void test_arena_extend_large(void **state) {
    (void)state;
    enum { SIZE = 2 * 1024 * 1024 };
    struct arena arena = {0};
    char *large = arena_alloc(&arena, SIZE);
    memset(large, 7, SIZE);
    large = arena_extend(&arena, large, SIZE, 2 * SIZE);
    assert_non_null(large);
    memset(large + SIZE, 7, SIZE);
    char *small = memset(arena_alloc(&arena, 100), 9, 100);
    large = arena_extend(&arena, large, 2 * SIZE, 3 * SIZE);
    assert_non_null(large);
    char *next = memset(arena_alloc(&arena, 100), 9, 100);
    for (int i = 0; i < 2 * SIZE; i++)
        assert_int_equal(large[i], 7);
    for (int i = 0; i < 100; i++)
        assert_true(small[i] == 9 && next[i] == 9);
    arena_free(&arena);
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

/* The x for which (x * 0xd6e8feb86659fd93) ^ (the same >> 32) is y: what the hash does with each word. */
static uint64_t unmixed(uint64_t y) {
    uint64_t factor = UINT64_C(0xd6e8feb86659fd93), inverse = factor;
    for (int i = 0; i < 6; i++)
        inverse *= 2 - factor * inverse;
    return (y ^ y >> 32) * inverse;
}

/* Keys of eight bytes whose hashes have the same lower half. */
static void test_map_of_chosen_keys(void **state) {
    (void)state;
    enum { MANY = 200 * 1000 };
    struct arena arena = {0};
    struct map map = {0};
    static int values[MANY];
    for (uint64_t i = 0; i < MANY; i++) {
        uint64_t word = unmixed(unmixed(i << 32 | 0x12345678)) ^ UINT64_C(0x9e3779b97f4a7c15) ^ 8;
        str key = arena_copy(&arena, (str){(const char *)&word, sizeof word});
        assert_int_equal((uint32_t)map_hash(key), 0x12345678);
        assert_null(map_put(&arena, &map, key, &values[i]));
        assert_ptr_equal(map_get(&map, key), &values[i]);
    }
    assert_int_equal(map.len, MANY);
    assert_int_equal(map.seed, 1);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str),
        cmocka_unit_test(test_format),
        cmocka_unit_test(test_find_in_long),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_arena),
        cmocka_unit_test(test_arena_mark),
        cmocka_unit_test(test_arena_extend),
        cmocka_unit_test(test_arena_extend_large),
        cmocka_unit_test(test_vec),
        cmocka_unit_test(test_map),
        cmocka_unit_test(test_map_of_chosen_keys),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
