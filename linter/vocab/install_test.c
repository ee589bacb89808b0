/* Charts, images, and versions between those that were read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "vocab/install.h"

#define OPEN VOCAB_VERSION_UNKNOWN

static void test_charts(void **state) {
    (void)state;
    static const struct {
        const char *chart, *version;
        bool known;
        vocab_version low, high;
        const char *label;
    } cases[] = {
        {"loki-stack", "", true, OPEN, VOCAB_VERSION(2, 6), "app"},
        {"loki-stack", "2.10.3", true, OPEN, VOCAB_VERSION(2, 6), "app"},
        {"loki", "", true, OPEN, OPEN, ""},
        {"loki", "5.48.0", true, OPEN, VOCAB_VERSION(2, 9), "app.kubernetes.io/name"},
        {"loki", "6.6.2", true, VOCAB_VERSION(3, 0), OPEN, "app.kubernetes.io/name"},
        {"loki", "^6.0", true, VOCAB_VERSION(3, 0), OPEN, "app.kubernetes.io/name"},
        {"loki", ">=6", true, OPEN, OPEN, ""},
        {"nginx", "1.0.0", false, OPEN, OPEN, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vocab_install install = {0};
        bool known = vocab_install_of_chart(str_of(cases[i].chart), str_of(cases[i].version), &install);
        if (known != cases[i].known)
            fail_msg("%s %s", cases[i].chart, cases[i].version);
        if (!known)
            continue;
        if (install.low != cases[i].low || install.high != cases[i].high ||
            !str_equal(install.label, str_of(cases[i].label)))
            fail_msg("%s %s: %u to %u", cases[i].chart, cases[i].version, install.low, install.high);
    }
}

static void test_images(void **state) {
    (void)state;
    static const struct {
        const char *image;
        int product;
        vocab_version version;
    } cases[] = {
        {"grafana/loki:2.9.8", VOCAB_PRODUCT_LOKI, VOCAB_VERSION(2, 9)},
        {"registry:5000/grafana/loki:2.9.8@sha256:abc", VOCAB_PRODUCT_LOKI, VOCAB_VERSION(2, 9)},
        {"quay.io/prometheus/node-exporter:v1.12.1", VOCAB_PRODUCT_NODE_EXPORTER, VOCAB_VERSION(1, 12)},
        {"grafana/loki:latest", VOCAB_PRODUCT_LOKI, OPEN},
        {"grafana/loki", VOCAB_PRODUCT_LOKI, OPEN},
        {"traefik:3.1", VOCAB_PRODUCT_TRAEFIK, VOCAB_VERSION(3, 1)},
        {"quay.io/coreos/etcd:v3.4.9", -1, OPEN},
        {"my/loki-proxy:1.0", -1, OPEN},
        {"", -1, OPEN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vocab_install install = {0};
        bool known = vocab_install_of_image(str_of(cases[i].image), &install);
        if (known != (cases[i].product >= 0))
            fail_msg("%s", cases[i].image);
        if (known && ((int)install.product != cases[i].product || install.low != cases[i].version ||
                      install.high != cases[i].version))
            fail_msg("%s: %u", cases[i].image, install.low);
    }
}

/* Loki was read at 2.6, 2.9, 3.0, 3.3 and 3.6; CoreDNS from 0.9 on as a whole. */
static void test_lacks(void **state) {
    (void)state;
    static const struct {
        enum vocab_product product;
        vocab_version low, high, since, until;
        enum vocab_lack lack;
    } cases[] = {
        {VOCAB_PRODUCT_LOKI, OPEN, VOCAB_VERSION(2, 6), VOCAB_VERSION(3, 0), OPEN, VOCAB_LACKS_YET},
        {VOCAB_PRODUCT_LOKI, OPEN, VOCAB_VERSION(2, 9), VOCAB_VERSION(3, 0), OPEN, VOCAB_LACKS_YET},
        {VOCAB_PRODUCT_LOKI, OPEN, VOCAB_VERSION(2, 8), VOCAB_VERSION(2, 9), OPEN, VOCAB_HAS},
        {VOCAB_PRODUCT_LOKI, OPEN, OPEN, VOCAB_VERSION(3, 0), OPEN, VOCAB_HAS},
        {VOCAB_PRODUCT_LOKI, VOCAB_VERSION(3, 0), OPEN, OPEN, VOCAB_VERSION(2, 9), VOCAB_LACKS_NOW},
        {VOCAB_PRODUCT_LOKI, VOCAB_VERSION(2, 8), OPEN, OPEN, VOCAB_VERSION(2, 6), VOCAB_HAS},
        {VOCAB_PRODUCT_COREDNS, VOCAB_VERSION(1, 10), VOCAB_VERSION(1, 10), VOCAB_VERSION(1, 11), OPEN,
         VOCAB_LACKS_YET},
        {VOCAB_PRODUCT_COREDNS, VOCAB_VERSION(1, 11), VOCAB_VERSION(1, 11), VOCAB_VERSION(1, 7), VOCAB_VERSION(1, 10),
         VOCAB_LACKS_NOW},
        {VOCAB_PRODUCT_COREDNS, VOCAB_VERSION(1, 8), VOCAB_VERSION(1, 8), VOCAB_VERSION(1, 7), VOCAB_VERSION(1, 10),
         VOCAB_HAS},
        {VOCAB_PRODUCT_COREDNS, VOCAB_VERSION(0, 9), VOCAB_VERSION(0, 9), VOCAB_VERSION(0, 9), OPEN, VOCAB_HAS},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct vocab_install install = {.product = cases[i].product, .low = cases[i].low, .high = cases[i].high};
        enum vocab_lack lack = vocab_install_lacks(&install, cases[i].since, cases[i].until);
        if (lack != cases[i].lack)
            fail_msg("case %zu: %d", i, (int)lack);
    }
}

static void test_settled(void **state) {
    (void)state;
    assert_true(vocab_version_is_settled(VOCAB_PRODUCT_KUBE_STATE_METRICS, VOCAB_VERSION(2, 0)));
    assert_false(vocab_version_is_settled(VOCAB_PRODUCT_KUBE_STATE_METRICS, VOCAB_VERSION(2, 3)));
    assert_false(vocab_version_is_settled(VOCAB_PRODUCT_KUBE_STATE_METRICS, VOCAB_VERSION_UNKNOWN));
    assert_false(vocab_version_is_settled(VOCAB_PRODUCT_MICROMETER, VOCAB_VERSION(1, 0)));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_charts), cmocka_unit_test(test_images),
                                       cmocka_unit_test(test_lacks), cmocka_unit_test(test_settled)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
