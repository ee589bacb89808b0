/* What the limits of a small set say of selectors. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "project/allowance.h"

static struct source file = {.path = {"shop/all.yaml", 13}};

#define TEXT(literal)                                                                                                  \
    {                                                                                                                  \
        .text = {(literal), sizeof(literal) - 1 }                                                                      \
    }
#define OBJECT(type, title)                                                                                            \
    {                                                                                                                  \
        .kind = TEXT(type), .name = TEXT(title), .namespace = TEXT("shop"), .where = {.source = &file }                \
    }

static const struct container_fact api[] = {
    {.name = TEXT("api-server"), .cpu_limit = TEXT("500m"), .memory_limit = TEXT("512Mi")},
    {.name = TEXT("exporter"), .cpu_limit = TEXT("100m")},
    {.name = TEXT("prepare"), .init = true},
};
static const struct container_fact import[] = {{.name = TEXT("import"), .memory_limit = TEXT("1Gi")}};
static const struct container_fact hidden[] = {{.name = TEXT("hidden"), .limits_open = true}};
static const struct text_fact claims[] = {TEXT("data")};

static const struct workload_fact workloads[] = {
    {.object = OBJECT("Deployment", "api"), .containers = api, .container_count = 3},
    {.object = OBJECT("StatefulSet", "import"),
     .containers = import,
     .container_count = 1,
     .claims = claims,
     .claim_count = 1},
    {.object = OBJECT("DaemonSet", "hidden"), .containers = hidden, .container_count = 1},
};

static const struct component_fact components[] = {
    {.name = {"loki", 4}, .has_limits = true, .cpu_limit = TEXT("200m"), .where = {.source = &file}},
    {.name = {"hidden", 6}, .has_limits = true, .cpu_limit = TEXT("2"), .where = {.source = &file}},
    {.name = {"tempo", 5}, .has_limits = true, .off = true, .cpu_limit = TEXT("3"), .where = {.source = &file}},
    {.name = {"loki", 4}, .has_volume = true, .persistence = TEXT("false"), .where = {.source = &file}},
    {.name = {"import", 6}, .has_volume = true, .persistence = TEXT("false"), .where = {.source = &file}},
    {.name = {"shop-web", 8}, .has_scaling = true, .most = TEXT("6"), .where = {.source = &file}},
    {.name = {"shop-job", 8}, .has_scaling = true, .where = {.source = &file}},
    {.name = {"minio", 5}, .has_volume = true, .is_persistent = true, .where = {.source = &file}},
};

static const struct autoscaler_fact autoscalers[] = {
    {.object = OBJECT("HorizontalPodAutoscaler", "api"),
     .target_kind = TEXT("Deployment"),
     .target_name = TEXT("api"),
     .most = TEXT("10")},
};

struct set {
    struct arena arena;
    struct facts facts;
    struct project project;
    struct config config;
    const struct facts *files[1];
    struct rule_fact rule;
};

static void make(struct set *set) {
    *set = (struct set){.rule = {.name = TEXT("A"), .where = {.source = &file}, .group = NO_FACT}};
    config_init(&set->config);
    for (size_t i = 0; i < sizeof workloads / sizeof *workloads; i++)
        vec_push(&set->arena, &set->facts.workloads, workloads[i]);
    for (size_t i = 0; i < sizeof components / sizeof *components; i++)
        vec_push(&set->arena, &set->facts.components, components[i]);
    for (size_t i = 0; i < sizeof autoscalers / sizeof *autoscalers; i++)
        vec_push(&set->arena, &set->facts.autoscalers, autoscalers[i]);
    vec_push(&set->arena, &set->facts.rules, set->rule);
    set->files[0] = &set->facts;
    project_index(&set->project, &set->arena, &set->config, (struct world){.whole = true}, set->files, 1);
}

static const struct promql_node *selector_of(struct set *set, const char *text) {
    static const struct promql_options newest = {0};
    struct promql_expr *expr = arena_new(&set->arena, struct promql_expr);
    *expr = promql_parse(&set->arena, str_of(text), &newest);
    assert_int_equal(expr->status, PROMQL_VALID);
    return expr->root;
}

static const struct limit_case {
    const char *selector;
    enum allowance_kind kind;
    bool is_sum;
    double limit, most; /* 0: not known */
} limits[] = {
    {"container_x{container=\"api-server\"}", ALLOWANCE_CPU, false, 0.5, 0.5},
    {"container_x{namespace=\"shop\", container=\"api-server\"}", ALLOWANCE_MEMORY, false, 536870912, 536870912},
    {"container_x{namespace=\"other\", container=\"api-server\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{container=~\"api-server|exporter\"}", ALLOWANCE_CPU, false, 0.5, 0.5},
    {"container_x{container=~\"api-server|exporter\"}", ALLOWANCE_CPU, true, 0.5, 1},
    {"container_x{container=~\"api-server|others\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{container=~\"api-.*\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{container!=\"api-server\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{container=\"exporter\"}", ALLOWANCE_MEMORY, false, 0, 0},
    {"container_x{container=\"prepare\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{pod=~\"api-.*\"}", ALLOWANCE_CPU, false, 0.6, 0.6},
    {"container_x{pod=~\"api-.*\"}", ALLOWANCE_CPU, true, 0.6, 1.2},
    {"container_x{pod=~\"api-.*\", container!=\"\"}", ALLOWANCE_CPU, true, 0.6, 0.6},
    {"container_x{pod=~\"api-[0-9]\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{pod=~\"api.*\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{pod=\"import-0\"}", ALLOWANCE_MEMORY, false, 1073741824, 1073741824},
    {"container_x{pod=\"import-0\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{container=\"loki\"}", ALLOWANCE_CPU, false, 0.2, 0.2},
    {"container_x{pod=~\"loki-[0-9]+\"}", ALLOWANCE_CPU, false, 2, 4}, /* others of the same values may match */
    {"process_x{job=\"loki\"}", ALLOWANCE_CPU, false, 0.2, 0.2},
    {"container_x{job=\"loki\"}", ALLOWANCE_CPU, false, 0, 0},
    {"container_x{container=\"hidden\"}", ALLOWANCE_CPU, false, 2, 2},
    {"container_x{container=\"hidden\"}", ALLOWANCE_MEMORY, false, 0, 0},
    {"container_x{container=\"tempo\"}", ALLOWANCE_CPU, false, 0, 0},
};

static void test_limits(void **state) {
    (void)state;
    struct set set;
    make(&set);
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct allowance found = allowance_of(&set.project, &set.arena, &set.rule,
                                              selector_of(&set, limits[i].selector), limits[i].kind, limits[i].is_sum);
        double limit = found.is_known ? found.limit : 0, most = found.is_known ? found.most : 0;
        double error = (limit - limits[i].limit) + 2 * (most - limits[i].most);
        if (error > 1e-9 || error < -1e-9)
            fail_msg("%s: limit %g, most %g", limits[i].selector, limit, most);
    }
    arena_free(&set.arena);
}

static const struct volume_case {
    const char *selector;
    bool is_off;
} volumes[] = {
    {"kubelet_x{persistentvolumeclaim=\"storage-loki-0\"}", true},
    {"kubelet_x{persistentvolumeclaim=~\"storage-loki-.*\"}", true},
    {"kubelet_x{persistentvolumeclaim=~\".*loki.*\"}", false},
    {"kubelet_x{persistentvolumeclaim!=\"storage-loki-0\"}", false},
    {"kubelet_x{persistentvolumeclaim=~\"data-import-.*\"}", false}, /* a StatefulSet makes it */
    {"kubelet_x{persistentvolumeclaim=~\"other-import-.*\"}", true},
    {"kubelet_x{persistentvolumeclaim=\"minio\"}", false},
    {"kubelet_x{namespace=\"shop\"}", false},
};

static void test_volumes(void **state) {
    (void)state;
    struct set set;
    make(&set);
    for (size_t i = 0; i < sizeof volumes / sizeof *volumes; i++) {
        struct text_fact off =
            allowance_no_volume(&set.project, &set.arena, &set.rule, selector_of(&set, volumes[i].selector));
        if ((off.text.ptr != NULL) != volumes[i].is_off)
            fail_msg("%s", volumes[i].selector);
    }
    arena_free(&set.arena);
}

static const struct replica_case {
    const char *selector;
    double most; /* 0: not known */
} replicas[] = {
    {"kube_horizontalpodautoscaler_status_desired_replicas{horizontalpodautoscaler=\"api\"}", 10},
    {"kube_horizontalpodautoscaler_status_current_replicas{horizontalpodautoscaler=\"api\"}", 20},
    {"kube_deployment_spec_replicas{namespace=\"shop\", deployment=\"api\"}", 10},
    {"kube_deployment_spec_replicas{namespace=\"other\", deployment=\"api\"}", 0},
    {"kube_deployment_spec_replicas{deployment=~\"api|web\"}", 0},
    {"kube_deployment_spec_replicas{deployment=\"web\"}", 0},
    {"kube_deployment_spec_replicas{deployment=\"shop-web\"}", 6},
    {"kube_deployment_spec_replicas{deployment=~\"api|shop-web\"}", 10},
    {"kube_deployment_spec_replicas{deployment=\"shop-job\"}", 0},
    {"kube_deployment_spec_replicas", 0},
    {"kube_statefulset_replicas{statefulset=\"api\"}", 0},
    {"shop_replicas{deployment=\"api\"}", 0},
};

static void test_replicas(void **state) {
    (void)state;
    struct set set;
    make(&set);
    for (size_t i = 0; i < sizeof replicas / sizeof *replicas; i++) {
        struct allowance found =
            allowance_of_replicas(&set.project, &set.arena, &set.rule, selector_of(&set, replicas[i].selector));
        double most = found.is_known ? found.most : 0;
        if (most < replicas[i].most || most > replicas[i].most)
            fail_msg("%s: %g", replicas[i].selector, most);
    }
    arena_free(&set.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_limits), cmocka_unit_test(test_volumes),
                                       cmocka_unit_test(test_replicas)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
