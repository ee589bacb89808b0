/* Preparing an engine. */
#include "engine/engine.h"

#include "engine/registry.h"

void engine_init(struct engine *engine, struct arena *arena, const struct rule_entry *rules, size_t rule_count,
                 const struct config *config) {
    engine->rules = rules;
    engine->rule_count = rule_count;
    engine->config = config;
    engine->registry = registry_build(arena, rules, rule_count, config);
}
