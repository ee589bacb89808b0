/* The facts of all files of a run, indexed: what project rules ask. */
#ifndef MONLINT_PROJECT_PROJECT_H
#define MONLINT_PROJECT_PROJECT_H

#include "config/config.h"
#include "base/map.h"
#include "project/facts.h"

/* What the files of a run are. */
struct world {
    bool whole;  /* directories were read, so that near misses can be seen; false: some files only */
    bool closed; /* what is not in the files does not exist */
};

struct project;

/* One alerting or recording rule in the join. */
struct rule_view {
    const struct project *project;
    const struct rule_fact *rule;
    const struct group_fact *group;      /* NULL: a bare list of rules */
    const struct expression *expression; /* valid PromQL, or NULL: hidden, invalid or not PromQL */
};

struct project {
    struct world world;
    const struct config *config;
    struct arena *arena;

    const struct facts *const *files; /* in path order */
    size_t file_count;

    /* All facts of a kind in file order. */
    VEC(const struct object_fact *) objects;
    VEC(const struct service_fact *) services;
    VEC(const struct workload_fact *) workloads;
    VEC(const struct monitor_fact *) monitors;
    VEC(const struct fragment_fact *) fragments;
    VEC(const struct prometheus_fact *) prometheuses;
    VEC(const struct namespace_fact *) namespaces;
    VEC(const struct group_fact *) groups;
    VEC(const struct rule_fact *) rules;
    VEC(const struct values_fact *) values;

    struct map services_by_namespace; /* namespace -> struct service_list */
    struct map services_by_label;     /* "key\0value" -> struct service_list */
};

struct service_list {
    VEC(const struct service_fact *) services;
};

/* Builds the index; facts outlive it. */
void project_index(struct project *project, struct arena *arena, const struct config *config, struct world world,
                   const struct facts *const *files, size_t count);

/* Does a set of labels meet a selector? MATCH_UNKNOWN where a template hides what decides. */
enum match { MATCH_NO, MATCH_YES, MATCH_UNKNOWN };
enum match selector_match(const struct selector_fact *selector, const struct labels_fact *labels);

enum match requirement_match(const struct requirement *requirement, const struct labels_fact *labels);

/* The key of services_by_label. */
str label_key(struct arena *arena, str name, str value);

/* The value of a label; NULL if absent. */
const struct label_fact *labels_find(const struct labels_fact *labels, str name);

/* The group of a rule; NULL for one in a bare list. */
const struct group_fact *rule_group(const struct project *project, const struct rule_fact *rule);

/* Are two objects variants of one thing: equal kind, namespace and name? Variants are never compared with each
 * other. */
bool objects_are_variants(const struct object_fact *a, const struct object_fact *b);

/* The part of a path that names the thing without its variant: "deploy/overlays/prod/x.yaml" and
 * "deploy/overlays/dev/x.yaml" give the same. */
str path_family(struct arena *arena, str path);

#endif
