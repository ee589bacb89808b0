/* Two realistic sets, in one file and over many, and sets that make much of one thing: one name, one record, one text,
 * one label. What a rule or an index compares with all others grows with their number in one of them. */
#include "bench/scale_sets.h"

#define RULES "groups:\n- name: g\n  interval: 30s\n  rules:\n"

/* An alert as people write it, over this expression. */
static void alert(FILE *file, size_t i, const char *name, const char *expr) {
    fprintf(file,
            "  - alert: %s%zu\n    expr: %s\n    for: 10m\n    labels: {severity: %s, team: t%zu}\n    annotations:\n"
            "      summary: 'Instance {{ $labels.instance }} is over %zu%% for 10 minutes'\n"
            "      description: 'The value is {{ $value | humanizePercentage }} on {{ $labels.job }}, %zu%% at most.'\n"
            "      runbook_url: https://example.com/runbooks/%zu.md\n",
            name, i, expr, i % 3 ? "warning" : "critical", i % 7, i % 80, i % 80, i);
}

static void record(FILE *file, const char *name, size_t i, const char *expr) {
    fprintf(file, "  - {record: 'job:%s%zu:rate5m', expr: '%s'}\n", name, i, expr);
}

/* Of six rules each kind once; the number that makes it another one stands between the two parts. */
static void realistic(FILE *file, size_t i) {
    static const char *const exprs[][2] = {
        {"sum by (job, instance) (rate(http_requests", "_total{job=\"j\"}[5m]))"},
        {"job:requests", ":rate5m{job=\"j\"} > 10"},
        {"node_filesystem_avail_bytes{job=\"n", "\", fstype!=\"\"} / node_filesystem_size_bytes * 100 < 7"},
        {"histogram_quantile(0.99, sum by (le, job) (rate(app", "_duration_seconds_bucket[5m]))) > 3"},
        {"sum by (namespace, pod) (kube_pod_status_phase{phase=~\"Pending|Unknown\", namespace=\"n",
         "\"}) * on (namespace, pod) group_left (owner_kind) max by (namespace, pod, owner_kind) "
         "(kube_pod_owner{owner_kind!=\"Job\"}) > 0"},
        {"up{job=\"s", "\"} == 0"},
    };
    enum { KINDS = sizeof exprs / sizeof *exprs };
    char expr[512];
    size_t kind = i % KINDS;
    snprintf(expr, sizeof expr, "%s%zu%s", exprs[kind][0], i - kind, exprs[kind][1]);
    if (kind == 0)
        record(file, "requests", i, expr);
    else
        alert(file, i, "Alert", expr);
}

static void one_name(FILE *file, size_t i) {
    fprintf(file, "  - {alert: A, expr: foo%zu > %zu, labels: {severity: %s}}\n", i, i, i % 2 ? "warning" : "critical");
}

static void one_series(FILE *file, size_t i) {
    fprintf(file, "  - {alert: A%zu, expr: foo > %zu, for: %zum, labels: {severity: %s}}\n", i, i, i,
            i % 2 ? "warning" : "critical");
}

static void one_record(FILE *file, size_t i) {
    fprintf(file, "  - {record: 'job:one:rate5m', expr: 'sum by (l%zu) (rate(foo%zu_total[5m]))'}\n", i, i);
    alert(file, i, "Alert", "sum(job:one:rate5m) > avg(job:one:rate5m)");
}

static void late_record(FILE *file, size_t i) {
    alert(file, i, "Alert", "job:one0:rate5m > 5");
}

static void record_at_end(FILE *file, size_t all) {
    (void)all;
    record(file, "one", 0, "sum by (job) (rate(foo_total[5m]))");
}

/* Every alert reads a record of as many alternatives as there are alerts. */
static void large_record(FILE *file, size_t all) {
    fputs("  - record: job:one0:rate5m\n    expr: |\n      rate(a_total[5m])\n", file);
    for (size_t i = 0; i < all && i < 900; i++)
        fprintf(file, "      or rate(a%zu_total[5m]) / container_spec_memory_limit_bytes\n", i);
}

static void chain(FILE *file, size_t i) {
    fprintf(file, "  - {record: 'job:c%zu:rate5m', expr: 'job:c%zu:rate5m or sum by (a%zu) (job:c%zu:rate5m)'}\n", i,
            i + 1, i, i + 2);
}

/* The level of each names a label that the last one has lost. */
static void sums(FILE *file, size_t i) {
    fprintf(file, "  - {record: 'job:s%zu:rate5m', expr: 'sum(job:s%zu:rate5m)'}\n", i, i + 1);
}

static void unknown_names(FILE *file, size_t i) {
    fprintf(file,
            "  - {alert: A%zu, expr: 'kube_pod_status_fase%zu > 1 and job:x%zu:rate5m > ALERTS{alertname=\"B%zu\"}', "
            "labels: {severity: s%zu, app%zu: x}}\n",
            i, i, i, i, i, i);
}

static void alternatives(FILE *file, size_t i) {
    if (i % 500 == 0)
        fprintf(file, "  - alert: A%zu\n    labels: {severity: warning}\n    expr: |\n      up{job=\"x\"} == 0\n", i);
    fprintf(file, "      or rate(a%zu_total{job=\"x\"}[5m]) / rate(b_total[5m]) > 0.%zu\n", i, i);
}

static void wired(FILE *file, const char *label, const char *port, size_t i) {
    fprintf(file,
            "---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m%zu, namespace: mon}\n"
            "spec: {selector: {matchLabels: {app: %s}}, endpoints: [{port: http, interval: 30s}]}\n"
            "---\napiVersion: v1\nkind: Service\nmetadata: {name: s%zu, namespace: mon, labels: {app: %s}}\n"
            "spec: {selector: {app: %s}, ports: [{name: %s, port: 80}]}\n"
            "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d%zu, namespace: mon}\nspec:\n"
            "  template: {metadata: {labels: {app: %s}}, spec: {containers: [{name: c, image: x/y:1.0.0}]}}\n",
            i, label, i, label, label, port, i, label);
}

static void wired_apart(FILE *file, size_t i) {
    char label[32];
    snprintf(label, sizeof label, "app-%zu", i);
    wired(file, label, "http", i);
}

static void wired_alike(FILE *file, size_t i) {
    wired(file, "web", "htttp", i);
}

static void selected_by_absence(FILE *file, size_t i) {
    fprintf(file,
            "---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m%zu, namespace: "
            "mon}\nspec:\n"
            "  selector: {matchExpressions: [{key: app, operator: NotIn, values: [y%zu]}]}\n"
            "  endpoints: [{port: http}]\n"
            "---\napiVersion: v1\nkind: Service\nmetadata: {name: s%zu, namespace: mon, labels: {app: x%zu}}\n"
            "spec: {selector: {app: x}, ports: [{name: http, port: 80}]}\n",
            i, i, i, i);
}

/* Containers of one name, with an autoscaler and an alert on their memory each. */
static void limited(FILE *file, size_t i) {
    fprintf(
        file,
        "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d%zu, namespace: mon}\nspec: {template: {spec: "
        "{containers: [{name: c, image: x, resources: {limits: {memory: 1Gi}}}]}}}\n"
        "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h%zu, namespace: mon}\n"
        "spec: {scaleTargetRef: {kind: Deployment, name: d%zu}, maxReplicas: 5}\n"
        "---\napiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: r%zu, namespace: "
        "mon}\nspec:\n"
        "  groups:\n  - name: g\n    rules:\n    - alert: A%zu\n      expr: |\n"
        "        container_memory_working_set_bytes{container=\"c\", pod=~\"d%zu-.*\"} > 2e9 and "
        "container_memory_rss{container=\"c\"} / container_spec_memory_limit_bytes{container=\"c\"} > 1\n"
        "      labels: {severity: warning}\n",
        i, i, i, i, i, i);
}

const struct scale_set scale_sets[] = {
    {"realistic", RULES, realistic, NULL, 0},
    {"realistic, over files", RULES, realistic, NULL, 60},
    {"one name", RULES, one_name, NULL, 0},
    {"one name, over files", RULES, one_name, NULL, 10},
    {"one series", RULES, one_series, NULL, 0},
    {"one record", RULES, one_record, NULL, 0},
    {"one late record", RULES, late_record, record_at_end, 0},
    {"one large record", RULES, late_record, large_record, 0},
    {"a chain of records", RULES, chain, NULL, 0},
    {"a chain of sums", RULES, sums, NULL, 0},
    {"unknown names", RULES, unknown_names, NULL, 0},
    {"alternatives", RULES, alternatives, NULL, 0},
    {"wired, each its own", "", wired_apart, NULL, 0},
    {"wired, all alike", "", wired_alike, NULL, 0},
    {"wired, over files", "", wired_alike, NULL, 5},
    {"selected by absence", "", selected_by_absence, NULL, 0},
    {"limits of one name", "", limited, NULL, 0},
};

const size_t scale_set_count = sizeof scale_sets / sizeof *scale_sets;
