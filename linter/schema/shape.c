/* Helm values may hold what we know under any key: settings of a monitor, groups of rules, bare rules, retries. Looks
 * at a member and a few of its children, never deeper, and leads on through the maps in between.
 *
 * The keys and their frequency: 130 charts of Bitnami, and those of prometheus-community and grafana, 2026. */
#include "schema/shape.h"

#include "schema/tables.h"

enum { ITEMS_LOOKED_AT = 4 };

static const char *const monitor_names[] = {"monitor", "podMonitor", "serviceMonitor", NULL};
static const char *const monitor_keys[] = {"additionalLabels", "enabled",  "honorLabels",       "interval",
                                           "jobLabel",         "labels",   "metricRelabelings", "namespace",
                                           "relabelings",      "selector", "scrapeTimeout",     NULL};
static const char *const backoff_keys[] = {"max_period", "max_retries", "min_period", NULL};

static bool is_one_of(str text, const char *const *words) {
    for (size_t i = 0; words[i]; i++)
        if (str_is(text, words[i]))
            return true;
    return false;
}

static size_t count_members(const struct node *mapping, const char *const *keys) {
    size_t count = 0;
    for (size_t i = 0; keys[i]; i++)
        count += node_member(mapping, str_of(keys[i])) != NULL;
    return count;
}

static bool is_rule(const struct node *node) {
    return node_member(node, STR("expr")) && (node_member(node, STR("alert")) || node_member(node, STR("record")));
}

/* A rule that lacks something is one still. */
static bool is_broken_rule(const struct node *node) {
    return node_member(node, STR("expr")) || node_member(node, STR("alert")) || node_member(node, STR("record"));
}

static bool any_item(const struct node *node, bool (*is_wanted)(const struct node *)) {
    const struct node *item = node->kind == NODE_SEQUENCE ? node->children : NULL;
    for (int i = 0; item && i < ITEMS_LOOKED_AT; i++, item = item->next)
        if (is_wanted(item))
            return true;
    return false;
}

static bool holds_rules(const struct node *group, bool (*is_wanted)(const struct node *)) {
    const struct node *rules = node_member(group, STR("rules"));
    if (!rules || node_member(group, STR("orgId")) || node_member(group, STR("folder")))
        return false;
    return node_is_null(rules) || rules->child_count == 0 || any_item(rules, is_wanted);
}

static bool is_group(const struct node *group) {
    return node_member(group, STR("name")) && holds_rules(group, is_rule);
}

static bool is_broken_group(const struct node *group) {
    return holds_rules(group, is_broken_rule);
}

bool shape_is_groups(const struct node *node) {
    return any_item(node, is_broken_group);
}

static const struct field *shape_of_mapping(const struct node *mapping, str key) {
    if (is_one_of(key, monitor_names) && count_members(mapping, monitor_keys) >= 2)
        return &values_monitor_row;
    if (str_contains(key, STR("backoff")) && count_members(mapping, backoff_keys) > 0)
        return &values_backoff_row;
    const struct chart *chart = chart_find(key);
    if (chart && chart_score(chart, mapping) > 0)
        return chart->section;
    return &values_any_row;
}

static const struct field *shape_of_sequence(const struct node *sequence, str key) {
    if (str_equal(key, STR("groups")) && any_item(sequence, is_group))
        return &values_groups_row;
    if (str_equal(key, STR("rules")) && any_item(sequence, is_rule))
        return &values_rules_row;
    return &values_list_row;
}

const struct field *shape_find(const struct node *member) {
    switch ((enum node_kind)member->kind) {
    case NODE_MAPPING:
        return shape_of_mapping(member, node_key(member));
    case NODE_SEQUENCE:
        return shape_of_sequence(member, node_key(member));
    case NODE_SCALAR:
        return NULL;
    }
    return NULL;
}
