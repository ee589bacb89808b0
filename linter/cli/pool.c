/* A counter hands out the items; a gate counts the bytes that are being worked on. An item passes the gate when it fits
 * or when it is alone, so that there is always one that goes on. */
#include "cli/pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

enum { STACK_BYTES = 8 * 1024 * 1024 };

struct pool {
    const struct pool_work *work;
    atomic_size_t next;
    atomic_uint workers; /* that have begun */
    pthread_mutex_t lock;
    pthread_cond_t left;
    size_t bytes; /* of the items at work */
};

static void pass_gate(struct pool *pool, size_t weight) {
    pthread_mutex_lock(&pool->lock);
    while (pool->bytes > 0 && (weight > POOL_BYTES_AT_ONCE || pool->bytes > POOL_BYTES_AT_ONCE - weight))
        pthread_cond_wait(&pool->left, &pool->lock);
    pool->bytes += weight;
    pthread_mutex_unlock(&pool->lock);
}

static void leave_gate(struct pool *pool, size_t weight) {
    pthread_mutex_lock(&pool->lock);
    pool->bytes -= weight;
    pthread_cond_broadcast(&pool->left);
    pthread_mutex_unlock(&pool->lock);
}

static void *work_on(void *context) {
    struct pool *pool = context;
    const struct pool_work *work = pool->work;
    unsigned worker = atomic_fetch_add(&pool->workers, 1);
    for (;;) {
        size_t index = atomic_fetch_add(&pool->next, 1);
        if (index >= work->count)
            break;
        size_t weight = work->weight(work->context, index);
        pass_gate(pool, weight);
        work->item(work->context, index, worker);
        leave_gate(pool, weight);
    }
    return NULL;
}

static unsigned start_threads(struct pool *pool, pthread_t *threads, unsigned wanted) {
    pthread_attr_t attributes;
    unsigned started = 0;
    if (pthread_attr_init(&attributes) != 0)
        return 0;
    pthread_attr_setstacksize(&attributes, STACK_BYTES);
    while (started < wanted && pthread_create(&threads[started], &attributes, work_on, pool) == 0)
        started++;
    pthread_attr_destroy(&attributes);
    return started;
}

void pool_run(const struct pool_work *work, unsigned threads) {
    struct pool pool = {.work = work, .lock = PTHREAD_MUTEX_INITIALIZER, .left = PTHREAD_COND_INITIALIZER};
    pthread_t others[POOL_MOST_THREADS];
    if (threads > POOL_MOST_THREADS)
        threads = POOL_MOST_THREADS;
    if (threads > work->count)
        threads = (unsigned)work->count;
    unsigned started = threads > 1 ? start_threads(&pool, others, threads - 1) : 0;
    work_on(&pool);
    for (unsigned i = 0; i < started; i++)
        pthread_join(others[i], NULL);
    pthread_cond_destroy(&pool.left);
    pthread_mutex_destroy(&pool.lock);
}

unsigned pool_processors(void) {
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    if (online < 1)
        return 1;
    return online > POOL_MOST_THREADS ? POOL_MOST_THREADS : (unsigned)online;
}
