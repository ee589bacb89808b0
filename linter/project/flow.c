/* Records in dependency order: a walk over the graph of names with a stack of our own. */
#include "project/flow.h"

#include "promql/selectors.h"

enum record_state { RECORD_NEW, RECORD_OPEN, RECORD_DONE };

struct record {
    VEC(const struct rule_fact *) rules;
    VEC(size_t) numbers;        /* of these rules in the project */
    VEC(struct record *) reads; /* other recorded names in the expressions */
    size_t next;                /* of reads: the first that was not visited */
    enum record_state state;
    bool is_read;                    /* by a rule of the set */
    const struct label_flow *labels; /* NULL until done, or if it is not read */
    struct value_source source;
    bool has_source;
    struct record_rules public;
    size_t node_count; /* of all expressions */
};

struct flow_index {
    const struct project *project;
    struct map records; /* name -> struct record */
    VEC(struct record *) order;
    /* By number of the rule. */
    const struct rule_flow **kept; /* its flows, where the records' run has made them; or NULL */
    bool *reads;                   /* whether its expression reads a record */
};

static bool is_valid(const struct rule_fact *rule) {
    return rule->expression && rule->expression->parsed.status == PROMQL_VALID;
}

static struct record *record_of(struct flow_index *index, str name) {
    struct arena *arena = index->project->arena;
    struct record *record = map_get(&index->records, name);
    if (record)
        return record;
    record = arena_new(arena, struct record);
    map_put(arena, &index->records, name, record);
    vec_push(arena, &index->order, record);
    return record;
}

static bool is_record(const struct rule_fact *rule) {
    return rule->kind == RULE_KIND_RECORD && rule->name.text.len && !rule->name.opaque;
}

static void file_records(struct flow_index *index) {
    const struct project *project = index->project;
    for (size_t i = 0; i < project->rules.len; i++) {
        const struct rule_fact *rule = project->rules.at[i];
        if (is_record(rule)) {
            struct record *record = record_of(index, rule->name.text);
            vec_push(project->arena, &record->rules, rule);
            vec_push(project->arena, &record->numbers, i);
        }
    }
}

/* Notes what the rule reads, for a record that it belongs to. */
static void find_reads(struct flow_index *index, size_t number, struct record *reader) {
    const struct rule_fact *rule = index->project->rules.at[number];
    if (!is_valid(rule))
        return;
    const struct promql_expr *expr = &rule->expression->parsed;
    for (size_t i = 0; i < expr->node_count; i++) {
        const struct promql_node *node = expr->nodes[i];
        struct record *read =
            node->kind == PROMQL_SELECTOR ? map_get(&index->records, promql_selector_metric(node)) : NULL;
        if (!read)
            continue;
        index->reads[number] = read->is_read = true;
        if (reader)
            vec_push(index->project->arena, &reader->reads, read);
    }
}

static void find_reads_of_record(struct flow_index *index, struct record *record) {
    for (size_t i = 0; i < record->rules.len; i++) {
        const struct rule_fact *rule = record->rules.at[i];
        record->node_count += is_valid(rule) ? rule->expression->parsed.node_count : 0;
        find_reads(index, record->numbers.at[i], record);
    }
    record->public = (struct record_rules){record->rules.at, record->rules.len};
}

static void find_all_reads(struct flow_index *index) {
    const struct project *project = index->project;
    for (size_t i = 0; i < index->order.len; i++)
        find_reads_of_record(index, index->order.at[i]);
    for (size_t i = 0; i < project->rules.len && index->order.len; i++)
        if (!is_record(project->rules.at[i]))
            find_reads(index, i, NULL);
}

static const struct label_flow *labels_of_record(void *context, str name) {
    const struct flow_index *index = context;
    const struct record *record = map_get(&index->records, name);
    if (!record)
        return NULL;
    /* A name without a colon may be scraped as well. */
    if (!record->labels || !str_contains(name, STR(":")))
        return label_flow_unknown();
    return record->labels;
}

static const struct promql_expr *expr_of_record(void *context, str name) {
    const struct flow_index *index = context;
    const struct record *record = map_get(&index->records, name);
    if (!record || record->rules.len != 1 || !is_valid(record->rules.at[0]) || !str_contains(name, STR(":")))
        return NULL;
    return &record->rules.at[0]->expression->parsed;
}

static bool source_of_record(void *context, const struct promql_node *selector, str name, struct value_source *source) {
    const struct flow_index *index = context;
    const struct record *record = map_get(&index->records, name);
    (void)selector;
    if (!record)
        return false;
    *source = record->has_source ? record->source : (struct value_source){.range = value_range_any()};
    return true;
}

struct item {
    const struct promql_expr *expr; /* NULL: its flow stays as it is */
    bool reads;                     /* a record; else none has to be looked for */
};

static struct item item_of(const struct flow_index *index, size_t number) {
    return (struct item){&index->project->rules.at[number]->expression->parsed, index->reads[number]};
}

/* Makes the flows of those that are given, one kind of flow after the other. */
static void run_all(struct arena *arena, const struct flow_index *index, const struct item *items,
                    struct rule_flow *flows, size_t count) {
    struct label_flow_options labels = {
        .record = labels_of_record, .record_expr = expr_of_record, .context = (void *)index};
    struct value_options values = {.record = source_of_record, .context = (void *)index};
    struct value_flow *kept = arena_array(arena, struct value_flow, count);
    for (size_t i = 0; i < count; i++)
        if (items[i].expr)
            flows[i].labels = label_flow_run(arena, items[i].expr, items[i].reads ? &labels : NULL);
    for (size_t i = 0; i < count; i++)
        if (items[i].expr)
            flows[i].values = kept[i] = value_flow(arena, items[i].expr, items[i].reads ? &values : NULL);
    for (size_t i = 0; i < count; i++)
        if (items[i].expr)
            flows[i].units = unit_flow(arena, &kept[i]);
}

void flow_run(struct arena *arena, const struct flow_index *index, size_t first, struct rule_flow *flows,
              size_t count) {
    struct item *items = arena_array(arena, struct item, count);
    for (size_t i = 0; i < count; i++) {
        if (index->kept[first + i])
            flows[i] = *index->kept[first + i];
        else if (is_valid(index->project->rules.at[first + i]))
            items[i] = item_of(index, first + i);
    }
    run_all(arena, index, items, flows, count);
}

/* More of them are no labels that a person gives a rule. */
enum { MOST_STATICS = 24 };

struct statics {
    struct label_static at[MOST_STATICS];
    size_t len;
};

static bool add_statics(struct statics *statics, const struct labels_fact *labels) {
    for (size_t i = 0; i < labels->len; i++) {
        if (labels->at[i].name.opaque || labels->at[i].value.opaque)
            continue;
        if (statics->len == MOST_STATICS)
            return false;
        statics->at[statics->len++] = (struct label_static){labels->at[i].name.text, labels->at[i].value.text};
    }
    return true;
}

struct label_flow flow_with_static(struct arena *arena, const struct label_flow *flow, const struct rule_fact *rule,
                                   const struct group_fact *group) {
    struct statics statics = {.len = 0};
    if ((group && !add_statics(&statics, &group->labels)) || !add_statics(&statics, &rule->labels))
        return *label_flow_unknown();
    return statics.len ? label_flow_with_statics(arena, flow, statics.at, statics.len) : *flow;
}

static enum metric_kind kind_of(const struct value_flow *values, const struct promql_node *root) {
    const struct value_node *node = value_flow_at(values, root);
    return node->metric ? node->metric->kind : METRIC_UNKNOWN;
}

static void add_source(struct record *record, const struct rule_flow *flow, const struct promql_node *root) {
    struct value_source source = {.range = value_flow_at(&flow->values, root)->range,
                                  .unit = unit_flow_at(&flow->units, root),
                                  .kind = kind_of(&flow->values, root)};
    if (source.range.from_now) /* the moment of the record's evaluation lies before that of its reader */
        source.range = value_range_any();
    if (record->has_source)
        source.range = value_range_union(source.range, record->source.range);
    record->source = source;
    record->has_source = true;
}

/* Whether the flows of the rules stay what they are now: all that they read has been computed. */
static bool is_settled(const struct record *record) {
    for (size_t i = 0; i < record->reads.len; i++)
        if (record->reads.at[i] == record || record->reads.at[i]->state != RECORD_DONE)
            return false;
    return true;
}

static void compute(struct flow_index *index, struct record *record, str name) {
    struct arena *arena = index->project->arena;
    bool keeps = is_settled(record);
    record->state = RECORD_DONE;
    if (!record->is_read)
        return;
    for (size_t i = 0; i < record->rules.len; i++) {
        const struct rule_fact *rule = record->rules.at[i];
        if (!is_valid(rule) || rule->labels.open) {
            record->labels = label_flow_unknown();
            record->has_source = false;
            return;
        }
        struct item item = item_of(index, record->numbers.at[i]);
        struct rule_flow *flow = arena_new(arena, struct rule_flow);
        run_all(arena, index, &item, flow, 1);
        if (keeps)
            index->kept[record->numbers.at[i]] = flow;
        struct label_flow labels =
            flow_with_static(arena, label_flow_root(&flow->labels), rule, rule_group(index->project, rule));
        struct label_flow *recorded = arena_new(arena, struct label_flow);
        *recorded = label_flow_recorded(arena, &labels, name);
        if (record->labels)
            *recorded = label_flow_union(arena, record->labels, recorded);
        record->labels = recorded;
        add_source(record, flow, item.expr->root);
    }
}

/* Depth first; a record that is still open when it is read again is part of a cycle and unknown to its reader. */
static void visit(struct flow_index *index, struct record *first) {
    VEC(struct record *) open = {0};
    struct arena *arena = index->project->arena;
    vec_push(arena, &open, first);
    first->state = RECORD_OPEN;
    while (open.len) {
        struct record *record = open.at[open.len - 1];
        struct record *read = record->next < record->reads.len ? record->reads.at[record->next++] : NULL;
        if (read && read->state == RECORD_NEW) {
            read->state = RECORD_OPEN;
            vec_push(arena, &open, read);
        } else if (!read) {
            open.len--;
            compute(index, record, record->rules.at[0]->name.text);
        }
    }
}

struct flow_index *flow_index_build(const struct project *project) {
    struct flow_index *index = arena_new(project->arena, struct flow_index);
    index->project = project;
    index->kept = arena_array(project->arena, const struct rule_flow *, project->rules.len);
    index->reads = arena_array(project->arena, bool, project->rules.len);
    file_records(index);
    find_all_reads(index);
    for (size_t i = 0; i < index->order.len; i++)
        if (index->order.at[i]->state == RECORD_NEW)
            visit(index, index->order.at[i]);
    return index;
}

const struct record_rules *flow_record_rules(const struct flow_index *index, str name) {
    const struct record *record = map_get(&index->records, name);
    return record ? &record->public : NULL;
}

const struct record_rules *flow_rules_read(const struct flow_index *index, const struct rule_flow *reader,
                                           const struct promql_node *selector) {
    enum { MOST_RULES = 16, MOST_NODES = 500 };
    const struct metric_facts *facts = value_flow_at(&reader->values, selector)->metric;
    const struct record *record = facts->is_recorded ? map_get(&index->records, facts->name) : NULL;
    bool is_short = record && record->rules.len <= MOST_RULES && record->node_count <= MOST_NODES;
    return is_short ? &record->public : NULL;
}
