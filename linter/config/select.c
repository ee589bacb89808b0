/* How exactly a name means a rule is a number: the greatest one decides. */
#include "config/select.h"

#include "config/options.h"

enum exactness { NOT_MEANT, BY_KIND, BY_ID };

struct identity {
    str id, category, family;
};

static enum exactness exactness(str name, const struct identity *rule) {
    if (str_equal(name, rule->id))
        return BY_ID;
    return str_equal(name, rule->category) || str_equal(name, rule->family) ? BY_KIND : NOT_MEANT;
}

static enum exactness exactness_in(const struct str_list *list, const struct identity *rule) {
    enum exactness most = NOT_MEANT;
    for (size_t i = 0; i < list->len && most < BY_ID; i++) {
        enum exactness here = exactness(list->at[i], rule);
        if (here > most)
            most = here;
    }
    return most;
}

/* The override that holds for the rule, or NULL. */
static const struct severity_override *find_override(const struct config *config, const struct identity *rule,
                                                     enum exactness *most) {
    const struct severity_override *best = NULL;
    *most = NOT_MEANT;
    for (size_t i = 0; i < config->severity_count; i++) {
        enum exactness here = exactness(config->severities[i].rule, rule);
        if (here == NOT_MEANT || here < *most)
            continue;
        best = &config->severities[i];
        *most = here;
    }
    return best;
}

bool rule_enabled(const struct config *config, str id, str category, str family) {
    const struct identity rule = {id, category, family};
    enum exactness selected = config->selected ? exactness_in(&config->select, &rule) : NOT_MEANT;
    if (config->selected && selected == NOT_MEANT)
        return false;
    enum exactness ignored = exactness_in(&config->ignore, &rule), overridden;
    const struct severity_override *override = find_override(config, &rule, &overridden);
    if (override && override->off && overridden > ignored)
        ignored = overridden;
    return ignored == NOT_MEANT || selected > ignored;
}

bool rule_named(const struct config *config, str id) {
    const struct identity rule = {id, STR(""), STR("")};
    if (config->selected && exactness_in(&config->select, &rule) == BY_ID)
        return true;
    enum exactness overridden;
    const struct severity_override *override = find_override(config, &rule, &overridden);
    return override && overridden == BY_ID && !override->off;
}

enum severity config_severity(const struct config *config, str id, str category, str family, enum severity initial) {
    const struct identity rule = {id, category, family};
    enum exactness overridden;
    const struct severity_override *override = find_override(config, &rule, &overridden);
    return override && !override->off ? override->severity : initial;
}

bool severity_override_parse(str text, struct severity_override *override) {
    const struct option *option = option_find(NULL, STR("severity"));
    for (size_t i = 0; i < option->choice_count; i++) {
        if (!str_equal(text, option->choices[i].name))
            continue;
        override->off = option->choices[i].value == SEVERITY_CHOICE_OFF;
        override->severity = override->off ? SEVERITY_INFO : (enum severity)option->choices[i].value;
        return true;
    }
    return false;
}
