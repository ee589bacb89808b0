/* Which rules want to see what: tables built once from the rules that are switched on. */
#ifndef MONLINT_ENGINE_REGISTRY_H
#define MONLINT_ENGINE_REGISTRY_H

#include "engine/engine.h"

/* A rule that is on, and the severity that the configuration gives it. */
struct active_rule {
    const struct rule *rule;
    enum severity severity;
    bool severity_set; /* by the configuration: then nothing makes it milder */
};

struct active_list {
    const struct active_rule *const *at;
    size_t len;
};

struct registry {
    struct active_list by_role[ROLE_COUNT];
    struct active_list by_violation[VIOLATION_COUNT];
    struct active_list expressions, documents, views, sweeps, projects; /* sweeps: with begin and visit */
    bool reads[READS_ALONG + 1];                                        /* a rule that is on does */
    struct map by_id; /* id -> struct active_rule; only rules that are on */
    struct map ids;   /* id -> anything; all rules */
};

struct registry *registry_build(struct arena *arena, const struct rule_entry *rules, size_t count,
                                const struct config *config);

#endif
