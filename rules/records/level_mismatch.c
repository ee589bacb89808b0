/* level-mismatch: a recorded name whose level is not what the expression aggregates to.
 *
 * Prometheus, naming of recording rules: level:metric:operations, where the level stands for the labels of the result;
 * its examples leave out job, which a matcher pins. The kubernetes mixins and Mimir's add cluster and namespace to the
 * labels and not to every level. So the level must not name what is aggregated away, and what it leaves out must be a
 * place that the series belong to (job, namespace, cluster), not a part of it. */
#include <monlint/rule.h>

struct judge {
    struct pass *pass;
    const struct rule_view *view;
    const struct promql_expr *expr;
    struct label_flow flow; /* with the rule's own labels */
    struct record_name name;
    struct record_level level;
};

/* Where series come from: to keep such labels changes nothing of what a name says. */
static bool is_scope(str label) {
    static const str scopes[] = {
        {"job", 3},          {"namespace", 9},   {"cluster", 7},     {"region", 6},        {"zone", 4},
        {"dc", 2},           {"datacenter", 10}, {"site", 4},        {"env", 3},           {"environment", 11},
        {"stage", 5},        {"tenant", 6},      {"team", 4},        {"prometheus", 10},   {"account", 7},
        {"project", 7},      {"le", 2},          {"quantile", 8},    {"service", 7},       {"app", 3},
        {"application", 11}, {"component", 9},   {"cluster_id", 10}, {"cluster_name", 12}, {"installation", 12},
        {"provider", 8},     {"pipeline", 8},    {"platform", 8},    {"customer", 8},      {"location", 8},
        {"landscape", 9},    {"replica", 7}};
    for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++)
        if (str_equal(label, scopes[i]))
            return true;
    return false;
}

static place name_part(const struct judge *judge, span part) {
    return text_part(&judge->view->rule->name, part);
}

static str text_of(const struct judge *judge, span part) {
    return str_slice(judge->view->rule->name.text, part.start, part.end);
}

/* Something names the label, and the series may have it. */
static bool names_label(const struct label_flow *flow, str label) {
    for (size_t i = 0; i < flow->len; i++)
        for (size_t k = 0; k < flow->sets[i].len; k++)
            if (flow->sets[i].facts[k].presence != LABEL_IMPOSSIBLE && str_equal(flow->sets[i].facts[k].name, label))
                return true;
    return false;
}

/* The same thing under another name, as far as the result can have it. */
static bool has_other_name(const struct judge *judge, str label) {
    static const struct {
        str label, other;
    } pairs[] = {
        {{"instance", 8}, {"node", 4}},     {{"instance", 8}, {"host", 4}},   {{"instance", 8}, {"hostname", 8}},
        {{"instance", 8}, {"nodename", 8}}, {{"instance", 8}, {"pod", 3}},    {{"instance", 8}, {"target", 6}},
        {{"instance", 8}, {"server", 6}},   {{"instance", 8}, {"device", 6}}, {{"job", 3}, {"service", 7}},
        {{"job", 3}, {"app", 3}},           {{"node", 4}, {"instance", 8}},   {{"node", 4}, {"host", 4}},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (str_equal(pairs[i].label, label) && names_label(&judge->flow, pairs[i].other))
            return true;
    for (size_t i = 0; i < judge->flow.len; i++)
        for (size_t k = 0; k < judge->flow.sets[i].len; k++) {
            const struct label_fact *fact = &judge->flow.sets[i].facts[k];
            if (fact->presence != LABEL_IMPOSSIBLE && str_contains(fact->name, label))
                return true;
        }
    return false;
}

/* Aggregations and matches take labels away on purpose; what a matcher or a function does says nothing of the level. */
static bool is_aggregated(const struct label_reason *why) {
    if (!why)
        return false;
    enum label_gone kind = why->origin;
    return kind == LABEL_GONE_BY || kind == LABEL_GONE_WITHOUT || kind == LABEL_GONE_AGGREGATE ||
           kind == LABEL_GONE_ON || kind == LABEL_GONE_IGNORING;
}

static bool vocabulary_has(str metric, str label) {
    struct vocab_metrics found = vocab_metric_find(metric);
    for (size_t i = 0; i < found.count && !found.pattern; i++) {
        struct vocab_labels labels = vocab_metric_labels(&found.rows[i]);
        for (size_t k = 0; k < labels.count; k++)
            if (str_equal(vocab_label(labels, k), label))
                return true;
    }
    return false;
}

/* Every scraped series has job and instance (Prometheus 3.14, scrape/target.go); other words of a level may be no
 * labels at all: a label is what the expression, the vocabulary or a record that is read names so. */
static bool surely_was_there(const struct judge *judge, const struct level_label *label) {
    if (label->named || str_equal(label->name, STR("job")) || str_equal(label->name, STR("instance")))
        return true;
    for (size_t i = 0; i < judge->expr->node_count; i++) {
        const struct promql_node *node = judge->expr->nodes[i];
        if (node->kind == PROMQL_SELECTOR &&
            (vocabulary_has(promql_selector_metric(node), label->name) ||
             names_label(label_flow_of(&judge->view->flow->labels, node), label->name)))
            return true;
    }
    return false;
}

static bool is_grouped_by(const struct promql_labels *grouping, str label) {
    for (size_t i = 0; i < grouping->len; i++)
        if (str_equal(grouping->items[i].name, label))
            return true;
    return false;
}

/* The outermost by () names the label, and what it groups has it no more: that is a fault of its own. */
static bool is_asked_for(const struct judge *judge, str label) {
    const struct promql_node *aggregation = promql_outermost_aggregation(judge->expr);
    return aggregation && !aggregation->as.aggregate.is_without &&
           is_grouped_by(&aggregation->as.aggregate.grouping, label);
}

/* A record of the same level lacks the label, and was told of. */
static bool follows_from_record(const struct judge *judge, const struct label_reason *why) {
    str level = text_of(judge, judge->name.level);
    return why && why->kind == LABEL_GONE_RECORD && str_starts_with(why->record, level) &&
           str_starts_with(str_slice(why->record, level.len, why->record.len), STR(":"));
}

static bool judge_named(struct judge *judge, const struct level_label *label) {
    const struct label_reason *why = label_flow_why_not(&judge->flow, label->name, NULL);
    if (label_flow_may_have(&judge->flow, label->name) || !is_aggregated(why) || follows_from_record(judge, why) ||
        str_equal(label->name, STR("cluster")) || !surely_was_there(judge, label) ||
        record_level_is_pinned(judge->expr, label->name) || has_other_name(judge, label->name) ||
        is_asked_for(judge, label->name))
        return false;
    struct diag *diag = report(judge->pass, name_part(judge, label->at),
                               "the level names %.*s, but the expression does not keep it", STR_ARG(label->name));
    report_label_reason(judge->pass, diag, judge->view, why);
    report_help(judge->pass, diag, "keep it in the aggregation, or take it out of the name");
    return true;
}

/* All words of the level are labels that the result has: then it is a list of labels, and what is left out counts. */
static bool is_list_of_labels(const struct judge *judge) {
    for (size_t i = 0; i < judge->level.len; i++) {
        const struct level_label *label = &judge->level.at[i];
        if (!label_flow_all_may_have(&judge->flow, label->name) || !(label->named || is_scope(label->name)))
            return false;
    }
    return judge->level.len > 0;
}

/* Series about others, such as those of kube-state-metrics, come from one instance, whose name says nothing. */
static bool speaks_of_others(const struct judge *judge) {
    for (size_t i = 0; i < judge->expr->node_count; i++)
        if (judge->expr->nodes[i]->kind == PROMQL_SELECTOR &&
            !str_starts_with(promql_selector_metric(judge->expr->nodes[i]), STR("kube_")))
            return false;
    return true;
}

/* topk by (job) (1, …) keeps a few series for each job, whole. */
static bool chooses(const struct promql_node *aggregation) {
    enum promql_aggregator_id id = aggregation->as.aggregate.op->id;
    return id == PROMQL_AGGREGATOR_topk || id == PROMQL_AGGREGATOR_bottomk || id == PROMQL_AGGREGATOR_limitk ||
           id == PROMQL_AGGREGATOR_limit_ratio;
}

/* A level of scopes alone, and instance stays: nothing was aggregated. A cluster may be one instance. */
static bool judge_instance(struct judge *judge) {
    bool below_cluster = false;
    for (size_t i = 0; i < judge->level.len; i++) {
        str label = judge->level.at[i].name;
        if (!is_scope(label))
            return false;
        below_cluster |= str_equal(label, STR("job")) || str_equal(label, STR("namespace")) ||
                         str_equal(label, STR("service")) || str_equal(label, STR("app"));
    }
    if (!below_cluster || !label_flow_surely_has(&judge->flow, STR("instance")) || speaks_of_others(judge))
        return false;
    const struct promql_node *aggregation = promql_outermost_aggregation(judge->expr);
    if (aggregation && chooses(aggregation))
        return false;
    str level = text_of(judge, judge->name.level);
    struct diag *diag = report(judge->pass, name_part(judge, judge->name.level),
                               "the level says %.*s, but the expression keeps instance", STR_ARG(level));
    if (aggregation && aggregation->as.aggregate.is_without)
        report_note(judge->pass, diag, expression_place(judge->view->expression, aggregation->as.aggregate.grouping.at),
                    "only these are aggregated away");
    report_help(judge->pass, diag, "aggregate instance away, or add it to the level");
    return true;
}

/* A level of cluster and quantile alone stands for whatever the cluster has, as in the kubernetes mixin. */
static bool lists_grouping(const struct judge *judge, const struct promql_labels *grouping) {
    for (size_t i = 0; i < judge->level.len; i++) {
        str label = judge->level.at[i].name;
        if (!str_equal(label, STR("cluster")) && is_grouped_by(grouping, label))
            return true;
    }
    return false;
}

/* A label of the outermost by () that the level leaves out. */
static void judge_grouping(struct judge *judge) {
    const struct promql_node *aggregation = promql_outermost_aggregation(judge->expr);
    if (!aggregation || aggregation->as.aggregate.is_without)
        return;
    const struct promql_labels *grouping = &aggregation->as.aggregate.grouping;
    if (!lists_grouping(judge, grouping))
        return;
    for (size_t i = 0; i < grouping->len; i++) {
        str label = grouping->items[i].name;
        if (is_scope(label) || record_level_hints(&judge->level, label) ||
            label_flow_why_not(&judge->flow, label, NULL) || record_level_is_pinned(judge->expr, label))
            continue;
        str level = text_of(judge, judge->name.level);
        struct diag *diag =
            report(judge->pass, name_part(judge, judge->name.level),
                   "the level says %.*s, but the expression keeps %.*s", STR_ARG(level), STR_ARG(label));
        report_note(judge->pass, diag, expression_place(judge->view->expression, grouping->items[i].at), "kept here");
        report_help(judge->pass, diag, "add it to the level, or take it out of by (...)");
        return;
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_RECORD || !view->flow || view->rule->name.opaque || view->rule->labels.open)
        return;
    struct judge judge = {.pass = pass, .view = view, .name = record_name_split(view->rule->name.text)};
    if (!judge.name.has_level || judge.name.level.end == 0)
        return;
    judge.expr = &view->expression->parsed;
    if (view->flow->labels.node_count == 0 || !promql_selects(judge.expr))
        return;
    judge.flow = flow_with_static(pass->scratch, label_flow_root(&view->flow->labels), view->rule, view->group);
    judge.level = record_level_split(pass->scratch, view->rule->name.text, judge.name.level, judge.expr);
    for (size_t i = 0; i < judge.level.len; i++)
        if (judge_named(&judge, &judge.level.at[i]))
            return;
    if (is_list_of_labels(&judge) && !judge_instance(&judge))
        judge_grouping(&judge);
}

const struct rule rule_level_mismatch = {
    .id = "level-mismatch",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_WARNING,
    .summary = "a recorded name whose level is not what the expression aggregates to",
    .why = "The level of level:metric:operations tells which labels the series have. Who sums job:… over its instances "
           "again, or joins it by job, trusts it: with more labels than it names the join finds several series, with "
           "fewer none.",
    .remedy = "Aggregate to the labels that the level names, or name those that the expression keeps.",
    .rule = check,
};
