/* Each figure of a text against the rule. */
#include "project/claims.h"

#include <math.h>

#include "project/claims_internal.h"
#include "project/rule_memo.h"
#include "project/shown_internal.h"
#include "promql/selectors.h"

enum { STEM = 4 };

struct judge {
    struct arena *arena;
    const struct rule_view *view;
    struct rule_figures figures;
    struct value_thresholds thresholds;
    const struct alert_text *text;
    VEC(struct claim) claims;
};

static void add(struct judge *judge, struct claim claim) {
    claim.text = judge->text;
    vec_push(judge->arena, &judge->claims, claim);
}

static double seconds_of(const struct prose_figure *figure) {
    return figure->number * figure->unit.factor;
}

/* ---- for ---- */

/* "has been down for 5m", "for more than 5m"; not "silence it for 5m". */
static bool is_of_state(const struct prose *prose, const struct prose_figure *figure) {
    size_t back = figure->first > figure->sentence[0] + 4 ? figure->first - 4 : figure->sentence[0];
    return prose_has(prose, back, figure->first, PROSE_WORDS(than, least, over, last, past)) ||
           prose_before(prose, figure, PROSE_WORDS(been, down, not, unreachable, unavailable, missing, failing));
}

static bool knows_metric(const struct judge *judge) {
    const struct rule_flow *flow = judge->view->flow;
    for (size_t i = 0; i < judge->view->expression->parsed.node_count; i++) {
        const struct metric_facts *metric = flow->values.nodes[i].metric;
        if (metric && metric->kind_evidence >= FLOW_EVIDENCE_TABLE)
            return true;
    }
    return false;
}

/* "no logs for the last 30 days" with "for: 1h": an exporter of queries has counted for so long itself. */
static bool is_of_metric(const struct judge *judge, const struct prose_figure *figure) {
    enum { DAY = 24 * 60 * 60, NO_SLIP = 100 };
    double waits = judge->figures.waits, claimed = seconds_of(figure);
    return claimed >= DAY && claimed > NO_SLIP * waits && !knows_metric(judge);
}

static void judge_for(struct judge *judge, const struct prose_figure *figure) {
    const struct rule_figures *figures = &judge->figures;
    if (!figures->waits_known || figures->has_record || figures->has_clock || is_of_metric(judge, figure) ||
        !is_of_state(&judge->text->prose, figure) || rule_figures_explain_duration(figures, seconds_of(figure)))
        return;
    struct claim claim = {.kind = CLAIM_FOR, .figure = figure, .actual = figures->waits};
    if (figures->waits > 0)
        claim.where = judge->view->rule->for_.at;
    else
        claim.kind = CLAIM_FOR_ABSENT;
    add(judge, claim);
}

/* ---- windows ---- */

static void add_window(struct judge *judge, const struct prose_figure *figure, const struct promql_node *range) {
    if (!range->as.range.range->is_constant)
        return;
    add(judge, (struct claim){.kind = CLAIM_WINDOW,
                              .figure = figure,
                              .where = expression_place(judge->view->expression, range->as.range.brackets_at),
                              .actual = range->as.range.range->seconds});
}

/* A mean of what happened in a window: increase(sum[5m]) / increase(count[5m]). */
static bool is_mean(const struct judge *judge, const struct promql_node *root, const struct prose_figure *figure) {
    if (root->kind != PROMQL_BINARY || root->as.binary.op != PROMQL_DIV || !shown_is_count_in_window(promql_left(root)))
        return false;
    return prose_before(&judge->text->prose, figure, PROSE_WORDS(average, mean, avg));
}

static const struct promql_node *without_filter(const struct promql_node *node) {
    double ignored;
    node = promql_unwrapped(node);
    while (node->kind == PROMQL_BINARY && promql_operator_is_comparison(node->as.binary.op) &&
           promql_number(promql_right(node), &ignored))
        node = promql_unwrapped(promql_left(node));
    return node;
}

/* "{{ $value }} failures over the last 1m" counts in the window of the expression, whatever for is. */
static bool judge_value_window(struct judge *judge, const struct prose_figure *figure) {
    const struct prose_figure *value = figure - 1;
    const struct promql_expr *expr = &judge->view->expression->parsed;
    if (figure == judge->text->prose.figures || !alert_text_value(judge->text, value) ||
        prose_window_behind(&judge->text->prose, value) != figure)
        return false;
    const struct promql_node *root = without_filter(expr->root);
    double window = shown_window(expr, root);
    if (window <= 0 || !(shown_is_count_in_window(root) || is_mean(judge, root, value)))
        return false;
    if (fabs(window - seconds_of(figure)) > 0.01 * window)
        add_window(judge, figure, judge->figures.range);
    return true;
}

static void judge_window(struct judge *judge, const struct prose_figure *figure) {
    const struct rule_figures *figures = &judge->figures;
    if (!figures->range || figures->has_record || judge_value_window(judge, figure) || figures->has_clock)
        return;
    if (!rule_figures_explain_duration(figures, seconds_of(figure)))
        add_window(judge, figure, figures->range);
}

/* ---- thresholds ---- */

static bool is_guard(const struct value_comparison *at) {
    return at->value <= 0 && at->value >= 0 && (at->op == PROMQL_GT || at->op == PROMQL_NE || at->op == PROMQL_GE);
}

/* The one comparison with a number that decides; NULL when it is not clear which one does. */
static const struct value_comparison *deciding(const struct judge *judge) {
    const struct value_comparison *found = NULL;
    for (size_t i = 0; i < judge->thresholds.len; i++) {
        const struct value_comparison *at = &judge->thresholds.items[i];
        if (at->is_presence || at->is_bool)
            continue;
        if (!at->has_value)
            return NULL;
        if (judge->thresholds.len > 1 && is_guard(at))
            continue;
        if (found)
            return NULL;
        found = at;
    }
    return found;
}

static bool same_direction(const struct prose_figure *figure, const struct value_comparison *comparison) {
    enum promql_operator op = comparison->op;
    if (figure->relation == PROSE_THRESHOLD)
        return true;
    bool above = figure->relation == PROSE_ABOVE || figure->relation == PROSE_AT_LEAST;
    return above ? op == PROMQL_GT || op == PROMQL_GE : op == PROMQL_LT || op == PROMQL_LE;
}

static bool near(double a, double b, double slack) {
    return fabs(a - b) <= slack * fmax(fabs(a), fabs(b));
}

/* A percentage of a metric that does not say so: a gauge from 0 to 100, or a quotient; not milliseconds a second. */
static bool is_percent_like(const struct judge *judge, const struct value_comparison *comparison) {
    const struct promql_expr *expr = &judge->view->expression->parsed;
    bool rates = false, divides = false;
    for (size_t i = comparison->compared->first; i <= comparison->compared->index; i++) {
        const struct promql_node *node = expr->nodes[i];
        rates |=
            node->kind == PROMQL_CALL && promql_child(node, 0) && promql_child(node, 0)->type == PROMQL_RANGE_VECTOR;
        divides |= node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_DIV;
    }
    return comparison->value >= 10 && comparison->value <= 100 && (divides || !rates);
}

/* Whether the figure and the compared side are measured alike, so that they can be held against each other. */
static bool comparable(const struct judge *judge, const struct prose_figure *figure,
                       const struct value_comparison *comparison, struct unit unit) {
    enum vocab_dimension dimension = unit.dimension;
    switch (figure->unit.measure) {
    case PROSE_PERCENT:
        return dimension == VOCAB_DIMENSION_SHARE ||
               (dimension == VOCAB_DIMENSION_NONE && is_percent_like(judge, comparison));
    case PROSE_TIME:
        return dimension == VOCAB_DIMENSION_TIME && !unit.per_second;
    case PROSE_DATA:
        return dimension == VOCAB_DIMENSION_DATA;
    case PROSE_UNIT_NONE:
        return dimension == VOCAB_DIMENSION_COUNT || dimension == VOCAB_DIMENSION_NONE ||
               figure->relation == PROSE_THRESHOLD;
    case PROSE_TIMES:
        return dimension == VOCAB_DIMENSION_COUNT || dimension == VOCAB_DIMENSION_NONE;
    case PROSE_CORES:
    case PROSE_EVENTS:
        return false;
    }
    return false;
}

/* "more than 500 messages" beside messages_ready; a noun that no metric's name holds may count something else. */
static bool counts_metric(const struct judge *judge, const struct prose_figure *figure,
                          const struct value_comparison *comparison) {
    const struct prose *prose = &judge->text->prose;
    size_t next = figure->last + 1;
    if (next >= figure->sentence[1] || prose->tokens[next].kind != PROSE_WORD ||
        prose_has(prose, next, next + 1, PROSE_WORDS(for, in, on, at, of, and, or, over, during, within, since, is, are, was)))
        return true;
    char stem[STEM + 1] = {0};
    str word = prose_text(prose, next);
    for (size_t i = 0; i < STEM && i < word.len; i++)
        stem[i] = word.ptr[i];
    return shown_names_have(&judge->view->expression->parsed, comparison->compared, stem);
}

/* The sentence speaks of what the alert measures: the first one, or one that prints the value or names a threshold. */
static bool is_topical(const struct judge *judge, const struct prose_figure *figure) {
    const struct prose *prose = &judge->text->prose;
    if (prose_around(prose, figure, PROSE_WORDS(budget, slo, sla, objective)))
        return false;
    if (figure->relation == PROSE_THRESHOLD || figure->sentence[0] == 0)
        return true;
    const struct prose_figure *last = prose->figures + prose->figure_count;
    bool before = figure > prose->figures && figure[-1].is_value && figure[-1].sentence[0] == figure->sentence[0];
    bool behind = figure + 1 < last && figure[1].is_value && figure[1].sentence[0] == figure->sentence[0];
    return before || behind;
}

static bool may_contradict(const struct judge *judge, const struct prose_figure *figure,
                           const struct value_comparison *comparison, struct unit unit) {
    if (!comparable(judge, figure, comparison, unit) || !same_direction(figure, comparison) ||
        !is_topical(judge, figure))
        return false;
    bool plain = figure->unit.measure == PROSE_UNIT_NONE || figure->unit.measure == PROSE_TIMES;
    if (!plain || figure->relation == PROSE_THRESHOLD)
        return true;
    return !is_guard(comparison) && counts_metric(judge, figure, comparison);
}

/* Both in a unit that is known: they are equal or not. */
static bool states_threshold(const struct prose_figure *figure, const struct value_comparison *comparison,
                             struct unit unit) {
    enum prose_measure measure = figure->unit.measure;
    if (!unit_is_known(unit) || (measure != PROSE_TIME && measure != PROSE_DATA))
        return false;
    return near(figure->number * figure->unit.factor, comparison->value * unit.factor,
                measure == PROSE_DATA ? 0.13 : 0.01);
}

static bool is_explained(const struct judge *judge, const struct prose_figure *figure,
                         const struct value_comparison *comparison, struct unit unit) {
    if (states_threshold(figure, comparison, unit))
        return true;
    if (figure->unit.measure == PROSE_TIME)
        return rule_figures_explain_duration(&judge->figures, seconds_of(figure));
    return rule_figures_explain_number(&judge->figures, figure->number) ||
           (figure->unit.measure == PROSE_DATA && rule_figures_explain_number(&judge->figures, seconds_of(figure)));
}

static bool is_limit(const struct prose_figure *figure) {
    return !figure->is_value && !figure->hedged &&
           (figure->relation == PROSE_ABOVE || figure->relation == PROSE_BELOW || figure->relation == PROSE_AT_LEAST ||
            figure->relation == PROSE_AT_MOST || figure->relation == PROSE_THRESHOLD);
}

/* ---- a number per second that the text takes for another ---- */

static bool is_rate(const struct promql_node *node) {
    for (node = promql_unwrapped(node); node->kind == PROMQL_AGGREGATE;)
        node = promql_unwrapped(promql_aggregated(node));
    return node->kind == PROMQL_CALL &&
           (node->as.call.function->id == PROMQL_FUNCTION_rate || node->as.call.function->id == PROMQL_FUNCTION_irate);
}

/* Seconds per second are a share. */
static bool counts_events(const struct judge *judge, const struct promql_node *compared) {
    struct unit unit = unit_flow_at(&judge->view->flow->units, compared);
    return is_rate(compared) && unit.dimension == VOCAB_DIMENSION_COUNT && unit.per_second &&
           near(unit.factor, 1, 1e-9) &&
           !shown_names_have(&judge->view->expression->parsed, compared,
                             "cpu util ratio percent pct busy idle usage share time second duration gc_ throttl");
}

/* "20 failed logins in the last 5m", "in 5m"; not "20 over the last 5m", nor "20 errors per second in the last 5m". */
static bool is_counted_in_window(const struct judge *judge, const struct prose_figure *figure) {
    const struct prose *prose = &judge->text->prose;
    const struct prose_figure *window = prose_window_behind(prose, figure);
    if (!window || window->first < figure->last + 3)
        return false;
    return !prose_has(prose, figure->last + 1, window->first, PROSE_WORDS(per, rate, rates, average, mean, over, for, and, or)) &&
           prose_has(prose, figure->last + 2, window->first, PROSE_WORDS(in, within, during));
}

static bool misreads_rate(const struct judge *judge, const struct prose_figure *figure,
                          const struct value_comparison *comparison, struct claim *claim) {
    bool share = figure->unit.measure == PROSE_PERCENT && near(figure->number, comparison->value * 100, 1e-6);
    bool plain = figure->unit.measure == PROSE_UNIT_NONE || figure->unit.measure == PROSE_TIMES;
    bool period =
        figure->unit.measure == PROSE_EVENTS && figure->unit.per > 1 && near(figure->number, comparison->value, 1e-6);
    bool count = plain && near(figure->number, comparison->value, 1e-6) && is_counted_in_window(judge, figure);
    if (!(share || count || period) || !(comparison->value > 0) || !same_direction(figure, comparison) ||
        !counts_events(judge, comparison->compared))
        return false;
    const struct shown *shown = NULL; /* the value beside it is told of already */
    if (shown_next(judge->view, share ? SHOWN_PERCENTAGES : SHOWN_UNITS, &shown))
        return false;
    claim->kind = share ? CLAIM_SHARE : period ? CLAIM_PERIOD : CLAIM_COUNT;
    claim->figure = figure;
    return true;
}

static void add_limit(struct judge *judge, struct claim *claim, const struct value_comparison *comparison) {
    claim->where = expression_place(judge->view->expression, comparison->threshold->at);
    claim->actual = comparison->value;
    claim->unit = unit_flow_at(&judge->view->flow->units, comparison->compared);
    add(judge, *claim);
}

/* A text with one limit that is right may speak of others: "above 80% (critical above 90%)". */
static void judge_limits(struct judge *judge) {
    const struct value_comparison *comparison = deciding(judge);
    const struct prose *prose = &judge->text->prose;
    struct claim claim = {.kind = CLAIM_THRESHOLD};
    if (!comparison || judge->figures.has_record)
        return;
    struct unit unit = unit_flow_at(&judge->view->flow->units, comparison->compared);
    for (size_t i = 0; i < prose->figure_count; i++) {
        const struct prose_figure *figure = &prose->figures[i];
        if (!is_limit(figure))
            continue;
        if (misreads_rate(judge, figure, comparison, &claim))
            break;
        if (is_explained(judge, figure, comparison, unit))
            return;
        if (!claim.figure && may_contradict(judge, figure, comparison, unit))
            claim.figure = figure;
    }
    if (claim.figure)
        add_limit(judge, &claim, comparison);
}

/* ---- the whole ---- */

static void judge_text(struct judge *judge) {
    const struct prose *prose = &judge->text->prose;
    for (size_t i = 0; i < prose->figure_count; i++) {
        const struct prose_figure *figure = &prose->figures[i];
        if (figure->is_value || figure->hedged || figure->unit.measure != PROSE_TIME || figure->unit.per > 0)
            continue;
        if (figure->relation == PROSE_FOR)
            judge_for(judge, figure);
        else if (figure->relation == PROSE_WINDOW)
            judge_window(judge, figure);
    }
    judge_limits(judge);
}

/* Most texts hold no figure that could, and then nothing of the rule has to be gathered. */
static bool may_hold_claim(const struct prose *prose) {
    for (size_t i = 0; i < prose->figure_count; i++) {
        const struct prose_figure *figure = &prose->figures[i];
        if (!figure->is_value && !figure->hedged && figure->relation != PROSE_PLAIN)
            return true;
    }
    return false;
}

struct claim_list claims_judge(struct arena *arena, const struct rule_view *view) {
    struct judge judge = {.arena = arena, .view = view};
    const struct labels_fact *annotations = &view->rule->annotations;
    bool gathered = false;
    for (size_t i = 0; view->flow && view->rule->kind == RULE_KIND_ALERT && i < annotations->len; i++) {
        const struct label_pair *annotation = &annotations->at[i];
        if (!claims_may_stand_in(annotation))
            continue;
        const struct alert_text *text = view_text(view, i);
        if (!text || !may_hold_claim(&text->prose) || claims_are_shared(view, annotation))
            continue;
        if (!gathered) {
            judge.figures = rule_figures_of(arena, view);
            judge.thresholds = view_thresholds(view);
            gathered = true;
        }
        judge.text = text;
        judge_text(&judge);
    }
    return (struct claim_list){judge.claims.at, judge.claims.len};
}
