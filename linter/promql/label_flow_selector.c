/* Selectors: what their matchers demand of the series, on top of what the name is known to carry.
 *
 * A scraped name is open and has the target labels. A recorded name has the labels of its rule. Each matcher becomes a
 * demand; demands that contradict what is known make the selector select nothing. */
#include "promql/label_flow_internal.h"
#include "promql/matchers.h"

/* What a matcher lets pass. */
struct demand {
    bool needs;   /* never "" */
    bool forbids; /* only "" */
    bool never;   /* nothing */
    const str *values;
    size_t count; /* 0: many */
};

static struct demand demand_regex(struct label_run *run, const struct promql_matcher *matcher) {
    struct demand demand = {0};
    const struct promql_pattern *pattern = matcher->pattern;
    if (matcher->op == PROMQL_MATCH_NRE) {
        demand.needs = pattern->takes_empty == REGEX_YES;
        demand.never = pattern->covers_from == 0;
        demand.forbids = pattern->covers_from == 1 && pattern->takes_empty == REGEX_NO;
        return demand;
    }
    demand.needs = pattern->takes_empty == REGEX_NO;
    if (!pattern->is_listed || pattern->text_count > LABEL_FLOW_VALUES)
        return demand;
    str *values = arena_array(run->arena, str, pattern->text_count);
    for (size_t i = 0; i < pattern->text_count; i++)
        if (pattern->texts[i].len)
            values[demand.count++] = pattern->texts[i];
    demand.values = values;
    demand.forbids = demand.count == 0 && pattern->takes_empty == REGEX_YES;
    return demand;
}

static struct demand demand_of(struct label_run *run, const struct promql_matcher *matcher) {
    bool is_empty = matcher->value.len == 0;
    switch (matcher->op) {
    case PROMQL_MATCH_EQ:
        if (is_empty)
            return (struct demand){.forbids = true};
        return (struct demand){.needs = true, .values = &matcher->value, .count = 1};
    case PROMQL_MATCH_NE:
        return (struct demand){.needs = is_empty};
    case PROMQL_MATCH_RE:
    case PROMQL_MATCH_NRE:
        return demand_regex(run, matcher);
    }
    return (struct demand){0};
}

/* The state of one alternative under the matchers so far. */
struct narrowing {
    struct label_run *run;
    const struct promql_node *node;
    const struct demand *demands; /* by matcher */
    struct label_draft *draft;
    const struct promql_matcher *culprit; /* the first that contradicts what is known; NULL: none */
    struct label_fact before;             /* what was known of the culprit's label */
};

static void contradict(struct narrowing *narrowing, const struct promql_matcher *matcher,
                       const struct label_fact *fact) {
    if (narrowing->culprit)
        return;
    narrowing->culprit = matcher;
    narrowing->before = *fact;
}

/* A label that must not be there: an assumed one gives way, for somebody may have asked on purpose. */
static void forbid(struct narrowing *narrowing, const struct promql_matcher *matcher, struct label_fact *fact) {
    if (fact->presence == LABEL_IMPOSSIBLE)
        return;
    if (fact->presence == LABEL_CERTAIN && !fact->is_assumed) {
        contradict(narrowing, matcher, fact);
        return;
    }
    *fact = (struct label_fact){.name = fact->name, .presence = LABEL_IMPOSSIBLE};
    fact->selector = &narrowing->node->as.selector;
    fact->why = label_reason_new(narrowing->run, LABEL_GONE_MATCHER, matcher->at);
}

static void require(struct narrowing *narrowing, const struct promql_matcher *matcher, struct label_fact *fact) {
    if (fact->presence == LABEL_IMPOSSIBLE) {
        contradict(narrowing, matcher, fact);
        return;
    }
    fact->presence = LABEL_CERTAIN;
    fact->is_assumed = false;
}

/* Keeps the values that the test lets pass. */
static void keep_values(struct narrowing *narrowing, const struct promql_matcher *matcher, struct label_fact *fact,
                        const str *values, size_t count) {
    struct arena *arena = narrowing->run->arena;
    struct label_fact list = {.name = fact->name, .presence = fact->presence, .values = values, .value_count = count};
    struct label_fact both = label_fact_both(arena, fact, &list);
    if (!both.value_count && fact->presence == LABEL_CERTAIN) {
        contradict(narrowing, matcher, fact);
        return;
    }
    fact->values = both.values;
    fact->value_count = both.value_count;
}

static void apply(struct narrowing *narrowing, size_t i) {
    const struct promql_matcher *matcher = &narrowing->node->as.selector.matchers[i];
    const struct demand *demand = &narrowing->demands[i];
    struct label_fact *fact = label_draft_at(narrowing->draft, matcher->name);
    if (demand->never) {
        contradict(narrowing, matcher, fact);
        return;
    }
    if (demand->forbids)
        forbid(narrowing, matcher, fact);
    if (demand->needs)
        require(narrowing, matcher, fact);
    if (demand->count && fact->presence != LABEL_IMPOSSIBLE)
        keep_values(narrowing, matcher, fact, demand->values, demand->count);
    if (fact->presence != LABEL_IMPOSSIBLE)
        fact->selector = &narrowing->node->as.selector;
}

/* Values known by now that this matcher, which lists none, refuses. */
static void filter(struct narrowing *narrowing, size_t i) {
    struct arena *arena = narrowing->run->arena;
    const struct promql_matcher *matcher = &narrowing->node->as.selector.matchers[i];
    if (narrowing->demands[i].count)
        return;
    struct label_fact *fact = label_draft_at(narrowing->draft, matcher->name);
    if (!fact->value_count)
        return;
    str *values = arena_array(arena, str, fact->value_count);
    size_t count = 0;
    for (size_t k = 0; k < fact->value_count; k++)
        if (promql_matcher_accepts(arena, matcher, fact->values[k]))
            values[count++] = fact->values[k];
    if (!count && fact->presence == LABEL_CERTAIN) {
        contradict(narrowing, matcher, fact);
        return;
    }
    fact->values = values;
    fact->value_count = count;
}

static bool narrow(struct narrowing *narrowing) {
    size_t count = narrowing->node->as.selector.matcher_count;
    narrowing->culprit = NULL;
    for (size_t i = 0; i < count; i++)
        apply(narrowing, i);
    for (size_t i = 0; i < count; i++)
        filter(narrowing, i);
    return !narrowing->culprit;
}

static str name_of(const struct promql_selector *selector) {
    if (selector->name.len)
        return selector->name;
    for (size_t i = 0; i < selector->matcher_count; i++)
        if (selector->matchers[i].op == PROMQL_MATCH_EQ && str_equal(selector->matchers[i].name, LABEL_NAME))
            return selector->matchers[i].value;
    return (str){0};
}

static void name_it(struct label_fact *fact, const str *metric) {
    *fact = (struct label_fact){.name = LABEL_NAME, .presence = LABEL_CERTAIN, .values = metric, .value_count = 1};
}

static void assume(struct label_draft *draft, str name) {
    struct label_fact *fact = label_draft_append(draft, name);
    fact->presence = LABEL_CERTAIN;
    fact->is_assumed = true;
}

/* Series that Prometheus makes of its alerts (rules/alerting.go): they carry alertname, but no target labels. */
static bool is_alert_series(str metric) {
    return str_equal(metric, STR("ALERTS")) || str_equal(metric, STR("ALERTS_FOR_STATE"));
}

/* Labels in the order of their names. */
static void draft_scraped(struct label_run *run, struct label_draft *draft, const str *metric) {
    static const str targets[] = {{"instance", 8}, {"job", 3}};
    const struct label_flow_options *options = run->options;
    label_draft_copy(draft, &label_set_unknown);
    if (!metric->len)
        return;
    name_it(label_draft_append(draft, LABEL_NAME), metric);
    if (is_alert_series(*metric)) {
        assume(draft, STR("alertname"));
        return;
    }
    if (str_find_byte(*metric, ':') < metric->len)
        return;
    for (size_t i = 0; i < sizeof targets / sizeof targets[0]; i++)
        if (!options->has_target_label || options->has_target_label(options->context, *metric, targets[i]))
            assume(draft, targets[i]);
}

static const struct label_reason *recorded_reason(struct label_run *run, const struct promql_node *node, str record,
                                                  const struct label_reason *inner) {
    struct label_reason *reason = label_reason_inner(run, LABEL_GONE_RECORD, node->at, inner);
    reason->record = record;
    return reason;
}

static void draft_recorded(struct narrowing *narrowing, const struct label_set *set, str record) {
    struct label_draft *draft = narrowing->draft;
    label_draft_copy(draft, set);
    draft->is_always = false;
    if (draft->others == LABEL_IMPOSSIBLE)
        draft->others_why = recorded_reason(narrowing->run, narrowing->node, record, set->others_why);
    for (size_t i = 0; i < draft->len; i++)
        if (draft->facts[i].presence == LABEL_IMPOSSIBLE)
            draft->facts[i].why = draft->facts[i].why == set->others_why
                                      ? draft->others_why
                                      : recorded_reason(narrowing->run, narrowing->node, record, draft->facts[i].why);
}

static void report(struct narrowing *narrowing) {
    const struct label_fact *before = &narrowing->before;
    enum label_fault_kind kind = LABEL_FAULT_RECORD_MISMATCH;
    if (before->selector == &narrowing->node->as.selector || before->presence == LABEL_POSSIBLE || before->is_assumed)
        kind = LABEL_FAULT_NEVER_SELECTED;
    else if (before->presence == LABEL_IMPOSSIBLE)
        kind = LABEL_FAULT_MATCHER_GONE;
    struct label_fault *fault = label_fault_add(narrowing->run, kind, narrowing->node, narrowing->culprit->at);
    fault->clause = LABEL_CLAUSE_MATCHER;
    fault->name = narrowing->culprit->name;
    fault->why = before->why;
    fault->left = *before;
}

static const struct demand *demands_of(struct label_run *run, const struct promql_selector *selector) {
    struct demand *demands = arena_array(run->arena, struct demand, selector->matcher_count);
    for (size_t i = 0; i < selector->matcher_count; i++)
        demands[i] = demand_of(run, &selector->matchers[i]);
    return demands;
}

static struct label_flow flow_scraped(struct narrowing *narrowing, const str *metric) {
    draft_scraped(narrowing->run, narrowing->draft, metric);
    bool is_possible = narrow(narrowing);
    if (!is_possible)
        report(narrowing);
    struct label_flow flow = label_flow_one(narrowing->run, label_draft_finish(narrowing->run, narrowing->draft));
    flow.is_never = !is_possible;
    return flow;
}

/* The alternatives of the record that the matchers let pass; if there are none, all, and a fault. */
static struct label_flow flow_recorded(struct narrowing *narrowing, const struct label_flow *record,
                                       const str *metric) {
    struct label_run *run = narrowing->run;
    struct label_set *sets = arena_array(run->arena, struct label_set, record->len);
    struct label_flow flow = {.sets = sets, .is_single = record->is_single, .is_never = record->is_never};
    for (int pass = 0; pass < 2 && !flow.len; pass++)
        for (size_t i = 0; i < record->len; i++) {
            draft_recorded(narrowing, &record->sets[i], *metric);
            name_it(label_draft_at(narrowing->draft, LABEL_NAME), metric);
            if (narrow(narrowing) || pass == 1)
                sets[flow.len++] = label_draft_finish(run, narrowing->draft);
            else if (i + 1 == record->len && !flow.len)
                report(narrowing);
            flow.is_never = flow.is_never || pass == 1;
        }
    return flow;
}

struct label_flow label_flow_selector(struct label_run *run, const struct promql_node *node) {
    const struct label_flow_options *options = run->options;
    struct label_draft draft;
    struct narrowing narrowing = {.run = run, .node = node, .draft = &draft};
    str *metric = arena_new(run->arena, str);
    *metric = name_of(&node->as.selector);
    narrowing.demands = demands_of(run, &node->as.selector);
    const struct label_flow *record = NULL;
    if (metric->len && options->record)
        record = options->record(options->context, *metric);
    return record ? flow_recorded(&narrowing, record, metric) : flow_scraped(&narrowing, metric);
}
