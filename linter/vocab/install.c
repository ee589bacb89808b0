/* Charts and images by name; the versions that were read of a product as vocab_product_versions() lists them. */
#include "vocab/install.h"

struct chart_row {
    const char *chart;
    unsigned char from, to; /* major versions of the chart */
    enum vocab_product product;
    vocab_version low, high;
    const char *label;
};

static const struct chart_row charts[] = {
    {"loki-stack", 0, 254, VOCAB_PRODUCT_LOKI, VOCAB_VERSION_UNKNOWN, VOCAB_VERSION(2, 6), "app"},
    {"loki", 0, 2, VOCAB_PRODUCT_LOKI, VOCAB_VERSION_UNKNOWN, VOCAB_VERSION(2, 6), "app"},
    {"loki", 3, 5, VOCAB_PRODUCT_LOKI, VOCAB_VERSION_UNKNOWN, VOCAB_VERSION(2, 9), "app.kubernetes.io/name"},
    {"loki", 6, 254, VOCAB_PRODUCT_LOKI, VOCAB_VERSION(3, 0), VOCAB_VERSION_UNKNOWN, "app.kubernetes.io/name"},
    {"loki-distributed", 0, 254, VOCAB_PRODUCT_LOKI, VOCAB_VERSION_UNKNOWN, VOCAB_VERSION(2, 9),
     "app.kubernetes.io/name"},
    {"loki-simple-scalable", 0, 254, VOCAB_PRODUCT_LOKI, VOCAB_VERSION_UNKNOWN, VOCAB_VERSION(2, 6),
     "app.kubernetes.io/name"},
};

/* The last part of the image's name. Left out are images whose tag is not the version of what makes the metrics
 * (dcgm-exporter), and those of which clusters have another one that no file shows (etcd, coredns). */
static const struct {
    const char *image;
    enum vocab_product product;
} images[] = {
    {"alertmanager", VOCAB_PRODUCT_ALERTMANAGER},
    {"argocd", VOCAB_PRODUCT_ARGO_CD},
    {"blackbox-exporter", VOCAB_PRODUCT_BLACKBOX_EXPORTER},
    {"cert-manager-controller", VOCAB_PRODUCT_CERT_MANAGER},
    {"elasticsearch-exporter", VOCAB_PRODUCT_ELASTICSEARCH_EXPORTER},
    {"elasticsearch_exporter", VOCAB_PRODUCT_ELASTICSEARCH_EXPORTER},
    {"kafka-exporter", VOCAB_PRODUCT_KAFKA_EXPORTER},
    {"keda", VOCAB_PRODUCT_KEDA},
    {"kube-state-metrics", VOCAB_PRODUCT_KUBE_STATE_METRICS},
    {"loki", VOCAB_PRODUCT_LOKI},
    {"metrics-server", VOCAB_PRODUCT_METRICS_SERVER},
    {"mysqld-exporter", VOCAB_PRODUCT_MYSQLD_EXPORTER},
    {"node-exporter", VOCAB_PRODUCT_NODE_EXPORTER},
    {"postgres-exporter", VOCAB_PRODUCT_POSTGRES_EXPORTER},
    {"postgres_exporter", VOCAB_PRODUCT_POSTGRES_EXPORTER},
    {"prometheus-operator", VOCAB_PRODUCT_PROMETHEUS_OPERATOR},
    {"redis_exporter", VOCAB_PRODUCT_REDIS_EXPORTER},
    {"traefik", VOCAB_PRODUCT_TRAEFIK},
    {"velero", VOCAB_PRODUCT_VELERO},
};

/* Releases that are at least four years old: kube-state-metrics 2.0 (Mar 2021), node_exporter 1.0 (May 2020),
 * Kubernetes 1.22 (Aug 2021), CoreDNS 1.7 (Jun 2020), Prometheus 2.23 (Nov 2020), Argo CD 2.0 (Apr 2021),
 * metrics-server 0.4 (Nov 2020), etcd 3.4 (Aug 2019), prometheus-operator 0.43 (Oct 2020), mysqld_exporter 0.13 (May
 * 2021), Traefik 2.0 (Sep 2019), ingress-nginx 1.0 (Aug 2021), cert-manager 1.0 (Sep 2020). */
static const struct {
    enum vocab_product product;
    vocab_version version;
} settled[] = {
    {VOCAB_PRODUCT_KUBE_STATE_METRICS, VOCAB_VERSION(2, 0)},
    {VOCAB_PRODUCT_NODE_EXPORTER, VOCAB_VERSION(1, 0)},
    {VOCAB_PRODUCT_KUBERNETES, VOCAB_VERSION(1, 22)},
    {VOCAB_PRODUCT_COREDNS, VOCAB_VERSION(1, 7)},
    {VOCAB_PRODUCT_PROMETHEUS, VOCAB_VERSION(2, 23)},
    {VOCAB_PRODUCT_ARGO_CD, VOCAB_VERSION(2, 0)},
    {VOCAB_PRODUCT_METRICS_SERVER, VOCAB_VERSION(0, 4)},
    {VOCAB_PRODUCT_ETCD, VOCAB_VERSION(3, 4)},
    {VOCAB_PRODUCT_PROMETHEUS_OPERATOR, VOCAB_VERSION(0, 43)},
    {VOCAB_PRODUCT_MYSQLD_EXPORTER, VOCAB_VERSION(0, 13)},
    {VOCAB_PRODUCT_TRAEFIK, VOCAB_VERSION(2, 0)},
    {VOCAB_PRODUCT_INGRESS_NGINX, VOCAB_VERSION(1, 0)},
    {VOCAB_PRODUCT_CERT_MANAGER, VOCAB_VERSION(1, 0)},
};

enum { ANY_MAJOR = 255 };

/* "6.6.2", "v6", "^6.0", "~6.1"; ANY_MAJOR for what leaves the major version open. */
static unsigned major_of(str version) {
    unsigned long long major;
    while (version.len && (version.ptr[0] == '^' || version.ptr[0] == '~' || version.ptr[0] == 'v'))
        version = str_slice(version, 1, version.len);
    str first = str_split(&version, '.');
    return str_to_unsigned(first, &major) && major < ANY_MAJOR ? (unsigned)major : ANY_MAJOR;
}

static bool covers(const struct chart_row *row, unsigned major) {
    return major == ANY_MAJOR || (major >= row->from && major <= row->to);
}

static void widen(struct vocab_install *install, const struct chart_row *row) {
    if (row->low < install->low)
        install->low = row->low;
    if (install->high != VOCAB_VERSION_UNKNOWN && (row->high == VOCAB_VERSION_UNKNOWN || row->high > install->high))
        install->high = row->high;
    if (!str_is(install->label, row->label))
        install->label = STR("");
}

bool vocab_install_of_chart(str chart, str chart_version, struct vocab_install *install) {
    bool found = false;
    unsigned major = major_of(chart_version);
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++) {
        const struct chart_row *row = &charts[i];
        if (!str_is(chart, row->chart) || !covers(row, major))
            continue;
        if (found)
            widen(install, row);
        else
            *install = (struct vocab_install){row->product, row->low, row->high, str_of(row->label)};
        found = true;
    }
    return found;
}

void vocab_install_set_tag(struct vocab_install *install, str tag) {
    vocab_version version;
    install->low = install->high = VOCAB_VERSION_UNKNOWN;
    if (vocab_version_parse(tag, &version))
        install->low = install->high = version;
}

bool vocab_install_of_image(str image, struct vocab_install *install) {
    size_t start = image.len;
    while (start > 0 && image.ptr[start - 1] != '/')
        start--;
    str name = str_slice(image, start, image.len);
    name = str_slice(name, 0, str_find_byte(name, '@'));
    size_t colon = str_find_byte(name, ':');
    str tag = colon < name.len ? str_slice(name, colon + 1, name.len) : STR("");
    name = str_slice(name, 0, colon);
    for (size_t i = 0; i < sizeof images / sizeof *images; i++) {
        if (!str_is(name, images[i].image))
            continue;
        *install = (struct vocab_install){.product = images[i].product};
        vocab_install_set_tag(install, tag);
        return true;
    }
    return false;
}

/* The nearest version below (or above) that was read; UNKNOWN if there is none. A range "0.4..1.12" was read as a
 * whole, so that the version itself is as good. */
static vocab_version read_beside(str versions, vocab_version version, bool below) {
    vocab_version best = VOCAB_VERSION_UNKNOWN, at;
    if (str_contains(versions, STR(".."))) {
        str oldest = str_slice(versions, 0, str_find(versions, STR("..")));
        bool read = vocab_version_parse(str_trim(oldest), &at) && at < version;
        return !below ? (vocab_version)(version + 1) : read ? (vocab_version)(version - 1) : VOCAB_VERSION_UNKNOWN;
    }
    while (versions.ptr && versions.len) {
        if (!vocab_version_parse(str_trim(str_split(&versions, ',')), &at))
            continue;
        if (below ? at < version && at > best : at > version && (best == VOCAB_VERSION_UNKNOWN || at < best))
            best = at;
    }
    return best;
}

enum vocab_lack vocab_install_lacks(const struct vocab_install *install, vocab_version since, vocab_version until) {
    str versions = vocab_product_versions(install->product);
    if (since != VOCAB_VERSION_UNKNOWN && since != VOCAB_VERSION_NEXT && install->high != VOCAB_VERSION_UNKNOWN) {
        vocab_version without = read_beside(versions, since, true);
        if (without != VOCAB_VERSION_UNKNOWN && install->high <= without)
            return VOCAB_LACKS_YET;
    }
    if (until != VOCAB_VERSION_UNKNOWN && install->low != VOCAB_VERSION_UNKNOWN) {
        vocab_version without = read_beside(versions, until, false);
        if (without != VOCAB_VERSION_UNKNOWN && install->low >= without)
            return VOCAB_LACKS_NOW;
    }
    return VOCAB_HAS;
}

bool vocab_version_is_settled(enum vocab_product product, vocab_version version) {
    for (size_t i = 0; i < sizeof settled / sizeof *settled; i++)
        if (settled[i].product == product)
            return version != VOCAB_VERSION_UNKNOWN && version <= settled[i].version;
    return false;
}
