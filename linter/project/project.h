/* The facts of all files of a run, indexed: what project rules ask. */
#ifndef MONLINT_PROJECT_PROJECT_H
#define MONLINT_PROJECT_PROJECT_H

#include "config/config.h"
#include "base/map.h"
#include "project/facts.h"
#include "project/rule_names.h"
#include "project/checkout.h"

struct kustomize;
struct wiring;
struct unmatched_list;
struct allowances;
struct known_interval;

/* What the files of a run are. */
struct world {
    bool whole;  /* directories were read, so that near misses can be seen; false: some files only */
    bool closed; /* what is not in the files does not exist */
    const struct checkouts *checkouts; /* the checkouts around the files; NULL: not known */
};

struct project;
struct rule_memo;

/* One alerting or recording rule in the join. */
struct rule_view {
    const struct project *project;
    const struct rule_fact *rule;
    const struct group_fact *group; /* NULL: a bare list of rules */
    const struct named_rules
        *namesakes; /* rules of its name and kind, it among them; NULL: a template hides the name */
    const struct expression *expression; /* valid PromQL, or NULL: hidden, invalid or not PromQL */
    const struct rule_flow *flow;        /* of the expression; NULL without one (project/flow.h) */
    struct rule_memo *memo;              /* what rules have asked so far (project/rule_memo.h) */
};

struct project {
    struct world world;
    const struct config *config;
    struct arena *arena;

    const struct facts *const *files; /* in path order */
    size_t file_count;
    str common; /* the folder above all objects and values */

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
    VEC(const struct component_fact *) components;
    VEC(const struct autoscaler_fact *) autoscalers;

    struct flow_index *flows; /* of all records; project/flow.h */
    VEC(const struct kustomization_fact *) kustomizations;
    VEC(const struct chart_fact *) charts;
    VEC(const struct install_fact *) installs;
    struct rule_names alerts, records;
    const struct named_rules **namesakes;   /* of each of the rules, as in struct rule_view */
    struct map *mostly_shared;              /* pairs of files, as found out so far: rule_identity.c */
    struct map jobs;                        /* name -> what intervals.c knows of the job */
    const struct known_interval *retention; /* the longest of all servers: intervals.h */

    const struct kustomize *kustomize; /* what is done to objects before they are applied: kustomize.h */
    const struct wiring *wiring;       /* what monitors select: wiring.h */

    const struct allowances *allowances; /* what pods can use at most: allowance.h */

    const struct unmatched_list *unmatched; /* monitors that select nothing: unmatched.h */
};

/* Builds the index; facts outlive it. */
void project_index(struct project *project, struct arena *arena, const struct config *config, struct world world,
                   const struct facts *const *files, size_t count);

/* Does a set of labels meet a selector? MATCH_UNKNOWN where a template hides what decides. */
enum match { MATCH_NO, MATCH_YES, MATCH_UNKNOWN };
enum match selector_match(const struct selector_fact *selector, const struct labels_fact *labels);

enum match requirement_match(const struct requirement *requirement, const struct labels_fact *labels);

/* True for a name or label value that nobody knows before it is deployed: a template's action touches it, or it holds
 * what no label or name can (${cluster}, <name>), so that something else is put in its place. */
bool text_is_unknown(const struct text_fact *text);

/* Where a part of the text stands; the whole, if it is not spelt in the file as it is read. */
place text_part(const struct text_fact *text, span part);

/* One key for a map of a name and a value. */
str label_key(struct arena *arena, str name, str value);

/* The value of a label; NULL if absent. */
const struct label_pair *labels_find(const struct labels_fact *labels, str name);

/* The group of a rule; NULL for one in a bare list. */
const struct group_fact *rule_group(const struct project *project, const struct rule_fact *rule);

/* Are two objects variants of one thing: equal kind, namespace and name? Variants are never compared with each
 * other. */
bool objects_are_variants(const struct object_fact *a, const struct object_fact *b);

/* Objects of which one variant at least has been noted: of equal kind, namespace and name, or of equal kind and name
 * in files of one family. */
struct variants {
    struct map by_name, by_path;
};

void variants_note(struct variants *variants, struct arena *arena, const struct object_fact *object);
bool variants_hold(const struct variants *variants, struct arena *arena, const struct object_fact *object);

/* The part of a path that names the thing without its variant: "deploy/overlays/prod/x.yaml" and
 * "deploy/overlays/dev/x.yaml" give the same. */
str path_family(struct arena *arena, str path);

/* Can what two files hold be applied to one cluster? Not what lies below different environments, nor an example and
 * what is in another folder. */
bool paths_may_meet(const struct project *project, str a, str b);

/* Cuts *common to the folder, with its last slash, that it shares with the path; ptr NULL: no path yet. */
void common_folder(str *common, str path);

#endif
