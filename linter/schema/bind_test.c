/* What the binder says of small documents: each case is a document and the violations that it has, as
 * "line violation key", in the order of the walk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "schema/bind.h"
#include "yaml/load.h"

#define MONITOR "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\n"
#define RULES "apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n  - name: g\n    rules:\n"
#define FILE_RULES "groups:\n- name: g\n  rules:\n"
#define CLIENT "scrape_configs: []\nclients:\n- url: http://loki/loki/api/v1/push\n"
#define STACK "prometheusOperator: {}\ndefaultRules: {}\n"

static const char *const names[VIOLATION_COUNT] = {
    [VIOLATION_API_VERSION] = "api-version",
    [VIOLATION_UNKNOWN_KEY] = "unknown",
    [VIOLATION_MISSING_KEY] = "missing",
    [VIOLATION_WRONG_TYPE] = "type",
    [VIOLATION_VALUE] = "value",
    [VIOLATION_DUPLICATE_ITEM] = "duplicate",
    [VIOLATION_DURATION] = "duration",
    [VIOLATION_SIZE] = "size",
    [VIOLATION_URL] = "url",
    [VIOLATION_SELECTOR] = "selector",
    [VIOLATION_EMPTY_LIST] = "empty",
    [VIOLATION_DEPRECATED] = "deprecated",
};

struct binding_case {
    const char *text, *expected;
};

struct run {
    struct arena arena;
    str found;
    str last_message, last_help;
};

static void take(void *context, const struct violation *violation) {
    struct run *run = context;
    const struct field *field = violation->field;
    str key = violation->kind == VIOLATION_MISSING_KEY ? str_of(field->key) : node_key(violation->node);
    if (key.len == 0)
        key = STR("-");
    struct position at = source_position(violation->at.source, violation->at.span.start);
    run->found = arena_format(&run->arena, "%.*s%s%u %s %.*s", STR_ARG(run->found), run->found.len > 0 ? ", " : "",
                              at.line, names[violation->kind], STR_ARG(key));
    run->last_message = violation->message;
    run->last_help = violation->help;
}

static void walk(struct binder *binder, struct node *node) {
    bind_node(binder, node);
    for (struct node *child = node->children; child; child = child->next)
        if (child->field)
            walk(binder, child);
}

/* Stands for the engine: BLANK marks what a template's action touches. */
static bool is_blank(void *context, const struct node *node) {
    (void)context;
    return str_contains(source_text(node->tree->source, node->span), STR("BLANK"));
}

static struct node *bind_text(struct run *run, const char *path, const char *text, bool template) {
    struct source *source = arena_new(&run->arena, struct source);
    struct document *document = arena_new(&run->arena, struct document);
    struct yaml_budget budget = {0};
    source_init(source, &run->arena, str_of(path), str_of(text));
    struct yaml_loader *loader = yaml_open(&run->arena, source, source->bytes, NULL, &budget);
    struct tree *tree = yaml_next(loader);
    assert_non_null(tree);
    struct file_hint hint = {.path = str_of(path), .chart_template = template};
    assert_true(document_classify(document, tree->root, &hint));
    document->template = template;
    struct binder binder = {.document = document, .violation = take, .context = run, .arena = &run->arena};
    if (template)
        binder.opaque = is_blank;
    tree->root->field = document_root_field(document);
    tree->root->role = (uint16_t)tree->root->field->role;
    walk(&binder, tree->root);
    yaml_close(loader);
    return tree->root;
}

static void check_cases(const char *path, const struct binding_case *cases, size_t count, bool template) {
    for (size_t i = 0; i < count; i++) {
        struct run run = {0};
        bind_text(&run, path, cases[i].text, template);
        if (!str_equal(run.found, str_of(cases[i].expected)))
            fail_msg("%s\nexpected: %s\nfound:    %.*s", cases[i].text, cases[i].expected, STR_ARG(run.found));
        arena_free(&run.arena);
    }
}

#define CHECK(path, cases, template) check_cases((path), (cases), sizeof(cases) / sizeof *(cases), (template))

static const struct binding_case monitors[] = {
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - port: web\n    interval: 30s\n", ""},
    {MONITOR, "1 missing spec"},
    {MONITOR "spec:\n", "3 missing spec"},
    {MONITOR "spec:\n  endpoints:\n  - port: web\n", "3 missing selector"},
    {MONITOR "spec: {selector: {}, endpoints: []}\n", "3 empty endpoints"},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n", "5 missing endpoints"},
    {MONITOR "spec: [a]\n", "3 type spec"},
    {"apiVersion: v1\nkind: ServiceMonitor\nspec: {selector: {}, endpoints: [{port: a}]}\n",
     "1 api-version apiVersion"},
    {"apiVersion: monitoring.rhobs/v1\nkind: PodMonitor\nspec: {selector: {}}\n", ""},
    {MONITOR "metadata:\n  labels: {a: 1, b: yes, c: null}\n  annotations: {a: 0777}\n  other: [1]\n"
             "spec: {selector: {}, endpoints: [{}]}\n",
     "4 type a, 4 type b, 5 type a"},
    {MONITOR "status: {x: 1}\nspec:\n  selector: {}\n  endpoints:\n  - metricsPath: /m\n    path: /n\n",
     "7 unknown metricsPath"},
    {MONITOR "spec:\n  selector: {}\n  interval: 5s\n  endpoints:\n  - {}\n", "5 unknown interval"},
    {MONITOR
     "spec:\n  selector: {}\n  endpoints:\n  - interval: 30\n  - interval: '30'\n  - interval: ''\n  - interval:\n",
     "6 type interval, 7 duration interval"},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - port: 8080\n  - port: yes\n  - port: [a]\n",
     "7 type port, 8 type port"},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - targetPort: 8080\n  - targetPort: web\n  - targetPort: 1.5\n",
     "8 type targetPort"},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - scheme: HTTP\n  - scheme: Http\n  - honorLabels: yes\n"
             "  - honorLabels: 'true'\n",
     "7 value scheme, 9 type honorLabels"},
    {MONITOR "spec:\n  selector: {}\n  sampleLimit: -1\n  targetLimit: 1e3\n  labelLimit: '5'\n  endpoints:\n  - {}\n",
     "5 value sampleLimit, 7 type labelLimit"},
    {MONITOR
     "spec:\n  selector: {}\n  sampleLimit: .inf\n  targetLimit: 1.5\n  labelLimit: 2.0\n  endpoints:\n  - {}\n",
     "5 type sampleLimit, 6 type targetLimit"},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - proxyUrl: socks5://x\n  - proxyUrl: x:80\n  - oauth2:\n"
             "      tokenUrl: socks5://x\n      clientId: {secret: {key: a}}\n      clientSecret: {name: a}\n",
     "7 url proxyUrl, 9 url tokenUrl, 11 missing key"},
    {MONITOR
     "spec:\n  selector: {}\n  bodySizeLimit: abc5MB\n  nativeHistogramMinBucketFactor: 1.5\n  scrapeClass: ''\n"
     "  endpoints:\n  - {}\n",
     "5 size bodySizeLimit, 7 value scrapeClass"},
    {MONITOR "spec:\n  selector: {}\n  scrapeProtocols: [PrometheusProto, PrometheusProto]\n  endpoints:\n  - {}\n",
     "5 duplicate -"},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - relabelings:\n    - {action: HashMod, modulus: 2, regex: 1}\n"
             "    - {action: REPLACE, source_labels: [a]}\n    -\n",
     "9 type -, 7 type regex, 8 unknown source_labels, 8 value action"},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - bearerTokenFile: /a\n  - bearerTokenFile: ''\n",
     "6 deprecated bearerTokenFile"},
    {MONITOR "$patch: delete\nmetadata: {name: a}\n", ""},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - $patch: replace\n  - port: a\n", ""},
    {MONITOR "spec:\n  selector: {}\n  endpoint:\n  - port: web\n", "5 unknown endpoint"},
    {MONITOR "spec:\n  selector: {}\n  endpoint: []\n  endpoints:\n", "5 unknown endpoint"},
    {MONITOR "spec:\n  selectors: {}\n  nothing: 1\n", "4 unknown selectors, 5 unknown nothing, 3 missing endpoints"},
    {MONITOR "spec:\n  selector: {}\n  namespaceSelector: {matchLabels: {a: b}}\n  endpoints:\n  - {}\n",
     "5 unknown matchLabels"},
};

static void test_monitors(void **state) {
    (void)state;
    CHECK("m.yaml", monitors, false);
}

#define SELECTOR(text) MONITOR "spec:\n  endpoints: [{}]\n  selector:\n" text

static const struct binding_case selectors[] = {
    {SELECTOR("    matchLabels: {app.kubernetes.io/name: a, b: ''}\n"), ""},
    {SELECTOR("    matchLabels: {app: 'a b', -x: a, A/b: c, a..b/c: d}\n"),
     "6 selector app, 6 selector -x, 6 selector A/b, 6 selector a..b/c"},
    {SELECTOR("    matchLabels: {app: 5}\n"), "6 type app"},
    {SELECTOR("    matchExpressions:\n    - {key: a, operator: In, values: [b]}\n    - {key: a, operator: Exists}\n"),
     ""},
    {SELECTOR("    matchExpressions:\n    - {key: a, operator: in, values: [b]}\n"), "7 selector operator"},
    {SELECTOR("    matchExpressions:\n    - {key: a, operator: In}\n    - {key: a, operator: NotIn, values: []}\n"),
     "7 selector operator, 8 selector operator"},
    {SELECTOR("    matchExpressions:\n    - {key: a, operator: Exists, values: [b]}\n"), "7 selector values"},
    {SELECTOR("    matchExpressions:\n    - {key: a b, operator: In, values: ['b c']}\n"),
     "7 selector key, 7 selector -"},
    {SELECTOR("    matchExpressions:\n    - {operator: In, values: [b]}\n"), "7 missing key"},
    {SELECTOR("    app: x\n"), "6 unknown app"},
};

static void test_selectors(void **state) {
    (void)state;
    CHECK("m.yaml", selectors, false);
}

static const struct binding_case objects[] = {
    {RULES "    - alert: A\n      expr: 1\n      for: 5m\n", ""},
    {RULES "    - alert: A\n      expr: true\n      for: 5\n", "8 type expr, 9 type for"},
    {RULES "    - alert: A\n      expr: up\n      labels: {a: no, b: 1, c: 1e3, d: 12:30, e: '5'}\n",
     "9 type a, 9 type b, 9 type c"},
    {RULES "    - alert: A\n      for: ''\n", "7 missing expr"},
    {RULES "    - alert: A\n      expr:\n", ""},
    {RULES "    - alert: A\n      expr: up\n      keepFiringFor: 5m\n      keep_firing_for: ''\n",
     "9 unknown keepFiringFor, 10 duration keep_firing_for"},
    {RULES "    - alert: A\n      expr: up\n  - name: g\n    rules: []\n  - name: h\n    rules:\n",
     "9 duplicate name, 10 empty rules, 12 empty rules"},
    {RULES "    - alert: A\n      expr: up\n    partial_response_strategy: ABORT\n    limit: -1\n    interval: 1.5m\n",
     "11 duration interval"},
    {"apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  rules: []\n", "4 unknown rules"},
    {"apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups:\n", "4 empty groups"},
    {"apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nspec:\n  groups: {a: b}\n", "4 type groups"},
    {"apiVersion: v1\nkind: Service\nspec:\n  type: Cluster\n  ports:\n  - {name: a, port: 0}\n  - {name: b}\n  "
     "anything: 1\n",
     "4 value type, 6 value port, 7 missing port"},
    {"apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n      - ports:\n"
     "        - {containerPort: 70000}\n        resources: {limits: {cpu: 100x, memory: 1}}\n",
     "8 value containerPort, 9 size cpu"},
    {"apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\n$patch: delete\nmetadata: {name: a}\n", ""},
    {"apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec:\n  $setElementOrder/endpoints: []\n  $path: a\n"
     "  $retainKeys: [endpoints]\n  endpoints: [{port: a}]\n  selector: {matchLabels: {a: b}}\n",
     "5 unknown $path"},
    {"apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nspec:\n  retention: 15 d\n  logLevel: verbose\n  other: "
     "1\n",
     "4 duration retention, 5 value logLevel"},
};

static void test_objects(void **state) {
    (void)state;
    CHECK("o.yaml", objects, false);
}

static const struct binding_case files[] = {
    {FILE_RULES "  - alert: 5\n    expr: 1\n    labels: {a: yes, b: 1}\n  -\n", ""},
    {FILE_RULES "  - alert: A\n    expr: up\n    for: 30\n", "6 duration for"},
    {FILE_RULES "  - alert: A\n    expr: up\n    for: ''\n    keep_firing_for:\n", "6 duration for"},
    {FILE_RULES "  - alert: A\n    expr: up\n    for: 0\n", ""},
    {FILE_RULES "  - alert: A\n    expr: up\n    for: ${FOR:=5m}\n  interval: $(INTERVAL)\n  limit: ${LIMIT}\n", ""},
    {FILE_RULES "  - alert: A\n    expr: up\n    for: ${1}\n  interval: $interval\n",
     "6 duration for, 7 duration interval"},
    {FILE_RULES "  - alert: A\n    expr: [up]\n    severity: page\n", "6 unknown severity, 5 type expr"},
    {FILE_RULES "  - alert: A\n    expr: up\n  limit: 1.5\n  interval: 1m1h\n- name: h\n  limit: '5'\n  foo: 1\n",
     "7 duration interval, 10 unknown foo, 9 type limit"},
    {FILE_RULES "  - alert: A\n    expr: up\n  source_tenants: [a]\n", "6 unknown source_tenants"},
    {"namespace: n\n" FILE_RULES "  - alert: A\n    expr: up\n  source_tenants: [a]\n  foo: 1\n", "8 unknown foo"},
    {FILE_RULES "  - alert: A\n- name: g\n  rules: []\n", "5 duplicate name, 4 missing expr, 6 empty rules"},
    {"groups: []\n", "1 empty groups"},
    {"groups:\nother: 1\n", "2 unknown other, 1 empty groups"},
};

static void test_rule_files(void **state) {
    (void)state;
    CHECK("x.rules.yaml", files, false);
    static const struct binding_case of_thanos[] = {
        {"groups:\n- name: g\n  partial_response_strategy: warn\n  rules: [{alert: A, expr: up}]\n  foo: 1\n",
         "5 unknown foo"},
    };
    CHECK("thanos/x.rules.yaml", of_thanos, false);
}

static const struct binding_case promtail[] = {
    {CLIENT "  timeout: 10\n  batchwait: 1.5s\n  batchsize: 1.048576e+06\n", ""},
    {CLIENT "  timeout: 1d\n", "4 duration timeout"},
    {CLIENT "  batchsize: '10'\n", "4 type batchsize"},
    {CLIENT "  foo: 1\n  max_retries: 3\n", "4 unknown foo"},
    {CLIENT "  backoff_config: {minbackoff: 1s, min_period: 500ms, maxPeriod: 1s}\n", "4 unknown maxPeriod"},
    {"scrape_configs: []\nclients:\n- timeout: 1s\nfoo: 1\n", "4 unknown foo, 3 missing url"},
    {"scrape_configs: []\nclient: {timeout: 1s}\n", "2 deprecated client"},
};

static void test_promtail(void **state) {
    (void)state;
    CHECK("promtail.yaml", promtail, false);
}

static const struct binding_case values[] = {
    {"a: {serviceMonitor: {enabled: true, interval: 30, scrapeTimeout: 5 s}}\n",
     "1 type interval, 1 duration scrapeTimeout"},
    {"a: {serviceMonitor: {enabled: true, interval: '', scrapeTimeout: '{{ .Values.x }}', foo: 1}}\n", ""},
    {"a: {serviceMonitor: {enabled: 'true', interval: 0}}\n", ""},
    {"a: {podMonitor: {interval: 5x}}\n", ""},
    {"a: [{b: {monitor: {interval: 5x, enabled: true}}}]\n", "1 duration interval"},
    {"x:\n  rules:\n  - {alert: A, expr: up, for: 5x, foo: 1}\n", "3 duration for"},
    {"x:\n  groups:\n  - name: g\n    rules:\n    - {record: a, expr: up}\n    interval: 1.5m\n",
     "6 duration interval"},
    {"alerting:\n  a.yaml:\n    groups:\n    - {name: g, interval: 5x, rules: [{alert: a, expr: b}]}\n", ""},
    {"loki:\n  ring:\n    backoff_config: {min_period: 1d}\n", "3 duration min_period"},
    {STACK "additionalPrometheusRulesMap:\n  a:\n    groups:\n    - name: g\n      rules:\n"
           "      - {alert: A, expr: up, for: 5, labels: {a: yes}, keepFiringFor: 1m}\n",
     "8 unknown keepFiringFor, 8 type for, 8 type a"},
    {STACK "additionalPrometheusRulesMap:\n  a:\n    groups:\n    - name: g\n      rules:\n"
           "      - {alert: '{{ x }}', expr: up, for: '{{ y }}'}\n",
     ""},
    {STACK "prometheus:\n  prometheusSpec: {bodySizeLimit: '', retention: '', scrapeInterval: 30 s}\n",
     "4 duration scrapeInterval"},
    {"server: {}\nserverFiles:\n  alerting_rules.yml:\n    groups:\n    - name: g\n      foo: 1\n      rules:\n"
     "      - {alert: 5, expr: up, for: 5}\n",
     "6 unknown foo, 8 duration for"},
    {"loki: {}\npromtail:\n  config:\n    clients:\n    - {url: http://x, timeout: 1d, foo: 1}\n    logLevel: info\n",
     "5 unknown foo, 5 duration timeout"},
};

static void test_values(void **state) {
    (void)state;
    CHECK("values.yaml", values, false);
}

static const struct binding_case templates[] = {
    {MONITOR "spec:\n  endpoints:\n", ""},
    {MONITOR "spec:\n  selector: {}\n  endpoints:\n  - interval: BLANK\n  - BLANKx: 1\n  - {interval: 5x}\n",
     "8 duration interval"},
    {RULES "    - {alert: A}\n  - name: BLANK\n    rules: BLANK\n  - name: BLANK\n    rules: []\n", ""},
    {SELECTOR("    matchLabels: {app: 'BLANK x', b: 'c d'}\n"), "6 selector b"},
};

static void test_templates(void **state) {
    (void)state;
    CHECK("templates/t.yaml", templates, true);
}

static void test_messages(void **state) {
    (void)state;
    static const struct {
        const char *text, *message, *help;
    } cases[] = {
        {RULES "    - {alert: A, expr: up, labels: {a: no}}\n", "a boolean where a string is expected",
         "YAML 1.1, by which Kubernetes reads, takes no for a boolean: write \"no\""},
        {RULES "    - {alert: A, expr: up, labels: {a: 1e3}}\n", "a number where a string is expected",
         "Kubernetes reads an unquoted 1e3 as a number: write \"1e3\""},
        {RULES "    - {alert: A, expr: up, labels: {a: 5}}\n", "a number where a string is expected",
         "quote it: \"5\""},
        {RULES "    - {alert: A, expr: up, for: 5}\n", "a number where a duration is expected",
         "a duration is a string with a unit: 5s"},
        {RULES "    - {alert: A, expr: up, keepFiringFor: 5m}\n", "", "keep_firing_for"},
        {MONITOR "spec: {selector: {}, endpoints: [{honorLabels: 'true'}]}\n",
         "a string where true or false is expected", "write it without quotes: true"},
        {MONITOR "spec: {selector: {}, endpoints: [{scheme: ftp}]}\n", "not one of http, https", ""},
        {MONITOR "spec: {selector: {}, sampleLimit: -1, endpoints: [{}]}\n", "below 0", ""},
        {"apiVersion: v1\nkind: ScrapeConfig\n", "", "monitoring.coreos.com/v1alpha1"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct run run = {0};
        bind_text(&run, "x.yaml", cases[i].text, false);
        assert_true(run.found.len > 0);
        if (!str_equal(run.last_message, str_of(cases[i].message)) || !str_equal(run.last_help, str_of(cases[i].help)))
            fail_msg("%s: %.*s / %.*s", cases[i].text, STR_ARG(run.last_message), STR_ARG(run.last_help));
        arena_free(&run.arena);
    }
}

static void test_finding_by_role(void **state) {
    (void)state;
    struct run run = {0};
    const struct node *root = bind_text(&run, "x.yaml",
                                        MONITOR "spec:\n  selector: {}\n  endpoints:\n  - &a {port: a, interval: 1m}\n"
                                                "  - {<<: *a, port: b}\n",
                                        false);
    const struct node *spec = node_field(root, ROLE_MONITOR_SPEC);
    const struct node *endpoints = node_field(spec, ROLE_ENDPOINTS);
    const struct node *first = node_fields(endpoints, ROLE_ENDPOINT, NULL);
    const struct node *second = node_fields(endpoints, ROLE_ENDPOINT, first);
    assert_null(node_fields(endpoints, ROLE_ENDPOINT, second));
    assert_true(str_equal(node_value(node_field(second, ROLE_ENDPOINT_PORT)), STR("b")));
    assert_true(str_equal(node_value(node_field(second, ROLE_SCRAPE_INTERVAL)), STR("1m")));
    assert_null(node_field(second, ROLE_ENDPOINT_PATH));
    assert_null(node_field(NULL, ROLE_ENDPOINT_PATH));
    assert_ptr_equal(node_ancestor(node_field(first, ROLE_ENDPOINT_PORT), ROLE_MONITOR_SPEC), spec);
    assert_null(node_ancestor(spec, ROLE_ENDPOINT));
    arena_free(&run.arena);
}

static void test_sections(void **state) {
    (void)state;
    struct run run = {0};
    const struct node *root =
        bind_text(&run, "values.yaml", "my: {}\npromtail: {config: {clients: [{url: a}]}, enabled: true}\n", false);
    const struct node *section = node_field(root, ROLE_VALUES_CHART);
    assert_non_null(section);
    assert_string_equal(values_chart(&(struct document){0}, section), "promtail");
    assert_non_null(node_field(section, ROLE_VALUES_ENABLED));
    const struct node *config = node_field(section, ROLE_PROMTAIL_CONFIG);
    const struct node *client = node_fields(node_field(config, ROLE_PROMTAIL_CLIENTS), ROLE_PROMTAIL_CLIENT, NULL);
    assert_int_equal(bind_reader(&(struct document){.reader = READER_HELM}, client), READER_PROMTAIL);
    assert_int_equal(bind_reader(&(struct document){.reader = READER_HELM}, config), READER_HELM);
    arena_free(&run.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_monitors),   cmocka_unit_test(test_selectors), cmocka_unit_test(test_objects),
        cmocka_unit_test(test_rule_files), cmocka_unit_test(test_promtail),  cmocka_unit_test(test_values),
        cmocka_unit_test(test_templates),  cmocka_unit_test(test_messages),  cmocka_unit_test(test_finding_by_role),
        cmocka_unit_test(test_sections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
