/* The unit of the value against the unit that the text gives it. */
#include <math.h>

#include "project/shown_internal.h"

/* A text says GB where it means GiB and the reverse; 1024^4 / 1000^4 is 1.0995. */
static const double data_slack = 1.13;

static void fault(struct shown *shown, enum shown_fault kind, span at) {
    shown->fault = kind;
    shown->at = at;
}

static span unit_span(const struct shown *shown) {
    span at = shown->figure->unit.at;
    return at.start < at.end ? at : shown->read->whole;
}

static bool near(double a, double b, double slack) {
    return a > 0 && b > 0 && a / b < slack && b / a < slack;
}

static bool has_factor(struct unit unit, double factor) {
    return near(unit.factor, factor, 1.001);
}

/* Read at a metric whose name alone says so: the number it is compared with tells whether the name is right. */
static bool is_named(struct unit unit) {
    return unit.evidence < FLOW_EVIDENCE_TABLE && !unit.computed;
}

/* A count or rate that is certainly none of a share, a percentage or a time. */
static bool is_certain_count(const struct shown_value *value) {
    struct unit unit = value->unit;
    if (unit.dimension != VOCAB_DIMENSION_COUNT || shown_may_be_time(value))
        return false;
    if (shown_names_have(value->expr, value->root, "cpu util ratio percent pct busy idle load usage share"))
        return false;
    return unit.evidence >= FLOW_EVIDENCE_TABLE || unit.per_second || shown_is_count_in_window(value->root);
}

static bool has_increase(const struct shown_value *value) {
    for (size_t i = value->root->first; i <= value->root->index; i++) {
        const struct promql_node *node = value->expr->nodes[i];
        if (node->kind == PROMQL_CALL && (node->as.call.function->id == PROMQL_FUNCTION_increase ||
                                          node->as.call.function->id == PROMQL_FUNCTION_rate))
            return true;
    }
    return false;
}

/* What a percent sign is never right for. */
static bool is_amount(const struct shown_value *value) {
    struct unit unit = value->unit;
    if (unit.dimension == VOCAB_DIMENSION_COUNT)
        return is_certain_count(value);
    if (!has_factor(unit, 1))
        return false;
    if (unit.dimension == VOCAB_DIMENSION_CORES)
        return !shown_names_have(value->expr, value->root, "process_cpu throttl") &&
               !(value->range.known && value->range.high <= 1);
    bool time = unit.dimension == VOCAB_DIMENSION_TIME && !unit.per_second && !has_increase(value);
    return time || unit.dimension == VOCAB_DIMENSION_DATA;
}

static bool names_cores(const struct shown *shown) {
    return prose_around(&shown->text->prose, shown->figure, PROSE_WORDS(core, cores));
}

/* Cores of one process, which with a threshold below one are meant as a share: 0.8 as "0.8%". */
static bool is_part_of_core(const struct shown_value *value) {
    return value->unit.dimension == VOCAB_DIMENSION_CORES && has_factor(value->unit, 1) && value->threshold <= 1 &&
           !shown_names_have(value->expr, value->root, "throttl");
}

static void judge_percent_sign(const struct shown_value *value, struct shown *shown) {
    struct unit unit = value->unit;
    bool amount = is_amount(value) || is_part_of_core(value);
    if (amount && !(unit.dimension == VOCAB_DIMENSION_CORES && names_cores(shown))) {
        fault(shown, SHOWN_AMOUNT_AS_PERCENT, unit_span(shown));
        return;
    }
    bool is_ratio = unit.dimension == VOCAB_DIMENSION_SHARE && has_factor(unit, 1) && !unit.per_second;
    bool unproven = is_named(unit) && isnan(value->threshold);
    if (is_ratio && !unproven && !(value->threshold > 1.5))
        fault(shown, SHOWN_RATIO_AS_PERCENT, unit_span(shown));
}

static void judge_percentage(const struct shown_value *value, struct shown *shown) {
    struct unit unit = value->unit;
    span function = shown->read->calls[0].span;
    if (is_amount(value) && !(unit.dimension == VOCAB_DIMENSION_CORES && names_cores(shown))) {
        fault(shown, SHOWN_AMOUNT_AS_PERCENT, function);
        return;
    }
    bool is_share = unit.dimension == VOCAB_DIMENSION_SHARE || unit.dimension == VOCAB_DIMENSION_CORES;
    bool is_percent = is_share && has_factor(unit, 0.01) && !unit.per_second;
    bool unproven = is_named(unit) && !(value->threshold > 1.5);
    if (is_percent && !unproven && !(value->threshold <= 1))
        fault(shown, SHOWN_PERCENT_AS_RATIO, function);
    else if (shown->figure->unit.measure == PROSE_PERCENT)
        fault(shown, SHOWN_SIGN_TWICE, unit_span(shown));
}

/* A share of like things: it has no unit that a name could hide. */
static bool is_certain_share(struct unit unit) {
    return unit.dimension == VOCAB_DIMENSION_SHARE && unit.computed && !unit.of_counts && !unit.per_second;
}

static bool is_certain_moment(const struct shown_value *value) {
    return value->unit.dimension == VOCAB_DIMENSION_TIMESTAMP &&
           (value->unit.evidence >= FLOW_EVIDENCE_TABLE || shown_names_have(value->expr, value->root, "timestamp"));
}

/* rate(x_seconds_sum) as "latency is 0.3s": seconds of all calls together, per second. */
static bool is_time_of_one(const struct shown *shown) {
    const struct prose *prose = &shown->text->prose;
    size_t next = shown->figure->last + 1;
    return !(shown->figure->unit.per > 0) && !prose_has(prose, next, next + 1, PROSE_WORDS(of, per, a, each, every)) &&
           prose_before(prose, shown->figure,
                        PROSE_WORDS(latency, latencies, average, avg, mean, response, duration, takes, took, taking));
}

static void judge_time(const struct shown_value *value, struct shown *shown, double factor, span at) {
    struct unit unit = value->unit;
    bool count = unit.dimension == VOCAB_DIMENSION_COUNT && !shown_may_be_time(value);
    if (unit.dimension == VOCAB_DIMENSION_TIME) {
        if (unit.per_second ? unit.computed && is_time_of_one(shown) : !near(unit.factor, factor, 1.01))
            fault(shown, unit.per_second ? SHOWN_OTHER_UNIT : SHOWN_OTHER_SCALE, at);
        return;
    }
    if (count || unit.dimension == VOCAB_DIMENSION_DATA || (is_certain_share(unit) && !shown_may_be_time(value)) ||
        is_certain_moment(value))
        fault(shown, SHOWN_OTHER_UNIT, at);
}

static void judge_data(const struct shown_value *value, struct shown *shown) {
    struct unit unit = value->unit;
    struct prose_unit text = shown->figure->unit;
    if (unit.dimension == VOCAB_DIMENSION_DATA) {
        if (text.per <= 1 && !near(unit.factor, text.factor, data_slack))
            fault(shown, SHOWN_OTHER_SCALE, unit_span(shown));
        return;
    }
    bool count = unit.dimension == VOCAB_DIMENSION_COUNT && !shown_may_be_data(value);
    bool time = unit.dimension == VOCAB_DIMENSION_TIME && !unit.per_second;
    if (count || time || unit.dimension == VOCAB_DIMENSION_CORES || is_certain_share(unit))
        fault(shown, SHOWN_OTHER_UNIT, unit_span(shown));
}

/* "{{ $value }} failed calls in 5 minutes": the window, when it is the expression's; else it may be a deadline. */
static double plain_window_behind(const struct shown_value *value, const struct shown *shown) {
    enum { REACH = 8 };
    const struct prose *prose = &shown->text->prose;
    const struct prose_figure *figure = shown->figure, *next = figure + 1;
    if (next == prose->figures + prose->figure_count || next->sentence[0] != figure->sentence[0] ||
        next->unit.measure != PROSE_TIME || next->first > figure->last + REACH ||
        !prose_has(prose, next->first - 1, next->first, PROSE_WORDS(in, within)))
        return 0;
    double seconds = next->number * next->unit.factor;
    return near(seconds, shown_window(value->expr, value->root), 1.01) ? seconds : 0;
}

/* "{{ $value }} failed calls in the last 5 minutes": in seconds; 0 for none. */
static double window_behind(const struct shown_value *value, const struct shown *shown) {
    const struct prose_figure *window = prose_window_behind(&shown->text->prose, shown->figure);
    return window ? window->number * window->unit.factor : plain_window_behind(value, shown);
}

static bool has_noun(const struct shown *shown) {
    const struct prose *prose = &shown->text->prose;
    size_t next = shown->figure->last + 1;
    return next < prose->token_count && prose->tokens[next].kind == PROSE_WORD &&
           !prose_has(prose, next, next + 1,
                      PROSE_WORDS(over, in, on, at, for, of, which, and, or, is, are, was, were, with, by, from, during, within, more, less, than, while, but, to, per));
}

/* "rate limit exceeded 5 times": a limit, not a rate. */
static bool says_rate_limit(const struct shown *shown) {
    const struct prose *prose = &shown->text->prose;
    for (size_t i = shown->figure->sentence[0]; i + 1 < shown->figure->sentence[1]; i++)
        if (prose_is(prose, i, PROSE_WORD_rate) &&
            prose_has(prose, i + 1, i + 2, PROSE_WORDS(limit, limits, limiter, limiting, limited)))
            return true;
    return false;
}

/* A sentence that says itself that it speaks of a rate or a mean. */
static bool says_rate(const struct shown *shown) {
    if (says_rate_limit(shown))
        return prose_around(&shown->text->prose, shown->figure,
                            PROSE_WORDS(per, average, avg, mean, ratio, percentage));
    return prose_around(&shown->text->prose, shown->figure,
                        PROSE_WORDS(rate, rates, per, average, avg, mean, ratio, percentage, fraction, share, speed,
                                    throughput, frequency));
}

static bool is_multiple(const struct shown *shown) {
    size_t next = shown->figure->last + 1;
    return prose_has(
        &shown->text->prose, next, next + 1,
        PROSE_WORDS(higher, more, the, as, over, slower, faster, larger, than, greater, longer, lower, less, its, of));
}

static void judge_number(const struct shown_value *value, struct shown *shown) {
    struct unit unit = value->unit;
    bool times = shown->figure->unit.measure == PROSE_TIMES;
    double window = window_behind(value, shown);
    if (says_rate(shown) || (times ? is_multiple(shown) : !(window > 0 && has_noun(shown))))
        return;
    span at = times ? shown->figure->unit.at : shown->text->prose.tokens[shown->figure->last + 1].at;
    if (unit.dimension == VOCAB_DIMENSION_COUNT && unit.per_second && unit.computed) {
        if (!near(1 / unit.factor, window, 1.01))
            fault(shown, SHOWN_RATE_AS_COUNT, at);
    } else if (!times && unit.dimension == VOCAB_DIMENSION_SHARE && unit.computed && has_factor(unit, 1) &&
               value->threshold <= 1) {
        fault(shown, SHOWN_RATIO_AS_COUNT, at);
    }
}

/* Arithmetic with a number may make one a second of what was counted in a window. */
static bool is_scaled(const struct shown_value *value) {
    for (size_t i = value->root->first; i <= value->root->index; i++) {
        const struct promql_node *node = value->expr->nodes[i];
        if (node->kind == PROMQL_BINARY && promql_operator_precedence(node->as.binary.op) > 3)
            return true;
    }
    return false;
}

static void judge_events(const struct shown_value *value, struct shown *shown) {
    struct unit unit = value->unit;
    double per = shown->figure->unit.per;
    bool quotient = unit.dimension == VOCAB_DIMENSION_SHARE && unit.computed && has_factor(unit, 1);
    if (quotient && value->threshold <= 1)
        fault(shown, SHOWN_OTHER_UNIT, unit_span(shown));
    if (unit.dimension != VOCAB_DIMENSION_COUNT || !unit.computed)
        return;
    if (unit.per_second) {
        if (!is_scaled(value) && !near(1 / unit.factor, per, 1.01))
            fault(shown, SHOWN_OTHER_PERIOD, unit_span(shown));
        return;
    }
    double window = shown_window(value->expr, value->root);
    if (shown_is_count_in_window(value->root) && !is_scaled(value) && window > 0 && !near(window, per, 1.01))
        fault(shown, SHOWN_COUNT_AS_RATE, unit_span(shown));
}

/* Whether a side has the unit that the text gives the value. */
static bool fits(const struct shown *shown, struct unit unit) {
    struct prose_unit text = shown->figure->unit;
    if (alert_text_form(shown->read) == SHOWN_PERCENTAGE)
        return unit.dimension == VOCAB_DIMENSION_SHARE && has_factor(unit, 1);
    if (text.measure == PROSE_PERCENT)
        return unit.dimension == VOCAB_DIMENSION_SHARE && has_factor(unit, 0.01);
    if (alert_text_form(shown->read) == SHOWN_DURATION)
        return unit.dimension == VOCAB_DIMENSION_TIME && !unit.per_second;
    if (text.measure == PROSE_TIME)
        return unit.dimension == VOCAB_DIMENSION_TIME && !unit.per_second && near(unit.factor, text.factor, 1.01);
    return text.measure == PROSE_DATA && unit.dimension == VOCAB_DIMENSION_DATA;
}

/* "A and B" gives A; perhaps B is what the text means. */
static void look_at_other_side(const struct shown_value *value, struct shown *shown) {
    const struct promql_node *node = promql_unwrapped(value->expr->root);
    for (; node->kind == PROMQL_BINARY && node->as.binary.op == PROMQL_AND; node = promql_unwrapped(promql_left(node)))
        if (fits(shown, unit_flow_at(&value->flow->units, promql_right(node)))) {
            shown->fault = SHOWN_OTHER_SIDE;
            shown->why = promql_right(node);
        }
}

/* "{{ $value }}m" may be metres or thousandths. */
static bool is_vague(const struct shown *shown) {
    span at = shown->figure->unit.at;
    return at.end - at.start == 1 && shown->text->prose.text.ptr[at.start] == 'm';
}

static void judge_form(const struct shown_value *value, struct shown *shown) {
    enum prose_measure measure = shown->figure->unit.measure;
    switch (alert_text_form(shown->read)) {
    case SHOWN_OTHERWISE:
        return;
    case SHOWN_PERCENTAGE:
        judge_percentage(value, shown);
        return;
    case SHOWN_DURATION:
        judge_time(value, shown, 1, shown->read->calls[0].span);
        return;
    case SHOWN_TIMESTAMP:
        if (value->unit.dimension == VOCAB_DIMENSION_TIME && !value->unit.per_second)
            fault(shown, SHOWN_OTHER_UNIT, shown->read->calls[0].span);
        return;
    case SHOWN_NUMBER:
    case SHOWN_PREFIXED:
        break;
    }
    if (measure == PROSE_PERCENT || alert_text_prints_percent(shown->read))
        judge_percent_sign(value, shown);
    else if (measure == PROSE_TIME && !is_vague(shown))
        judge_time(value, shown, shown->figure->unit.factor, unit_span(shown));
    else if (measure == PROSE_DATA)
        judge_data(value, shown);
    else if (measure == PROSE_EVENTS || (measure == PROSE_TIMES && shown->figure->unit.per > 0))
        judge_events(value, shown);
    else if (measure == PROSE_TIMES || measure == PROSE_UNIT_NONE)
        judge_number(value, shown);
}

void shown_judge_unit(const struct shown_value *value, struct shown *shown) {
    bool known = unit_is_known(value->unit) && !value->odd_scale;
    bool sign = alert_text_form(shown->read) == SHOWN_PERCENTAGE && shown->figure->unit.measure == PROSE_PERCENT;
    if (known)
        judge_form(value, shown);
    else if (sign)
        fault(shown, SHOWN_SIGN_TWICE, unit_span(shown));
    if (shown->fault == SHOWN_AMOUNT_AS_PERCENT || shown->fault == SHOWN_OTHER_UNIT)
        look_at_other_side(value, shown);
}
