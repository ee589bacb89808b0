#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vocab/pace.h"

static void finds_names_before_endings(void **state) {
    (void)state;
    const struct vocab_pace *kubelet = vocab_pace_find(STR("kube_pod_container_status_restarts_total"));
    const struct vocab_pace *other = vocab_pace_find(STR("worker_restarts_total"));
    assert_non_null(kubelet);
    assert_non_null(other);
    assert_false(kubelet->is_ending);
    assert_true(other->is_ending);
    assert_true(kubelet->most_a_second < other->most_a_second);
    assert_null(vocab_pace_find(STR("http_requests_total")));
    assert_null(vocab_pace_find(STR("")));
}

/* A wrong length in the table would make a row that no name meets. */
static void finds_each_name(void **state) {
    (void)state;
    static const char *const names[] = {
        "kube_pod_init_container_status_restarts_total",
        "prometheus_tsdb_compactions_failed_total",
        "prometheus_tsdb_reloads_total",
        "prometheus_tsdb_reloads_failures_total",
        "etcd_server_leader_changes_seen_total",
        "coredns_reload_failed_total",
        "velero_backup_failure_total",
        "velero_backup_attempt_total",
        "traefik_config_reloads_total",
        "a_restart_total",
        "a_restart_count",
        "a_reboots_total",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!vocab_pace_find(str_of(names[i])))
            fail_msg("%s is not found", names[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_names_before_endings), cmocka_unit_test(finds_each_name)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
