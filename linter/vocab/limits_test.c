#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vocab/limits.h"

/* A wrong length in the table would make a row that no name meets. */
static void finds_each_name(void **state) {
    (void)state;
    static const char *const names[] = {
        "container_spec_memory_limit_bytes",
        "container_spec_memory_swap_limit_bytes",
        "container_spec_memory_reservation_limit_bytes",
        "container_threads_max",
        "redis_memory_max_bytes",
        "redis_config_maxmemory",
        "scrape_sample_limit",
        "prometheus_target_scrape_pool_target_limit",
        "prometheus_tsdb_retention_limit_bytes",
        "pgbouncer_databases_max_connections",
        "cortex_ingester_instance_limits",
        "cortex_distributor_instance_limits",
        "ceph_pool_quota_bytes",
        "ceph_pool_quota_objects",
        "go_sql_max_open_connections",
        "go_sql_stats_connections_max_open",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!vocab_limit_find(str_of(names[i])))
            fail_msg("%s is not found", names[i]);
}

/* cAdvisor leaves the quota out where there is none, and some bounds are -1. */
static void leaves_out_what_is_never_zero(void **state) {
    (void)state;
    assert_null(vocab_limit_find(STR("container_spec_cpu_quota")));
    assert_null(vocab_limit_find(STR("jvm_memory_max_bytes")));
    assert_null(vocab_limit_find(STR("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_each_name),
                                       cmocka_unit_test(leaves_out_what_is_never_zero)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
