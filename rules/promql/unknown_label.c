/* unknown-label: a label that the metric does not have.
 *
 * Which labels are sure to be missing: project/label_name.h. A matcher on one selects nothing, grouping by it makes no
 * groups, matching on it meets nothing, and a text that prints it has a hole. Grouping, matching and texts are judged
 * where every selector below lacks the label and no function makes it. */
#include <monlint/rule.h>

enum { TOLD = 8 };

struct told {
    str label;
    struct diag *diag;
};

struct state {
    struct pass *pass;
    struct label_names names;
    const struct rule_fact *rule;
    const struct expression *expression;
    struct told told[TOLD]; /* in the texts of this alert */
    size_t told_count;
    const struct rule_flow *flow;
};

static bool makes_labels(const struct promql_node *node) {
    if (node->kind == PROMQL_CALL)
        return node->as.call.function->id == PROMQL_FUNCTION_label_replace ||
               node->as.call.function->id == PROMQL_FUNCTION_label_join ||
               node->as.call.function->id == PROMQL_FUNCTION_info;
    return node->kind == PROMQL_AGGREGATE && node->as.aggregate.op->id == PROMQL_AGGREGATOR_count_values;
}

/* The selector that is told as an example, if all below the node lack the label; else NULL. */
static const struct promql_node *lacking(struct state *state, const struct promql_node *node, str label, str *instead) {
    const struct promql_node *first = NULL;
    for (uint32_t i = node->first; i <= node->index; i++) {
        const struct promql_node *below = state->expression->parsed.nodes[i];
        if (makes_labels(below))
            return NULL;
        if (below->kind != PROMQL_SELECTOR)
            continue;
        if (!label_name_lacks(&state->names, state->pass->kept, state->rule, below, label, instead))
            return NULL;
        first = first ? first : below;
    }
    /* What an aggregation took away is dropped-label's. */
    return first && label_flow_may_have(label_flow_of(&state->flow->labels, node), label) ? first : NULL;
}

static struct diag *tell(struct state *state, place at, str label, const struct promql_node *selector, str instead,
                         const char *consequence) {
    str metric = promql_selector_metric(selector);
    struct diag *diag =
        report(state->pass, at, "%.*s has no label \"%.*s\": %s", STR_ARG(metric), STR_ARG(label), consequence);
    if (instead.len)
        report_help(state->pass, diag, "the label is called %.*s", STR_ARG(instead));
    return diag;
}

/* The same, of a label in the expression. */
static void tell_part(struct state *state, span part, str label, const struct promql_node *selector, str instead,
                      const char *consequence) {
    place at = expression_place(state->expression, part);
    struct diag *diag = tell(state, at, label, selector, instead, consequence);
    if (instead.len && expression_verbatim(state->expression, part) && part.end - part.start == label.len)
        report_fix(state->pass, diag, false, at, instead, "use the name of today");
}

/* What the matcher does where the label is missing, or NULL where that may be meant: deployment="". */
static const char *effect_of(const struct promql_matcher *matcher) {
    bool equals = matcher->op == PROMQL_MATCH_EQ || matcher->op == PROMQL_MATCH_NE;
    if (equals && !matcher->value.len)
        return NULL;
    if (!equals && matcher->pattern->takes_empty != REGEX_NO)
        return NULL;
    bool positive = matcher->op == PROMQL_MATCH_EQ || matcher->op == PROMQL_MATCH_RE;
    return positive ? "it selects nothing" : "it excludes nothing";
}

static void check_selector(struct state *state, const struct promql_node *selector) {
    for (size_t i = 0; i < selector->as.selector.matcher_count; i++) {
        const struct promql_matcher *matcher = &selector->as.selector.matchers[i];
        const char *effect = label_name_is_telling(matcher->name) ? effect_of(matcher) : NULL;
        str instead;
        if (effect &&
            label_name_lacks(&state->names, state->pass->kept, state->rule, selector, matcher->name, &instead))
            tell_part(state, matcher->name_at, matcher->name, selector, instead, effect);
    }
}

static void check_labels(struct state *state, const struct promql_node *operand, const struct promql_labels *labels,
                         const char *consequence) {
    for (size_t i = 0; i < labels->len; i++) {
        str instead;
        if (!label_name_is_telling(labels->items[i].name))
            continue;
        const struct promql_node *selector = lacking(state, operand, labels->items[i].name, &instead);
        if (selector)
            tell_part(state, labels->items[i].at, labels->items[i].name, selector, instead, consequence);
    }
}

/* If both sides lack it, it matches by its absence. */
static void check_match(struct state *state, const struct promql_node *binary) {
    const struct promql_matching *matching = binary->as.binary.matching;
    const struct promql_node *left = promql_left(binary), *right = promql_right(binary);
    if (!matching)
        return;
    for (size_t i = 0; matching->is_on && i < matching->labels.len; i++) {
        const struct promql_label *label = &matching->labels.items[i];
        str instead;
        if (!label_name_is_telling(label->name))
            continue;
        const struct promql_node *in_left = lacking(state, left, label->name, &instead);
        const struct promql_node *in_right = lacking(state, right, label->name, &instead);
        if (!in_left != !in_right)
            tell(state, expression_place(state->expression, label->at), label->name, in_left ? in_left : in_right,
                 STR(""), "nothing of the other side matches");
    }
    check_labels(state, matching->card == PROMQL_ONE_TO_MANY ? left : right, &matching->include,
                 "there is nothing to take over");
}

static void check_node(struct state *state, const struct promql_node *node) {
    if (node->kind == PROMQL_SELECTOR)
        check_selector(state, node);
    else if (node->kind == PROMQL_AGGREGATE && !node->as.aggregate.is_without)
        check_labels(state, promql_aggregated(node), &node->as.aggregate.grouping, "this makes no groups");
    else if (node->kind == PROMQL_BINARY)
        check_match(state, node);
}

/* A label that stands in several texts of an alert is one mistake. */
static struct diag *told_before(struct state *state, str label) {
    for (size_t i = 0; i < state->told_count; i++)
        if (str_equal(state->told[i].label, label))
            return state->told[i].diag;
    return NULL;
}

static void tell_read(struct state *state, place at, str label, const struct promql_node *selector, str instead) {
    struct diag *before = told_before(state, label);
    if (before) {
        report_note(state->pass, before, at, "and here");
        return;
    }
    struct diag *diag = tell(state, at, label, selector, instead, "the text has a hole here");
    if (state->told_count < TOLD)
        state->told[state->told_count++] = (struct told){label, diag};
}

static void check_texts(struct state *state, const struct labels_fact *texts) {
    for (size_t i = 0; i < texts->len; i++) {
        const struct templated *templated = texts->at[i].templated;
        for (size_t k = 0; templated && k < templated->reads.read_count; k++) {
            const struct gotmpl_read *read = &templated->reads.reads[k];
            str instead;
            if (read->kind != GOTMPL_READ_LABEL || read->flags & GOTMPL_READ_IN_IF ||
                !label_name_is_telling(read->name))
                continue;
            const struct promql_node *selector = lacking(state, state->expression->parsed.root, read->name, &instead);
            if (selector)
                tell_read(state, templated_place(templated, read->span), read->name, selector, instead);
        }
    }
}

static void *begin(struct pass *pass, const struct project *project) {
    struct state *state = arena_new(pass->kept, struct state);
    state->names.project = project;
    return state;
}

static void visit(struct pass *pass, void *kept, const struct rule_view *view) {
    struct state *state = kept;
    if (!view->flow || view->rule->dialect != DIALECT_PROMQL)
        return;
    state->pass = pass;
    state->rule = view->rule;
    state->expression = view->expression;
    state->flow = view->flow;
    state->told_count = 0;
    for (size_t i = 0; i < view->expression->parsed.node_count; i++)
        check_node(state, view->expression->parsed.nodes[i]);
    check_texts(state, &view->rule->labels);
    check_texts(state, &view->rule->annotations);
}

const struct rule rule_unknown_label = {
    .id = "unknown-label",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a label that the metric does not have",
    .why = "Labels differ from metric to metric, and with how targets are discovered: kube_job_ metrics have job_name, "
           "not cronjob; the kubelet has had pod and container since Kubernetes 1.16, not pod_name; the Prometheus "
           "operator writes namespace, not kubernetes_namespace. A matcher on a label that is not there selects "
           "nothing.",
    .remedy = "Use the label that the metric has, or join the metric that has this one.",
    .begin = begin,
    .visit = visit,
};
