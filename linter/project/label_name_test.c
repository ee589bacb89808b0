/* Labels that tell something, among others that are as long. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "project/label_name.h"

static void test_telling(void **state) {
    (void)state;
    static const char *const telling[] = {
        "cpu",           "mode",           "phase",         "secret",       "ingress",        "resource",
        "daemonset",     "replicaset",     "statefulset",   "storageclass", "pod_name",       "nodeName",
        "owner_name",    "mountpoint",     "resourcequota", "label_app",    "annotation_",    "job_name",
        "reclaimPolicy", "container_name", "deployment",    "fstype",       "kubernetes_node"};
    static const char *const longer[] = {"persistentvolume",     "volumeBindingMode",     "poddisruptionbudget",
                                         "kubernetes_namespace", "persistentvolumeclaim", "horizontalpodautoscaler"};
    static const char *const others[] = {"", "job", "pod", "le", "instance", "namespace", "cpus", "kubernetes_nodes"};
    for (size_t i = 0; i < sizeof telling / sizeof *telling; i++)
        assert_true(label_name_is_telling(str_of(telling[i])));
    for (size_t i = 0; i < sizeof longer / sizeof *longer; i++)
        assert_true(label_name_is_telling(str_of(longer[i])));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(label_name_is_telling(str_of(others[i])));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_telling)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
