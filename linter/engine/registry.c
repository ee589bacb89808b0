/* From a list of rules to tables of subscriptions. */
#include "engine/registry.h"

#include "config/select.h"

typedef VEC(const struct active_rule *) active_vec;

static void subscribe(struct arena *arena, active_vec *lists, const struct active_rule *active, size_t topic) {
    vec_push(arena, &lists[topic], active);
}

static struct active_list finished(const active_vec *list) {
    return (struct active_list){list->at, list->len};
}

/* What the settings say does not depend on the default if they say anything. */
static const struct active_rule *activate(struct arena *arena, const struct rule_entry *entry,
                                          const struct config *config) {
    const struct rule *rule = entry->rule;
    str id = str_of(rule->id), category = str_of(category_name(rule->category)), family = str_of(entry->family);
    struct active_rule *active = arena_new(arena, struct active_rule);
    active->rule = rule;
    active->severity = config_severity(config, id, category, family, rule->severity);
    active->severity_set = config_severity(config, id, category, family, SEVERITY_INFO) ==
                           config_severity(config, id, category, family, SEVERITY_ERROR);
    return active;
}

struct registry *registry_build(struct arena *arena, const struct rule_entry *rules, size_t count,
                                const struct config *config) {
    struct registry *registry = arena_new(arena, struct registry);
    active_vec *roles = arena_array(arena, active_vec, ROLE_COUNT);
    active_vec *violations = arena_array(arena, active_vec, VIOLATION_COUNT);
    active_vec *expressions = arena_new(arena, active_vec);
    active_vec *views = arena_new(arena, active_vec), *sweeps = arena_new(arena, active_vec);
    active_vec *documents = arena_new(arena, active_vec), *projects = arena_new(arena, active_vec);
    for (size_t i = 0; i < count; i++) {
        const struct rule *rule = rules[i].rule;
        str id = str_of(rule->id);
        map_put(arena, &registry->ids, id, arena_new(arena, bool));
        if (!rule_enabled(config, id, str_of(category_name(rule->category)), str_of(rules[i].family)))
            continue;
        const struct active_rule *active = activate(arena, &rules[i], config);
        registry->reads[rule->reads] = true;
        map_put(arena, &registry->by_id, id, (void *)active);
        for (const enum role *role = rule->roles; role && *role != ROLE_NONE; role++)
            subscribe(arena, roles, active, *role);
        for (const enum violation_kind *kind = rule->violations; kind && *kind != VIOLATION_COUNT; kind++)
            subscribe(arena, violations, active, *kind);
        if (rule->expression)
            subscribe(arena, expressions, active, 0);
        if (rule->document)
            subscribe(arena, documents, active, 0);
        if (rule->rule)
            subscribe(arena, views, active, 0);
        if (rule->visit)
            subscribe(arena, sweeps, active, 0);
        if (rule->project)
            subscribe(arena, projects, active, 0);
    }
    for (size_t i = 0; i < ROLE_COUNT; i++)
        registry->by_role[i] = finished(&roles[i]);
    for (size_t i = 0; i < VIOLATION_COUNT; i++)
        registry->by_violation[i] = finished(&violations[i]);
    registry->expressions = finished(expressions);
    registry->views = finished(views);
    registry->sweeps = finished(sweeps);
    registry->documents = finished(documents);
    registry->projects = finished(projects);
    if (!registry->reads[READS_RECORDS] && !registry->reads[READS_STRUCTURE])
        registry->reads[READS_LANGUAGES] = true; /* nothing narrows what is wanted: facts may be */
    return registry;
}
