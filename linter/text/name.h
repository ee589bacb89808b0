/* Which names Prometheus and Kubernetes accept.
 *
 * Every check takes bad, which may be NULL: on refusal it is the offset of the first byte that is at fault, and the
 * length of the name when no single byte is (an empty name, one that is too long, or that lacks something). */
#ifndef MONLINT_TEXT_NAME_H
#define MONLINT_TEXT_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Prometheus' validation of metric and label names: UTF8 is the default since 3.0. */
enum name_scheme { NAME_LEGACY, NAME_UTF8 };

/* Legacy: [a-zA-Z_:][a-zA-Z0-9_:]*. UTF8: any non-empty UTF-8 text (prometheus/common model). */
bool name_metric_valid(str name, enum name_scheme scheme, size_t *bad);

/* Legacy: [a-zA-Z_][a-zA-Z0-9_]*. UTF8: any non-empty UTF-8 text. */
bool name_label_valid(str name, enum name_scheme scheme, size_t *bad);

/* A metric name without braces, which a recording rule may not contain in either scheme (rulefmt, Prometheus 3.14). */
bool name_record_valid(str name, enum name_scheme scheme, size_t *bad);

/* A DNS label (RFC 1123), 1 to 63 bytes: names of namespaces and Service ports. */
bool name_dns_label(str name, size_t *bad);

/* DNS labels joined by dots, 1 to 253 bytes: names of most Kubernetes objects. */
bool name_dns_subdomain(str name, size_t *bad);

/* An IANA service name: 1 to 15 of [a-z0-9-], at least one letter, no hyphen at an edge or beside another. Container
 * port names and a targetPort that is a string. */
bool name_iana_service(str name, size_t *bad);

/* A Kubernetes label key: up to 63 of [A-Za-z0-9_.-], alphanumeric at both ends, perhaps behind a DNS subdomain and a
 * slash. */
bool name_kubernetes_key(str key, size_t *bad);

/* A Kubernetes label value: empty, or as the name part of a key. */
bool name_kubernetes_value(str value, size_t *bad);

#endif
