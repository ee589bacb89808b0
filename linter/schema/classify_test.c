/* What a document is, by its text and its file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "schema/bind.h"
#include "yaml/load.h"

static const struct {
    const char *path, *beside, *text;
    const char *kind, *chart; /* NULL: none of ours; no chart */
} cases[] = {
    /* manifests */
    {"a.yaml", NULL, "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\n", "ServiceMonitor", NULL},
    {"a.yaml", NULL, "apiVersion: v1\nkind: ServiceMonitor\n", "ServiceMonitor", NULL},
    {"a.yaml", NULL, "kind: ServiceMonitor\nspec: {}\n", "ServiceMonitor", NULL},
    {"values.yaml", NULL, "apiVersion: v1\nkind: Service\n", "Service", NULL},
    {"a.yaml", NULL, "kind: Service\nname: checkout\n", NULL, NULL},
    {"values.yaml", NULL, "kind: Deployment\nreplicas: 1\n", "values", NULL},
    {"a.yaml", NULL, "apiVersion: serving.knative.dev/v1\nkind: Service\n", NULL, NULL},
    {"a.yaml", NULL, "apiVersion: v1\nkind: Ingress\n", NULL, NULL},
    {"groups.rules.yaml", NULL, "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\n", "PrometheusRule", NULL},
    /* rule files */
    {"alerts.yml", NULL, "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: up\n", "rule file", NULL},
    {"alerts.yml", NULL, "groups:\n- name: a\n  rules: []\n", "rule file", NULL},
    {"alerts.yml", NULL, "groups:\n- name: a\n  members: []\n", NULL, NULL},
    {"alerts.yml", NULL, "groups:\n- rules:\n  - {alert: A}\n", "rule file", NULL},
    {"alerts.yml", NULL, "groups:\n- rules:\n  - a\n", NULL, NULL},
    {"alerts.yml", NULL, "groups: []\n", NULL, NULL},
    {"my_rules.yml", NULL, "groups:\n- orgId: 1\n  rules: []\n", NULL, NULL},
    {"my-rules.yml", NULL, "groups: []\n", "rule file", NULL},
    {"x.rules", NULL, "groups: {}\n", "rule file", NULL},
    {"x.rules.yaml", NULL, "group: []\n", "rule file", NULL},
    {"x.rules.yml", NULL, "- groups: []\n", "rule file", NULL},
    {"falco.rules.yml", NULL, "- macro: a\n", NULL, NULL},
    {"values.yaml", NULL, "groups:\n- name: a\n  rules: [{record: a, expr: b}]\n", "rule file", NULL},
    {"rules.yaml", NULL, "apiVersion: 1\ngroups:\n- orgId: 1\n  name: a\n  folder: f\n  rules: []\n", NULL, NULL},
    {"x.yaml", NULL, "groups:\n- orgId: 1\n  name: a\n  folder: f\n  rules: []\n", NULL, NULL},
    {"x.yaml", NULL, "namespace: n\ngroups:\n- name: a\n  rules: [{record: a, expr: b}]\n", "rule file", NULL},
    {"x.rules.yml", NULL, "groups:\n- name: a\n  concurrency: 2\n  rules: [{record: a, expr: b default 0}]\n", NULL,
     NULL},
    {"x.yml", NULL, "groups:\n- name: a\n  rules: []\n- name: b\n  type: vlogs\n  rules: []\n", NULL, NULL},
    {"x.yml", NULL, "groups:\n- name: type\n  labels: {type: a}\n  rules: [{record: a, expr: b}]\n", "rule file", NULL},
    {"x.yml", NULL, "groups: [type]\n", NULL, NULL},
    /* Promtail */
    {"p.yaml", NULL, "clients: []\nscrape_configs: []\n", "Promtail configuration", NULL},
    {"p.yaml", NULL, "server: {}\nclients: []\n", "Promtail configuration", NULL},
    {"p.yaml", NULL, "positions: {}\nscrape_configs: []\n", "Promtail configuration", NULL},
    {"prometheus.yml", NULL, "global: {}\nscrape_configs: []\n", NULL, NULL},
    /* values */
    {"values.yaml", NULL, "a: 1\n", "values", NULL},
    {"values-prod.yaml", NULL, "a: 1\n", "values", NULL},
    {"prod.values.yaml", NULL, "a: 1\n", "values", NULL},
    {"values/prod.yaml", NULL, "a: 1\n", "values", NULL},
    {"settings.yaml", NULL, "a: 1\n", NULL, NULL},
    {"values.yaml", NULL, "- a\n", NULL, NULL},
    {"values.yaml", NULL, "just text\n", NULL, NULL},
    {"Chart.yaml", "promtail", "apiVersion: v2\nname: promtail\n", NULL, NULL},
    {"values.yaml", "my-app", "server: {}\nserverFiles: {}\n", "values", "my-app"},
    {"values.yaml", "promtail", "a: 1\n", "values", "promtail"},
    {"values.yaml", NULL, "server: {}\nserverFiles: {}\n", "values", "prometheus"},
    {"values.yaml", NULL, "server: {}\nruleFiles: {}\n", "values", "prometheus"},
    {"values.yaml", NULL, "prometheus-node-exporter: {}\nadditionalPrometheusRulesMap: {}\n", "values",
     "kube-prometheus-stack"},
    {"loki-stack-values.yaml", NULL, "promtail: {config: {clients: []}}\n", "values", "loki-stack"},
    {"values-promtail.yaml", NULL, "tolerations: []\n", "values", "promtail"},
    {"prometheus-values.yaml", NULL, "prometheusOperator: {}\ndefaultRules: {}\n", "values", "kube-prometheus-stack"},
    {"prometheus/values.yaml", NULL, "server: {}\n", "values", "prometheus"},
    {"prometheus/values.yaml", NULL, "replicas: 1\n", "values", NULL},
    {"monitoring.yaml", NULL, "prometheus: {prometheusSpec: {}}\n", "values", "kube-prometheus-stack"},
    {"monitoring.yaml", NULL, "config: {clients: []}\n", "values", "promtail"},
    {"r.yaml", NULL, "groups: [{name: a, rules: [{alert: A, expr: b}]}]\n", "rule file", NULL},
    {"r.yaml", NULL, "groups: [{name: a, concurrency: 2, rules: [{alert: A, expr: b}]}]\n", NULL, NULL},
    {"vm.rules", NULL, "groups: [{name: a, rules: []}, {name: b, eval_offset: 1m}]\n", NULL, NULL},
    {"docker-compose.yml", NULL, "services: {loki: {}, promtail: {}}\n", NULL, NULL},
};

static void check_case(size_t i) {
    struct arena arena = {0};
    struct source source;
    struct yaml_budget budget = {0};
    source_init(&source, &arena, str_of(cases[i].path), str_of(cases[i].text));
    struct yaml_loader *loader = yaml_open(&arena, &source, source.bytes, NULL, &budget);
    struct tree *tree = yaml_next(loader);
    assert_non_null(tree);
    struct document document = {0};
    struct file_hint hint = {.path = str_of(cases[i].path), .chart = cases[i].beside};
    bool ours = document_classify(&document, tree->root, &hint);
    if (ours != (cases[i].kind != NULL) || (ours && strcmp(cases[i].kind, document.resource->kind) != 0))
        fail_msg("case %zu, %s: %s", i, cases[i].path, ours ? document.resource->kind : "not ours");
    if (ours && strcmp(cases[i].chart ? cases[i].chart : "", document.chart ? document.chart : "") != 0)
        fail_msg("case %zu, %s: chart %s", i, cases[i].path, document.chart ? document.chart : "unknown");
    assert_true(ours == (document_root_field(&document) != NULL));
    yaml_close(loader);
    arena_free(&arena);
}

static void test_cases(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_case(i);
}

static void test_names_of_others(void **state) {
    (void)state;
    struct arena arena = {0};
    struct source source;
    struct yaml_budget budget = {0};
    source_init(&source, &arena, STR("x.yaml"),
                STR("apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: n, namespace: s}\n"));
    struct yaml_loader *loader = yaml_open(&arena, &source, source.bytes, NULL, &budget);
    struct document document = {0};
    struct file_hint hint = {.path = STR("x.yaml")};
    assert_false(document_classify(&document, yaml_next(loader)->root, &hint));
    assert_null(document.resource);
    assert_true(str_equal(document.kind, STR("Ingress")));
    assert_true(str_equal(document.name, STR("n")));
    assert_true(str_equal(document.namespace, STR("s")));
    assert_false(document_classify(&document, NULL, &hint));
    yaml_close(loader);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_names_of_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
