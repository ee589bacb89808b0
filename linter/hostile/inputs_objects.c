/* Objects that select each other. */
#include "hostile/inputs_parts.h"

static void many_objects(FILE *file, size_t count) {
    for (size_t i = 0; i < count; i++)
        fprintf(file,
                "---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m%zu}\nspec: "
                "{selector: {matchLabels: {a: b%zu}}, endpoints: [{port: x}]}\n---\napiVersion: v1\nkind: Service\n"
                "metadata: {name: s%zu, labels: {a: c%zu}}\nspec: {ports: [{name: y, port: 1}]}\n",
                i, i, i, i);
}

static void monitor(FILE *file, size_t i, const char *selector) {
    fprintf(
        file,
        "---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m%zu, namespace: n, labels: "
        "{a: b%zu}}\nspec: {selector: %s, endpoints: [{port: htp}]}\n",
        i, i, selector);
}

static void service(FILE *file, size_t i, const char *labels) {
    fprintf(
        file,
        "---\napiVersion: v1\nkind: Service\nmetadata: {name: s%zu, namespace: n, labels: %s}\nspec: {selector: %s, "
        "ports: [{name: y, port: 1}]}\n",
        i, labels, labels);
}

static void objects_alike(FILE *file, size_t count) {
    for (size_t i = 0; i < count; i++) {
        monitor(file, i, "{matchLabels: {app: x}}");
        service(file, i, "{app: x}");
    }
}

static void objects_nearly_alike(FILE *file, size_t count) {
    for (size_t i = 0; i < count; i++) {
        monitor(file, i, "{matchLabels: {app: paymentz-service, team: x}}");
        service(file, i, "{app: payments-service, team: x}");
    }
}

static void objects_by_absence(FILE *file, size_t count) {
    for (size_t i = 0; i < count; i++) {
        monitor(file, i, "{matchExpressions: [{key: app, operator: NotIn, values: [y]}]}");
        service(file, i, "{app: x}");
    }
}

/* Selectors of many labels, over many namespaces, against as many labels. */
static void objects_of_many_labels(FILE *file, size_t count) {
    for (size_t i = 0; i < count; i++) {
        fprintf(file,
                "---\napiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m%zu}\nspec:\n"
                "  endpoints: [{port: x}]\n  namespaceSelector: {matchNames: [n",
                i);
        for (size_t k = 0; k < 40; k++)
            fprintf(file, ", n%zu", k);
        fputs("]}\n  selector: {matchLabels: {z: y", file);
        for (size_t k = 0; k < 40; k++)
            fprintf(file, ", app%zu: value%zu", k, k);
        fprintf(file, "}}\n---\napiVersion: v1\nkind: Service\nmetadata: {name: s%zu, namespace: n, labels: {q: x", i);
        for (size_t k = 0; k < 40; k++)
            fprintf(file, ", app%zu: value%zu", k, k);
        fputs("}}\nspec: {ports: [{name: y, port: 1}]}\n", file);
    }
}

static void many_endpoints(FILE *file, size_t count) {
    fputs("apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m}\nspec:\n  selector: "
          "{matchLabels: "
          "{a: b}}\n  endpoints:\n",
          file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  - {port: h%zu}\n", i);
    fputs("---\napiVersion: v1\nkind: Service\nmetadata: {name: s, labels: {a: b}}\nspec:\n  ports:\n", file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  - {name: p%zu, port: 1}\n", i);
}

static void many_prometheuses(FILE *file, size_t count) {
    for (size_t i = 0; i < 200; i++)
        fprintf(
            file,
            "---\napiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p%zu, namespace: n}\nspec: "
            "{serviceMonitorSelector: {matchLabels: {a: p%zu}}}\n",
            i, i);
    for (size_t i = 0; i < count; i++)
        monitor(file, i, "{matchLabels: {a: b}}");
}

static void limits_of_one_name(FILE *file, size_t count) {
    for (size_t i = 0; i < count; i++)
        fprintf(
            file,
            "---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d%zu}\nspec: {template: {spec: {containers: "
            "[{name: c, resources: {limits: {memory: 1Gi}}}]}}}\n",
            i);
    fputs("---\n" RULES, file);
    for (size_t i = 0; i < count; i++)
        fprintf(file, "  - {alert: A%zu, expr: 'container_memory_rss{container=\"c\", pod=~\".*d%zu.*\"} > 2e9'}\n", i,
                i);
}

static const struct hostile_input inputs[] = {
    {"many-objects.yaml", many_objects, 20 * 1000, ANY | ENDS_CLEAN},
    {"objects-alike.yaml", objects_alike, 15 * 1000, ANY | ENDS_CLEAN},
    {"objects-nearly-alike.yaml", objects_nearly_alike, 13 * 1000, ANY | ENDS_CLEAN},
    {"objects-by-absence.yaml", objects_by_absence, 14 * 1000, ANY | ENDS_CLEAN},
    {"objects-of-many-labels.yaml", objects_of_many_labels, 2200, ANY | ENDS_CLEAN},
    {"many-endpoints.yaml", many_endpoints, 100 * 1000, ANY | ENDS_CLEAN},
    {"many-prometheuses.yaml", many_prometheuses, 22 * 1000, ANY | ENDS_CLEAN},
    {"limits-of-one-name.yaml", limits_of_one_name, 20 * 1000, ANY | ENDS_CLEAN},
};

const struct hostile_inputs hostile_objects = {inputs, sizeof inputs / sizeof *inputs};
