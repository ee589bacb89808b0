/* The small tables of names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vocab/metrics.h"
#include "vocab/software.h"
#include "vocab/state_labels.h"

static void test_software(void **state) {
    (void)state;
    static const struct {
        const char *text, *name;
    } cases[] = {
        {"CloudflareMetricsDown", "cloudflare"},
        {"istio_down", "istio"},
        {"Cert-Manager is down", "certmanager"},
        {"NodeExporterDown", "nodeexporter"},
        {"InstanceDown", ""},
        {"PrometheusTargetMissing", ""},
        {"KubePodNotReady", ""},
        {"NodeDown", ""},
        {"alternatives", ""},
        {"", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!str_equal(vocab_software_in(str_of(cases[i].text)), str_of(cases[i].name)))
            fail_msg("%s", cases[i].text);
}

/* Each row's metric is in the large table, with the label. */
static void test_state_labels(void **state) {
    (void)state;
    static const char *const metrics[] = {"certmanager_certificate_ready_status",
                                          "elasticsearch_cluster_health_status",
                                          "kube_deployment_status_condition",
                                          "kube_horizontalpodautoscaler_status_condition",
                                          "kube_namespace_status_phase",
                                          "kube_node_status_condition",
                                          "kube_persistentvolume_status_phase",
                                          "kube_persistentvolumeclaim_status_phase",
                                          "kube_pod_status_phase",
                                          "kube_pod_status_ready",
                                          "kube_pod_status_scheduled",
                                          "node_systemd_unit_state"};
    for (size_t i = 0; i < sizeof metrics / sizeof *metrics; i++) {
        str label = vocab_state_label(str_of(metrics[i]));
        struct vocab_metrics found = vocab_metric_find(str_of(metrics[i]));
        if (!label.len || found.count == 0 || !vocab_metric_may_have_label(&found.rows[0], label))
            fail_msg("%s", metrics[i]);
    }
    assert_int_equal(vocab_state_label(STR("kube_job_failed")).len, 0);
    assert_int_equal(vocab_state_label(STR("up")).len, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_software), cmocka_unit_test(test_state_labels)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
