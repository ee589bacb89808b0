/* Interval arithmetic. Ends are computed as Prometheus computes values (IEEE doubles); an end that comes out as NaN is
 * no bound. */
#include "promql/value_flow_range.h"

#include <math.h>

struct value_range value_range_any(void) {
    return (struct value_range){
        .low = -INFINITY, .high = INFINITY, .low_open = true, .high_open = true, .may_be_nan = true};
}

struct value_range value_range_settled(struct value_range range) {
    if (isnan(range.low))
        range.low = -INFINITY;
    if (isnan(range.high))
        range.high = INFINITY;
    range.known = range.low > -INFINITY || range.high < INFINITY;
    range.constant = range.low >= range.high && !range.may_be_nan && !range.low_open && !range.high_open;
    return range;
}

struct value_range value_range_between(double low, double high) {
    struct value_range range = {.low = low, .high = high, .low_open = isinf(low), .high_open = isinf(high)};
    return value_range_settled(range);
}

struct value_range value_range_of(double value) {
    if (isnan(value))
        return value_range_any();
    struct value_range range = {.low = value, .high = value, .integer = value <= floor(value) && isfinite(value)};
    return value_range_settled(range);
}

struct value_range value_range_count(double low) {
    struct value_range range = value_range_between(low, INFINITY);
    range.integer = true;
    return range;
}

bool value_range_contains(struct value_range a, double value) {
    bool above = a.low_open ? value > a.low : value >= a.low;
    return above && (a.high_open ? value < a.high : value <= a.high);
}

struct value_range value_range_union(struct value_range a, struct value_range b) {
    if (a.empty)
        return b;
    if (b.empty)
        return a;
    if (a.from_now != b.from_now)
        return value_range_any();
    struct value_range result = a.low <= b.low ? a : b;
    const struct value_range *upper = a.high >= b.high ? &a : &b;
    result.low_open = !value_range_contains(a, result.low) && !value_range_contains(b, result.low);
    result.high = upper->high;
    result.high_open = !value_range_contains(a, result.high) && !value_range_contains(b, result.high);
    result.integer = a.integer && b.integer;
    result.may_be_nan = a.may_be_nan || b.may_be_nan;
    return value_range_settled(result);
}

/* One end of an interval; open: only approached. */
struct end {
    double value;
    bool open;
};

static struct end low_of(struct value_range a) {
    return (struct end){a.low, a.low_open};
}

static struct end high_of(struct value_range a) {
    return (struct end){a.high, a.high_open};
}

/* 0 times an end that has no bound is 0: the end is approached, not reached. */
static struct end times(struct end a, struct end b) {
    bool zero = (a.value >= 0 && a.value <= 0) || (b.value >= 0 && b.value <= 0);
    bool reached = (a.value >= 0 && a.value <= 0 && !a.open) || (b.value >= 0 && b.value <= 0 && !b.open);
    return (struct end){zero ? 0 : a.value * b.value, (a.open || b.open) && !reached};
}

static struct value_range combined(struct value_range a, struct value_range b) {
    return (struct value_range){.integer = a.integer && b.integer,
                                .may_be_nan = a.may_be_nan || b.may_be_nan,
                                .empty = a.empty || b.empty,
                                .low = -INFINITY,
                                .high = INFINITY,
                                .low_open = true,
                                .high_open = true};
}

static bool reaches_infinity(struct value_range a) {
    return (isinf(a.low) && !a.low_open) || (isinf(a.high) && !a.high_open);
}

static struct value_range plus(struct value_range a, struct value_range b) {
    struct value_range result = combined(a, b);
    result.may_be_nan |= reaches_infinity(a) && reaches_infinity(b);
    result.low = a.low + b.low;
    result.high = a.high + b.high;
    result.low_open = a.low_open || b.low_open;
    result.high_open = a.high_open || b.high_open;
    result.from_now = a.from_now || b.from_now;
    return value_range_settled(result);
}

/* 0 - x, so that no end is a negative zero. */
struct value_range value_range_negated(struct value_range a) {
    struct value_range result = a;
    result.low = 0 - a.high;
    result.low_open = a.high_open;
    result.high = 0 - a.low;
    result.high_open = a.low_open;
    return value_range_settled(result);
}

/* The difference of two times is a duration; a time minus a number is a time. */
static struct value_range minus(struct value_range a, struct value_range b) {
    if (b.from_now && !a.from_now)
        return value_range_any();
    struct value_range result = plus(a, value_range_negated(b));
    result.from_now = a.from_now && !b.from_now;
    return result;
}

static struct value_range product(struct value_range a, struct value_range b) {
    struct value_range result = combined(a, b);
    result.may_be_nan |= reaches_infinity(a) && value_range_contains(b, 0);
    result.may_be_nan |= reaches_infinity(b) && value_range_contains(a, 0);
    struct end ends[] = {times(low_of(a), low_of(b)), times(low_of(a), high_of(b)), times(high_of(a), low_of(b)),
                         times(high_of(a), high_of(b))};
    struct end low = ends[0], high = ends[0];
    for (int i = 1; i < 4; i++) {
        if (ends[i].value < low.value || (ends[i].value <= low.value && !ends[i].open))
            low = ends[i];
        if (ends[i].value > high.value || (ends[i].value >= high.value && !ends[i].open))
            high = ends[i];
    }
    result.low = low.value;
    result.low_open = low.open;
    result.high = high.value;
    result.high_open = high.open;
    return value_range_settled(result);
}

/* 1/b for a b that does not change its sign and is no mere 0. What is 0 or above is no negative zero. */
static struct value_range inverse(struct value_range b) {
    struct value_range result = combined(b, b);
    bool negative = b.high <= 0;
    struct value_range positive = negative ? value_range_negated(b) : b;
    result.low = 1 / positive.high;
    result.low_open = positive.high_open && isfinite(positive.high);
    result.high = positive.low > 0 ? 1 / positive.low : INFINITY;
    result.high_open = positive.low_open;
    result = value_range_settled(result);
    return negative ? value_range_negated(result) : result;
}

static struct value_range quotient(struct value_range a, struct value_range b) {
    struct value_range result = combined(a, b);
    bool zero = value_range_contains(b, 0);
    result.may_be_nan |= zero && value_range_contains(a, 0);
    /* up - 1 ends in 0, by which the quotient is infinite with the other sign */
    if ((b.low < 0 && b.high > 0) || (zero && b.high <= 0)) {
        result.low_open = result.high_open = !zero;
        result.integer = false;
        return value_range_settled(result);
    }
    bool may_be_nan = result.may_be_nan || (reaches_infinity(a) && reaches_infinity(b));
    result = product(a, inverse(b));
    result.integer = false;
    result.may_be_nan = may_be_nan;
    return value_range_settled(result);
}

/* The sign is that of a, the size below that of b. */
static struct value_range remainder_of(struct value_range a, struct value_range b) {
    struct value_range result = combined(a, b);
    double most = fmax(fabs(b.low), fabs(b.high));
    result.may_be_nan |= value_range_contains(b, 0) || reaches_infinity(a);
    if (!(most > 0)) { /* NaN */
        result.integer = false;
        return result;
    }
    result.low = a.low >= 0 ? 0 : -most;
    result.low_open = a.low < 0;
    result.high = a.high <= 0 ? 0 : most;
    result.high_open = a.high > 0;
    return value_range_settled(result);
}

static struct value_range power(struct value_range a, struct value_range b) {
    bool even = b.constant && b.low >= 0 && fmod(b.low, 2) <= 0;
    struct value_range result = value_range_any();
    result.empty = a.empty || b.empty;
    if (!even && a.low < 0)
        return result;
    result.low = 0;
    result.low_open = false;
    result.high_open = false;
    result.may_be_nan = a.may_be_nan || b.may_be_nan;
    return value_range_settled(result);
}

static double folded(enum promql_operator op, double a, double b) {
    if (op == PROMQL_ADD)
        return a + b;
    if (op == PROMQL_SUB)
        return a - b;
    if (op == PROMQL_MUL)
        return a * b;
    if (op == PROMQL_DIV)
        return a / b;
    if (op == PROMQL_MOD)
        return fmod(a, b);
    return op == PROMQL_POW ? pow(a, b) : atan2(a, b);
}

static struct value_range decided(struct value_range a, enum promql_operator op, struct value_range b) {
    struct value_range result = value_range_between(0, 1);
    if (value_range_never(a, op, b))
        result.high = 0;
    else if (value_range_always(a, op, b))
        result.low = 1;
    result.integer = true;
    result.empty = a.empty || b.empty;
    return value_range_settled(result);
}

static struct value_range bent(enum promql_operator op, struct value_range a, struct value_range b) {
    static const double half_turn = 3.14159265358979323846;
    struct value_range result = value_range_between(-half_turn, half_turn);
    if (op == PROMQL_MUL)
        return product(a, b);
    if (op == PROMQL_DIV)
        return quotient(a, b);
    if (op == PROMQL_MOD)
        return remainder_of(a, b);
    if (op == PROMQL_POW)
        return power(a, b);
    if (op != PROMQL_ATAN2)
        return value_range_any();
    result.may_be_nan = a.may_be_nan || b.may_be_nan;
    result.empty = a.empty || b.empty;
    return value_range_settled(result);
}

/* A moment as a plain number: some time after 1970. */
static struct value_range absolute(struct value_range a) {
    return a.from_now ? value_range_any() : a;
}

struct value_range value_range_arithmetic(enum promql_operator op, struct value_range a, struct value_range b) {
    if (promql_operator_is_comparison(op))
        return decided(a, op, b);
    if (a.constant && b.constant && !a.from_now && !b.from_now) {
        struct value_range result = value_range_of(folded(op, a.low, b.low));
        result.empty = a.empty || b.empty;
        return result;
    }
    if (op == PROMQL_ADD)
        return a.from_now && b.from_now ? value_range_any() : plus(a, b);
    if (op == PROMQL_SUB)
        return minus(a, b);
    return bent(op, absolute(a), absolute(b));
}

enum promql_operator value_operator_mirrored(enum promql_operator op) {
    if (op == PROMQL_LT)
        return PROMQL_GT;
    if (op == PROMQL_GT)
        return PROMQL_LT;
    if (op == PROMQL_LE)
        return PROMQL_GE;
    return op == PROMQL_GE ? PROMQL_LE : op;
}

/* Whether every value of a lies below every value of b, or on it where touching is allowed. */
static bool lies_below(struct value_range a, struct value_range b, bool touching) {
    if (a.high < b.low)
        return true;
    return a.high <= b.low && (touching || a.high_open || b.low_open);
}

static bool are_apart(struct value_range a, struct value_range b) {
    bool fraction =
        (a.integer && b.constant && b.low > floor(b.low)) || (b.integer && a.constant && a.low > floor(a.low));
    return fraction || lies_below(a, b, false) || lies_below(b, a, false);
}

static bool are_same(struct value_range a, struct value_range b) {
    return a.constant && b.constant && a.low >= b.low && a.low <= b.low;
}

static bool are_comparable(struct value_range a, struct value_range b) {
    return !a.empty && !b.empty && a.from_now == b.from_now;
}

bool value_range_never(struct value_range a, enum promql_operator op, struct value_range b) {
    if (!are_comparable(a, b))
        return false;
    if (op == PROMQL_GT)
        return lies_below(a, b, true);
    if (op == PROMQL_GE)
        return lies_below(a, b, false);
    if (op == PROMQL_LT)
        return lies_below(b, a, true);
    if (op == PROMQL_LE)
        return lies_below(b, a, false);
    return op == PROMQL_EQ ? are_apart(a, b) : op == PROMQL_NE && are_same(a, b);
}

bool value_range_always(struct value_range a, enum promql_operator op, struct value_range b) {
    if (!are_comparable(a, b) || a.may_be_nan || b.may_be_nan)
        return false;
    if (op == PROMQL_GT)
        return lies_below(b, a, false);
    if (op == PROMQL_GE)
        return lies_below(b, a, true);
    if (op == PROMQL_LT)
        return lies_below(a, b, false);
    if (op == PROMQL_LE)
        return lies_below(a, b, true);
    return op == PROMQL_NE ? are_apart(a, b) : op == PROMQL_EQ && are_same(a, b);
}

static struct value_range cut_below(struct value_range a, double limit, bool open) {
    if (limit > a.low || (limit >= a.low && open)) {
        a.low = limit;
        a.low_open = open;
    }
    return a;
}

static struct value_range cut_above(struct value_range a, double limit, bool open) {
    if (limit < a.high || (limit <= a.high && open)) {
        a.high = limit;
        a.high_open = open;
    }
    return a;
}

/* The ends of whole numbers are whole: above 0 is from 1 on. */
static struct value_range rounded_inward(struct value_range a) {
    if (!a.integer)
        return a;
    if (isfinite(a.low)) {
        a.low = a.low_open ? floor(a.low) + 1 : ceil(a.low);
        a.low_open = false;
    }
    if (isfinite(a.high)) {
        a.high = a.high_open ? ceil(a.high) - 1 : floor(a.high);
        a.high_open = false;
    }
    return a;
}

struct value_range value_range_narrowed(struct value_range a, enum promql_operator op, double limit) {
    struct value_range result = a;
    if (isnan(limit) || a.empty)
        return a;
    if (value_range_never(
            a, op, (struct value_range){.low = limit, .high = limit, .constant = true, .from_now = a.from_now})) {
        result.empty = true;
        return result;
    }
    if (op == PROMQL_NE)
        return a;
    result.may_be_nan = false;
    if (op == PROMQL_GT || op == PROMQL_GE || op == PROMQL_EQ)
        result = cut_below(result, limit, op == PROMQL_GT);
    if (op == PROMQL_LT || op == PROMQL_LE || op == PROMQL_EQ)
        result = cut_above(result, limit, op == PROMQL_LT);
    result = rounded_inward(result);
    if (result.low <= result.high)
        return value_range_settled(result);
    a.empty = true;
    return a;
}

struct value_range value_range_mapped(struct value_range a, double (*rising)(double)) {
    struct value_range result = a;
    result.low = rising(a.low);
    result.high = rising(a.high);
    result.may_be_nan |= isnan(result.low) || isnan(result.high);
    result.low_open &= isfinite(a.low) || isinf(result.low);
    result.high_open &= isfinite(a.high) || isinf(result.high);
    result.integer = result.from_now = false;
    return value_range_settled(result);
}
