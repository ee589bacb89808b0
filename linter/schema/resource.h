/* Which documents monlint knows, and who reads them. */
#ifndef MONLINT_SCHEMA_RESOURCE_H
#define MONLINT_SCHEMA_RESOURCE_H

#include <stdbool.h>

#include "schema/field.h"
#include "yaml/node.h"

/* Who reads the document decides what an unknown key, a duplicate or a number in place of a string does. */
enum reader {
    READER_API_SERVER, /* prunes unknown keys; the last duplicate wins; a number is no string */
    READER_PROMETHEUS, /* strict: unknown and duplicate keys are refused; any scalar is a string */
    READER_PROMTAIL,   /* strict; durations are Go's, a bare integer counts nanoseconds */
    READER_HELM,       /* values: takes anything; the last duplicate wins */
};

struct resource {
    const char *kind; /* "ServiceMonitor"; for documents without a kind what people call them: "rule file" */
    const char *const *api_versions; /* NULL-terminated, the current one first; NULL: the document has no kind */
    const struct table *table;       /* open but for metadata where a kind is known by name only */
    enum role role;                  /* of the root; ROLE_OBJECT if no rule needs its own */
    const struct field *row;         /* that the root is bound by: an object of that table and role */
    enum reader reader;
    bool namespaced;
    bool shared_kind; /* other groups have kinds of this name too */
};

/* The resources of the operator's groups and of the core kinds we read, NULL-terminated. */
extern const struct resource *const resources[];

/* The resource of this kind, whatever the apiVersion says; NULL for a kind of others. A kind whose name another group
 * also uses (Rule, Service of serving.knative.dev) is ours only with a group that we know or none. */
const struct resource *resource_find(str api_version, str kind);

/* True if the resource is served under this apiVersion. */
bool resource_serves(const struct resource *resource, str api_version);

extern const struct resource rule_file_resource; /* groups: of Prometheus */
extern const struct resource promtail_file_resource;
extern const struct resource values_resource; /* Helm values; the table depends on the chart */

enum dialect { DIALECT_PROMQL, DIALECT_LOGQL };

/* One document, as the walk and the rules see it. */
struct document {
    const struct resource *resource;
    const struct node *root;
    enum reader reader;
    enum dialect dialect;
    str api_version, kind, namespace, name; /* empty where absent */
    const char *chart;                      /* of values: the chart's name, or NULL if unknown */
    bool embedded;                          /* inside a scalar */
    bool template;                          /* a chart's template, actions blanked */
    uint32_t index;
};

/* What a file's path says before it is read. */
struct file_hint {
    str path;            /* of a document in a scalar: the scalar's key */
    bool chart_template; /* below templates/ of a folder with Chart.yaml */
    const char *chart;   /* name in a sibling Chart.yaml, or NULL */
};

/* Fills in what the document is; dialect, embedded, template and index are the caller's. False: none of ours (left to
 * others, counted as such); then resource is NULL, and what names an object of Kubernetes is filled in all the same. */
bool document_classify(struct document *document, const struct node *root, const struct file_hint *hint);

/* The row that the root is bound by; NULL without a resource. */
const struct field *document_root_field(const struct document *document);

/* The chart whose values a node of role VALUES or VALUES_CHART holds, or NULL. */
const char *values_chart(const struct document *document, const struct node *section);

#endif
