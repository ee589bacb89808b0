/* Work items spread over threads. Items are taken in order, each by whoever is free; what an item makes is stored by
 * its index, so that the number of threads shows in nothing but the time. */
#ifndef MONLINT_CLI_POOL_H
#define MONLINT_CLI_POOL_H

#include <stddef.h>

/* Bytes of input that are worked on at once; a larger item has the machine to itself. Trees take a multiple of it. */
enum { POOL_BYTES_AT_ONCE = 8 * 1024 * 1024 };

enum { POOL_MOST_THREADS = 64 };

struct pool_work {
    size_t count;
    /* Does item number index. A worker, from 0 to POOL_MOST_THREADS - 1, does one item at a time. */
    void (*item)(void *context, size_t index, unsigned worker);
    /* Bytes that the item will hold. */
    size_t (*weight)(const void *context, size_t index);
    void *context;
};

/* Does all items on up to this many threads (at least 1), of which the calling one is the first; with 1 none is made.
 * Threads that the system denies are done without. */
void pool_run(const struct pool_work *work, unsigned threads);

/* Processors that are online, from 1 to 64. */
unsigned pool_processors(void);

#endif
