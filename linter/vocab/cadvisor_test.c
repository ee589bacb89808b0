#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vocab/cadvisor.h"

static void knows_nested_metrics(void **state) {
    (void)state;
    assert_true(vocab_cadvisor_is_nested(STR("container_cpu_usage_seconds_total")));
    assert_true(vocab_cadvisor_is_nested(STR("container_memory_working_set_bytes")));
    assert_true(vocab_cadvisor_is_nested(STR("container_spec_memory_limit_bytes")));
    assert_false(vocab_cadvisor_is_nested(STR("container_network_receive_bytes_total")));
    assert_false(vocab_cadvisor_is_nested(STR("container_fs_usage_bytes")));
    assert_false(vocab_cadvisor_is_nested(STR("container_last_seen")));
    assert_false(vocab_cadvisor_is_nested(STR("")));
}

static void knows_labels_of_containers(void **state) {
    (void)state;
    assert_true(vocab_cadvisor_tells_container(STR("container")));
    assert_true(vocab_cadvisor_tells_container(STR("image")));
    assert_true(vocab_cadvisor_tells_container(STR("container_label_app")));
    assert_false(vocab_cadvisor_tells_container(STR("pod")));
    assert_false(vocab_cadvisor_tells_container(STR("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(knows_nested_metrics),
                                       cmocka_unit_test(knows_labels_of_containers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
