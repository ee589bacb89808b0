/* Every item once, whatever the number of threads; heavy items alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cli/pool.h"

enum { ITEMS = 500, HEAVY_EVERY = 50 };

struct ledger {
    atomic_int done[ITEMS];
    atomic_int at_work;
    atomic_int heavy_with_others;
    atomic_int busy[POOL_MOST_THREADS];
    atomic_int clashes; /* two items of one worker at a time */
};

static size_t weight_of(const void *context, size_t index) {
    (void)context;
    return index % HEAVY_EVERY == 0 ? POOL_BYTES_AT_ONCE + 1 : 1000;
}

static void do_item(void *context, size_t index, unsigned worker) {
    struct ledger *ledger = context;
    int others = atomic_fetch_add(&ledger->at_work, 1);
    if (worker >= POOL_MOST_THREADS || atomic_exchange(&ledger->busy[worker], 1))
        atomic_fetch_add(&ledger->clashes, 1);
    if (index % HEAVY_EVERY == 0 && (others > 0 || atomic_load(&ledger->at_work) > 1))
        atomic_fetch_add(&ledger->heavy_with_others, 1);
    atomic_fetch_add(&ledger->done[index], 1);
    atomic_store(&ledger->busy[worker], 0);
    atomic_fetch_sub(&ledger->at_work, 1);
}

static void test_items(void **state) {
    (void)state;
    static const unsigned threads[] = {1, 2, 7, 64, 1000};
    for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
        struct ledger ledger = {0};
        struct pool_work work = {ITEMS, do_item, weight_of, &ledger};
        pool_run(&work, threads[i]);
        for (size_t item = 0; item < ITEMS; item++)
            assert_int_equal(ledger.done[item], 1);
        assert_int_equal(ledger.heavy_with_others, 0);
        assert_int_equal(ledger.clashes, 0);
    }
}

static void test_nothing(void **state) {
    (void)state;
    struct pool_work work = {0, do_item, weight_of, NULL};
    pool_run(&work, 8);
    assert_true(pool_processors() >= 1 && pool_processors() <= 64);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_items), cmocka_unit_test(test_nothing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
