/* operation-mismatch: a recorded name that says something else than its expression does.
 *
 * Prometheus, naming of recording rules: level:metric:operations, where the operations are those that were applied, the
 * newest first, and _total is cut off when rate() or irate() is used. What is read under other recorded names counts as
 * done (linter/promql/operations.h). A word that may have another meaning is not judged: "count" of what is summed up,
 * "rate" of an increase that is divided. */
#include <monlint/rule.h>

struct judge {
    struct pass *pass;
    const struct rule_view *view;
    const struct promql_expr *expr;
    struct operations does;
    struct record_name name;
    struct record_words words;
};

static place name_part(const struct judge *judge, span part) {
    return text_part(&judge->view->rule->name, part);
}

static str text_of(const struct judge *judge, span part) {
    return str_slice(judge->view->rule->name.text, part.start, part.end);
}

static place part_of(const struct judge *judge, span part) {
    return expression_place(judge->view->expression, part);
}

static const struct promql_node *first_range(const struct judge *judge) {
    for (size_t i = 0; i < judge->expr->node_count; i++)
        if (judge->expr->nodes[i]->kind == PROMQL_MATRIX || judge->expr->nodes[i]->kind == PROMQL_SUBQUERY)
            return judge->expr->nodes[i];
    return NULL;
}

static bool judge_window(struct judge *judge, const struct record_word *word) {
    if (!word->window_ms || judge->does.windows_open || !judge->does.window_count ||
        operations_have_window(&judge->does, word->window_ms))
        return false;
    str reads = duration_format(judge->pass->scratch, judge->does.windows[0]);
    struct diag *diag = report(judge->pass, name_part(judge, word->at), "the name says %.*s, the expression reads %.*s",
                               STR_ARG(duration_format(judge->pass->scratch, word->window_ms)), STR_ARG(reads));
    const struct promql_node *range = first_range(judge);
    if (range)
        report_note(judge->pass, diag, part_of(judge, range->as.range.brackets_at), "the range");
    return true;
}

static const struct promql_node *quantile_call(const struct judge *judge) {
    for (size_t i = 0; i < judge->expr->node_count; i++) {
        const struct promql_node *node = judge->expr->nodes[i];
        if (node->kind == PROMQL_CALL && node->as.call.function && promql_child(node, 0) &&
            (node->as.call.function->id == PROMQL_FUNCTION_histogram_quantile ||
             node->as.call.function->id == PROMQL_FUNCTION_quantile_over_time))
            return promql_child(node, 0);
        if (node->kind == PROMQL_AGGREGATE && node->as.aggregate.op->id == PROMQL_AGGREGATOR_quantile)
            return promql_child(node, 0);
    }
    return NULL;
}

static void tell_quantile(struct judge *judge, place at, const char *says, double quantile) {
    const struct promql_node *call = quantile_call(judge);
    struct diag *diag = report(judge->pass, at, "the %s says the %g quantile, the expression computes the %g quantile",
                               says, quantile, judge->does.quantiles[0]);
    if (call)
        report_note(judge->pass, diag, part_of(judge, call->at), "the quantile");
}

static bool quantile_differs(const struct judge *judge, double quantile) {
    return judge->does.quantile_count && !judge->does.quantiles_open &&
           !operations_have_quantile(&judge->does, quantile);
}

/* Sums of a histogram or summary by their counts are the mean. */
static bool is_mean(const struct judge *judge) {
    for (size_t i = 0; i < judge->expr->node_count; i++) {
        const struct promql_node *node = judge->expr->nodes[i];
        str metric = node->kind == PROMQL_SELECTOR ? promql_selector_metric(node) : STR("_sum");
        if (!str_ends_with(metric, STR("_sum")) && !str_ends_with(metric, STR("_count")))
            return false;
    }
    return judge->does.divides && (judge->does.read & RECORD_SUM) && (judge->does.read & RECORD_COUNT);
}

static bool judge_quantile(struct judge *judge, const struct record_word *word) {
    if (word->operation != RECORD_QUANTILE)
        return false;
    if (quantile_differs(judge, word->quantile)) {
        tell_quantile(judge, name_part(judge, word->at), "name", word->quantile);
        return true;
    }
    if (judge->does.quantile_count || judge->does.quantiles_open || !is_mean(judge))
        return false;
    report(judge->pass, name_part(judge, word->at), "the name says the %g quantile, the expression computes the mean",
           word->quantile);
    return true;
}

/* Rates and increases differ by a factor; where values are divided or multiplied it may well have been made up for. */
static bool judge_rate(struct judge *judge, const struct record_word *word) {
    unsigned both = RECORD_RATE | RECORD_INCREASE;
    unsigned found = (judge->does.done | judge->does.read) & both;
    if (!((unsigned)word->operation & both) || judge->does.calculates || (found & (unsigned)word->operation))
        return false;
    if (found) {
        report(judge->pass, name_part(judge, word->at), "the name says %s, the expression gives %s",
               word->operation == RECORD_RATE ? "a rate per second" : "an increase",
               word->operation == RECORD_RATE ? "the increase over its range" : "a rate per second");
        return true;
    }
    if (!judge->does.total || judge->does.window_count)
        return false;
    struct diag *diag =
        report(judge->pass, name_part(judge, word->at), "the name says %.*s, the expression takes the counter as it is",
               STR_ARG(text_of(judge, word->at)));
    report_note(judge->pass, diag, part_of(judge, judge->does.total->at), "the counter");
    return true;
}

/* Which outermost aggregations a word rules out. A count may be summed up, and a sum may be called the count of what
 * it adds; an average of sums may be made by dividing. */
static unsigned excluded_by(enum record_operation word) {
    static const struct {
        enum record_operation word;
        unsigned excluded;
    } rows[] = {
        {RECORD_SUM, RECORD_COUNT | RECORD_AVG | RECORD_MIN | RECORD_MAX},
        {RECORD_AVG, RECORD_SUM | RECORD_COUNT | RECORD_MIN | RECORD_MAX},
        {RECORD_MIN, RECORD_SUM | RECORD_AVG | RECORD_COUNT | RECORD_MAX},
        {RECORD_MAX, RECORD_SUM | RECORD_AVG | RECORD_COUNT | RECORD_MIN},
        {RECORD_COUNT, RECORD_AVG},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].word == word)
            return rows[i].excluded;
    return 0;
}

static unsigned operation_of(const struct promql_node *aggregation) {
    struct record_word word = record_name_word(aggregation->as.aggregate.op->name);
    return (unsigned)word.operation;
}

static bool judge_aggregation(struct judge *judge, const struct record_word *word) {
    const struct promql_node *outermost = judge->does.aggregation;
    unsigned seen = judge->does.done | judge->does.read;
    bool quantile = judge->does.quantile_count || judge->does.quantiles_open; /* of 1: the maximum */
    if (!outermost || quantile || judge->does.adds || (seen & (unsigned)word->operation) ||
        (judge->does.divides && word->operation == RECORD_AVG) ||
        !(operation_of(outermost) & excluded_by(word->operation)))
        return false;
    str op = outermost->as.aggregate.op->name;
    struct diag *diag =
        report(judge->pass, name_part(judge, word->at), "the name says %.*s, the expression aggregates with %.*s",
               STR_ARG(text_of(judge, word->at)), STR_ARG(op));
    report_note(judge->pass, diag, part_of(judge, outermost->as.aggregate.op_at), "%.*s", STR_ARG(op));
    return true;
}

/* A share of 100 under a name that says it is one of 1, or the other way round. */
static bool judge_share(struct judge *judge, const struct record_word *word) {
    struct unit unit = unit_flow_at(&judge->view->flow->units, judge->expr->root);
    bool ratio = word->operation == RECORD_RATIO;
    if (!unit_is_known(unit) || !(ratio || word->operation == RECORD_PERCENT))
        return false;
    if (unit.computed && unit_is(unit, ratio ? VOCAB_UNIT_PERCENT : VOCAB_UNIT_RATIO)) {
        report(judge->pass, name_part(judge, word->at), "the name says %s, the expression gives %s",
               ratio ? "ratio" : "percent", ratio ? "percent" : "a ratio between 0 and 1");
        return true;
    }
    bool amount = unit.dimension == VOCAB_DIMENSION_DATA || unit.dimension == VOCAB_DIMENSION_TIMESTAMP;
    if (!amount || judge->does.divides)
        return false;
    report(judge->pass, name_part(judge, word->at), "the name says %.*s, the expression gives %.*s",
           STR_ARG(text_of(judge, word->at)), STR_ARG(unit_describe(judge->pass->scratch, unit)));
    return true;
}

/* With one finding at most: the parts of a name that was copied go wrong together. */
static bool judge_words(struct judge *judge) {
    bool whole = judge->name.has_level && !(judge->words.operations & RECORD_OTHER);
    for (size_t i = 0; i < judge->words.len; i++) {
        const struct record_word *word = &judge->words.at[i];
        if (judge_window(judge, word) || judge_quantile(judge, word))
            return true;
        if (whole &&
            (judge_rate(judge, word) || judge_share(judge, word) || (i == 0 && judge_aggregation(judge, word))))
            return true;
    }
    return false;
}

/* quantile: "0.99" beside histogram_quantile(0.9, …). */
static void judge_label(struct judge *judge) {
    const struct label_pair *label = labels_find(&judge->view->rule->labels, STR("quantile"));
    if (!label || label->value.opaque)
        return;
    struct promql_expr value = promql_parse(judge->pass->scratch, label->value.text, &(struct promql_options){0});
    double quantile;
    if (value.status == PROMQL_VALID && promql_number(value.root, &quantile) && quantile_differs(judge, quantile))
        tell_quantile(judge, text_part(&label->value, (span){0, (uint32_t)label->value.text.len}), "label", quantile);
}

/* Cutting _total off is a convention that large projects do without. */
static void judge_total(struct judge *judge) {
    str metric = text_of(judge, judge->name.metric);
    if (!judge->does.rate || !str_ends_with(metric, STR("_total")))
        return;
    span total = {judge->name.metric.end - 6, judge->name.metric.end};
    struct diag *diag = report_as(judge->pass, SEVERITY_INFO, name_part(judge, total),
                                  "_total stays in the name of a rate, which is no total");
    report_help(judge->pass, diag, "the convention is to cut it off, as in job:http_requests:rate5m");
}

static void check(struct pass *pass, const struct rule_view *view) {
    if (view->rule->kind != RULE_KIND_RECORD || !view->flow || view->rule->name.opaque)
        return;
    struct judge judge = {.pass = pass, .view = view, .name = record_name_split(view->rule->name.text)};
    bool labelled = labels_find(&view->rule->labels, STR("quantile"));
    if (!judge.name.has_parts && !labelled)
        return;
    judge.expr = &view->expression->parsed;
    if (!promql_selects(judge.expr))
        return;
    judge.does = operations_of(pass->scratch, judge.expr);
    judge.words = record_name_words(view->rule->name.text, judge.name.operations);
    judge_label(&judge);
    if (judge.name.has_parts && !judge_words(&judge))
        judge_total(&judge);
}

const struct rule rule_operation_mismatch = {
    .id = "operation-mismatch",
    .category = CATEGORY_CONVENTION,
    .severity = SEVERITY_WARNING,
    .summary = "a recorded name that says another operation than the expression does",
    .why =
        "Dashboards and alerts are written by the name: who reads sum, rate5m, p99 or ratio takes the value for that. "
        "A count, another window, another quantile or a percentage under such a name is off by a factor nobody sees.",
    .remedy = "Name the operations that the expression does, the newest first, or correct the expression.",
    .rule = check,
};
