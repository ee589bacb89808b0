/* unknown-template-label: a label that the alert cannot have, or a field that the template's data has not.
 *
 * Prometheus 3.14 rules/alerting.go: $labels are those of the sample; a label that the expression dropped is the empty
 * string. Labels of the rule and of external_labels are not among them. A text that tests the label first, by if or
 * with, is made for several alerts and shows no hole. The data are Labels, ExternalLabels, ExternalURL and Value
 * (template/template.go); text/template stops at any other field, which is seen when the alert fires, and the text of
 * the error takes the place of the annotation. vmalert has more fields. */
#include <monlint/rule.h>

static const str fields[] = {{"Labels", 6}, {"ExternalLabels", 14}, {"ExternalURL", 11}, {"Value", 5}};
static const str fields_of_vmalert[] = {{"Type", 4}, {"Expr", 4},    {"AlertID", 7},
                                        {"For", 3},  {"GroupID", 7}, {"ActiveAt", 8}};

static bool is_of_vmalert(str name) {
    for (size_t i = 0; i < sizeof fields_of_vmalert / sizeof *fields_of_vmalert; i++)
        if (str_equal(name, fields_of_vmalert[i]))
            return true;
    return false;
}

static void judge_field(struct pass *pass, const struct templated *templated, const struct gotmpl_read *read) {
    if (is_of_vmalert(read->name))
        return;
    struct diag *diag = report(pass, templated_place(templated, read->span),
                               "there is no \"%.*s\" here: the text will be an error message", STR_ARG(read->name));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (str_equal_fold(read->name, fields[i]))
            report_help(pass, diag, "did you mean .%.*s?", STR_ARG(fields[i]));
}

/* query "up{job='$labels.job'}": nothing is replaced within a string. */
static void judge_query(struct pass *pass, const struct templated *templated, const struct gotmpl_query *query) {
    if (!str_contains(query->text, STR("$labels.")) && !str_contains(query->text, STR("$externalLabels.")))
        return;
    struct diag *diag = report(pass, templated_place(templated, query->literal),
                               "variables are not replaced within a string: the query asks for their names");
    report_help(pass, diag, "write query (printf \"...%%s...\" $labels.x)");
}

static bool is_static(const struct rule_view *view, str name) {
    return labels_find(&view->rule->labels, name) || (view->group && labels_find(&view->group->labels, name));
}

enum { TESTED = GOTMPL_READ_IN_IF | GOTMPL_READ_IN_WITH };

static bool is_tested(const struct templated *templated, str name) {
    for (size_t i = 0; i < templated->reads.read_count; i++) {
        const struct gotmpl_read *read = &templated->reads.reads[i];
        if (read->kind == GOTMPL_READ_LABEL && read->flags & TESTED && str_equal(read->name, name))
            return true;
    }
    return false;
}

/* {{ $labels.spec_replicas }} beside kube_deployment_spec_replicas: the piece of a name, not a label of it. Returns the
 * selector of that name, when the metric is known to lack the label. */
static const struct promql_node *named_like(const struct rule_view *view, str label) {
    const struct promql_expr *expr = &view->expression->parsed;
    if (str_find_byte(label, '_') == label.len)
        return NULL;
    for (size_t i = 0; i < expr->node_count; i++) {
        if (expr->nodes[i]->kind != PROMQL_SELECTOR)
            continue;
        str metric = promql_selector_metric(expr->nodes[i]);
        if (metric.len <= label.len || !str_ends_with(metric, label) || metric.ptr[metric.len - label.len - 1] != '_')
            continue;
        struct vocab_metrics found = vocab_metric_find(metric);
        if (found.count == 1 && !vocab_metric_may_have_label(found.rows, label))
            return expr->nodes[i];
    }
    return NULL;
}

static bool is_name_byte(char c) {
    return c == '_' || c == ':' || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

/* Whether the expression speaks of the label: the word stands there by itself. */
static bool is_mentioned(str text, str label) {
    for (size_t i = 0; i + label.len <= text.len; i++) {
        bool inside = i > 0 && is_name_byte(text.ptr[i - 1]);
        if (!inside && str_equal(str_slice(text, i, i + label.len), label))
            return true;
    }
    return false;
}

static struct diag *judge_name(struct pass *pass, const struct rule_view *view, const struct templated *templated,
                               const struct gotmpl_read *read) {
    const struct promql_node *selector = named_like(view, read->name);
    if (!selector || is_mentioned(view->expression->text, read->name))
        return NULL;
    struct diag *diag =
        report(pass, templated_place(templated, read->span),
               "\"%.*s\" is no label, but a piece of a metric's name: the text has a hole here", STR_ARG(read->name));
    report_note(pass, diag, expression_place(view->expression, promql_selector_metric_at(selector)), "of this one");
    return diag;
}

static struct diag *judge_flow(struct pass *pass, const struct rule_view *view, const struct templated *templated,
                               const struct gotmpl_read *read) {
    const struct label_flow *flow = label_flow_root(&view->flow->labels);
    if (label_flow_may_have(flow, read->name))
        return judge_name(pass, view, templated, read);
    struct diag *diag = report(pass, templated_place(templated, read->span), "the alert cannot have the label \"%.*s\"",
                               STR_ARG(read->name));
    if (is_static(view, read->name))
        report_help(pass, diag, "$labels holds the labels of the sample; those that the rule adds are not among them");
    report_label_reason(pass, diag, view, label_flow_why_not(flow, read->name, NULL));
    return diag;
}

/* A label that stands in several texts of an alert is one mistake. */
enum { TOLD = 8 };

struct told {
    struct {
        str label;
        struct diag *diag;
    } at[TOLD];
    size_t len;
};

static struct diag *told_before(const struct told *told, str label) {
    for (size_t i = 0; i < told->len; i++)
        if (str_equal(told->at[i].label, label))
            return told->at[i].diag;
    return NULL;
}

static void judge(struct pass *pass, const struct rule_view *view, const struct templated *templated,
                  const struct gotmpl_read *read, struct told *told) {
    if (read->kind == GOTMPL_READ_UNKNOWN_FIELD)
        judge_field(pass, templated, read);
    if (!view->flow || read->kind != GOTMPL_READ_LABEL || read->flags & TESTED ||
        (read->flags & GOTMPL_READ_CONDITIONAL && is_tested(templated, read->name)))
        return;
    struct diag *before = told_before(told, read->name);
    if (before) {
        report_note(pass, before, templated_place(templated, read->span), "and here");
        return;
    }
    struct diag *diag = judge_flow(pass, view, templated, read);
    if (!diag || told->len == TOLD)
        return;
    told->at[told->len].label = read->name;
    told->at[told->len++].diag = diag;
}

static void judge_texts(struct pass *pass, const struct rule_view *view, const struct labels_fact *texts,
                        struct told *told) {
    for (size_t i = 0; i < texts->len; i++) {
        const struct templated *templated = texts->at[i].templated;
        for (size_t k = 0; templated && k < templated->reads.read_count; k++)
            judge(pass, view, templated, &templated->reads.reads[k], told);
        for (size_t k = 0; templated && k < templated->reads.query_count; k++)
            judge_query(pass, templated, &templated->reads.queries[k]);
    }
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_ALERT)
        return;
    struct told told = {.len = 0};
    judge_texts(pass, view, &view->rule->labels, &told);
    judge_texts(pass, view, &view->rule->annotations, &told);
}

const struct rule rule_unknown_template_label = {
    .id = "unknown-template-label",
    .category = CATEGORY_SILENT,
    .severity = SEVERITY_WARNING,
    .summary = "a template reads a label that the expression cannot carry",
    .why =
        "The expression has dropped the label, so the text has a hole where it should name the guilty thing. A field "
        "that does not exist is worse: nothing is left of the text but an error message.",
    .remedy = "Keep the label in the aggregation (by (...)), or leave it out of the text.",
    .rule = check,
};
