/* Functions as a table of a few shapes (promql/functions.go, Prometheus 3.14). What is not in it gives anything. */
#include "promql/value_flow_call.h"

#include <math.h>

enum shape {
    SHAPE_ANY,     /* predict_linear(), delta(): nothing is known */
    SHAPE_KEEP,    /* the values of the argument */
    SHAPE_MEAN,    /* between them: no longer whole */
    SHAPE_SUM,     /* a sum of some of them */
    SHAPE_RISING,  /* through a function that never falls */
    SHAPE_FIXED,   /* between two numbers, whatever the argument */
    SHAPE_WHOLE,   /* whole numbers between two numbers */
    SHAPE_RATE,    /* at least 0 */
    SHAPE_ABS,     /* */
    SHAPE_SIGN,    /* */
    SHAPE_CLAMP,   /* */
    SHAPE_ROUND,   /* */
    SHAPE_SCALAR,  /* the argument's, or NaN */
    SHAPE_NOW,     /* the time of evaluation */
    SHAPE_SAMPLED, /* the time of a sample */
    SHAPE_QUANTILE,
    SHAPE_HISTOGRAM_QUANTILE,
    SHAPE_EXTREME, /* min_of, max_of */
};

struct function_shape {
    enum shape shape;
    double low, high;
    double (*rising)(double);
};

#define HALF_TURN 3.14159265358979323846
#define NO_BOUND INFINITY

static double in_degrees(double x) {
    return x * 180 / HALF_TURN;
}

static double in_radians(double x) {
    return x * HALF_TURN / 180;
}

static const struct function_shape shapes[PROMQL_FUNCTION_COUNT] = {
#define SHAPE(name) [PROMQL_FUNCTION_##name]
    SHAPE(abs) = {SHAPE_ABS, 0, 0, NULL},
    SHAPE(absent) = {SHAPE_WHOLE, 1, 1, NULL},
    SHAPE(absent_over_time) = {SHAPE_WHOLE, 1, 1, NULL},
    SHAPE(acos) = {SHAPE_FIXED, 0, HALF_TURN, NULL},
    SHAPE(asin) = {SHAPE_FIXED, -HALF_TURN / 2, HALF_TURN / 2, NULL},
    SHAPE(atan) = {SHAPE_FIXED, -HALF_TURN / 2, HALF_TURN / 2, NULL},
    SHAPE(asinh) = {SHAPE_RISING, 0, 0, asinh},
    SHAPE(avg_over_time) = {SHAPE_MEAN, 0, 0, NULL},
    SHAPE(ceil) = {SHAPE_RISING, 0, 0, ceil},
    SHAPE(changes) = {SHAPE_WHOLE, 0, NO_BOUND, NULL},
    SHAPE(clamp) = {SHAPE_CLAMP, 0, 0, NULL},
    SHAPE(clamp_max) = {SHAPE_CLAMP, 0, 0, NULL},
    SHAPE(clamp_min) = {SHAPE_CLAMP, 0, 0, NULL},
    SHAPE(cos) = {SHAPE_FIXED, -1, 1, NULL},
    SHAPE(cosh) = {SHAPE_FIXED, 1, NO_BOUND, NULL},
    SHAPE(count_over_time) = {SHAPE_WHOLE, 1, NO_BOUND, NULL},
    SHAPE(day_of_month) = {SHAPE_WHOLE, 1, 31, NULL},
    SHAPE(day_of_week) = {SHAPE_WHOLE, 0, 6, NULL},
    SHAPE(day_of_year) = {SHAPE_WHOLE, 1, 366, NULL},
    SHAPE(days_in_month) = {SHAPE_WHOLE, 28, 31, NULL},
    SHAPE(deg) = {SHAPE_RISING, 0, 0, in_degrees},
    SHAPE(exp) = {SHAPE_RISING, 0, 0, exp},
    SHAPE(first_over_time) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(floor) = {SHAPE_RISING, 0, 0, floor},
    SHAPE(histogram_count) = {SHAPE_RATE, 0, 0, NULL},
    SHAPE(histogram_fraction) = {SHAPE_FIXED, 0, 1, NULL},
    SHAPE(histogram_quantile) = {SHAPE_HISTOGRAM_QUANTILE, 0, 0, NULL},
    SHAPE(histogram_stddev) = {SHAPE_RATE, 0, 0, NULL},
    SHAPE(histogram_stdvar) = {SHAPE_RATE, 0, 0, NULL},
    SHAPE(hour) = {SHAPE_WHOLE, 0, 23, NULL},
    SHAPE(increase) = {SHAPE_RATE, 0, 0, NULL},
    SHAPE(info) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(irate) = {SHAPE_RATE, 0, 0, NULL},
    SHAPE(label_join) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(label_replace) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(last_over_time) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(ln) = {SHAPE_RISING, 0, 0, log},
    SHAPE(log10) = {SHAPE_RISING, 0, 0, log10},
    SHAPE(log2) = {SHAPE_RISING, 0, 0, log2},
    SHAPE(mad_over_time) = {SHAPE_FIXED, 0, NO_BOUND, NULL},
    SHAPE(max_of) = {SHAPE_EXTREME, 0, 0, NULL},
    SHAPE(max_over_time) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(min_of) = {SHAPE_EXTREME, 0, 0, NULL},
    SHAPE(min_over_time) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(minute) = {SHAPE_WHOLE, 0, 59, NULL},
    SHAPE(month) = {SHAPE_WHOLE, 1, 12, NULL},
    SHAPE(pi) = {SHAPE_FIXED, HALF_TURN, HALF_TURN, NULL},
    SHAPE(present_over_time) = {SHAPE_WHOLE, 1, 1, NULL},
    SHAPE(quantile_over_time) = {SHAPE_QUANTILE, 0, 0, NULL},
    SHAPE(rad) = {SHAPE_RISING, 0, 0, in_radians},
    SHAPE(rate) = {SHAPE_RATE, 0, 0, NULL},
    SHAPE(resets) = {SHAPE_WHOLE, 0, NO_BOUND, NULL},
    SHAPE(round) = {SHAPE_ROUND, 0, 0, NULL},
    SHAPE(scalar) = {SHAPE_SCALAR, 0, 0, NULL},
    SHAPE(sgn) = {SHAPE_SIGN, 0, 0, NULL},
    SHAPE(sin) = {SHAPE_FIXED, -1, 1, NULL},
    SHAPE(sinh) = {SHAPE_RISING, 0, 0, sinh},
    SHAPE(sort) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(sort_by_label) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(sort_by_label_desc) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(sort_desc) = {SHAPE_KEEP, 0, 0, NULL},
    SHAPE(sqrt) = {SHAPE_RISING, 0, 0, sqrt},
    SHAPE(stddev_over_time) = {SHAPE_FIXED, 0, NO_BOUND, NULL},
    SHAPE(stdvar_over_time) = {SHAPE_FIXED, 0, NO_BOUND, NULL},
    SHAPE(sum_over_time) = {SHAPE_SUM, 0, 0, NULL},
    SHAPE(tanh) = {SHAPE_FIXED, -1, 1, NULL},
    SHAPE(time) = {SHAPE_NOW, 0, 0, NULL},
    SHAPE(timestamp) = {SHAPE_SAMPLED, 0, 0, NULL},
    SHAPE(vector) = {SHAPE_KEEP, 0, 0, NULL},
};

const struct promql_node *value_carrier_of(const struct promql_node *call) {
    for (const struct promql_node *child = call->child; child; child = child->next)
        if (child->type == PROMQL_VECTOR || child->type == PROMQL_RANGE_VECTOR)
            return child;
    return call->child;
}

static struct value_range with_nan(struct value_range range, bool may_be_nan) {
    range.may_be_nan |= may_be_nan;
    return value_range_settled(range);
}

static struct value_range sum_of(struct value_range a) {
    if (a.from_now)
        return value_range_any();
    if (a.low < 0) {
        a.low = -INFINITY;
        a.low_open = true;
    }
    if (a.high > 0) {
        a.high = INFINITY;
        a.high_open = true;
    }
    return value_range_settled(a);
}

static bool reaches_infinity(struct value_range a) {
    return (isinf(a.low) && !a.low_open) || (isinf(a.high) && !a.high_open);
}

static struct value_range mean_of(struct value_range a) {
    a.integer &= a.constant;
    return with_nan(a, reaches_infinity(a));
}

static struct value_range size_of(struct value_range a) {
    if (a.low >= 0)
        return a;
    struct value_range mirrored = value_range_negated(a);
    if (a.high <= 0)
        return mirrored;
    struct value_range result = value_range_union(a, mirrored);
    result.low = 0;
    result.low_open = !value_range_contains(a, 0);
    return value_range_settled(result);
}

static double sign_of(double x) {
    return (x > 0) - (x < 0);
}

static struct value_range sign_range(struct value_range a) {
    struct value_range result = value_range_between(sign_of(a.low), sign_of(a.high));
    if (a.low_open && a.low >= 0 && a.low <= 0)
        result.low = 1;
    if (a.high_open && a.high >= 0 && a.high <= 0)
        result.high = -1;
    result.integer = true;
    result.empty = a.empty;
    return with_nan(result, a.may_be_nan);
}

/* clamp() with min above max gives nothing. */
static struct value_range clamped(const struct value_node *nodes, const struct promql_node *call) {
    struct value_range a = nodes[call->child->index].range;
    const struct value_range *first = &nodes[call->child->next->index].range, *last = first;
    enum promql_function_id id = call->as.call.function->id;
    if (id == PROMQL_FUNCTION_clamp)
        last = &nodes[call->child->next->next->index].range;
    bool from_now = a.from_now || first->from_now || last->from_now;
    if (from_now || !first->constant || !last->constant || first->low > last->low)
        return value_range_any();
    bool below = id != PROMQL_FUNCTION_clamp_max, above = id != PROMQL_FUNCTION_clamp_min;
    double low = below ? fmax(a.low, first->low) : a.low, high = above ? fmin(a.high, last->low) : a.high;
    struct value_range result =
        value_range_between(above ? fmin(low, last->low) : low, below ? fmax(high, first->low) : high);
    result.low_open = a.low_open && result.low <= a.low && result.low >= a.low;
    result.high_open = a.high_open && result.high <= a.high && result.high >= a.high;
    result.integer = a.integer && first->integer && last->integer;
    result.empty = a.empty;
    return with_nan(result, a.may_be_nan);
}

static double half_up(double x) {
    return floor(x + 0.5);
}

static struct value_range rounded(const struct value_node *nodes, const struct promql_node *call) {
    struct value_range a = nodes[call->child->index].range;
    if (a.from_now)
        return value_range_any();
    struct value_range result = a;
    if (!call->child->next) {
        result = value_range_mapped(a, half_up);
        result.integer = true;
        return result;
    }
    const struct value_range *step = &nodes[call->child->next->index].range;
    if (!step->constant || step->from_now || !(step->low > 0))
        return value_range_any();
    result.low = floor(a.low / step->low + 0.5) * step->low;
    result.high = floor(a.high / step->low + 0.5) * step->low;
    result.low_open &= isinf(result.low);
    result.high_open &= isinf(result.high);
    result.integer = step->integer;
    return value_range_settled(result);
}

/* timestamp() of a selector is the time of its sample, up to the lookback before; of anything else, now. */
static struct value_range sampled(const struct promql_node *call) {
    struct value_range range = value_range_of(0);
    const struct promql_node *argument = promql_unwrapped(call->child);
    if (argument->kind == PROMQL_SELECTOR) {
        range.low = -INFINITY;
        range.low_open = true;
        range.high = argument->modifiers ? INFINITY : 0;
        range.high_open = argument->modifiers != NULL;
        range.integer = false;
    }
    range.from_now = true;
    return value_range_settled(range);
}

static struct value_range rate_of(const struct value_node *argument, const struct promql_node *call) {
    struct value_range result = value_range_between(0, INFINITY);
    enum promql_function_id id = call->as.call.function->id;
    bool per_second = id == PROMQL_FUNCTION_rate || id == PROMQL_FUNCTION_irate;
    if (per_second && argument->metric && argument->metric->is_busy_time)
        result = value_range_between(0, 1);
    result.empty = argument->range.empty;
    return result;
}

static bool is_share(struct value_range parameter) {
    return parameter.constant && !parameter.from_now && parameter.low >= 0 && parameter.low <= 1;
}

/* Outside of 0 to 1, quantiles are infinite. */
static struct value_range quantile_of(struct value_range parameter, struct value_range a) {
    return is_share(parameter) ? mean_of(a) : value_range_any();
}

const struct metric_facts *value_first_metric(const struct value_node *nodes, const struct promql_node *node) {
    for (uint32_t i = node->first; i <= node->index; i++)
        if (nodes[i].metric)
            return nodes[i].metric;
    return NULL;
}

static struct value_range histogram_quantile_of(const struct value_node *nodes, const struct promql_node *call) {
    const struct promql_node *buckets = call->child->next;
    const struct metric_facts *metric = value_first_metric(nodes, buckets);
    struct value_range result = value_range_any();
    if (!metric || !is_share(nodes[call->child->index].range))
        return result;
    enum vocab_dimension observed = metric->observed.dimension;
    if (observed == VOCAB_DIMENSION_TIME || observed == VOCAB_DIMENSION_DATA) {
        result.low = 0;
        result.low_open = result.high_open = false;
    }
    result.empty = nodes[buckets->index].range.empty;
    return value_range_settled(result);
}

static struct value_range extreme_of(const struct value_node *nodes, const struct promql_node *call) {
    struct value_range a = nodes[call->child->index].range, b = nodes[call->child->next->index].range;
    if (a.constant && b.constant && a.from_now == b.from_now) {
        bool first = (a.low < b.low) == (call->as.call.function->id == PROMQL_FUNCTION_min_of);
        return first ? a : b;
    }
    return value_range_union(a, b);
}

static struct value_range rising_of(const struct function_shape *shape, struct value_range a) {
    if (a.from_now)
        return value_range_any();
    struct value_range result = value_range_mapped(a, shape->rising);
    result.integer = shape->rising == ceil || shape->rising == floor;
    return result;
}

static bool may_have_no_sample(const struct promql_node *call) {
    enum promql_function_id id = call->as.call.function->id;
    return call->child && id != PROMQL_FUNCTION_absent && id != PROMQL_FUNCTION_absent_over_time;
}

static struct value_range fixed(const struct function_shape *shape, struct value_range a, bool is_empty) {
    struct value_range result = value_range_between(shape->low, shape->high);
    result.integer = shape->shape == SHAPE_WHOLE;
    result.empty = is_empty && a.empty;
    bool may_be_nan = a.may_be_nan || reaches_infinity(a);
    return with_nan(result, shape->shape == SHAPE_FIXED && may_be_nan && shape->low < shape->high);
}

/* NaN unless there is one sample; who knows how many there are, but of literals. */
static struct value_range of_scalar(const struct value_node *vector) {
    if (vector->range.empty)
        return value_range_any();
    return with_nan(vector->range, !vector->is_literal);
}

struct value_range value_of_call(const struct value_node *nodes, const struct promql_node *call) {
    const struct function_shape *shape = &shapes[call->as.call.function->id];
    const struct promql_node *carrier = value_carrier_of(call);
    const struct value_node none = {.range = value_range_any()};
    const struct value_node *argument = carrier ? &nodes[carrier->index] : &none;
    struct value_range a = argument->range;
    switch (shape->shape) {
    case SHAPE_ANY:
        break;
    case SHAPE_KEEP:
        return a;
    case SHAPE_MEAN:
        return mean_of(a);
    case SHAPE_SUM:
        return sum_of(a);
    case SHAPE_RISING:
        return rising_of(shape, a);
    case SHAPE_FIXED:
    case SHAPE_WHOLE:
        return fixed(shape, a, may_have_no_sample(call));
    case SHAPE_RATE:
        return rate_of(argument, call);
    case SHAPE_ABS:
        return a.from_now ? value_range_any() : size_of(a);
    case SHAPE_SIGN:
        return a.from_now ? value_range_any() : sign_range(a);
    case SHAPE_CLAMP:
        return clamped(nodes, call);
    case SHAPE_ROUND:
        return rounded(nodes, call);
    case SHAPE_SCALAR:
        return of_scalar(argument);
    case SHAPE_NOW:
        a = value_range_of(0);
        a.from_now = true;
        a.integer = false;
        return a;
    case SHAPE_SAMPLED:
        return sampled(call);
    case SHAPE_QUANTILE:
        return quantile_of(nodes[call->child->index].range, a);
    case SHAPE_HISTOGRAM_QUANTILE:
        return histogram_quantile_of(nodes, call);
    case SHAPE_EXTREME:
        return extreme_of(nodes, call);
    }
    a = value_range_any();
    a.empty = argument->range.empty;
    return a;
}

static const struct function_shape aggregators[PROMQL_AGGREGATOR_COUNT] = {
#define AGGREGATE(name) [PROMQL_AGGREGATOR_##name]
    AGGREGATE(avg) = {SHAPE_MEAN, 0, 0, NULL},
    AGGREGATE(bottomk) = {SHAPE_KEEP, 0, 0, NULL},
    AGGREGATE(count) = {SHAPE_WHOLE, 1, NO_BOUND, NULL},
    AGGREGATE(count_values) = {SHAPE_WHOLE, 1, NO_BOUND, NULL},
    AGGREGATE(group) = {SHAPE_WHOLE, 1, 1, NULL},
    AGGREGATE(limit_ratio) = {SHAPE_KEEP, 0, 0, NULL},
    AGGREGATE(limitk) = {SHAPE_KEEP, 0, 0, NULL},
    AGGREGATE(max) = {SHAPE_KEEP, 0, 0, NULL},
    AGGREGATE(min) = {SHAPE_KEEP, 0, 0, NULL},
    AGGREGATE(quantile) = {SHAPE_QUANTILE, 0, 0, NULL},
    AGGREGATE(stddev) = {SHAPE_FIXED, 0, NO_BOUND, NULL},
    AGGREGATE(stdvar) = {SHAPE_FIXED, 0, NO_BOUND, NULL},
    AGGREGATE(sum) = {SHAPE_SUM, 0, 0, NULL},
    AGGREGATE(topk) = {SHAPE_KEEP, 0, 0, NULL},
};

struct value_range value_of_aggregate(const struct value_node *nodes, const struct promql_node *aggregate) {
    const struct function_shape *shape = &aggregators[aggregate->as.aggregate.op->id];
    struct value_range a = nodes[promql_aggregated(aggregate)->index].range;
    if (shape->shape == SHAPE_KEEP)
        return a;
    if (shape->shape == SHAPE_MEAN)
        return mean_of(a);
    if (shape->shape == SHAPE_SUM)
        return sum_of(a);
    if (shape->shape == SHAPE_QUANTILE)
        return quantile_of(nodes[aggregate->child->index].range, a);
    return fixed(shape, a, true);
}
