/* Which version of a product is installed, and what that says of a metric.
 *
 * Read on 2026-11-22 from: grafana/helm-charts @7a0ab96 and grafana-community/helm-charts @3386a11 (Chart.yaml and
 * values.yaml of loki, loki-stack, loki-distributed), and the release dates of the projects. */
#ifndef MONLINT_VOCAB_INSTALL_H
#define MONLINT_VOCAB_INSTALL_H

#include <stdbool.h>

#include "base/str.h"
#include "vocab/kinds.h"
#include "vocab/version.h"

struct vocab_install {
    enum vocab_product product;
    vocab_version low, high; /* UNKNOWN: open */
    str label; /* the label of the chart's Services that holds the product's name; empty: not known, or no chart */
};

/* What a release of this chart installs when no value asks for another version. chart_version may be empty: then
 * nothing but what all its versions have in common is said. False for a chart that is not known. */
bool vocab_install_of_chart(str chart, str chart_version, struct vocab_install *install);

/* What an image holds, "grafana/loki:2.9.8@sha256:…"; the versions are open where its tag is none. False for an image
 * that is not known. */
bool vocab_install_of_image(str image, struct vocab_install *install);

/* Narrows the versions to those of a tag, or widens them to all if it is none ("latest", "main-3f2a"). */
void vocab_install_set_tag(struct vocab_install *install, str tag);

/* Whether no version from low to high has what is there from since to until. Versions older than those that were read
 * (vocab_product_versions) may have it; between two that were read it may have come or gone at any time. */
enum vocab_lack { VOCAB_HAS, VOCAB_LACKS_YET, VOCAB_LACKS_NOW };
enum vocab_lack vocab_install_lacks(const struct vocab_install *install, vocab_version since, vocab_version until);

/* Whether the version came out so long ago that nobody who maintains his rules runs what was before it. */
bool vocab_version_is_settled(enum vocab_product product, vocab_version version);

#endif
