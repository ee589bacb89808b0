/* When two rules give the same series or the same alert. */
#include "project/rule_identity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "promql/printer.h"
#include "promql/selectors.h"

enum { MOST_LABELS = 256 };

struct ranked {
    const struct label_pair *label;
    int rank; /* 0: the rule's, 1: the group's */
};

static int compare(const void *a, const void *b) {
    const struct ranked *left = a, *right = b;
    int order = str_compare(left->label->name.text, right->label->name.text);
    return order ? order : left->rank - right->rank;
}

/* Labels of a rule and its group, sorted, each name once. */
struct merged {
    struct ranked at[MOST_LABELS];
    size_t len;
};

static bool add_labels(struct merged *merged, const struct labels_fact *labels, int rank) {
    if (labels->open || merged->len + labels->len > MOST_LABELS)
        return false;
    for (size_t i = 0; i < labels->len; i++) {
        if (labels->at[i].name.opaque || labels->at[i].value.opaque)
            return false;
        merged->at[merged->len++] = (struct ranked){&labels->at[i], rank};
    }
    return true;
}

static bool merge(const struct project *project, const struct rule_fact *rule, struct merged *merged) {
    const struct group_fact *group = rule_group(project, rule);
    merged->len = 0;
    if (!add_labels(merged, &rule->labels, 0) || (group && !add_labels(merged, &group->labels, 1)))
        return false;
    if (merged->len)
        qsort(merged->at, merged->len, sizeof *merged->at, compare);
    size_t kept = 0;
    for (size_t i = 0; i < merged->len; i++)
        if (kept == 0 || !str_equal(merged->at[kept - 1].label->name.text, merged->at[i].label->name.text))
            merged->at[kept++] = merged->at[i];
    merged->len = kept;
    return true;
}

static const struct named_rules *namesakes(const struct project *project, const struct rule_fact *rule) {
    return rule_names_find(rule->kind == RULE_KIND_ALERT ? &project->alerts : &project->records, rule->name.text);
}

bool rule_recurs(const struct rule_view *view) {
    return view->namesakes && view->namesakes->rules.len > 1;
}

/* Whether the two are surely printed differently, whatever is below them. */
static bool selectors_differ(const struct promql_selector *a, const struct promql_selector *b) {
    if (a->matcher_count != b->matcher_count || !str_equal(a->name, b->name))
        return true;
    for (size_t i = 0; i < a->matcher_count; i++)
        if (a->matchers[i].op != b->matchers[i].op || !str_equal(a->matchers[i].name, b->matchers[i].name) ||
            !str_equal(a->matchers[i].value, b->matchers[i].value))
            return true;
    return false;
}

static bool nodes_differ(const struct promql_node *a, const struct promql_node *b) {
    if (a->kind != b->kind)
        return true;
    if (a->kind == PROMQL_SELECTOR)
        return selectors_differ(&a->as.selector, &b->as.selector);
    if (a->kind == PROMQL_NUMBER)
        return a->as.number.value < b->as.number.value || a->as.number.value > b->as.number.value;
    if (a->kind == PROMQL_BINARY)
        return a->as.binary.op != b->as.binary.op;
    if (a->kind == PROMQL_CALL)
        return a->as.call.function != b->as.call.function;
    return a->kind == PROMQL_AGGREGATE && a->as.aggregate.op != b->as.aggregate.op;
}

bool rules_read_alike(struct arena *scratch, const struct rule_fact *a, const struct rule_fact *b) {
    const struct expression *left = a->expression, *right = b->expression;
    if (left->parsed.node_count != right->parsed.node_count)
        return false;
    if (str_equal(left->text, right->text))
        return true;
    for (size_t i = 0; i < left->parsed.node_count; i++)
        if (nodes_differ(left->parsed.nodes[i], right->parsed.nodes[i]))
            return false;
    return str_equal(promql_print(scratch, left->parsed.root), promql_print(scratch, right->parsed.root));
}

static char *append(char *end, char separator, str text) {
    *end++ = separator;
    if (text.len)
        memcpy(end, text.ptr, text.len);
    return end + text.len;
}

bool rule_identity(struct arena *arena, const struct project *project, const struct rule_fact *rule, str *identity) {
    struct merged merged;
    if (rule->name.opaque || !merge(project, rule, &merged))
        return false;
    size_t size = 1 + rule->name.text.len;
    for (size_t i = 0; i < merged.len; i++)
        size += 2 + merged.at[i].label->name.text.len + merged.at[i].label->value.text.len;
    char *text = arena_alloc(arena, size);
    char *end = append(text, rule->kind == RULE_KIND_ALERT ? 'a' : 'r', rule->name.text);
    for (size_t i = 0; i < merged.len; i++) {
        end = append(end, 1, merged.at[i].label->name.text);
        end = append(end, 2, merged.at[i].label->value.text);
    }
    *identity = (str){text, size};
    return true;
}

const struct label_pair *rule_label(const struct project *project, const struct rule_fact *rule, str name) {
    const struct group_fact *group = rule_group(project, rule);
    const struct label_pair *own = labels_find(&rule->labels, name);
    return own || !group ? own : labels_find(&group->labels, name);
}

bool rule_labels_agree(const struct project *project, const struct rule_fact *a, const struct rule_fact *b) {
    struct merged left, right;
    if (!merge(project, a, &left) || !merge(project, b, &right))
        return false;
    for (size_t i = 0, k = 0; i < left.len && k < right.len;) {
        const struct label_pair *mine = left.at[i].label, *theirs = right.at[k].label;
        int order = str_compare(mine->name.text, theirs->name.text);
        if (order == 0 && !str_equal(mine->value.text, theirs->value.text))
            return false;
        i += order <= 0;
        k += order >= 0;
    }
    return true;
}

/* ---- Overlap ---- */

static const struct promql_node *first_selector(const struct expression *expression) {
    for (size_t i = 0; i < expression->parsed.node_count; i++)
        if (expression->parsed.nodes[i]->kind == PROMQL_SELECTOR)
            return expression->parsed.nodes[i];
    return NULL;
}

/* What an expression asks of a label, all its matchers in one text; filed by label. */
static void file_matchers(struct arena *arena, struct map *map, const struct expression *expression) {
    for (size_t i = 0; i < expression->parsed.node_count; i++) {
        const struct promql_node *node = expression->parsed.nodes[i];
        for (size_t k = 0; node->kind == PROMQL_SELECTOR && k < node->as.selector.matcher_count; k++) {
            const struct promql_matcher *matcher = &node->as.selector.matchers[k];
            if (map_get(map, matcher->name))
                continue;
            str *text = arena_new(arena, str);
            *text = arena_format(arena, "%d%.*s", matcher->op, STR_ARG(matcher->value));
            map_put(arena, map, matcher->name, text);
        }
    }
}

static bool is_single(const struct expression *expression) {
    const struct promql_node *root = promql_unwrapped(expression->parsed.root);
    if (root->kind == PROMQL_BINARY && promql_operator_is_comparison(root->as.binary.op))
        root = promql_unwrapped(promql_left(root));
    return root->kind == PROMQL_AGGREGATE && !root->as.aggregate.is_without && root->as.aggregate.grouping.len == 0 &&
           root->as.aggregate.op->parameter == PROMQL_NONE;
}

static bool asks_more(const struct map *asked, const struct map *other) {
    for (size_t i = 0; i < asked->capacity; i++)
        if (asked->slots[i].value && !map_get(other, map_key(&asked->slots[i])))
            return true;
    return false;
}

/* Records of resource=~"pods|nodes" and of group=~"apps.+" may be parts of one whole: each asks of a label that the
 * other leaves open. */
bool rules_overlap(struct arena *arena, const struct rule_fact *a, const struct rule_fact *b) {
    enum { MOST_NODES = 1000 };
    if (a->expression->parsed.node_count > MOST_NODES || b->expression->parsed.node_count > MOST_NODES)
        return false;
    const struct promql_node *left = first_selector(a->expression), *right = first_selector(b->expression);
    struct map asked = {0}, other = {0};
    if (!left || !right)
        return false;
    if (is_single(a->expression) && is_single(b->expression) && a->where.source == b->where.source)
        return true;
    str metric = promql_selector_metric(left);
    if (!metric.len || !str_equal(metric, promql_selector_metric(right)))
        return false;
    file_matchers(arena, &asked, a->expression);
    file_matchers(arena, &other, b->expression);
    for (size_t i = 0; i < asked.capacity; i++) {
        const struct map_entry *entry = &asked.slots[i];
        const str *mine = entry->value, *theirs = mine ? map_get(&other, map_key(entry)) : NULL;
        if (theirs && !str_equal(*mine, *theirs))
            return false;
    }
    return a->kind == RULE_KIND_ALERT || !asks_more(&asked, &other) || !asks_more(&other, &asked);
}

/* ---- Alternatives ---- */

static str folder(str path) {
    size_t end = path.len;
    while (end && path.ptr[end - 1] != '/')
        end--;
    return str_slice(path, 0, end);
}

static bool defines(const struct project *project, const struct source *source, const struct rule_fact *rule) {
    const struct named_rules *list = namesakes(project, rule);
    size_t looked_at = list && list->rules.len < 64 ? list->rules.len : 64;
    for (size_t i = 0; list && i < looked_at; i++)
        if (list->rules.at[i]->where.source == source)
            return true;
    return false;
}

/* Do more than half of this file's rules have their name in the other file too? */
static bool is_mostly_in(const struct project *project, const struct source *file, const struct source *other) {
    const struct facts *facts = project->files[file->file];
    size_t shared = 0;
    for (size_t i = 0; i < facts->rules.len; i++)
        shared += defines(project, other, &facts->rules.at[i]);
    return 2 * shared > facts->rules.len;
}

/* The same, found out once for two files: each of thousands of rules may ask. */
static bool share_most(const struct project *project, const struct source *a, const struct source *b) {
    bool smaller = project->files[a->file]->rules.len <= project->files[b->file]->rules.len;
    const struct source *file = smaller ? a : b, *other = smaller ? b : a;
    char key[32];
    str pair = {key, (size_t)snprintf(key, sizeof key, "%u/%u", file->file, other->file)};
    const bool *known = map_get(project->mostly_shared, pair);
    if (!known) {
        bool *answer = arena_new(project->arena, bool);
        *answer = is_mostly_in(project, file, other);
        map_put(project->arena, project->mostly_shared, arena_copy(project->arena, pair), answer);
        known = answer;
    }
    return *known;
}

static const struct object_fact *object_of(const struct project *project, const struct rule_fact *rule) {
    const struct group_fact *group = rule_group(project, rule);
    if (!group || group->object == NO_FACT)
        return NULL;
    const struct facts *facts = project->files[rule->where.source->file];
    return group->object < facts->objects.len ? &facts->objects.at[group->object] : NULL;
}

bool rules_are_alternatives(const struct project *project, const struct rule_fact *a, const struct rule_fact *b) {
    const struct source *left = a->where.source, *right = b->where.source;
    if (left && left == right)
        return a->branch != b->branch;
    if (!left || !right)
        return false;
    const struct object_fact *mine = object_of(project, a), *theirs = object_of(project, b);
    if (mine && theirs && objects_are_variants(mine, theirs))
        return true;
    struct arena_mark mark = arena_mark(project->arena);
    bool is_family = str_equal(path_family(project->arena, left->path), path_family(project->arena, right->path));
    arena_release(project->arena, mark);
    if (is_family)
        return true;
    return !str_equal(folder(left->path), folder(right->path)) && share_most(project, left, right);
}
