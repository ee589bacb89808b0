/* Names of metrics and labels against the tables, with and without installed versions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "project/label_name.h"
#include "project/metric_name.h"

static const struct source rules = {.path = {"rules.yaml", 10}};
static const struct source values = {.path = {"values.yaml", 11}};

/* A chart or an image, with its versions and the label of its Services. */
static struct install_fact install_of(enum vocab_product product, vocab_version low, vocab_version high) {
    return (struct install_fact){.install = {.product = product, .low = low, .high = high}, .at = {.source = &values}};
}

struct world_case {
    struct arena arena;
    struct config config;
    struct project project;
    struct metric_names names;
};

static struct name_fault judged(struct world_case *world, str name, str path) {
    return metric_name_judge(&world->names, name, vocab_metric_find(name), path);
}

static void open_world(struct world_case *world, const struct install_fact *install) {
    *world = (struct world_case){0};
    config_init(&world->config);
    project_index(&world->project, &world->arena, &world->config, (struct world){.whole = true}, NULL, 0);
    if (install)
        vec_push(&world->arena, &world->project.installs, install);
    metric_names_init(&world->names, &world->arena, &world->project);
}

static void test_names(void **state) {
    (void)state;
    static const struct {
        const char *name, *path;
        enum name_fault_kind kind;
    } cases[] = {
        {"kube_pod_container_status_restarts_total", "rules.yaml", NAME_FINE},
        {"kube_pod_container_status_restart_total", "rules.yaml", NAME_UNKNOWN},
        {"kube_pod_container_status_crash_looping", "rules.yaml", NAME_UNLISTED},
        {"kube_rollout_status_phase", "rules.yaml", NAME_FINE},
        {"kube_pod_container_resource_requests_cpu_cores", "rules.yaml", NAME_GONE},
        {"node_filesystem_avail", "rules.yaml", NAME_GONE},
        {"node_filesystem_snapshot_age_days", "rules.yaml", NAME_FINE},
        {"coredns_forward_responses_total", "rules.yaml", NAME_RETIRED},
        {"traefik_backend_requests_total", "rules.yaml", NAME_GONE},
        {"traefik_backend_requests_total", "traefik/v1.yaml", NAME_FINE},
        {"jvm_threads_live", "rules.yaml", NAME_METER},
        {"jvm_memory_bytes_used", "rules.yaml", NAME_FINE},
        {"certmanager_acme_client_request_count", "rules.yaml", NAME_NEVER},
        {"rabbitmq_up", "rules.yaml", NAME_FINE},
        {"cortex_ruler_queries_failed_total", "rules.yaml", NAME_FINE},
        {"cortex_ingester_memory_series", "rules.yaml", NAME_FINE},
        {"loki_ingester_flush_queue_length", "rules.yaml", NAME_FINE},
        {"my_metric_total", "rules.yaml", NAME_FINE},
        {"job:up:sum", "rules.yaml", NAME_FINE},
        {"", "rules.yaml", NAME_FINE},
    };
    struct world_case world;
    open_world(&world, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct name_fault fault = judged(&world, str_of(cases[i].name), str_of(cases[i].path));
        if (fault.kind != cases[i].kind)
            fail_msg("%s: %d", cases[i].name, (int)fault.kind);
    }
    arena_free(&world.arena);
}

static void test_installed(void **state) {
    (void)state;
    static const struct {
        const char *name;
        vocab_version low, high;
        enum name_fault_kind kind;
        bool shared;
    } cases[] = {
        {"loki_ingester_flush_queue_length", VOCAB_VERSION_UNKNOWN, VOCAB_VERSION(2, 6), NAME_LACKS_YET, true},
        {"loki_ingester_flush_queue_length", VOCAB_VERSION(3, 1), VOCAB_VERSION(3, 1), NAME_FINE, false},
        {"loki_ingester_flush_queue_length", VOCAB_VERSION_UNKNOWN, VOCAB_VERSION_UNKNOWN, NAME_FINE, false},
        {"cortex_ingester_flush_queue_length", VOCAB_VERSION(3, 0), VOCAB_VERSION_UNKNOWN, NAME_LACKS_NOW, true},
        {"cortex_ingester_flush_queue_length", VOCAB_VERSION(2, 9), VOCAB_VERSION(2, 9), NAME_FINE, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct install_fact install = install_of(VOCAB_PRODUCT_LOKI, cases[i].low, cases[i].high);
        struct world_case world;
        open_world(&world, &install);
        struct name_fault fault = judged(&world, str_of(cases[i].name), rules.path);
        if (fault.kind != cases[i].kind || (fault.kind != NAME_FINE && fault.shared != cases[i].shared))
            fail_msg("case %zu: %d", i, (int)fault.kind);
        arena_free(&world.arena);
    }
}

static void test_stated(void **state) {
    (void)state;
    struct install_fact install = install_of(VOCAB_PRODUCT_LOKI, VOCAB_VERSION(3, 1), VOCAB_VERSION(3, 1));
    struct world_case world;
    open_world(&world, &install);
    world.config.loki_version = 2009000;
    struct name_fault fault = judged(&world, STR("loki_ingester_flush_queue_length"), rules.path);
    assert_int_equal(fault.kind, NAME_LACKS_YET);
    assert_null(fault.install);
    arena_free(&world.arena);
}

static void test_before(void **state) {
    (void)state;
    enum vocab_part part;
    const struct vocab_renaming *row =
        metric_name_before(VOCAB_PRODUCT_LOKI, VOCAB_RENAME_RENAMED, STR("loki_ingester_flush_queue_length"), &part);
    assert_non_null(row);
    assert_true(str_equal(vocab_text_str(row->name), STR("cortex_ingester_flush_queue_length")));
    assert_int_equal(part, VOCAB_PART_WHOLE);
    row = metric_name_before(VOCAB_PRODUCT_MICROMETER, VOCAB_RENAME_METER, STR("jvm_gc_pause_seconds_count"), &part);
    assert_non_null(row);
    assert_int_equal(part, VOCAB_PART_COUNT);
    assert_null(metric_name_before(VOCAB_PRODUCT_LOKI, VOCAB_RENAME_RENAMED, STR("up"), &part));
}

static void test_labels(void **state) {
    (void)state;
    static const struct {
        const char *selector, *label;
        bool lacks;
        const char *instead;
    } cases[] = {
        {"kube_job_status_start_time", "cronjob", true, ""},
        {"kube_job_status_start_time", "job_name", false, ""},
        {"kube_job_status_start_time", "cluster", false, ""},
        {"kube_pod_status_ready", "label_team", true, ""},
        {"kube_pod_labels", "label_team", false, ""},
        {"node_disk_io_time_seconds_total", "mountpoint", true, ""},
        {"node_memory_Something_bytes", "mountpoint", false, ""},
        {"container_memory_rss", "pod_name", true, "pod"},
        {"container_memory_rss", "deployment", false, ""},
        {"app_errors_total", "pod_name", false, ""},
        {"app_errors_total", "kubernetes_namespace", false, ""},
        {"{job=\"x\"}", "cronjob", false, ""},
    };
    struct world_case world;
    open_world(&world, NULL);
    struct label_names names = {.project = &world.project};
    struct rule_fact rule = {.group = NO_FACT};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct promql_expr expr = promql_parse(&world.arena, str_of(cases[i].selector), NULL);
        str label = str_of(cases[i].label), instead;
        bool lacks =
            label_name_is_telling(label) && label_name_lacks(&names, &world.arena, &rule, expr.root, label, &instead);
        if (lacks != cases[i].lacks || (lacks && !str_equal(instead, str_of(cases[i].instead))))
            fail_msg("%s %s", cases[i].selector, cases[i].label);
    }
    arena_free(&world.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_names), cmocka_unit_test(test_installed),
                                       cmocka_unit_test(test_stated), cmocka_unit_test(test_before),
                                       cmocka_unit_test(test_labels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
