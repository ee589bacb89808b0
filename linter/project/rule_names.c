/* Which names the alerting and recording rules of the set define. */
#include "project/rule_names.h"

#include "text/suggest.h"

const struct named_rules *rule_names_add(struct rule_names *names, struct arena *arena, const struct rule_fact *rule) {
    if (rule->name.opaque) {
        names->open = true;
        return NULL;
    }
    struct named_rules *list = map_get(&names->rules, rule->name.text);
    if (!list) {
        list = arena_new(arena, struct named_rules);
        map_put(arena, &names->rules, rule->name.text, list);
        vec_push(arena, &names->names, rule->name.text);
    }
    vec_push(arena, &list->rules, rule);
    return list;
}

const struct named_rules *rule_names_find(const struct rule_names *names, str name) {
    return map_get(&names->rules, name);
}

str rule_names_nearest(const struct rule_names *names, str word) {
    size_t nearest = suggest_nearest(word, names->names.at, names->names.len);
    return nearest == SUGGEST_NONE ? (str){"", 0} : names->names.at[nearest];
}
