/* What monitors select: Services, and pods. */
#ifndef MONLINT_PROJECT_WIRING_H
#define MONLINT_PROJECT_WIRING_H

#include "project/project.h"

/* A Service, or the pods of a workload, as a monitor sees it. */
struct target {
    const struct object_fact *object;
    const struct service_fact *service;   /* NULL: pods */
    const struct workload_fact *workload; /* NULL: a Service */
    struct labels_fact labels;            /* as they are applied: kustomize.h */
    bool ports_open;                      /* more of them may be patched in */
    str namespace;                        /* empty: not known before it is deployed */
};

struct target_list {
    VEC(const struct target *) targets;
};

/* Lists of targets in file order. A key is made by wiring_bucket; which keys there are: enum bucket. */
struct wiring {
    VEC(struct target) services, pods;
    struct map buckets; /* -> struct target_list */
};

enum bucket {
    BUCKET_ALL = 'a',      /* every target */
    BUCKET_UNKNOWN = 'u',  /* those with a label that nobody knows before they are deployed */
    BUCKET_LABEL = 'l',    /* by label and value */
    BUCKET_VALUE = 'v',    /* by value of any label */
    BUCKET_SELECTOR = 's', /* Services by an entry of spec.selector */
    BUCKET_NAME = 'n',     /* by name, and by what follows each hyphen in it */
};

/* For every namespace together. */
#define WIRING_ANYWHERE STR("*")

const struct wiring *wiring_index(struct project *project);

/* The targets of a kind under a key, in this namespace: "" for those whose namespace is unknown, WIRING_ANYWHERE for
 * all. `arena` takes the text of the key. NULL if there are none. */
const struct target_list *wiring_find(const struct wiring *wiring, struct arena *arena, bool pods, enum bucket bucket,
                                      str namespace, str key, str value);

/* Where a monitor looks: anywhere, or in these namespaces (and in what has none yet). */
struct scope {
    bool anywhere;
    bool unsure; /* anywhere, because the namespace is set at deploy time */
    const str *namespaces;
    size_t count;
};

struct scope monitor_scope(const struct project *project, struct arena *arena, const struct monitor_fact *monitor);

enum scope_fit { FIT_OUTSIDE, FIT_UNKNOWN, FIT_INSIDE };
enum scope_fit scope_fits(const struct scope *scope, const struct target *target);

/* Calls visit for each target in the monitor's namespaces that its selector takes or may take, until it returns
 * false. False if there are too many to look at them all: what was not visited may be taken too. (200 targets are
 * looked at in any case, and 4,000,000 for all monitors together.) */
typedef bool (*target_visit)(void *context, const struct target *target, enum match match);
bool wiring_visit(const struct project *project, struct arena *arena, const struct monitor_fact *monitor,
                  target_visit visit, void *context);

/* What it costs to hold a selector against labels: 1 for those that people write. */
size_t wiring_cost(const struct selector_fact *selector, const struct labels_fact *labels);

/* Whether the monitor selects anything of the set; unknown where there are too many targets. */
enum match monitor_selects(const struct project *project, struct arena *arena, const struct monitor_fact *monitor);

/* For messages: "app: web, tier: front", cut after six; "no labels" of none. */
str labels_text(struct arena *arena, const struct labels_fact *labels);

/* "web"; of an object whose name nobody knows before it is deployed "the Service in svc.yaml". */
str object_name(struct arena *arena, const struct object_fact *object);

/* "Service web", or as above. */
str object_title(struct arena *arena, const struct object_fact *object);

/* "app: web", "app in (a, b)", "a label app". */
str requirement_text(struct arena *arena, const struct requirement *requirement);

/* The value that is asked for, or the key where none is. */
place requirement_place(const struct requirement *requirement);

/* The first requirement that the labels do not meet, or NULL. */
const struct requirement *requirement_unmet(const struct selector_fact *selector, const struct labels_fact *labels);

/* The labels of an object where its labels are written; else its name. */
place labels_place(const struct object_fact *object, const struct labels_fact *labels);

/* True where the cluster or an operator makes what the monitor selects, so that no file shows it. */
bool monitor_selects_made_ones(const struct monitor_fact *monitor);

#endif
