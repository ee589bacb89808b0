/* One list of all names, searched by value: it is short, and asked only for what a person wrote. */
#include "cli/names.h"

#include "text/suggest.h"

static bool contains(const str *names, size_t count, str name) {
    for (size_t i = 0; i < count; i++)
        if (str_equal(names[i], name))
            return true;
    return false;
}

void names_init(struct names *names, struct arena *arena, struct rule_list rules) {
    str *all = arena_array(arena, str, 2 * rules.len + CATEGORY_META + 1);
    size_t count = 0;
    for (size_t i = 0; i < rules.len; i++)
        all[count++] = str_of(rules.at[i].rule->id);
    for (size_t i = 0; i < rules.len; i++)
        if (!contains(all, count, str_of(rules.at[i].family)))
            all[count++] = str_of(rules.at[i].family);
    for (int category = CATEGORY_REFUSED; category <= CATEGORY_META; category++)
        if (!contains(all, count, str_of(category_name((enum category)category))))
            all[count++] = str_of(category_name((enum category)category));
    *names = (struct names){rules, all, count};
}

static str nearest_of(const str *names, size_t count, str name) {
    size_t nearest = suggest_nearest(name, names, count);
    return nearest == SUGGEST_NONE ? (str){NULL, 0} : names[nearest];
}

bool names_known(void *context, str name, str *nearest) {
    const struct names *names = context;
    *nearest = (str){NULL, 0};
    if (contains(names->all, names->count, name))
        return true;
    *nearest = nearest_of(names->all, names->count, name);
    return false;
}

const struct rule_entry *names_rule(const struct names *names, str id, str *nearest) {
    *nearest = (str){NULL, 0};
    for (size_t i = 0; i < names->rules.len; i++)
        if (str_equal(names->all[i], id))
            return &names->rules.at[i];
    *nearest = nearest_of(names->all, names->rules.len, id);
    return NULL;
}
