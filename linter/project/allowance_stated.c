/* Whether what values say of a chart's part holds wherever the part is deployed.
 *
 * Values of one environment say nothing of the others, which take what the chart does by default: no limit, a volume.
 * So each file of values that deploys the part must state it, or the file that all environments share. */
#include "project/allowance_internal.h"

enum { MOST_FILES = 256 }; /* that are compared; of more nothing is concluded */

/* True for a file that is of no environment. */
static bool is_shared(struct arena *arena, str path) {
    str family = path_family(arena, path);
    return family.len == path.len + 1 ? str_equal(str_slice(family, 1, family.len), path) : str_equal(family, path);
}

static bool is_stated_in(const struct allowance_list *list, const struct source *source) {
    for (size_t i = 0; i < list->entries.len; i++)
        if (list->entries.at[i].component->where.source == source)
            return true;
    return false;
}

static bool is_stated_for_all(struct arena *arena, const struct allowance_list *list, str family) {
    for (size_t i = 0; i < list->entries.len; i++) {
        str path = list->entries.at[i].component->where.source->path;
        if (str_equal(path_family(arena, path), family) && is_shared(arena, path))
            return true;
    }
    return false;
}

static bool is_off(const struct values_fact *values) {
    return str_equal(values->enabled.text, STR("false"));
}

static bool all_state(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                      const struct allowance_list *list, const struct allowance_list *values) {
    if (values && !allowance_may_look(project, values->entries.len * list->entries.len))
        return false;
    for (size_t i = 0; values && i < values->entries.len; i++) {
        const struct values_fact *fact = values->entries.at[i].values;
        str path = fact->where.source->path;
        if (!is_off(fact) && paths_may_meet(project, rule->where.source->path, path) &&
            !is_stated_in(list, fact->where.source) && !is_stated_for_all(arena, list, path_family(arena, path)))
            return false;
    }
    return true;
}

bool allowance_is_stated(const struct project *project, struct arena *arena, const struct rule_fact *rule,
                         const struct allowance_list *list, str name) {
    const struct allowance_list *sections = allowance_find(project, arena, ALLOWANCE_KEY_SECTION, name);
    if (list->entries.len > MOST_FILES || (sections && sections->entries.len > MOST_FILES))
        return false;
    if (!all_state(project, arena, rule, list, sections))
        return false;
    for (size_t i = 0; i < list->entries.len; i++) {
        str path = list->entries.at[i].component->where.source->path;
        if (is_shared(arena, path))
            continue;
        const struct allowance_list *family =
            allowance_find(project, arena, ALLOWANCE_KEY_FAMILY, path_family(arena, path));
        if ((family && family->entries.len > MOST_FILES) || !all_state(project, arena, rule, list, family))
            return false;
    }
    return true;
}
