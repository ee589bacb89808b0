/* Rule groups and rules, of whatever carries them. */
#include "project/collectors.h"

#include <string.h>

void collect_group(struct collector *collector, const struct node *group) {
    struct facts *facts = collector->facts;
    const struct document *document = collector->document;
    struct group_fact fact = {
        .name = collect_text(collector, node_field(group, ROLE_GROUP_NAME)),
        .interval = collect_duration(collector, node_field(group, ROLE_GROUP_INTERVAL)),
        .labels = collect_labels(collector, node_field(group, ROLE_GROUP_LABELS), group),
        .where = node_place(group),
        .object = document->root->role == ROLE_PROMETHEUS_RULE ? (uint32_t)facts->objects.len : NO_FACT,
        .dialect = document->dialect,
    };
    uint32_t index = (uint32_t)facts->groups.len;
    vec_push(facts->arena, &facts->groups, fact);
    /* Children come before parents: the rules since the last group are this one's. */
    for (size_t i = facts->rules.len; i > 0; i--) {
        struct rule_fact *rule = &facts->rules.at[i - 1];
        if (rule->group != NO_FACT || rule->where.span.start < group->span.start ||
            rule->where.source != fact.where.source)
            break;
        rule->group = index;
    }
}

/* The rules of a list, and of the groups behind its own, which the walk has not come to. */
static size_t count_rules(const struct node *list) {
    size_t count = list ? list->child_count : 0;
    for (const struct node *group = list && list->parent ? list->parent->next : NULL; group; group = group->next) {
        const struct node *rules = node_member(group, STR("rules"));
        count += rules ? rules->child_count : 0;
    }
    return count;
}

enum { MOST_AT_ONCE = 2000 }; /* what looks like a list of rules may hold others */

/* Room for the rest of a document's rules at once: what is too small stays behind in the arena. */
static void make_room(struct facts *facts, size_t rules) {
    size_t wanted = facts->rules.len + (rules < MOST_AT_ONCE ? rules : MOST_AT_ONCE);
    if (rules == 0 || wanted < facts->rules.len * 2)
        return;
    struct rule_fact *at = arena_alloc(facts->arena, wanted * sizeof *at);
    if (facts->rules.len)
        memcpy(at, facts->rules.at, facts->rules.len * sizeof *at);
    facts->rules.at = at;
    facts->rules.cap = wanted;
}

void collect_rule(struct collector *collector, const struct node *rule) {
    const struct node *alert = node_field(rule, ROLE_RULE_ALERT);
    const struct node *record = node_field(rule, ROLE_RULE_RECORD);
    const struct node *labels = node_field(rule, ROLE_RULE_LABELS);
    const struct node *annotations = node_field(rule, ROLE_RULE_ANNOTATIONS);
    if (!alert && !record)
        return;
    const struct node *expr = node_field(rule, ROLE_RULE_EXPR);
    struct rule_fact fact = {
        .kind = alert ? RULE_KIND_ALERT : RULE_KIND_RECORD,
        .name = collect_text(collector, alert ? alert : record),
        .expr = collect_text(collector, expr),
        .expression = expr ? expr->parsed : NULL,
        .for_ = collect_duration(collector, node_field(rule, ROLE_RULE_FOR)),
        .keep_firing_for = collect_duration(collector, node_field(rule, ROLE_RULE_KEEP_FIRING_FOR)),
        .labels = collect_labels(collector, labels, rule),
        .annotations = collect_labels(collector, annotations, rule),
        .group = NO_FACT,
        .where = node_place(rule),
        .branch = node_branch(rule),
        .dialect = collector->document->dialect,
    };
    if (collector->facts->rules.len == collector->facts->rules.cap)
        make_room(collector->facts, count_rules(rule->parent));
    vec_push(collector->facts->arena, &collector->facts->rules, fact);
}
