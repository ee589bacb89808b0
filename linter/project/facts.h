/* What a walk leaves behind: typed arrays, each fact with its place. Only facts cross file borders.
 *
 * All of a file's facts, and all that they point to, live in the file's arena; none points into another file. What is
 * copied from a tree is copied by the collector, since trees are gone when the files are joined. */
#ifndef MONLINT_PROJECT_FACTS_H
#define MONLINT_PROJECT_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "project/expression.h"
#include "project/templated.h"
#include "schema/resource.h"
#include "text/source.h"
#include "vocab/install.h"

/* A text and where it stands; ptr NULL: absent. A text that a template's action touches is `opaque`: its value is
 * unknown. */
struct text_fact {
    str text;
    place at;
    bool opaque;
};

struct label_pair {
    struct text_fact name, value;
    const struct templated *templated; /* of an alert's label or annotation that is known; else NULL */
};

struct labels_fact {
    const struct label_pair *at;
    size_t len;
    bool present; /* the key is there, even if empty */
    bool open;    /* more may come from a template or a generator: absence proves nothing */
    place where;  /* the mapping, or, where it is absent, what would hold it */
};

enum selector_operator { SELECTOR_IN, SELECTOR_NOT_IN, SELECTOR_EXISTS, SELECTOR_DOES_NOT_EXIST, SELECTOR_UNKNOWN };

/* One requirement of a label selector; matchLabels become SELECTOR_IN of one value. */
struct requirement {
    struct text_fact key;
    enum selector_operator operator;
    const struct text_fact *values;
    size_t value_count;
    bool from_labels; /* written under matchLabels */
};

struct selector_fact {
    bool present; /* the key is there and not null */
    bool opaque;  /* a template's action touches it: nothing is known */
    const struct requirement *at;
    size_t len;  /* 0 and present: {} selects all */
    place where; /* value of the key, or of what lacks it */
};

/* What every object of Kubernetes has. */
struct object_fact {
    const struct resource *resource; /* NULL: a kind of others */
    struct text_fact api_version, kind, name, namespace;
    struct labels_fact labels;
    place where;       /* the object's first byte to its last */
    bool template;     /* read from a chart's template */
    uint32_t document; /* index in its file */
};

struct service_port_fact {
    struct text_fact name, number, target;
    place where;
};

struct service_fact {
    struct object_fact object;
    struct labels_fact selector;
    struct text_fact type, cluster_ip;
    const struct service_port_fact *ports;
    size_t port_count;
    bool ports_open; /* a template makes more of them */
};

struct container_port_fact {
    struct text_fact name, number;
    place where;
};

struct container_fact {
    struct text_fact name, image, cpu_limit, memory_limit;
    const struct container_port_fact *ports;
    size_t port_count;
    bool init;
    bool open;        /* a template makes more of its ports */
    bool limits_open; /* a template may set limits */
};

struct workload_fact {
    struct object_fact object;
    struct labels_fact pod_labels;
    const struct container_fact *containers;
    size_t container_count;
    struct text_fact replicas;
    const struct text_fact *claims; /* names of volumeClaimTemplates */
    size_t claim_count;
};

/* A HorizontalPodAutoscaler. */
struct autoscaler_fact {
    struct object_fact object;
    struct text_fact target_kind, target_name, most;
};

struct endpoint_fact {
    struct text_fact port, target_port, port_number, path, interval, timeout;
    place where;
};

struct monitor_fact {
    struct object_fact object;
    bool pods; /* a PodMonitor */
    struct selector_fact selector;
    bool any_namespace;
    const struct text_fact *namespaces; /* matchNames */
    size_t namespace_count;
    bool namespaces_opaque;
    struct text_fact job_label;
    const struct endpoint_fact *endpoints;
    size_t endpoint_count;
};

/* An interval and timeout of a chart's serviceMonitor settings, and the labels it puts on the object. */
struct fragment_fact {
    struct text_fact enabled, interval, timeout;
    struct labels_fact labels;
    place where;
    const char *chart;
};

enum selected_kind {
    SELECTED_SERVICE_MONITOR,
    SELECTED_POD_MONITOR,
    SELECTED_PROBE,
    SELECTED_SCRAPE_CONFIG,
    SELECTED_RULE,
    SELECTED_KINDS
};

/* A Prometheus that selects monitors and rules: a custom resource, or kube-prometheus-stack's values. */
struct prometheus_fact {
    struct object_fact object; /* of values: the name and namespace are unknown */
    bool values;
    bool of_dependency; /* of values: in the section of a chart that the file's own chart depends on */
    bool ruler;         /* a ThanosRuler: only rules */
    struct selector_fact selectors[SELECTED_KINDS];
    struct selector_fact namespaces[SELECTED_KINDS];
    bool nil_uses_release[SELECTED_KINDS]; /* of values: an empty selector becomes release: <release name> */
    struct text_fact scrape_interval, scrape_timeout, evaluation_interval, version, retention;
    place where;
};

struct namespace_fact {
    struct object_fact object;
};

/* A group of rules: of a PrometheusRule, a rule file, or values. */
struct group_fact {
    struct text_fact name, interval;
    struct labels_fact labels;
    place where;
    uint32_t object; /* index into objects, or NO_FACT: a plain rule file or values */
    enum dialect dialect;
};

#define NO_FACT UINT32_MAX

enum rule_kind { RULE_KIND_ALERT, RULE_KIND_RECORD };

struct rule_fact {
    enum rule_kind kind;
    struct text_fact name, expr, for_, keep_firing_for;
    struct labels_fact labels, annotations;
    uint32_t group; /* index into groups, or NO_FACT for a bare list of rules */
    place where;
    uint32_t branch; /* of a template, that it stands in; 0: none */
    enum dialect dialect;
    const struct expression *expression; /* NULL: not PromQL, or hidden by a template */
};

/* A setting that a chart's values hold. */
struct values_fact {
    const char *chart; /* NULL: unknown */
    struct text_fact enabled, image_tag, cpu_limit, memory_limit;
    struct labels_fact labels;
    str section; /* dotted path in the file, empty for the root */
    place where;
};

/* What a chart's values say of one of the chart's parts, which runs as pods of their own. A fact speaks of its limits,
 * of its volume, or of its autoscaler. */
struct component_fact {
    str name;           /* in kebab case: the chart's name, or the key that holds the settings; empty: unknown */
    str outer;          /* the outermost key of the values, in kebab case; empty at the root */
    str chart;          /* whose values they are; empty: unknown */
    bool of_dependency; /* in the section of another chart */
    bool off;           /* it, or what it belongs to, is switched off */
    bool has_limits;    /* resources is stated: a limit that is not there does not exist */
    bool has_volume;    /* persistence is stated */
    bool is_persistent; /* persistence is not surely off */
    bool has_scaling;   /* autoscaling is stated; most is there where it is surely on */
    struct text_fact cpu_limit, memory_limit, persistence, most;
    place where;
};

/* What Kustomize, or Flux in its place, does to the objects of other files. */
struct kustomization_fact {
    str folder;       /* that the paths below start from */
    bool from_root;   /* of Flux: the paths start at a root that the files do not name */
    const str *paths; /* files and folders that it takes in, as written */
    size_t path_count;
    const str *patches; /* files that hold parts of objects */
    size_t patch_count;
    const str *label_keys; /* labels that it sets */
    size_t label_count;
    bool any_labels; /* patches, components or transformers may set any */
    bool any_limits; /* and limits of containers, or of autoscalers */
    bool namespace;  /* sets the namespace */
};

/* Something that installs a known product: a chart's values or release, the image of a container. */
struct install_fact {
    struct vocab_install install;
    place at;
    str what; /* "loki-stack", "grafana/loki:2.9.8" */
};

/* A Chart.yaml: the folder is a chart. */
struct chart_fact {
    str folder;
};

/* All facts of one file. */
struct facts {
    struct arena *arena;
    VEC(struct object_fact) objects; /* every object of Kubernetes, known kind or not */
    VEC(struct service_fact) services;
    VEC(struct workload_fact) workloads;
    VEC(struct monitor_fact) monitors;
    VEC(struct fragment_fact) fragments;
    VEC(struct prometheus_fact) prometheuses;
    VEC(struct namespace_fact) namespaces;
    VEC(struct group_fact) groups;
    VEC(struct rule_fact) rules;
    VEC(struct values_fact) values;
    VEC(struct component_fact) components;
    VEC(struct autoscaler_fact) autoscalers;
    VEC(struct kustomization_fact) kustomizations;
    VEC(struct chart_fact) charts;
    VEC(struct install_fact) installs;
};

#endif
