/* Names of software that people monitor, for "does this alert speak of one product".
 *
 * Only names that are no common words: "vault" and "consul" are in the list, "node" and "registry" are not. Prometheus
 * and Kubernetes are left out, since alerts about all targets of one are named after them. Collected on 2026-11-22 from
 * the lists of exporters and mixins of the Prometheus and Grafana projects. */
#ifndef MONLINT_VOCAB_SOFTWARE_H
#define MONLINT_VOCAB_SOFTWARE_H

#include "base/str.h"

/* The first name of the list that the text has as a whole word, in small letters; empty: none. Of the text 4,096 bytes
 * are looked at. */
str vocab_software_in(str text);

#endif
