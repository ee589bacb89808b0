/* Look-ups: what is found, and the near misses that are not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "vocab/metrics.h"

static void assert_text(vocab_text text, str expected) {
    str actual = vocab_text_str(text);
    if (!str_equal(actual, expected))
        fail_msg("'%.*s' instead of '%.*s'", STR_ARG(actual), STR_ARG(expected));
}

static void test_begins(void **state) {
    (void)state;
    assert_true(vocab_metric_begins(STR("kube_pod_container_")));
    assert_true(vocab_metric_begins(STR("kube_pod_info")));
    assert_false(vocab_metric_begins(STR("kube_hpa_status_")));
    assert_false(vocab_metric_begins(STR("kube_nothing_")));
    assert_false(vocab_metric_begins(STR("zzzz")));
}

static void test_find(void **state) {
    (void)state;
    static const struct {
        const char *name;
        size_t count;
        enum vocab_part part;
        const char *row, *type, *unit;
    } cases[] = {
        {"node_cpu_seconds_total", 1, VOCAB_PART_WHOLE, "node_cpu_seconds_total", "counter", "seconds"},
        {"process_start_time_seconds", 3, VOCAB_PART_WHOLE, "process_start_time_seconds", "gauge", "timestamp_seconds"},
        {"apiserver_request_duration_seconds_bucket", 1, VOCAB_PART_BUCKET, "apiserver_request_duration_seconds",
         "histogram", "seconds"},
        {"go_gc_duration_seconds_sum", 1, VOCAB_PART_SUM, "go_gc_duration_seconds", "summary", "seconds"},
        {"kafka_consumergroup_lag_sum", 1, VOCAB_PART_WHOLE, "kafka_consumergroup_lag_sum", "gauge", "-"},
        {"kube_pod_status_phase", 1, VOCAB_PART_WHOLE, "kube_pod_status_phase", "stateset", "-"},
        {"kube_pod_info", 1, VOCAB_PART_WHOLE, "kube_pod_info", "info", "-"},
        {"process_cpu_seconds_created", 2, VOCAB_PART_CREATED, "process_cpu_seconds_total", "counter", "seconds"},
        {"go_gc_duration_seconds_created", 1, VOCAB_PART_CREATED, "go_gc_duration_seconds", "summary", "seconds"},
        {"node_memory_Zswapped_bytes", 1, VOCAB_PART_WHOLE, "node_memory_Zswapped_bytes", "gauge", "bytes"},
        {"node_memory_SomethingNew_bytes", 1, VOCAB_PART_WHOLE, "node_memory_*_bytes", "gauge", "bytes"},
        {"http_server_requests_seconds_bucket", 1, VOCAB_PART_BUCKET, "http_server_requests_seconds", "summary",
         "seconds"},
        {"go_gc_duration_seconds_bucket", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"node_cpu_second_total", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"node_cpu_seconds_totals", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"node_cpu_seconds_tota", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"node_memory_bytes", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"node_memory__bytesx", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"_bucket", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"zzzz", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"\xff", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
        {"", 0, VOCAB_PART_WHOLE, NULL, NULL, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vocab_metrics found = vocab_metric_find(str_of(cases[i].name));
        if (found.count != cases[i].count)
            fail_msg("%s: %zu rows", cases[i].name, found.count);
        if (found.count == 0)
            continue;
        assert_int_equal(found.part, cases[i].part);
        assert_text(found.rows[0].name, str_of(cases[i].row));
        str type = vocab_type_name(found.rows[0].type), unit = vocab_unit_name(found.rows[0].unit);
        if (!str_equal(type, str_of(cases[i].type)) || !str_equal(unit, str_of(cases[i].unit)))
            fail_msg("%s: %.*s in %.*s", cases[i].name, STR_ARG(type), STR_ARG(unit));
    }
    struct vocab_metrics both = vocab_metric_find(STR("container_cpu_usage_seconds_total"));
    assert_int_equal(vocab_metric_of(both, VOCAB_PRODUCT_KUBERNETES)->product, VOCAB_PRODUCT_KUBERNETES);
    assert_null(vocab_metric_of(both, VOCAB_PRODUCT_VELERO));
}

static void test_labels(void **state) {
    (void)state;
    const struct vocab_metric *cpu = vocab_metric_find(STR("node_cpu_seconds_total")).rows;
    assert_true(vocab_metric_may_have_label(cpu, STR("mode")));
    assert_false(vocab_metric_may_have_label(cpu, STR("modes")));
    const struct vocab_metric *labels = vocab_metric_find(STR("kube_pod_labels")).rows;
    assert_true(labels->flags & VOCAB_METRIC_LABELS_OPEN);
    assert_true(vocab_metric_may_have_label(labels, STR("label_app_kubernetes_io_name")));
    assert_false(vocab_metric_may_have_label(labels, STR("labels")));
    const struct vocab_metric *unknown = vocab_metric_patterns().rows;
    assert_false(unknown->flags & VOCAB_METRIC_LABELS_KNOWN);
    assert_int_equal(vocab_metric_labels(unknown).count, 0);
    assert_true(vocab_metric_may_have_label(unknown, STR("anything")));
}

static void test_prefixes(void **state) {
    (void)state;
    static const struct {
        const char *name, *prefix;
        enum vocab_coverage coverage;
    } cases[] = {
        {"node_network_receive_byts_total", "node_network_", VOCAB_COVERAGE_OPEN},
        {"node_filesystem_avail", "node_filesystem_", VOCAB_COVERAGE_COMPLETE},
        {"node_something", "node_", VOCAB_COVERAGE_OPEN},
        {"node_load7", "node_load", VOCAB_COVERAGE_COMPLETE},
        {"node_loadbalancer_requests_total", "node_", VOCAB_COVERAGE_OPEN},
        {"karpenter_x", "karpenter_", VOCAB_COVERAGE_PRODUCT},
        {"kube_", "kube_", VOCAB_COVERAGE_COMPLETE},
        {"kube_customresource_x", "kube_customresource_", VOCAB_COVERAGE_OPEN},
        {"up", "up", VOCAB_COVERAGE_COMPLETE},
        {"ALERTS", "ALERTS", VOCAB_COVERAGE_COMPLETE},
        {"ALERTS_FOR_STATE", "ALERTS_FOR_STATE", VOCAB_COVERAGE_COMPLETE},
        {"ALERTS_x", NULL, VOCAB_COVERAGE_OPEN},
        {"up_to", NULL, VOCAB_COVERAGE_OPEN},
        {"upstream_requests_total", NULL, VOCAB_COVERAGE_OPEN},
        {"kube", NULL, VOCAB_COVERAGE_OPEN},
        {"Node_cpu", NULL, VOCAB_COVERAGE_OPEN},
        {"", NULL, VOCAB_COVERAGE_OPEN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct vocab_prefix *row = vocab_prefix_find(str_of(cases[i].name));
        if (!row != !cases[i].prefix)
            fail_msg("%s: %s", cases[i].name, row ? "has a prefix" : "has none");
        if (!row)
            continue;
        assert_text(row->name, str_of(cases[i].prefix));
        assert_int_equal(row->coverage, cases[i].coverage);
    }
}

static void test_renamed(void **state) {
    (void)state;
    struct vocab_renamings cpu = vocab_renamed_find(STR("node_cpu"));
    assert_int_equal(cpu.count, 1);
    assert_text(cpu.rows[0].new_name, STR("node_cpu_seconds_total"));
    assert_int_equal(cpu.rows[0].version, VOCAB_VERSION(0, 16));
    struct vocab_renamings bucket = vocab_renamed_find(STR("apiserver_request_latencies_bucket"));
    assert_int_equal(bucket.part, VOCAB_PART_BUCKET);
    assert_text(bucket.rows[0].new_name, STR("apiserver_request_duration_seconds"));
    assert_int_equal(vocab_renamed_find(STR("jvm_classes_loaded")).count, 2);
    assert_int_equal(vocab_renamed_find(STR("traefik_config_reloads_failure_total")).rows[0].kind,
                     VOCAB_RENAME_REMOVED);
    assert_int_equal(vocab_renamed_find(STR("node_cpu_seconds_total")).count, 0);
    assert_int_equal(vocab_renamed_find(STR("")).count, 0);
    const struct vocab_renaming *first = vocab_renamed_find(STR("coredns_forward_request_count_total")).rows;
    assert_text(first->new_name, STR("coredns_forward_requests_total"));
    const struct vocab_renaming *second = vocab_renamed_again(first);
    assert_text(second->new_name, STR("coredns_proxy_request_duration_seconds"));
    assert_null(vocab_renamed_again(second));
    const struct vocab_label_renaming *pod = vocab_label_renamed_find(STR("container_memory_rss"), STR("pod_name"));
    assert_text(pod->new_label, STR("pod"));
    assert_null(vocab_label_renamed_find(STR("container_memory_rss"), STR("pod")));
    assert_null(vocab_label_renamed_find(STR("kube_pod_info"), STR("pod_name")));
}

static void test_nearest(void **state) {
    (void)state;
    static const struct {
        const char *name, *nearest;
        enum vocab_part part;
    } cases[] = {
        {"node_cpu_seconds", "node_cpu_seconds_total", VOCAB_PART_WHOLE},
        {"node_memory_MemFree", "node_memory_MemFree_bytes", VOCAB_PART_WHOLE},
        {"node_network_receive_byts_total", "node_network_receive_bytes_total", VOCAB_PART_WHOLE},
        {"kube_pod_container_status_restart_total", "kube_pod_container_status_restarts_total", VOCAB_PART_WHOLE},
        {"kube_pod_status_phases", "kube_pod_status_phase", VOCAB_PART_WHOLE},
        {"apiserver_request_duration_second_bucket", "apiserver_request_duration_seconds", VOCAB_PART_BUCKET},
        {"node_filesystem_avial_bytes", "node_filesystem_avail_bytes", VOCAB_PART_WHOLE},
        {"node_load55", "node_load15", VOCAB_PART_WHOLE},
        {"node_netwrk_receve_byts_totl", "node_network_receive_bytes_total", VOCAB_PART_WHOLE},
        {"node_netwk_receve_byts_totl", NULL, VOCAB_PART_WHOLE},
        {"node_my_own_textfile_metric", NULL, VOCAB_PART_WHOLE},
        {"myapp_requests_total", NULL, VOCAB_PART_WHOLE},
        {"kube_", NULL, VOCAB_PART_WHOLE},
        {"", NULL, VOCAB_PART_WHOLE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vocab_nearest nearest = vocab_metric_nearest(str_of(cases[i].name));
        str name = nearest.metric ? vocab_text_str(nearest.metric->name) : STR("");
        if (!str_equal(name, cases[i].nearest ? str_of(cases[i].nearest) : STR("")))
            fail_msg("%s: '%.*s'", cases[i].name, STR_ARG(name));
        assert_int_equal(nearest.part, cases[i].part);
    }
    char longest[4096];
    memset(longest, 'a', sizeof longest);
    memcpy(longest, "node_", 5);
    for (size_t length = 0; length < sizeof longest; length = length < 300 ? length + 1 : length * 2)
        assert_null(length > 20 ? vocab_metric_nearest((str){longest, length}).metric : NULL);
}

/* One letter away from a current name is near: that name or another that is as near, never nothing; and never a name
 * that is gone or in no release yet. */
static void test_nearest_finds_every_slip(void **state) {
    (void)state;
    struct vocab_metrics all = vocab_metric_all();
    for (size_t i = 0; i < all.count; i += 7) {
        const struct vocab_metric *row = &all.rows[i];
        str name = vocab_text_str(row->name);
        if (name.len < 3)
            continue;
        char slip[256];
        memcpy(slip, name.ptr, name.len);
        slip[name.len - 2] = '#';
        const struct vocab_prefix *prefix = vocab_prefix_find((str){slip, name.len});
        bool current = !row->until && row->since != VOCAB_VERSION_NEXT;
        const struct vocab_metric *metric = vocab_metric_nearest((str){slip, name.len}).metric;
        if (current ? prefix && !metric : metric == row)
            fail_msg("%.*s", STR_ARG(name));
    }
}

/* Edits between two names by the whole matrix. */
static size_t plain_distance(str a, str b) {
    size_t rows[2][256] = {{0}};
    for (size_t j = 0; j <= b.len; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *above = rows[(i - 1) % 2], *row = rows[i % 2];
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t least = above[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            least = least < above[j] + 1 ? least : above[j] + 1;
            row[j] = least < row[j - 1] + 1 ? least : row[j - 1] + 1;
        }
    }
    return rows[a.len % 2][b.len];
}

/* A name with two slips: what is near is as near as the nearest that the whole matrix finds. */
static void test_nearest_is_the_nearest(void **state) {
    (void)state;
    struct vocab_metrics all = vocab_metric_all();
    for (size_t i = 0; i < all.count; i += 151) {
        char slip[256];
        str name = vocab_text_str(all.rows[i].name);
        memcpy(slip, name.ptr, name.len);
        slip[name.len - 2] = '#';
        slip[name.len - 4] = '_';
        str wanted = {slip, name.len - 1};
        const struct vocab_prefix *prefix = vocab_prefix_find(wanted);
        struct vocab_nearest nearest = vocab_metric_nearest(wanted);
        size_t least = SIZE_MAX;
        for (size_t j = 0; prefix && j < all.count; j++) {
            bool current = !all.rows[j].until && all.rows[j].since != VOCAB_VERSION_NEXT;
            str other = vocab_text_str(all.rows[j].name);
            if (!current || !str_starts_with(other, vocab_text_str(prefix->name)))
                continue;
            size_t distance = plain_distance(wanted, other);
            least = distance < least ? distance : least;
        }
        if (nearest.metric && least <= 4)
            assert_int_equal(plain_distance(wanted, vocab_text_str(nearest.metric->name)), least);
        else if (least <= 2)
            assert_true(nearest.metric || name.len < 16);
    }
}

static void test_versions(void **state) {
    (void)state;
    static const struct {
        const char *text;
        bool valid;
        vocab_version version;
    } cases[] = {
        {"0.0", true, VOCAB_VERSION(0, 0)},
        {"1.2", true, VOCAB_VERSION(1, 2)},
        {"v1.2.3", true, VOCAB_VERSION(1, 2)},
        {"1.31.0-rc.0+k3s1", true, VOCAB_VERSION(1, 31)},
        {"254.254", true, VOCAB_VERSION(254, 254)},
        {"255.0", false, 0},
        {"1.255", false, 0},
        {"99999999999999999999.1", false, 0},
        {"1", false, 0},
        {"1.", false, 0},
        {".1", false, 0},
        {"1.x", false, 0},
        {"1.2x", false, 0},
        {"latest", false, 0},
        {"", false, 0},
        {"v", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vocab_version version = 0;
        assert_int_equal(vocab_version_parse(str_of(cases[i].text), &version), cases[i].valid);
        assert_int_equal(version, cases[i].version);
    }
    assert_true(VOCAB_VERSION(1, 9) < VOCAB_VERSION(1, 10) && VOCAB_VERSION(1, 254) < VOCAB_VERSION(2, 0));
    assert_true(VOCAB_VERSION(254, 254) < VOCAB_VERSION_NEXT && VOCAB_VERSION(0, 0) != VOCAB_VERSION_UNKNOWN);
    assert_int_equal(vocab_version_major(VOCAB_VERSION(3, 0)), 3);
    assert_int_equal(vocab_version_minor(VOCAB_VERSION(3, 254)), 254);
    assert_true(vocab_version_within(VOCAB_VERSION(1, 5), VOCAB_VERSION(1, 5), VOCAB_VERSION(1, 5)));
    assert_false(vocab_version_within(VOCAB_VERSION(1, 6), VOCAB_VERSION(1, 5), VOCAB_VERSION(1, 5)));
    assert_false(vocab_version_within(VOCAB_VERSION(1, 4), VOCAB_VERSION(1, 5), VOCAB_VERSION_UNKNOWN));
    assert_true(vocab_version_within(VOCAB_VERSION_UNKNOWN, VOCAB_VERSION(1, 5), VOCAB_VERSION(1, 5)));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_begins),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_prefixes),
        cmocka_unit_test(test_renamed),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_nearest_finds_every_slip),
        cmocka_unit_test(test_nearest_is_the_nearest),
        cmocka_unit_test(test_versions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
